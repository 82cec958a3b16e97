"""A database of a former release migrates, and every case that ran in it is worked to its end."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from permissions.now import standing_at
from portal.operations.verifying import everything
from tests.tables import Row, ask
from tests.workflows.migrations.former_release import STANDS, go_back, load
from tests.workflows.migrations.working import work_to_the_end
from workflows.cases.models import Case, CaseStatus, Track, Work
from workflows.processes.definition import DecisionStep, Effect, TaskStep
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import publishable
from workflows.versions.services import digest_of


@pytest.fixture
def published_then(transactional_db: None) -> list[Row]:
    """The former release's database, migrated to today; what the owners had published, as it stood before."""
    import time
    try:
        a=time.time()
        go_back()
        print("back", time.time()-a); a=time.time()
        load()
        print("load", time.time()-a); a=time.time()
        published = published_versions()
    finally:
        call_command("migrate", verbosity=0)
        ContentType.objects.clear_cache()  # they have other ids now
    print("forward", time.time()-a)
    return published


def published_versions() -> list[Row]:
    """Past every model: as the database has them."""
    return ask("SELECT id, subject, digest, CAST(definition AS text) FROM workflows_version ORDER BY id")


def test_every_case_of_a_former_release_is_worked_to_its_end(published_then: list[Row]) -> None:
    open_then = Case.objects.exclude(status=CaseStatus.CLOSED)
    assert Counter(open_then.values_list("status", flat=True)) == {
        "in_progress": 218,
        "answered": 38,
        "waiting": 34,
        "triage": 16,
    }
    assert_all_states_are_there()
    assert list(everything()) == []

    done, over = work_to_the_end(STANDS)

    print(done, over)
    assert not Case.objects.exclude(status=CaseStatus.CLOSED).exists()
    assert ask("SELECT id FROM viewflow_process") == ask("SELECT id FROM viewflow_task") == []
    with standing_at(over):
        assert list(everything()) == []
    assert published_versions() == published_then


def assert_all_states_are_there() -> None:
    works = Work.objects.filter(done_at=None)
    assert set(works.filter(waits=False).values_list("step", "level")) == {
        (step, level) for step in ("triage", "receive", "handle") for level in range(3)
    }
    assert works.filter(waits=True, step="confirm").exists()
    for filled in ({"paused_at__isnull": False}, {"assignee__isnull": False}, {"case__reopenings__gt": 1}):
        assert works.filter(**filled).exists(), filled
    for filled in ({"track": Track.SENSITIVE}, {"guarded": True}, {"case__confidential": True}):
        assert works.filter(**filled).exists(), filled


def test_what_was_published_is_read_as_it_stands(published_then: list[Row]) -> None:
    assert published_versions() == published_then
    versions = list(Version.objects.order_by("pk"))
    assert len(versions) == 18
    for version in versions:
        assert "format" not in version.definition
        assert digest_of(version.definition) == version.digest
        publishable(version.subject).of(version)
