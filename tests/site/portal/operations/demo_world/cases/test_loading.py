"""Loading past cases: once, again, further, after a stop; with numbers and secrets that open them."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.now import standing_at
from portal.operations.demo_world.cases import loading
from portal.operations.demo_world.cases.loading import Loader, load_cases
from portal.operations.verifying import everything
from tests.seeded_site import pages
from tests.site.portal.operations.demo_world.cases.lived import UNTIL, load_world
from workflows.cases.models import Case, CaseEvent, File
from workflows.cases.tracking import find_case, secret_for, tracking_of
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> None:
    load_world()


def load(number: int, *, seed: int = 1) -> int:
    with standing_at(UNTIL):
        return load_cases(number, seed=seed)


def test_the_same_number_and_seed_add_nothing_a_larger_one_the_difference_another_seed_others() -> None:
    assert load(30) == 30
    before = list(CaseEvent.objects.values_list("pk", flat=True))
    assert load(30) == 0
    assert list(CaseEvent.objects.values_list("pk", flat=True)) == before
    assert load(45) == 15
    assert load(10, seed=2) == 10
    assert Case.objects.count() == 55


def test_the_same_seed_gives_the_same_cases() -> None:
    with standing_at(UNTIL):
        first, again, other = (
            [Loader.standing_at(UNTIL, seed=seed).almanac.draw(number) for number in range(50)] for seed in (9, 9, 8)
        )
    assert first == again != other


def test_a_load_that_was_stopped_is_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "CHUNK", 10)
    kept = Loader.load
    chunks = iter(range(3))

    def stopped(self: Loader, numbers: range) -> int:
        next(chunks)
        return kept(self, numbers)

    monkeypatch.setattr(Loader, "load", stopped)
    with pytest.raises(StopIteration):
        load(50)
    monkeypatch.setattr(Loader, "load", kept)
    assert Case.objects.count() == 30
    assert load(50) == 20
    assert list(everything()) == []


def test_queries_do_not_grow_with_the_cases_of_a_chunk() -> None:
    with standing_at(UNTIL):
        loader = Loader.standing_at(UNTIL, seed=21)
        loader.load(range(1, 101))  # what is read once for all
        counts = {}
        for numbers in (range(101, 121), range(201, 301)):
            with CaptureQueriesContext(connection) as queries:
                loader.load(numbers)
            counts[len(numbers)] = Counter(" ".join(query["sql"].split()[:3]) for query in queries)
    # SQLite takes some 900 values a statement, so that what is one insert elsewhere is several there.
    reads = {
        size: sum(times for kind, times in kinds.items() if "INSERT" not in kind) for size, kinds in counts.items()
    }
    assert reads[100] == reads[20] <= 12
    assert len(counts[100]) <= 24


def test_number_and_secret_open_a_case_and_a_wrong_secret_does_not(client: Client) -> None:
    pages()
    load(12)
    for case in Case.objects.all():
        secret = secret_for(case.channel, case.idempotency_key, settings.FIELD_KEYS[0])
        assert find_case(case.tracking, secret) == case
        assert find_case(case.tracking, secret[::-1]) is None
    given = {"tracking": case.tracking, "secret": secret}
    answer = client.post("/ar/track/", given, follow=True)
    assert answer.status_code == HTTPStatus.OK
    assert f'data-status="{case.status}"' in answer.content.decode()


def test_a_number_that_is_taken_is_drawn_again() -> None:
    with standing_at(UNTIL):
        loader = Loader.standing_at(UNTIL, seed=1)
        taken = [tracking_of(life.at, life.numbers[0]) for life in map(loader.almanac.draw, range(1, 4))]
    load(1)
    Case.objects.update(tracking=taken[1], idempotency_key="another")
    assert load(3) == 3
    expected = [taken[0], tracking_of(loader.almanac.draw(2).at, loader.almanac.draw(2).numbers[1]), taken[2]]
    found = Case.objects.filter(idempotency_key__startswith="demo-1-").order_by("idempotency_key")
    assert list(found.values_list("tracking", flat=True)) == expected


def test_no_letter_of_the_past_is_sent(mailoutbox: list[object]) -> None:
    load(40)
    with standing_at(UNTIL):
        call_command("sweep", stdout=(out := StringIO()))
    assert '"delivered": 0' in out.getvalue()
    assert '"due": 0' in out.getvalue()
    assert mailoutbox == []
    assert OutboxEntry.objects.count() > 40
    assert not OutboxEntry.objects.waiting().exists()


def test_letters_of_the_past_that_nothing_would_have_taken_are_not_noted_as_delivered() -> None:
    load(120)
    to_citizens = OutboxEntry.objects.filter(audience="citizen")
    unreached = to_citizens.filter(case__person__email="")
    assert 0 < unreached.count() < to_citizens.count()
    assert not unreached.exclude(delivered_at=None).exists()
    assert not to_citizens.exclude(case__person__email="").filter(delivered_at=None).exists()


def test_files_lie_in_the_private_storage() -> None:
    with standing_at(UNTIL):
        loader = Loader.standing_at(UNTIL, seed=1)
        numbers = [number for number in range(1, 600) if loader.almanac.draw(number).submission.files][:4]
        loader.load(numbers)
    assert File.objects.count() >= 4
    assert list(everything()) == []


@pytest.mark.parametrize("cases", ["-1", "many"])
def test_a_number_that_is_none_is_refused(cases: str) -> None:
    with pytest.raises(CommandError, match="--cases"):
        call_command("demo_world", "--cases", cases)


def test_the_command_says_how_many_it_made() -> None:
    for expected in ("Past cases: 25 new", "Past cases: all there"):
        call_command("demo_world", "--cases", "25", stdout=(out := StringIO()))
        assert expected in out.getvalue().splitlines()
