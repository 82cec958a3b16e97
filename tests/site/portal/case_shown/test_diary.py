"""Every event of the diary has a sign, and a title for whoever reads it."""

from __future__ import annotations

import pytest

from content.pages.icons import ICONS
from portal.case_shown.diary import SIGNS, TITLES_FOR_CITIZEN
from workflows.cases.models import EventVerb

AMONG_COLLEAGUES = {
    EventVerb.ASSIGNED,
    EventVerb.NOTED,
    EventVerb.READER_NAMED,
    EventVerb.READER_ENDED,
    EventVerb.HANDED_OVER,
    EventVerb.IDENTITY_ASKED,
    EventVerb.IDENTITY_REFUSED,
    EventVerb.IDENTITY_CLOSED,
}


@pytest.mark.parametrize("verb", EventVerb)
def test_every_verb_has_a_sign_that_is_drawn(verb: EventVerb) -> None:
    assert SIGNS[verb][1] in ICONS


def test_the_citizen_reads_of_all_but_what_is_done_among_colleagues() -> None:
    assert set(EventVerb) - set(TITLES_FOR_CITIZEN) == AMONG_COLLEAGUES
