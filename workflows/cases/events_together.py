"""What colleagues do with each other over a case, and to what was sent already: rows of the catalogue of events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from workflows.cases.event_kind import EventKind
from workflows.cases.verbs import EventVerb

TOGETHER: Final[Mapping[str, EventKind]] = {
    EventVerb.TAGGED: EventKind(words=_("tags changed"), icon="pen", tone="inside", to_staff=_("Tags changed")),
    EventVerb.LINKED: EventKind(
        words=_("linked with another request"), icon="clip", tone="inside", to_staff=_("Linked with another request")
    ),
    EventVerb.UNLINKED: EventKind(
        words=_("no longer linked with another"), icon="out", tone="inside", to_staff=_("No longer linked with another")
    ),
    EventVerb.MERGED: EventKind(
        words=_("merged with another request"),
        icon="clip",
        tone="inside",
        to_staff=_("Merged: one answer goes to both requests"),
    ),
    EventVerb.TOOK_IN: EventKind(
        words=_("another request was merged with it"),
        icon="clip",
        tone="inside",
        to_staff=_("Another request was merged with it: one answer goes to both"),
    ),
    EventVerb.SPLIT: EventKind(
        words=_("taken out of a merger"),
        icon="out",
        tone="inside",
        to_staff=_("Taken out of a merger: its own count goes on"),
    ),
    EventVerb.ANSWER_ADDED: EventKind(
        words=_("something added to the answer"),
        icon="reply",
        tone="done",
        to_citizen=_("%(agency)s added something to its answer"),
        said=True,
        by_staff=True,
        letters_to_citizen=("answer_added",),
    ),
    EventVerb.ANSWER_CORRECTED: EventKind(
        words=_("answer corrected"),
        icon="pen",
        tone="done",
        to_citizen=_("%(agency)s corrected its answer"),
        said=True,
        by_staff=True,
        letters_to_citizen=("answer_corrected",),
    ),
    EventVerb.TRANSLATED: EventKind(
        words=_("translation written"),
        icon="pen",
        tone="inside",
        to_staff=_("Translation of what the citizen wrote"),
    ),
    EventVerb.SUMMARISED: EventKind(
        words=_("recording summarised"),
        icon="voice",
        to_staff=_("Listened to the recording and summarised it"),
        to_citizen=_("%(agency)s listened to your recording and summarised it"),
        letters_to_citizen=("summarised",),
        letters_to_staff=("danger_heard",),
    ),
    EventVerb.NOT_HEARD: EventKind(
        words=_("nothing can be heard in the recording"),
        icon="voice",
        tone="clock",
        to_staff=_("Nothing can be heard in the recording. The citizen is asked to send it again or to write."),
        to_citizen=_("We can’t hear anything in your recording. Send it again, or write what happened."),
        letters_to_citizen=("not_heard",),
    ),
    EventVerb.REDACTED: EventKind(
        words=_("redacted copy made"), icon="lock", tone="inside", to_staff=_("Redacted copy made"), by_staff=True
    ),
    EventVerb.COPY_WITHDRAWN: EventKind(
        words=_("redacted copy withdrawn"), icon="out", tone="inside", to_staff=_("Redacted copy withdrawn")
    ),
    EventVerb.CONSULTED: EventKind(
        words=_("another agency asked for a statement"),
        icon="inquiry",
        tone="inside",
        to_staff=_("%(consulted)s was asked for a statement by %(due)s"),
        letters_to_staff=("consulted",),
    ),
    EventVerb.CONSULT_ANSWERED: EventKind(
        words=_("statement of another agency"),
        icon="reply",
        tone="inside",
        to_staff=_("Statement of %(consulted)s"),
        by_staff=True,
        letters_to_staff=("consult_answered",),
    ),
    EventVerb.CONSULT_DECLINED: EventKind(
        words=_("another agency says: not ours to say"),
        icon="out",
        tone="inside",
        to_staff=_("%(consulted)s says that it is not theirs to say"),
        by_staff=True,
        letters_to_staff=("consult_answered",),
    ),
    EventVerb.CONSULT_WITHDRAWN: EventKind(
        words=_("another agency is not asked any more"),
        icon="out",
        tone="inside",
        to_staff=_("%(consulted)s is not asked any more"),
        letters_to_staff=("consult_over",),
    ),
    EventVerb.CONSULT_ESCALATED: EventKind(
        words=_("another agency was asked again, at a higher level"),
        icon="stair",
        tone="clock",
        to_staff=_("%(consulted)s had not answered: asked again at level %(level)s"),
        letters_to_staff=("consult_escalated", "consult_late"),
    ),
    EventVerb.CONSULT_ASSIGNED: EventKind(
        words=_("a question given to a colleague of the agency asked"),
        icon="person",
        tone="inside",
        to_staff=_("%(consulted)s: the question was given to a colleague there"),
        letters_to_staff=("consult_assigned",),
    ),
    EventVerb.CONSULT_PASSED_ON: EventKind(
        words=_("the question went to the agency that took over"),
        icon="refer",
        tone="inside",
        to_staff=_("The agency asked has closed; %(consulted)s is asked now"),
        letters_to_staff=("consulted", "consult_over"),
    ),
    EventVerb.CONSULT_REDATED: EventKind(
        words=_("another date for a question to another agency"),
        icon="clock",
        tone="clock",
        to_staff=_("By a change of calendar the statement of %(consulted)s is due by %(due)s"),
    ),
    EventVerb.QUALITY_JUDGED: EventKind(
        words=_("quality checked"),
        icon="tick",
        tone="inside",
        to_staff=_("Quality checked: %(quality)s"),
        letters_to_staff=("quality_judged",),
    ),
    EventVerb.THEMES_SET: EventKind(
        words=_("the words of a rating were sorted"),
        icon="star",
        tone="inside",
        to_staff=_("The words of the rating speak of: %(themes)s"),
    ),
    EventVerb.SEALING_PROPOSED: EventKind(
        words=_("proposed to be treated as sensitive"),
        icon="refer",
        to_staff=_("Proposed to be treated as sensitive; went to %(agency)s"),
        to_citizen=_("Now with: %(agency)s. Your number and your code stay the same"),
        sends=True,
        letters_to_staff=("sealing_proposed",),
    ),
    EventVerb.SEALING_ESCALATED: EventKind(
        words=_("proposal to treat it as sensitive not decided in time"),
        icon="stair",
        tone="clock",
        to_staff=_("The proposal wasn’t decided in time: escalated to level %(level)s"),
        letters_to_staff=("sealing_proposed",),
    ),
    EventVerb.SEALING_CONFIRMED: EventKind(
        words=_("permanently treated as sensitive"),
        icon="refer",
        to_staff=_("Confirmed: it’s now permanently treated as sensitive"),
        to_citizen=_("It stays with: %(agency)s. Your number and your code stay the same"),
    ),
    EventVerb.SEALING_REJECTED: EventKind(
        words=_("not treated as sensitive"),
        icon="refer",
        to_staff=_("Not treated as sensitive; went back to %(agency)s"),
        to_citizen=_("Now with: %(agency)s"),
        sends=True,
        letters_to_staff=("look_first",),
    ),
    EventVerb.HOLD_SET: EventKind(
        words=_("put under a legal hold"),
        icon="lock",
        tone="inside",
        to_staff=_("Put under a legal hold: nothing of it is erased"),
    ),
    EventVerb.HOLD_LIFTED: EventKind(
        words=_("legal hold lifted"), icon="lock", tone="inside", to_staff=_("The legal hold was lifted")
    ),
    EventVerb.ERASURE_ASKED: EventKind(
        words=_("erasure asked for"),
        icon="out",
        tone="inside",
        to_staff=_("Its erasure was asked for"),
        to_citizen=_("It was asked that this request be erased before its time; a second person decides about it"),
        letters_to_staff=("erasure_asked",),
    ),
    EventVerb.ERASURE_REFUSED: EventKind(
        words=_("erasure refused"),
        icon="lock",
        tone="inside",
        to_staff=_("It is not erased before its time"),
        to_citizen=_("It is not erased before its time"),
        letters_to_staff=("erasure_refused", "erasure_not_wished"),
    ),
    EventVerb.ERASED: EventKind(
        words=_("erased"),
        icon="out",
        tone="done",
        to_staff=_("Erased: what was said, the files and who filed it are gone"),
        to_citizen=_("Erased: what was said, your files and your details are gone"),
    ),
}
"""One row for each verb."""
