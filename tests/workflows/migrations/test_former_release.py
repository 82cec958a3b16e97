"""A database of a former release migrates, and every case that ran in it is worked to its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from permissions.access.services import refresh_groups
from permissions.now import standing_at
from portal.operations.verifying import everything
from tests.tables import Row, ask
from tests.workflows.migrations.former_release import STANDS, go_back, go_on_after, load, numbers_given
from tests.workflows.migrations.working import work_to_the_end
from workflows.cases.models import Case, CaseStatus, Track, Work
from workflows.outbox.models import OutboxEntry
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import publishable
from workflows.versions.services import digest_of


@pytest.fixture
def published_then(transactional_db: None) -> Iterator[list[Row]]:
    """The former release's database, migrated to today; what its owners had published, as it stood before."""
    given = numbers_given()
    try:
        go_back()
        load()
        published = _published()
    finally:
        call_command("migrate", verbosity=0)
        ContentType.objects.clear_cache()  # they have the former's ids now
        refresh_groups()  # as `set_up` does, which is run with each upgrade
        go_on_after(given)
    yield published
    ContentType.objects.clear_cache()  # those of the other tests are put back


def _published() -> list[Row]:
    """As the database holds it, past every model."""
    return ask("SELECT id, subject, digest, CAST(definition AS text) FROM workflows_version ORDER BY id")


def test_every_case_of_a_former_release_is_worked_to_its_end(
    published_then: list[Row], record_property: Callable[[str, object], None]
) -> None:
    _assert_cases_stand_everywhere()
    _assert_letters_that_nothing_took_are_no_longer_noted_as_delivered()
    assert list(everything()) == []

    done, over = work_to_the_end(STANDS)

    assert not Case.objects.exclude(status=CaseStatus.CLOSED).exists()
    assert ask("SELECT id FROM viewflow_process") == ask("SELECT id FROM viewflow_task") == []
    _assert_whoever_decided_gets_it_again()
    with standing_at(over):
        assert list(everything()) == []
    assert _published() == published_then
    _assert_published_definitions_are_read_as_they_were_written()
    record_property("said", f"on {over:%d %B}: {', '.join(f'{act} {count}' for act, count in done.most_common())}")


def _assert_cases_stand_everywhere() -> None:
    """Or the test would show less than it says."""
    running = Case.objects.exclude(status=CaseStatus.CLOSED).values_list("status", flat=True)
    assert Counter(running) == {"in_progress": 218, "answered": 38, "waiting": 34, "triage": 16}
    works = Work.objects.filter(done_at=None)
    assert set(works.filter(waits=False).values_list("step", "level")) == {
        (step, level) for step in ("triage", "receive", "handle") for level in range(3)
    }
    assert set(works.filter(waits=True).values_list("step", flat=True)) == {"confirm"}
    for like in (
        {"paused_at__isnull": False},
        {"question_open": True, "ladder": ""},
        {"assignee__isnull": False},
        {"track": Track.SENSITIVE},
        {"guarded": True},
        {"case__confidential": True},
        {"case__identity_requests__isnull": False},
        {"case__referrals__gt": 0},
        {"case__reopenings__gt": 1},
        {"case__process_version__number": 2},
    ):
        assert works.filter(**like).exists(), like


def _assert_letters_that_nothing_took_are_no_longer_noted_as_delivered() -> None:
    given_up = OutboxEntry.objects.filter(problem__startswith="not sent:")
    assert list(given_up.values_list("delivered_at", flat=True)) == [None, None]
    assert not given_up.filter(unsent_at=None).exists()


def _assert_whoever_decided_gets_it_again() -> None:
    """Where a case was sent last is known since 0014 only: of a case that ran before, its pieces of work tell it."""
    again = 0
    for case in Case.objects.filter(reopenings__gt=0):
        works = list(case.works.order_by("pk").values_list("step", "agency"))
        for (step, agency), (_next, after) in pairwise(works):
            if step == "confirm":
                assert agency == after, case
                again += 1
    assert again > 100


def _assert_published_definitions_are_read_as_they_were_written() -> None:
    """All of format 1, which had no number; each outcome of a process leads where it led."""
    for version in Version.objects.order_by("pk"):
        assert "format" not in version.definition
        assert digest_of(version.definition) == version.digest
        publishable(version.subject).of(version)
    processes = Version.objects.filter(subject=Subject.PROCESS)
    assert processes.count() == 7
    for version in processes:
        read = PROCESSES.of(version).steps
        written = {raw["key"]: raw["outcomes"] for raw in version.definition["steps"] if "outcomes" in raw}
        assert {key: dict(read[key].follows()) for key in written} == written
