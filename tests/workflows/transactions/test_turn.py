"""Everyone who writes gets their turn soon, and nobody is told that the database is locked."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from permissions.agencies.models import Agency
from tests.forked import forked
from workflows.transactions.turn import write_transaction

only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs no turns")

START = """
import time, django; django.setup()
from permissions.agencies.models import Agency
from workflows.transactions.turn import write_transaction
"""
WRITER = """
from permissions.agencies.models import Agency
from workflows.transactions.turn import write_transaction
for turn in range(60):
    with write_transaction():
        Agency.objects.create(code=f"writer-{number}-{turn}", name={"ar": "جهة"})
"""
BULK = (
    START
    + """
print("ready", flush=True)
input()
until, chunks = time.monotonic() + 6, 0
while time.monotonic() < until:
    with write_transaction():
        chunks += 1
        Agency.objects.bulk_create([Agency(code=f"bulk-{chunks}-{n}", name={"ar": "جهة"}) for n in range(100)])
        time.sleep(0.05)  # as long as a chunk of 100 cases lasts
print(chunks)
"""
)
FILING = (
    START
    + """
def chunks():
    code = Agency.objects.filter(code__startswith="bulk-").order_by("-pk").values_list("code", flat=True).first()
    return int(code.split("-")[1]) if code else 0
print("ready", flush=True)
input()
most = 0
for number in range(25):
    time.sleep(0.05)
    before = chunks()
    with write_transaction():
        Agency.objects.create(code=f"filed-{number}", name={"ar": "جهة"})
        most = max(most, chunks() - before)
print(most)
"""
)
SLEEPER = (
    START
    + """
with write_transaction():
    print("inside", flush=True)
    time.sleep(60)
"""
)

MOST_CHUNKS = 20
"""What a second holds: a chunk lasts 50 ms at least. On a quiet machine it is one or two."""


def start(script: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def turn_is_free() -> bool:
    """Whether someone who comes now would get their turn at once."""
    with Path(f"{connection.settings_dict['NAME']}.turn").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@pytest.mark.django_db(transaction=True)
def test_many_writers_all_get_through(child_environment: dict[str, str]) -> None:
    forked(6, WRITER, child_environment)
    assert Agency.objects.filter(code__startswith="writer-").count() == 360


@pytest.mark.django_db(transaction=True)
def test_a_filing_waits_for_few_chunks_of_a_bulk_writer(child_environment: dict[str, str]) -> None:
    """Counted, not timed: how many chunks were committed from the moment a filing asks for its turn until it has it."""
    bulk, filing = start(BULK, child_environment), start(FILING, child_environment)
    for process in (bulk, filing):
        assert first_line(process) == "ready\n"
    for process in (bulk, filing):
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    most, _ = filing.communicate(timeout=120)
    chunks, _ = bulk.communicate(timeout=120)
    assert (filing.returncode, bulk.returncode) == (0, 0)
    assert int(most) <= MOST_CHUNKS
    assert int(chunks) >= 5, "the bulk writer had its turns too"
    assert Agency.objects.filter(code__startswith="filed-").count() == 25


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_writer_that_is_killed_does_not_keep_its_turn(child_environment: dict[str, str]) -> None:
    writer = start(SLEEPER, child_environment)
    assert first_line(writer) == "inside\n"
    assert not turn_is_free()
    writer.kill()
    writer.communicate()
    with write_transaction():
        Agency.objects.create(code="after", name={"ar": "بعد"})
    assert Agency.objects.filter(code="after").exists()


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_threads_of_one_process_take_turns_too() -> None:
    inside: list[str] = []

    def other() -> None:
        with write_transaction():
            inside.append("other")
        connection.close()

    thread = threading.Thread(target=other)
    with write_transaction():
        thread.start()
        time.sleep(0.2)  # time enough for the other one to come in, if it could
        inside.append("first")
    thread.join()
    assert inside == ["first", "other"]


@pytest.mark.django_db(transaction=True)
def test_an_inner_write_transaction_is_part_of_the_outer_one() -> None:
    with pytest.raises(LookupError), write_transaction():
        with write_transaction():
            Agency.objects.create(code="inner", name={"ar": "جهة"})
        raise LookupError
    assert not Agency.objects.exists()
    assert not connection.in_atomic_block


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_the_turn_lasts_to_the_end_of_the_outermost_one_and_ends_with_a_rollback() -> None:
    with pytest.raises(LookupError), write_transaction():
        with write_transaction():
            pass
        assert not turn_is_free()
        raise LookupError
    assert turn_is_free()


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_inside_a_plain_transaction_no_turn_is_taken() -> None:
    with transaction.atomic(), write_transaction():
        assert turn_is_free()


@pytest.mark.django_db
def test_a_turn_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2) as done, write_transaction():
        pass
    assert [query["sql"].split()[0] for query in done.captured_queries] == ["SAVEPOINT", "RELEASE"]
