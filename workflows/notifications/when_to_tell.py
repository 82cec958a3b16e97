"""Who reads which letter: one row for each topic. They hold no person's words: those are in the case itself.

Letters about a sealed case say less. Whoever watches its citizen may hold their phone or read their mailbox, so neither
subject nor text names the kind, an agency or what it is about, and the code is never sent: with it a stranger would
read everything, while a citizen who loses it can file again and name the number.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from workflows.cases.models import Track
from workflows.notifications.access_letters import ACCESS_LETTERS
from workflows.notifications.consulting_letters import CONSULTING_LETTERS
from workflows.notifications.letters_of_topics import FOLLOW, NEWS, OPEN, READ_MORE, Letter, Letters
from workflows.processes.letters import TO_CITIZEN, TO_HOLDER

_RECEIVED, _ANSWERED = _("We have received your request %(tracking)s"), _("Your request %(tracking)s has an answer")
_MOVED = _("Your request %(tracking)s has moved")
_OBJECTED = _("Your objection: %(tracking)s")
_BACK_TO_WORK = _("Your request %(tracking)s has gone back to be carried out")
_GONE_UP = Letter(_("News: %(tracking)s"), _("It was escalated to level %(level)s. Next date: %(due)s."), READ_MORE)

LETTERS: Mapping[str, Letters] = {
    "acknowledged": Letters(
        citizen=Letter(
            _RECEIVED,
            _("Your request has arrived. It is with: %(agencies)s.\nYou will hear by: %(due)s."),
            FOLLOW,
            undated=Letter(
                _RECEIVED,
                _("Your request has arrived. It is with: %(agencies)s."),
                FOLLOW,
                message=_("Your request has arrived."),
            ),
            message=_("Your request has arrived. Reply due by %(due)s."),
        ),
        sealed_citizen=Letter(
            _("Received: %(tracking)s"),
            _("What you sent has arrived. Next date: %(due)s."),
            READ_MORE,
            undated=Letter(_("Received: %(tracking)s"), _("What you sent has arrived."), READ_MORE),
        ),
    ),
    "asked": Letters(
        citizen=Letter(
            _("A question about your request %(tracking)s"),
            _("%(agency)s has a question for you and needs your answer before it can go on."),
            _("Read the question and answer it"),
            message=_("You have a question to answer."),
        ),
        sealed_citizen=Letter(
            _("News: %(tracking)s"), _("There is something new for you, and it waits for your answer."), READ_MORE
        ),
    ),
    "replied": Letters(
        citizen=Letter(
            _("News about your request %(tracking)s"),
            _("%(agency)s has written to you."),
            _("Read what it wrote"),
            message=_("There is a new reply for you."),
        ),
        sealed_citizen=NEWS,
    ),
    "decided": Letters(
        citizen=Letter(
            _ANSWERED,
            _(
                "Your request has an answer.\n%(decision)s.\n\nIf you don’t accept the answer, object by %(due)s. "
                "Someone who hasn’t decided on it will then look at it."
            ),
            _("Read the answer"),
            undated=Letter(
                _ANSWERED,
                _("Your request has an answer.\n%(decision)s."),
                _("Read the answer"),
                message=_("%(decision)s. Read it:"),
            ),
            message=_("%(decision)s. Read it:"),
        ),
        sealed_citizen=Letter(
            _("News: %(tracking)s"),
            _("There is something new for you.\nYou can say what you think of it by %(due)s."),
            READ_MORE,
            undated=NEWS,
        ),
    ),
    "answered_in_part": Letters(
        citizen=Letter(
            _("Part of the answer to your request %(tracking)s"),
            _(
                "%(decision)s.\n\nThis isn’t the whole answer: work on your request continues, and we’ll "
                "tell you when there’s more."
            ),
            _("Read this part"),
            message=_("You have part of the reply."),
        ),
        sealed_citizen=NEWS,
    ),
    "answer_added": Letters(
        citizen=Letter(
            _("More about the answer to your request %(tracking)s"),
            _("%(agency)s has added something to its answer. What it told you before still applies."),
            _("Read what it added"),
            message=_("Something was added to the reply."),
        ),
        sealed_citizen=NEWS,
    ),
    "answer_corrected": Letters(
        citizen=Letter(
            _("Correction of the answer to your request %(tracking)s"),
            _("%(agency)s has corrected its answer. Read what no longer holds, and what holds instead."),
            _("Read the correction"),
            message=_("The reply was corrected."),
        ),
        sealed_citizen=NEWS,
    ),
    "summarised": Letters(
        citizen=Letter(
            _("How we understood your recording: request %(tracking)s"),
            _("%(agency)s listened to your recording and summarised it. If something is wrong, tell us."),
            _("Read the summary"),
        ),
        sealed_citizen=NEWS,
    ),
    "not_heard": Letters(
        citizen=Letter(
            _("We can’t hear your recording: request %(tracking)s"),
            _("Your recording is silent, or we can’t play it. Send it again, or write what happened."),
            _("Send it again, or write"),
            message=_("Send your recording again."),
        ),
        sealed_citizen=NEWS,
    ),
    "referred": Letters(
        citizen=Letter(
            _MOVED,
            _("Your request is now with: %(agencies)s.\nYou will hear by: %(due)s."),
            FOLLOW,
            undated=Letter(
                _MOVED,
                _("Your request is now with: %(agencies)s."),
                FOLLOW,
                message=_("Your request was referred to another agency."),
            ),
            message=_("Your request was referred. Reply due by %(due)s."),
        ),
        sealed_citizen=NEWS,
    ),
    "escalated": Letters(
        citizen=Letter(
            _("Your request %(tracking)s has gone up a level"),
            _(
                "No one acted in time, so your request was escalated to level %(level)s of %(agency)s.\n"
                "Reply due: %(due)s."
            ),
            FOLLOW,
            message=_("Your request was escalated. Reply due by %(due)s."),
        ),
        sealed_citizen=_GONE_UP,
        staff=Letter(
            _("Gone up to level %(level)s: %(tracking)s"),
            _("No one acted in time on %(kind)s %(tracking)s at %(agency)s.\nNext date: %(due)s."),
        ),
        sealed_staff=Letter(
            _("Gone up to level %(level)s: %(tracking)s"),
            _("No one acted in time on request %(tracking)s.\nNext date: %(due)s."),
        ),
    ),
    "moved_up": Letters(
        citizen=Letter(
            _("Your request %(tracking)s has gone up a level"),
            _(
                "Your request has gone up to level %(level)s of %(agency)s before its date had passed.\n"
                "You will hear by: %(due)s."
            ),
            FOLLOW,
            message=_("Your request was escalated. Reply due by %(due)s."),
        ),
        sealed_citizen=_GONE_UP,
        staff=Letter(
            _("Gone up to level %(level)s: %(tracking)s"),
            _("%(kind)s %(tracking)s at %(agency)s was escalated before its date had passed.\nNext date: %(due)s."),
        ),
        sealed_staff=Letter(
            _("Gone up to level %(level)s: %(tracking)s"),
            _("Request %(tracking)s was escalated before its date had passed.\nNext date: %(due)s."),
        ),
    ),
    "reopened": Letters(
        citizen=Letter(
            _OBJECTED,
            _(
                "Your objection has arrived. It is now with: %(agencies)s. Someone who hasn’t decided on your "
                "request will read the answer and your objection, and decide again.\nReply due: %(due)s."
            ),
            FOLLOW,
            undated=Letter(
                _OBJECTED,
                _(
                    "Your objection has arrived. It is now with: %(agencies)s. Someone who hasn’t decided on your "
                    "request will read the answer and your objection, and decide again."
                ),
                FOLLOW,
                message=_("Your objection has arrived."),
            ),
            message=_("Your objection has arrived."),
        ),
        sealed_citizen=Letter(
            _("News: %(tracking)s"),
            _("Someone who hasn’t decided on it will decide again. Next date: %(due)s."),
            READ_MORE,
            undated=Letter(
                _("News: %(tracking)s"), _("Someone who hasn’t decided on it will decide again."), READ_MORE
            ),
        ),
    ),
    "not_done": Letters(
        citizen=Letter(
            _BACK_TO_WORK,
            _("Now due from %(agencies)s: what was promised. The level above has been notified.\nReply due: %(due)s."),
            FOLLOW,
            undated=Letter(
                _BACK_TO_WORK,
                _("Now due from %(agencies)s: what was promised. The level above has been notified."),
                FOLLOW,
                message=_("Your request has gone back to be carried out."),
            ),
            message=_("Your request has gone back to be carried out. Date: %(due)s."),
        ),
        sealed_citizen=NEWS,
        staff=Letter(
            _("Promised and not done: %(tracking)s"),
            _(
                "The citizen says that what was promised on %(kind)s %(tracking)s hasn’t been done. Agency: "
                "%(agency)s.\nNext date: %(due)s."
            ),
        ),
        sealed_staff=Letter(
            _("Promised and not done: %(tracking)s"),
            _("What was promised on request %(tracking)s hasn’t been done.\nNext date: %(due)s."),
        ),
    ),
    "appealed": Letters(
        citizen=Letter(
            _("Your request %(tracking)s is before another instance"),
            _("%(agencies)s will read why you don’t accept the answer.\nReply due: %(due)s."),
            FOLLOW,
            undated=Letter(
                _("Your request %(tracking)s is before another instance"),
                _("%(agencies)s will read why you don’t accept the answer."),
                FOLLOW,
                message=_("Your appeal has arrived."),
            ),
            message=_("Your appeal has arrived."),
        ),
        sealed_citizen=Letter(
            _("News: %(tracking)s"),
            _("It is before another instance. Next date: %(due)s."),
            READ_MORE,
            undated=Letter(_("News: %(tracking)s"), _("It is before another instance."), READ_MORE),
        ),
    ),
    "closed": Letters(
        citizen=Letter(
            _("Your request %(tracking)s is closed"),
            _("We didn’t hear from you, so we closed your request. You can still object for 30 days."),
            FOLLOW,
            message=_("Your request was closed. No objection came."),
        ),
        sealed_citizen=Letter(
            _("Closed: %(tracking)s"), _("It’s closed. You can still object for 30 days."), READ_MORE
        ),
    ),
    "closed_as_spam": Letters(
        citizen=Letter(
            _("About what you sent: %(tracking)s"),
            _(
                "Thank you for writing. We read what you sent and didn’t find a request to an agency in "
                "it, so we closed it. Its page says why.\n\nIf we got it wrong, we’re sorry: tell us on "
                "that page within 30 days and we’ll send your request to its agency."
            ),
            _("Read why, or object"),
            message=_("Closed. We found no request in it."),
        ),
    ),
    "arrived": Letters(
        staff=Letter(
            _("New: %(tracking)s, due %(due)s"),
            _("%(kind)s %(tracking)s has reached %(agency)s."),
            undated=Letter(_("New: %(tracking)s"), _("%(kind)s %(tracking)s has reached %(agency)s.")),
        ),
        sealed_staff=Letter(
            _("New: %(tracking)s, due %(due)s"),
            _("Request %(tracking)s is waiting for you."),
            undated=Letter(_("New: %(tracking)s"), _("Request %(tracking)s is waiting for you.")),
        ),
    ),
    "assigned": Letters(
        staff=Letter(_("Assigned to you: %(tracking)s"), _("%(kind)s %(tracking)s has been assigned to you.")),
        sealed_staff=Letter(_("Assigned to you: %(tracking)s"), _("Request %(tracking)s has been assigned to you.")),
    ),
    "mentioned": Letters(
        staff=Letter(
            _("A colleague mentions you: %(tracking)s"),
            _("In an internal note on %(kind)s %(tracking)s a colleague speaks to you."),
            _("Read the note"),
        ),
        sealed_staff=Letter(
            _("A colleague mentions you: %(tracking)s"),
            _("In an internal note on request %(tracking)s a colleague speaks to you."),
            _("Read the note"),
        ),
    ),
    "watched": Letters(
        staff=Letter(
            _("Something has changed: %(tracking)s"),
            _("Something has changed on request %(tracking)s, which you watch."),
        )
    ),
    "reminded": Letters(
        staff=Letter(
            _("Still waiting for someone to act: %(tracking)s"),
            _("%(kind)s %(tracking)s has reached the top level of %(agency)s, and no one has acted."),
        ),
        sealed_staff=Letter(
            _("Still waiting for someone to act: %(tracking)s"),
            _("Request %(tracking)s has reached the top level, and no one has acted."),
        ),
    ),
    "look_first": Letters(
        staff=Letter(
            _("Look at it now: %(tracking)s"),
            _(
                "Request %(tracking)s may mention danger. No agency has it yet, and it’s never released "
                "automatically: someone in your unit must read it and decide."
            ),
        )
    ),
    "resumed": Letters(
        staff=Letter(_("No answer from the citizen: %(tracking)s"), _("The time is running again. Next date: %(due)s."))
    ),
    "citizen_answered": Letters(
        staff=Letter(_("The citizen has answered: %(tracking)s"), _("The time is running again. Next date: %(due)s."))
    ),
    "citizen_added": Letters(
        staff=Letter(_("The citizen has added something: %(tracking)s"), _("You find it on the page of the request."))
    ),
    **ACCESS_LETTERS,
    "danger_heard": Letters(
        staff=Letter(
            _("A recording may mention danger: %(tracking)s"),
            _("The summary of the recording in request %(tracking)s may mention danger. Read it now."),
        )
    ),
    "urgent": Letters(
        staff=Letter(
            _("Urgent: %(tracking)s"), _("%(kind)s %(tracking)s at %(agency)s is urgent now.\nDate: %(due)s.")
        ),
        sealed_staff=Letter(_("Urgent: %(tracking)s"), _("Request %(tracking)s is urgent now.\nDate: %(due)s.")),
    ),
    "warned": Letters(
        staff=Letter(
            _("About to be escalated: %(tracking)s"),
            _("No one has acted yet on %(kind)s %(tracking)s at %(agency)s.\nIt will be escalated on: %(due)s."),
        ),
        sealed_staff=Letter(
            _("About to be escalated: %(tracking)s"),
            _("No one has acted yet on request %(tracking)s.\nIt will be escalated on: %(due)s."),
        ),
    ),
    "limit_near": Letters(
        staff=Letter(
            _("To be decided soon: %(tracking)s"),
            _("%(kind)s %(tracking)s at %(agency)s has no decision yet.\nIt must be decided by: %(due)s."),
        ),
        sealed_staff=Letter(
            _("To be decided soon: %(tracking)s"),
            _("Request %(tracking)s has no decision yet.\nIt must be decided by: %(due)s."),
        ),
    ),
    "limit_passed": Letters(
        citizen=Letter(
            _("The date for the decision on your request %(tracking)s has passed"),
            _(
                "Your request should have been decided by: %(due)s. That date has passed, and those "
                "responsible have been notified.\nIt stays open until there is a decision."
            ),
            FOLLOW,
            message=_("The date for the decision on your request has passed."),
        ),
        sealed_citizen=NEWS,
        staff=Letter(
            _("Not decided in time: %(tracking)s"),
            _("%(kind)s %(tracking)s at %(agency)s has no decision.\nIt had to be decided by: %(due)s."),
        ),
        sealed_staff=Letter(
            _("Not decided in time: %(tracking)s"),
            _("Request %(tracking)s has no decision.\nIt had to be decided by: %(due)s."),
        ),
    ),
    "code_renewed": Letters(
        citizen=Letter(
            _("Your request %(tracking)s has a new code"),
            _(
                "The new code was shown on the page where it was requested. The old one no longer "
                "works.\n\nIf you didn’t request it, someone else is reading your messages: tell us now."
            ),
            FOLLOW,
            message=_("Your request has a new code."),
        ),
        sealed_citizen=NEWS,
    ),
    "withdrawn": Letters(
        staff=Letter(_("Withdrawn: %(tracking)s"), _("The citizen has withdrawn request %(tracking)s."))
    ),
    "quality_judged": Letters(
        staff=Letter(
            _("The quality of an answer was checked: %(tracking)s"),
            _(
                "The complaints unit has checked how your agency answered %(kind)s %(tracking)s. "
                "What it found is there."
            ),
        ),
        sealed_staff=Letter(_("News: %(tracking)s"), _("There is something new for you.")),
    ),
    **CONSULTING_LETTERS,
}


OF_OWNERS: Mapping[str, Letters] = {
    TO_CITIZEN: Letters(citizen=Letter("", "", FOLLOW)),
    TO_HOLDER: Letters(staff=Letter("", "", OPEN)),
}
"""By what their keys begin with: the letters that owners make, whose words they write. About a sealed case no word of
theirs is sent: a delivered letter goes in its place."""
IN_PLACE: Mapping[str, str] = {TO_CITIZEN: "replied", TO_HOLDER: "arrived"}
"""Which, where no other was usual."""


def letters_about(topic: str) -> Letters | None:
    """The letters of a topic, delivered or made by owners; None where there is none."""
    own = (letters for prefix, letters in OF_OWNERS.items() if topic.startswith(prefix))
    return next(own, None) or LETTERS.get(topic)


def in_place_of(topic: str, usual: str) -> str:
    """The topic whose letter goes in the place of one that owners made, about a sealed case."""
    return usual or next((other for prefix, other in IN_PLACE.items() if topic.startswith(prefix)), topic)


def letter_for(topic: str, *, audience: str, track: str) -> Letter | None:
    """The letter that a topic becomes for its reader, or None when they get none about it."""
    letters = letters_about(topic)
    return letters.to(audience, sealed=track != Track.ORDINARY) if letters is not None else None
