"""Named readers: one person, one case, until a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.access.models import NamedAccess
from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from permissions.now import standing_at
from tests.scenes import Country, file_case
from tests.workflows.cases.accusing import (
    SUNDAY,
    case_state,
    mark,
    who_sees,
)
from workflows.cases.actions import (
    EndReader,
    NameReader,
)
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


def test_a_named_reader_reads_one_case_until_the_day_and_does_nothing(land: Country) -> None:
    expert = land.people["staff-moe"]
    with standing_at(SUNDAY):
        case, other = file_case(), file_case()
        naming = NameReader(user_id=expert.pk, until=SUNDAY + timedelta(days=3), reason="خبير")
        event = apply(case.pk, naming, actor=land.actor("officer-moh"))
        assert event.data["reader"] == expert.pk
        assert "staff-moe" in who_sees(land, case)
        assert "staff-moe" not in who_sees(land, other)
        assert not can(Actor.staff(expert.pk), WORK_CASE, case_state(case))
    with standing_at(SUNDAY + timedelta(days=3)):
        assert "staff-moe" not in who_sees(land, case)
    assert OutboxEntry.objects.filter(topic="reader_named", user=expert).exists()


def test_a_reader_is_taken_back_at_once(land: Country) -> None:
    expert = land.people["staff-moe"]
    with standing_at(SUNDAY):
        case = file_case()
        naming = NameReader(user_id=expert.pk, until=SUNDAY + timedelta(days=3), reason="خبير")
        apply(case.pk, naming, actor=land.actor("officer-moh"))
    with standing_at(SUNDAY + timedelta(hours=1)):
        apply(case.pk, EndReader(user_id=expert.pk), actor=land.actor("officer-moh"))
        assert "staff-moe" not in who_sees(land, case)
        with pytest.raises(NotPossible):
            apply(case.pk, EndReader(user_id=expert.pk), actor=land.actor("officer-moh"))
    assert NamedAccess.objects.get().ends == SUNDAY + timedelta(hours=1)


@pytest.mark.parametrize("days", [-1, 0, 31])
def test_a_reader_is_named_for_thirty_days_at_most(land: Country, days: int) -> None:
    with standing_at(SUNDAY):
        case = file_case()
        naming = NameReader(user_id=land.people["staff-moe"].pk, until=SUNDAY + timedelta(days=days), reason="خبير")
        with pytest.raises(NotPossible):
            apply(case.pk, naming, actor=land.actor("officer-moh"))


def test_a_party_is_never_a_reader_and_an_accused_reader_reads_no_longer(land: Country) -> None:
    until = SUNDAY + timedelta(days=3)
    with standing_at(SUNDAY):
        case = file_case(concerns="head")
        with pytest.raises(NotPossible):
            naming = NameReader(user_id=land.people["staff-moh"].pk, until=until, reason="خبير")
            apply(case.pk, naming, actor=land.actor("officer-central"))
        naming = NameReader(user_id=land.people["staff-moe"].pk, until=until, reason="خبير")
        apply(case.pk, naming, actor=land.actor("officer-central"))
        assert "staff-moe" in who_sees(land, case)
        mark(land, case, "officer-central", ("moh", None), "staff-moe")
        assert "staff-moe" not in who_sees(land, case)
