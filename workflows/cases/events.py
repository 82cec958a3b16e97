"""What can happen to a case: a verb of its diary, and one row for all that is the same of each such event."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflows.cases.event_kind import Audience, EventKind, Words
from workflows.cases.events_together import TOGETHER
from workflows.cases.verbs import EventVerb

__all__ = ["EVENTS", "WITH_ANY", "Audience", "EventKind", "EventVerb", "Words", "letters_of"]

EVENTS: Mapping[str, EventKind] = {
    EventVerb.OPENED: EventKind(
        words=_("filed"),
        icon="document",
        tone="you",
        to_staff=_("Filed; went to %(agency)s"),
        to_citizen=_("You filed the request"),
        sends=True,
        letters_to_citizen=("acknowledged",),
        letters_to_staff=("look_first",),
    ),
    EventVerb.RELEASED: EventKind(
        words=_("released to its agency"),
        icon="forward",
        to_staff=_("The complaints unit has looked at it and released it; went to %(agency)s"),
        to_citizen=_("The complaints unit has looked at it first; it is now with: %(agency)s"),
        sends=True,
        letters_to_citizen=("referred",),
    ),
    EventVerb.CLOSED_AS_SPAM: EventKind(
        words=_("closed as spam"),
        icon="out",
        tone="done",
        to_staff=_("Closed as spam"),
        to_citizen=_("%(agency)s did not take it for a request to an agency"),
        said=True,
        letters_to_citizen=("closed_as_spam",),
    ),
    EventVerb.OBJECTED: EventKind(
        words=_("the citizen objected: no spam"),
        icon="reopen",
        tone="you",
        to_staff=_("The citizen objected: it is no spam; went to %(agency)s"),
        to_citizen=_("You said that it is a real request; it is now with: %(agency)s"),
        said=True,
        sends=True,
        letters_to_citizen=("referred",),
    ),
    EventVerb.HELD_AGAIN: EventKind(
        words=_("held back again"),
        icon="refer",
        to_staff=_("Undone: held back again"),
        to_citizen=_("%(agency)s looks at it once more"),
        letters_to_staff=("look_first",),
    ),
    EventVerb.URGED: EventKind(
        words=_("the next post above was asked to look"),
        icon="bell",
        tone="clock",
        to_staff=_("No one had looked at it yet: the next post above was notified"),
        letters_to_staff=("look_first",),
    ),
    EventVerb.ASSIGNED: EventKind(words=_("assigned"), icon="person", tone="inside", letters_to_staff=("assigned",)),
    EventVerb.NOTED: EventKind(
        words=_("internal note"),
        icon="pen",
        tone="inside",
        to_staff=_("Internal note, not shown to the citizen"),
        letters_to_staff=("mentioned",),
    ),
    EventVerb.ASKED: EventKind(
        words=_("question to the citizen"),
        icon="inquiry",
        to_citizen=_("%(agency)s has a question for you"),
        said=True,
        letters_to_citizen=("asked",),
    ),
    EventVerb.CITIZEN_ANSWERED: EventKind(
        words=_("the citizen answered"),
        icon="reply",
        tone="you",
        to_citizen=_("You answered the question of %(agency)s"),
        said=True,
        letters_to_staff=("citizen_answered",),
    ),
    EventVerb.CITIZEN_ADDED: EventKind(
        words=_("the citizen added information"),
        icon="clip",
        tone="you",
        to_citizen=_("You added information"),
        said=True,
        letters_to_staff=("citizen_added",),
    ),
    EventVerb.RESUMED: EventKind(
        words=_("the count goes on"),
        icon="clock",
        tone="clock",
        to_citizen=_("No answer came: the time of %(agency)s runs again"),
        letters_to_staff=("resumed",),
    ),
    EventVerb.REPLIED: EventKind(
        words=_("reply to the citizen"),
        icon="reply",
        to_citizen=_("%(agency)s wrote to you"),
        said=True,
        by_staff=True,
        letters_to_citizen=("replied",),
    ),
    EventVerb.DECIDED: EventKind(
        words=_("decided"),
        icon="tick",
        tone="done",
        to_staff=_("Decided: %(outcome)s"),
        to_citizen=_("%(agency)s answered"),
        said=True,
        by_staff=True,
        letters_to_citizen=("decided", "answered_in_part"),
    ),
    EventVerb.PROCEEDED: EventKind(
        words=_("on to the next step"),
        icon="forward",
        to_citizen=_("%(agency)s has read it and finished one step of the work"),
        said=True,
        letters_to_citizen=("replied",),
    ),
    EventVerb.REFERRED: EventKind(
        words=_("referred"),
        icon="refer",
        to_staff=_("Referred to %(agency)s"),
        to_citizen=_("Sent on to: %(agency)s"),
        said=True,
        sends=True,
        letters_to_citizen=("referred",),
    ),
    EventVerb.TAKEN_BACK: EventKind(
        words=_("referral undone"),
        icon="refer",
        to_staff=_("The referral was undone; back at %(agency)s"),
        to_citizen=_("It had been sent on by mistake; it is with %(agency)s again"),
        sends=True,
        letters_to_citizen=("referred",),
    ),
    EventVerb.MISROUTED: EventKind(
        words=_("the citizen says: not this agency"),
        icon="refer",
        tone="you",
        to_staff=_("The citizen says: not this agency; went to %(agency)s"),
        to_citizen=_("You said that it does not concern that agency; it went to %(agency)s"),
        sends=True,
        letters_to_citizen=("referred",),
    ),
    EventVerb.ESCALATED: EventKind(
        words=_("escalated"),
        icon="stair",
        tone="clock",
        to_staff=_("Moved up to level %(level)s"),
        to_citizen=_("Went up to level %(level)s of %(agency)s"),
        letters_to_citizen=("escalated", "moved_up"),
        letters_to_staff=("escalated", "moved_up"),
    ),
    EventVerb.REMINDED: EventKind(
        words=_("complaints unit reminded"),
        icon="bell",
        tone="clock",
        to_citizen=_("The complaints unit was told that nobody at %(agency)s had acted"),
        letters_to_staff=("reminded",),
    ),
    EventVerb.ACCEPTED: EventKind(
        words=_("accepted by the citizen"), icon="tick", tone="you", to_citizen=_("You accepted the answer")
    ),
    EventVerb.REOPENED: EventKind(
        words=_("the citizen objected to the decision"),
        icon="reopen",
        tone="you",
        to_staff=_("The citizen objected to the decision; went to %(agency)s"),
        to_citizen=_("You objected to the decision; it is now with: %(agency)s"),
        said=True,
        sends=True,
        letters_to_citizen=("reopened",),
    ),
    EventVerb.NOT_DONE: EventKind(
        words=_("the citizen said that what was promised had not been done"),
        icon="reopen",
        tone="you",
        to_staff=_("The citizen says that what was promised has not been done; went to %(agency)s"),
        to_citizen=_("You said that what was promised has not been done; it is now with: %(agency)s"),
        said=True,
        letters_to_citizen=("not_done",),
        letters_to_staff=("not_done",),
    ),
    EventVerb.APPEALED: EventKind(
        words=_("brought before another instance by the citizen"),
        icon="refer",
        tone="you",
        to_staff=_("The citizen brought it before another instance; went to %(agency)s"),
        to_citizen=_("You brought the answer before another instance: %(agency)s"),
        said=True,
        sends=True,
        letters_to_citizen=("appealed",),
    ),
    EventVerb.RATED: EventKind(
        words=_("rated"),
        icon="star",
        tone="you",
        to_staff=_("The citizen rated: %(stars)d of 5"),
        to_citizen=_("You rated: %(stars)d of 5"),
    ),
    EventVerb.WITHDRAWN: EventKind(
        words=_("withdrawn by the citizen"),
        icon="out",
        tone="you",
        to_citizen=_("You took the request back"),
        letters_to_staff=("withdrawn",),
    ),
    EventVerb.CLOSED: EventKind(
        words=pgettext_lazy("what happened", "closed"),
        icon="lock",
        tone="clock",
        to_staff=_("Closed: no objection came"),
        to_citizen=_("Closed, as no objection came"),
        letters_to_citizen=("closed",),
    ),
    EventVerb.ELAPSED: EventKind(
        words=_("went on by itself"),
        icon="clock",
        tone="clock",
        to_citizen=_("The time of waiting is over, and your request goes on"),
    ),
    EventVerb.PARTIES_SET: EventKind(
        words=_("persons concerned were set apart"),
        icon="lock",
        tone="inside",
        to_staff=_("Whom it concerns was recorded; it is now with %(agency)s"),
        to_citizen=_("Now with: %(agency)s"),
        sends=True,
    ),
    EventVerb.MADE_CONFIDENTIAL: EventKind(
        words=_("made confidential"),
        icon="lock",
        tone="inside",
        to_staff=_("Confidential from now on"),
        to_citizen=_("Confidential from now on: agencies are not shown who you are"),
    ),
    EventVerb.READER_NAMED: EventKind(
        words=_("one more person may read it"), icon="person", tone="inside", letters_to_staff=("reader_named",)
    ),
    EventVerb.READER_ENDED: EventKind(words=_("a person may no longer read it"), icon="out", tone="inside"),
    EventVerb.IDENTITY_ASKED: EventKind(
        words=_("identity asked for"),
        icon="person",
        tone="inside",
        to_staff=_("The custodian was asked who filed it"),
        letters_to_staff=("identity_asked",),
    ),
    EventVerb.IDENTITY_OPENED: EventKind(
        words=_("identity opened"),
        icon="person",
        tone="inside",
        to_staff=_("The custodian opened the identity until %(until)s"),
        to_citizen=_(
            "Your name and contact details were opened, until %(until)s, to someone who works your request. "
            "A second person decided it for a stated reason, and each reading is recorded."
        ),
        letters_to_citizen=("identity_opened",),
        letters_to_staff=("identity_opened",),
    ),
    EventVerb.IDENTITY_REFUSED: EventKind(
        words=_("identity not opened"),
        icon="lock",
        tone="inside",
        to_staff=_("The custodian did not open the identity"),
        letters_to_staff=("identity_refused",),
    ),
    EventVerb.IDENTITY_CLOSED: EventKind(
        words=_("identity closed again"),
        icon="lock",
        tone="inside",
        to_staff=_("The identity was closed before its time"),
        letters_to_staff=("identity_closed",),
    ),
    EventVerb.HANDED_OVER: EventKind(words=_("handed over to a successor"), icon="person", tone="inside"),
    EventVerb.PASSED_ON: EventKind(
        words=_("passed on, since its agency closed"),
        icon="refer",
        tone="inside",
        to_staff=_("The agency closed; went to %(agency)s"),
        to_citizen=_("The agency that had it closed; it is now with %(agency)s"),
        sends=True,
    ),
    EventVerb.REDATED: EventKind(
        words=_("another date, since the rules changed"),
        icon="clock",
        tone="clock",
        to_staff=_("The rules changed: now due %(due)s"),
        to_citizen=_("The rules changed. The date is now: %(due)s"),
    ),
    EventVerb.EXCUSED: EventKind(
        words=_("excused for having been escalated"),
        icon="clock",
        tone="inside",
        to_staff=_("Excused: by the new calendar it would not have been escalated before %(due)s"),
    ),
    EventVerb.MOVED: EventKind(
        words=_("moved to another version of its process"),
        icon="forward",
        tone="inside",
        to_staff=_("Moved to version %(version)s of its process"),
    ),
    EventVerb.PRIORITY_SET: EventKind(
        words=_("priority changed"),
        icon="pen",
        tone="inside",
        to_staff=_("Priority: %(priority)s"),
        letters_to_staff=("urgent",),
    ),
    EventVerb.CATEGORY_SET: EventKind(
        words=_("category set"), icon="pen", tone="inside", to_staff=_("Category: %(category)s")
    ),
    EventVerb.WARNED: EventKind(
        words=_("told before it is escalated"),
        icon="bell",
        tone="clock",
        to_staff=_("Told that it will move up to level %(level)s"),
        letters_to_staff=("warned",),
    ),
    EventVerb.LIMIT_NEAR: EventKind(
        words=_("overall limit near"),
        icon="bell",
        tone="clock",
        to_staff=_("Told that the overall limit is near"),
        letters_to_staff=("limit_near",),
    ),
    EventVerb.LIMIT_PASSED: EventKind(
        words=_("overall limit passed"),
        icon="warning",
        tone="clock",
        to_staff=_("The overall limit has passed without a decision"),
        to_citizen=_("The date by which it should have been decided has passed"),
        letters_to_citizen=("limit_passed",),
        letters_to_staff=("limit_passed",),
    ),
    EventVerb.SERVED: EventKind(
        words=_("done by itself"),
        icon="clock",
        tone="clock",
        to_staff=_("Done by itself: %(service)s"),
        to_citizen=_("Your request went on by itself"),
    ),
    EventVerb.NOT_SERVED: EventKind(
        words=_("could not be done by itself"),
        icon="warning",
        tone="inside",
        to_staff=_("Could not be done by itself: %(service)s"),
        to_citizen=_("Your request went on by itself"),
    ),
    EventVerb.CODE_RENEWED: EventKind(
        words=_("new code for the citizen"),
        icon="lock",
        tone="you",
        to_staff=_("The citizen had lost the code and has a new one"),
        to_citizen=_("You have a new code; the old one no longer works"),
        letters_to_citizen=("code_renewed",),
    ),
    EventVerb.ADDRESS_SET: EventKind(
        words=_("the citizen corrected an address"),
        icon="pen",
        tone="you",
        to_staff=_("The citizen corrected where letters reach them"),
        to_citizen=_("You corrected where our letters reach you"),
    ),
    EventVerb.NOTICES_SET: EventKind(
        words=_("the citizen chose their letters"),
        icon="bell",
        tone="you",
        to_staff=_("The citizen chose which letters they get"),
        to_citizen=_("You chose which letters you get"),
    ),
    EventVerb.CHECKED: EventKind(
        words=_("checklist changed"), icon="tick", tone="inside", to_staff=_("Checklist: %(checks)s")
    ),
    **TOGETHER,
}
"""One row for each verb."""
WITH_ANY: Mapping[Audience, tuple[str, ...]] = {
    "citizen": ("referred",),
    "staff": ("arrived", "not_asked_any_more", "watched"),
}
"""Letters that may be asked for with every event, since work moves at the end of an act where it has to, what is
decided ends what others were asked, and somebody may watch the case."""


def letters_of(verb: str, audience: Audience) -> tuple[str, ...]:
    """The topics of all letters that may be asked for with an event."""
    kind = EVENTS[verb]
    return (kind.letters_to_citizen if audience == "citizen" else kind.letters_to_staff) + WITH_ANY[audience]
