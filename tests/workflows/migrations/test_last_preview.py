"""A database of the last preview comes over, and every case that ran in it is worked to its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command

from permissions.access.services import refresh_groups
from permissions.now import standing_at
from portal.operations.verifying import everything
from tests.tables import Row, ask
from tests.workflows.migrations.last_preview import STANDS, go_back, go_on_after, load, numbers_given
from tests.workflows.migrations.working import work_to_the_end
from workflows.cases.models import Case, CaseStatus, Work
from workflows.versions.models import Version
from workflows.versions.publishable import publishable
from workflows.versions.services import digest_of


@pytest.fixture
def published_then(transactional_db: None) -> Iterator[list[Row]]:
    """The preview's database, brought to today; what its owners had published, as it stood before."""
    given = numbers_given()
    try:
        go_back()
        load()
        published = _published()
        with pytest.raises(CommandError, match="upgrade_from_preview"):
            call_command("migrate", verbosity=0)
    finally:
        call_command("upgrade_from_preview", verbosity=0)
        ContentType.objects.clear_cache()  # they have the preview's ids now
        refresh_groups()  # as `set_up` does, which is run with each upgrade
        go_on_after(given)
    yield published
    ContentType.objects.clear_cache()  # those of the other tests are put back


def _published() -> list[Row]:
    """As the database holds it, past every model."""
    return ask("SELECT id, subject, digest, CAST(definition AS text) FROM workflows_version ORDER BY id")


def test_every_case_of_the_last_preview_is_worked_to_its_end(
    published_then: list[Row], record_property: Callable[[str, object], None]
) -> None:
    _assert_cases_stand_at_many_steps()
    assert _differences(STANDS) == []

    done, over = work_to_the_end(STANDS)

    assert not Case.objects.exclude(status=CaseStatus.CLOSED).exists()
    assert ask("SELECT id FROM viewflow_process") == ask("SELECT id FROM viewflow_task") == []
    assert _differences(over) == []
    assert _published() == published_then
    _assert_published_definitions_are_read_as_they_were_written()
    record_property("said", f"on {over:%d %B}: {', '.join(f'{act} {count}' for act, count in done.most_common())}")


def _differences(instant: datetime) -> list[str]:
    """What ``verify`` says, but for files: the kept rows come without their bytes."""
    with standing_at(instant):
        return [difference for difference in everything() if not difference.endswith("its bytes are missing")]


def _assert_cases_stand_at_many_steps() -> None:
    """Or the test would show less than it says."""
    running = Case.objects.exclude(status=CaseStatus.CLOSED).values_list("status", flat=True)
    assert Counter(running) == {"in_progress": 9, "answered": 3, "triage": 3}
    open_works = Work.objects.filter(done_at=None)
    assert set(open_works.filter(waits=False).values_list("step", flat=True)) == {"handle", "objection"}
    assert set(open_works.filter(waits=True).values_list("step", flat=True)) == {"handle", "triage", "confirm"}


def _assert_published_definitions_are_read_as_they_were_written() -> None:
    for version in Version.objects.order_by("pk"):
        assert digest_of(version.definition) == version.digest
        publishable(version.subject).of(version)
