"""Every event of the diary has a sign, and a title for whoever reads it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from content.pages.icons import ICONS
from permissions.agencies.models import Agency, AgencyRole
from portal.case_shown.diary import title_for_citizen, title_for_staff
from workflows.cases.events import EVENTS, EventVerb
from workflows.cases.models import Case, CaseEvent, RequestKind

AMONG_COLLEAGUES = {
    EventVerb.ASSIGNED,
    EventVerb.NOTED,
    EventVerb.READER_NAMED,
    EventVerb.READER_ENDED,
    EventVerb.HANDED_OVER,
    EventVerb.IDENTITY_ASKED,
    EventVerb.IDENTITY_REFUSED,
    EventVerb.IDENTITY_CLOSED,
    EventVerb.URGED,
    EventVerb.PRIORITY_SET,
    EventVerb.CATEGORY_SET,
    EventVerb.MOVED,
    EventVerb.TAGGED,
    EventVerb.LINKED,
    EventVerb.UNLINKED,
    EventVerb.MERGED,
    EventVerb.TOOK_IN,
    EventVerb.SPLIT,
    EventVerb.QUALITY_JUDGED,
    EventVerb.THEMES_SET,
    EventVerb.HOLD_SET,
    EventVerb.HOLD_LIFTED,
    EventVerb.CHECKED,
    EventVerb.CONSULTED,
    EventVerb.CONSULT_ANSWERED,
    EventVerb.CONSULT_DECLINED,
    EventVerb.CONSULT_WITHDRAWN,
    EventVerb.CONSULT_ESCALATED,
    EventVerb.CONSULT_ASSIGNED,
    EventVerb.CONSULT_PASSED_ON,
    EventVerb.CONSULT_REDATED,
    EventVerb.URGED,
    EventVerb.WARNED,
    EventVerb.LIMIT_NEAR,
    EventVerb.EXCUSED,
    EventVerb.TRANSLATED,
    EventVerb.REDACTED,
    EventVerb.COPY_WITHDRAWN,
    EventVerb.SEALING_ESCALATED,
}


TONES = {"", "you", "clock", "inside", "done"}


def happened(verb: str) -> CaseEvent:
    """An event with everything in it that any title names."""
    agency = Agency(pk=1, name={"ar": "Agency", "en": "Agency"}, role=AgencyRole.PUBLIC_BODY, calendar="jordan")
    data = {"outcome": "resolved", "stars": 4, "to_level": 2, "until": datetime(2026, 11, 24, tzinfo=UTC).isoformat()}
    return CaseEvent(verb=verb, agency=agency, data=data, case=Case(kind=RequestKind(code="complaint")))


def test_every_verb_has_its_row_and_no_other_has_one() -> None:
    assert set(EVENTS) == set(EventVerb)


@pytest.mark.parametrize("verb", EventVerb)
def test_every_verb_has_a_sign_that_is_drawn(verb: EventVerb) -> None:
    assert EVENTS[verb].icon in ICONS
    assert EVENTS[verb].tone in TONES


def test_the_citizen_reads_of_all_but_what_is_done_among_colleagues() -> None:
    assert {verb for verb in EventVerb if not EVENTS[verb].to_citizen} == AMONG_COLLEAGUES


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("verb", EventVerb)
def test_every_title_is_a_sentence_with_nothing_left_open(verb: EventVerb, language: str) -> None:
    event = happened(verb)
    with override(language):
        titles = [title_for_staff(event), *([title_for_citizen(event)] if event.kind.to_citizen else [])]
    for title in titles:
        assert title[:1] == title[:1].upper() != ""
        assert not re.search(r"%|^$", title)


@pytest.mark.parametrize(
    ("verb", "to_staff", "to_citizen"),
    [
        ("opened", "Filed; went to Agency", "You filed the request"),
        ("decided", "Decided: resolved", "Agency decided: resolved"),
        ("escalated", "Moved up to level 2", "Went up to level 2 of Agency"),
        ("resumed", "The count goes on", "No answer came: the time of Agency runs again"),
        ("citizen_answered", "The citizen answered", "You answered the question of Agency"),
        ("rated", "The citizen rated: 4 of 5", "You rated: 4 of 5"),
    ],
)
def test_titles_name_what_the_event_says(verb: str, to_staff: str, to_citizen: str) -> None:
    with override("en"):
        assert (title_for_staff(happened(verb)), title_for_citizen(happened(verb))) == (to_staff, to_citizen)


def test_what_went_up_and_nobody_there_was_free_of_reads_as_sent_on() -> None:
    event = happened("escalated")
    event.data["moved"] = 1
    with override("en"):
        assert (title_for_staff(event), title_for_citizen(event)) == ("Referred to Agency", "Sent on to: Agency")


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (AgencyRole.PUBLIC_BODY, "The complaints unit was told that nobody at Agency had acted"),
        (AgencyRole.CENTRAL_UNIT, "Nobody had acted: the unit was told again"),
        (AgencyRole.SENSITIVE_UNIT, "Nobody had acted: the unit was told again"),
    ],
)
def test_no_unit_is_said_to_be_told_of_itself_by_name(role: AgencyRole, said: str) -> None:
    event = happened("reminded")
    event.agency.role = role
    with override("en"):
        assert title_for_citizen(event) == said
