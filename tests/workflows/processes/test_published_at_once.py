"""A process is published while cases are worked: who runs already goes by it, each case keeps to one version."""

from __future__ import annotations

import copy
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection

from permissions.actors import Actor
from tests.at_once import while_open
from tests.scenes import Country, country, file_case, publish_one
from workflows.cases.actions import Decide
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.errors import ChangedMeanwhile
from workflows.versions.models import Version, VersionStatus
from workflows.versions.services import as_read, draft, publish, redraft

ROOT = Path(__file__).resolve().parents[3]
# Files a case and tells the number of its version, waits for a word, and does it again.
PROGRAM = """
import sys
import django
django.setup()
from tests.scenes import file_case
for key in ("before", "after"):
    print(file_case(key=key + sys.argv[1]).process_version.number, flush=True)
    sys.stdin.readline()
"""
pytestmark = pytest.mark.django_db(transaction=True)


def shorter(*, closes: bool) -> dict[str, Any]:
    """The complaint; whether an answer closes a case at once, or asks for the citizen's view."""
    raw = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    handle = next(step for step in raw["steps"] if step["key"] == "handle")
    for outcome in handle["outcomes"]:
        if outcome["effect"] == "decide":
            outcome["next"] = "closed" if closes else "confirm"
    return raw


def test_what_is_published_here_counts_at_once_in_two_processes_that_run_already(
    child_environment: dict[str, str],
) -> None:
    country()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, name],
            env=child_environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    assert [each.stdout.readline() for each in started if each.stdout] == ["1\n", "1\n"]
    publish_one("process", "complaint", shorter(closes=True))
    assert [each.communicate("\n\n", timeout=60)[0] for each in started] == ["2\n", "2\n"]


def test_of_two_owners_who_save_one_draft_in_one_moment_the_later_one_is_told() -> None:
    land = country()
    version = draft(
        subject="process", key="complaint", definition=shorter(closes=True), actor=land.actor("level1-central")
    )
    read = as_read(version)

    def save(name: str, who: str) -> Version:
        changed = {**shorter(closes=True), "name": {"ar": "شكوى", "en": name}}
        return redraft(version.pk, definition=changed, note="", read=read, actor=land.actor(who))

    def late() -> None:
        with pytest.raises(ChangedMeanwhile):
            save("Second", "level1-central")

    while_open(lambda: save("First", "level1-central"), late)
    version.refresh_from_db()
    assert version.definition["name"]["en"] == "First"


def work_while_publishing(land: Country, cases: int, clients: int, publications: int) -> None:
    """Each of some clients files cases and decides them, while every now and then another version is published."""
    over = Event()

    def client(number: int) -> list[tuple[int, int]]:
        try:
            return [one(f"{number}-{each}") for each in range(cases // clients)]
        finally:
            connection.close()

    def one(key: str) -> tuple[int, int]:
        case = file_case(key=key, email="")
        began = case.process_version.number
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
        return case.pk, began

    def owner() -> None:
        try:
            for number in range(publications):
                version = draft(
                    subject="process", key="complaint", definition=shorter(closes=number % 2 == 0), actor=Actor.operator
                )
                publish(version.pk, actor=Actor.operator)
                over.wait(0.05)
        finally:
            connection.close()

    with ThreadPoolExecutor(clients + 1) as pool:
        publishing = pool.submit(owner)
        worked = [each for done in pool.map(client, range(clients)) for each in done]
        over.set()
        publishing.result()
    assert len(worked) == cases // clients * clients
    ended = {case.pk: case for case in Case.objects.select_related("process_version")}
    for pk, began in worked:
        case = ended[pk]
        assert case.process_version.number == began
        # Versions of an even number close at once: the first publication here is the second version.
        assert case.status == ("closed" if began % 2 == 0 else "answered"), began
        assert [each.data["process"] for each in case.events.all() if "process" in each.data] == [["complaint", began]]
    published = Version.objects.filter(subject="process", key="complaint", status=VersionStatus.PUBLISHED)
    assert [each.number for each in published] == [publications + 1]
    assert list(inconsistencies()) == []


def test_a_few_cases_are_worked_while_versions_are_published() -> None:
    work_while_publishing(country(), cases=9, clients=3, publications=3)


@pytest.mark.large
def test_two_hundred_cases_are_worked_by_eight_clients_while_versions_are_published() -> None:
    work_while_publishing(country(), cases=200, clients=8, publications=40)
