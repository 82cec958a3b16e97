"""What the letter of a decision says of the ways that are left: until when one can object, and the doors outside."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.isolated import isolated_address
from permissions.now import now
from workflows.cases.actions.citizen import REOPEN_DAYS, is_last_word, way_to_object
from workflows.cases.models import Case, CaseEvent, Track
from workflows.cases.rules import Rules
from workflows.cases.selectors import state_of
from workflows.notifications.addresses import addresses


def ways_left(event: CaseEvent, case: Case, language: str) -> list[str]:
    """Of a refusal, and of every decision on which nobody here decides again, as the page has it by now; of a sensitive
    request nothing."""
    if case.track != Track.ORDINARY:
        return []
    state = state_of(case, to_show=False)
    if is_last_word(state, Rules(at=now())):
        return [_("This is the decision on your objection, and it can’t be reviewed here again."), *_outside(language)]
    if not event.data.get("ground") or way_to_object(state) is None:
        return []
    outside = _outside(language)
    early = _("Time limits outside this platform may already be running, and an objection here may not stop them.")
    return [time_to_object(), *([early] if outside else []), *outside]


def time_to_object() -> str:
    """How long one can object to an answer, in a sentence."""
    said = ngettext(
        "If you say nothing, your request is closed. You can still object for %(days)d day after it’s closed.",
        "If you say nothing, your request is closed. You can still object for %(days)d days after it’s closed.",
        REOPEN_DAYS,
    )
    return said % {"days": REOPEN_DAYS}


def _outside(language: str) -> list[str]:
    """The doors outside, as editors name them with their time limits."""
    doors = addresses.doors_outside(language)
    return [f"{doors.words}\n{doors.title}: {isolated_address(doors.address)}"] if doors is not None else []
