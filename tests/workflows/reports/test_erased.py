"""What was counted stays counted: reports, registers and rows of figures after their cases were erased."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from permissions.now import now
from portal.operations.verifying import everything
from tests.workflows.reports.october import CANARY, NATIONAL, October, october
from workflows.cases.erasing import erase_again
from workflows.cases.figures_anew import differing, make
from workflows.cases.models import Case, CaseStatus, Message
from workflows.figures.models import Occurrence, Standing, StepTaken
from workflows.figures.then import Then
from workflows.reports.document import html_of
from workflows.reports.freezing import checksum, count, frozen_register
from workflows.reports.period import Period
from workflows.reports.selectors import changed_snapshots
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)


@pytest.fixture
def scene() -> October:
    return october()


def rows() -> list[tuple[object, ...]]:
    """All rows of figures, without their ids."""
    return [
        tuple(value for name, value in row.items() if name != "id")
        for model in (Standing, StepTaken, Occurrence)
        for row in model._default_manager.order_by("case", "number", "pk").values()
    ]


def test_a_month_that_was_frozen_reads_the_same_and_so_does_one_that_is_counted_now(scene: October) -> None:
    snapshot = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    said, register, figures = html_of(snapshot, "en"), list(frozen_register(snapshot)), rows()
    closed = list(Case.objects.filter(status=CaseStatus.CLOSED).order_by("pk"))
    assert len(closed) >= 4
    for case in closed:
        assert erase_again(case.pk, now())
    assert not Message.objects.filter(case__in=closed).exists()
    assert Message.objects.filter(text__contains=CANARY).exists(), "those that are open keep theirs"
    snapshot.refresh_from_db()
    assert html_of(snapshot, "en") == said
    assert list(frozen_register(snapshot)) == register
    assert snapshot.checksum == checksum(snapshot)
    assert list(changed_snapshots()) == []
    assert count(OCTOBER, OCTOBER.end).numbers["national"] == NATIONAL
    assert rows() == figures
    assert differing([case.pk for case in closed], Then()) == []
    assert make([case.pk for case in closed], Then()) == [], "made anew they are the same"
    assert list(everything()) == []
