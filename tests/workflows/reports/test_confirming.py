"""An agency's head and liaison officer speak to its own lines, once asked and until the report is signed."""

from __future__ import annotations

import pytest

from permissions.access.selectors import held_by
from permissions.audit.models import AuditEntry
from permissions.now import standing_at
from tests.workflows.reports.october import October, october
from tests.workflows.reports.shutting_out import shut_somebody_out
from tests.workflows.reports.years import AFTER, asked_year, frozen_year
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.outbox.models import OutboxEntry
from workflows.reports.confirming import ask_agencies, confirm, contest, lay_out, lines_of, progress, spoken_for
from workflows.reports.document import html_of
from workflows.reports.sending import sign
from workflows.reports.unit_models import LineState, RegisterLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> October:
    return october()


def agencies_of(scene: October, username: str) -> set[str]:
    person = scene.land.people[username]
    found = spoken_for(person.pk, held_by(person.pk))
    return {agency.code for agency in scene.land.agencies.values() if agency.pk in found}


def test_lines_are_laid_out_once_by_agency_and_then_the_oldest_first(scene: October) -> None:
    snapshot = frozen_year()
    lay_out(snapshot)
    lines = list(RegisterLine.objects.filter(snapshot=snapshot).select_related("agency"))
    assert len(lines) == snapshot.register_rows > 0
    assert [line.place for line in lines] == list(range(1, len(lines) + 1))
    order = [(line.agency.code, line.said["opened_at"]) for line in lines]
    assert order == sorted(order)
    assert scene.numbers["sensitive_open"] not in {line.number for line in lines}


def test_the_head_and_the_liaison_officer_speak_and_nobody_else(scene: October) -> None:
    assert agencies_of(scene, "officer-moh") == {"moh"}
    assert agencies_of(scene, "level2-moh") == {"moh"}
    assert agencies_of(scene, "level1-moh") == set()
    assert agencies_of(scene, "officer-rights") == set()


def test_those_who_speak_are_asked_by_letter_once(scene: October) -> None:
    snapshot = asked_year(scene)
    asked = set(OutboxEntry.objects.filter(topic="report_to_confirm").values_list("user__username", flat=True))
    assert {"officer-moh", "level2-moh"} <= asked
    assert "level1-moh" not in asked
    with pytest.raises(NotPossible):
        ask_agencies(snapshot, actor=scene.land.actor("officer-central"))


def test_confirming_counts_is_audited_and_counts_no_line_twice(scene: October) -> None:
    snapshot, moh = asked_year(scene), scene.land.agencies["moh"]
    mine = lines_of(snapshot, [moh.pk])
    number = mine.count()
    assert confirm(snapshot, mine, actor=scene.land.actor("officer-moh")) == number > 0
    assert confirm(snapshot, mine, actor=scene.land.actor("officer-moh")) == 0
    assert {each.agency.code: each.percent for each in progress(snapshot)}["moh"] == 100
    entry = AuditEntry.objects.get(verb="register_confirmed")
    assert entry.data == {"agency": "moh", "lines": number}
    others = RegisterLine.objects.filter(snapshot=snapshot).exclude(agency=moh)
    assert set(others.values_list("state", flat=True)) <= {LineState.OPEN}


def test_a_contested_line_prints_its_reason_and_no_word_of_its_note(scene: October) -> None:
    snapshot, moh = asked_year(scene), scene.land.agencies["moh"]
    line = lines_of(snapshot, [moh.pk])[0]
    for objection, note in (("", "x"), ("nonsense", ""), ("other", "  ")):
        with pytest.raises(NotPossible):
            contest(snapshot, line, objection, note, actor=scene.land.actor("officer-moh"))
    contest(snapshot, line, "elsewhere", "a private word", actor=scene.land.actor("officer-moh"))
    html = html_of(snapshot, "en")
    assert "contested: was with another agency" in html
    assert "a private word" not in html


def test_nobody_speaks_before_they_are_asked_or_after_the_signature(scene: October) -> None:
    snapshot, moh = frozen_year(), scene.land.agencies["moh"]
    with pytest.raises(NotAllowed):
        confirm(snapshot, lines_of(snapshot, [moh.pk]), actor=scene.land.actor("officer-moh"))
    with standing_at(AFTER):
        ask_agencies(snapshot, actor=scene.land.actor("officer-central"))
        sign(snapshot, actor=scene.land.actor("officer-central"))
    with pytest.raises(NotPossible):
        confirm(snapshot, lines_of(snapshot, [moh.pk]), actor=scene.land.actor("officer-moh"))


def test_a_line_whose_case_is_set_apart_since_is_shown_to_nobody(scene: October) -> None:
    snapshot, moh = asked_year(scene), scene.land.agencies["moh"]
    before = lines_of(snapshot, [moh.pk]).count()
    shut_somebody_out(scene, "left", AFTER)
    shown = lines_of(snapshot, [moh.pk])
    assert scene.numbers["left"] not in set(shown.values_list("number", flat=True))
    assert shown.count() == before - 1
    assert {each.agency.code: each.lines for each in progress(snapshot)}["moh"] == before - 1
