"""Opening the figures of a period: once, of a whole one, and the same ones for ever."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import standing_at
from tests.workflows.open_figures.opened import frozen, opened
from tests.workflows.reports.october import CANARY, at, october
from workflows.open_figures.models import OpenPeriod
from workflows.open_figures.selectors import latest_of, months_of, to_open
from workflows.open_figures.services import NotOpened, open_figures, telling_of
from workflows.open_figures.telling import NOT_SAID
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.sending import sign
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)


def test_opened_figures_name_their_report_and_are_an_entry_of_the_audit_trail() -> None:
    period = opened()
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.subject, entry.subject_id) == ("figures_opened", "snapshot", period.snapshot_id)
    assert entry.data == {"checksum": period.snapshot.checksum}
    assert period.told == telling_of(period.snapshot).told


def test_a_period_is_opened_once_whatever_editions_come_later() -> None:
    opened()
    later = frozen("2026-11")
    assert to_open(OCTOBER) is None
    again = Snapshot(
        **{
            field.attname: getattr(later, field.attname)
            for field in Snapshot._meta.concrete_fields
            if field.attname not in ("id", "period", "cut_off")
        },
        period="2026-10",
        cut_off=at(11, 20),
    )
    again.save()
    with standing_at(at(12, 25)), pytest.raises(NotOpened):
        open_figures(again, actor=Actor.operator)
    assert OpenPeriod.objects.count() == 1


def test_what_is_open_never_changes() -> None:
    period = opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenPeriod.objects.update(told={})
    with pytest.raises(IntegrityError), transaction.atomic():
        period.delete()


def test_only_a_whole_period_is_opened() -> None:
    october()
    with standing_at(at(10, 20)):
        early = take_snapshot(period=OCTOBER, cut_off=at(10, 19), actor=Actor.operator)
    assert to_open(OCTOBER) is None
    with pytest.raises(NotOpened):
        open_figures(early, actor=Actor.operator)


def test_of_several_editions_the_latest_of_the_whole_period_is_offered() -> None:
    october()
    with standing_at(at(11, 25)):
        take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
        later = take_snapshot(period=OCTOBER, cut_off=at(11, 20), actor=Actor.operator)
    assert to_open(OCTOBER) == later


def test_the_signed_edition_is_the_report_and_goes_before_a_later_one() -> None:
    scene = october()
    with standing_at(at(11, 25)):
        first = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
        take_snapshot(period=OCTOBER, cut_off=at(11, 20), actor=Actor.operator)
        sign(first, actor=scene.land.actor("officer-central"))
    assert to_open(OCTOBER) == first


def test_a_month_of_the_diary_tells_no_word_of_anybody_and_no_small_figure() -> None:
    """Six requests came, and one of each of most things happened."""
    october()
    with standing_at(at(11, 25)):
        snapshot = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
        period = open_figures(snapshot, actor=Actor.operator)
    country = {key: number for key, number in period.told["country"].items() if number is not None}
    assert country == {"received": 5}
    rows = [row for table in period.told["tables"].values() for row in table.values()]
    assert all(number is None for row in rows for number in row.values())
    assert set(period.told["tables"]["agencies"]) == set(snapshot.names["agencies"])
    assert CANARY not in str((period.told, period.names))


def test_a_table_has_every_governorate_and_channel_and_what_was_not_said() -> None:
    names = opened().names
    assert {"web", "call", "letter"} <= set(names["channels"])
    assert names["channels"]["web"]["en"] == "website"
    assert NOT_SAID in names["governorates"]


def test_of_a_year_only_what_is_set_apart_is_told() -> None:
    apart = {"sensitive": {"received": 10, "pending": 0, "answered": None}, "guarded": {"received": 0, "pending": 0}}
    period = opened("2025", kind="yearly", counted={"national": {"received": 900}, "apart": apart})
    assert (period.told, period.names) == ({"apart": apart}, {})


def test_an_agency_has_the_months_in_which_it_has_a_row() -> None:
    opened()
    opened("2026-09", counted={"national": {"received": 50}, "agencies": {"elsewhere": {"received": 50}}, "kinds": {}})
    assert [each.period for each in months_of("agencies3")] == ["2026-10"]
    assert [each.period for each in months_of("elsewhere")] == ["2026-09"]
    assert latest_of("elsewhere") is None
