"""Letters about a case, written as they leave: by the table, and by how the case stood when they were asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.levels import ordinal
from permissions.agencies.models import Agency
from permissions.isolated import isolated, isolated_words
from permissions.translated_text import in_language, one_and_all
from permissions.writing import local, written_due, written_in_figures
from workflows.cases.categories import names_of
from workflows.cases.grounds import ground_words
from workflows.cases.models import Case, CaseEvent, EventVerb, Track
from workflows.cases.outcome_words import decision_briefly, decision_title
from workflows.cases.tracking import goes_by_letter, grouped, secret_if_known
from workflows.cases.why_here import opening_of, to_citizen, why_here
from workflows.notifications.addresses import addresses
from workflows.notifications.after_decision import ways_left
from workflows.notifications.first_look import about_the_first_look, spoke_of_danger
from workflows.notifications.letter import Kept, WrittenLetter
from workflows.notifications.letters_of_topics import Letter
from workflows.notifications.short_links import Opens
from workflows.notifications.text_message import TextMessage
from workflows.notifications.when_to_tell import in_place_of, letter_for
from workflows.notifications.wording.definition import Words, part_of
from workflows.notifications.wording.delivered import delivered_message
from workflows.notifications.wording.in_force import Chosen, Wordings
from workflows.notifications.wording.placeholders import DECISION, DUE, filled, places
from workflows.outbox.models import OutboxEntry
from workflows.processes.letters import is_own

_LINK = re.compile(r"://|@|\bwww\.|[a-z0-9-]\.[a-z]{2,}", re.IGNORECASE)
"""What mail programs make links of."""
DECIDED = "decided"
ANSWERS = (DECIDED, "answered_in_part")
"""Topics that tell of a decision."""


def written(entry: OutboxEntry, case: Case, language: str, wordings: Wordings) -> WrittenLetter | None:
    """The letter that ``entry`` becomes, in the language that is on; None when its reader gets none about it.

    ``entry.wording`` says afterwards by which version of its words. An owner's letter that is in force no more is
    made as the usual one in whose place it was to go: nobody goes without a decision because of it.
    """
    usual = entry.data.get("usual", "")
    sealed = case.track != Track.ORDINARY
    topic = in_place_of(entry.topic, usual) if sealed and is_own(entry.topic) else entry.topic
    found = _chosen(topic, entry, case, language, wordings)
    if found is None and usual:
        topic, found = usual, _chosen(usual, entry, case, language, wordings)
    if found is None:
        return None
    letter, (said, entry.wording) = found
    if entry.audience != "citizen":
        link = letter.staff_link(case.tracking, language, entry.data.get("consultation", 0))
        return worded(said, values(entry, case), language=language, link=link)
    code = secret_if_known(case) if entry.topic == "acknowledged" and goes_by_letter(case) else ""
    words = values(entry, case)
    texts = _by_phone(entry, case, topic, said.message, language)
    told = {**words, **_briefly(entry, case)} if texts else {}
    return worded(
        said,
        words,
        language=language,
        link=addresses.case_link(case.tracking, "citizen", language),
        more=[
            *(_left_out(entry, case, said.subject, said.text) if is_own(topic) else ()),
            *_why_refused(entry, case, letter=topic),
            *_ways_left(entry, case, language),
            *_answer_by(entry),
            *(about_the_first_look(case) if entry.topic == "acknowledged" else ()),
            *_reason(entry, case),
            *about_the_code(entry.topic, case.track, code),
        ],
        message=TextMessage(tuple(filled(text, told) for text in texts), case.tracking, code, Opens(case.pk, language)),
        kept=_kept(case, code),
        contact=addresses.contact_link(language),
        plain=case.track == Track.SENSITIVE,
        unnumbered=case.track == Track.SENSITIVE,
    )


def _chosen(
    topic: str, entry: OutboxEntry, case: Case, language: str, wordings: Wordings
) -> tuple[Letter, Chosen] | None:
    """The letter of a topic for whoever is told, and its words; None where there are none."""
    letter = letter_for(topic, audience=entry.audience, track=case.track)
    if letter is None:
        return None
    undated = not entry.data["due"] and letter.undated is not None
    part = part_of(entry.audience, sealed=case.track != Track.ORDINARY, undated=undated)
    chosen = wordings.choose(topic, part, language)
    return (letter, chosen) if chosen is not None else None


def worded(
    said: Words,
    words: Mapping[str, object],
    *,
    language: str,
    link: str,
    more: Sequence[str] = (),
    unnumbered: bool = False,
    **around: Any,
) -> WrittenLetter:
    """The letter in somebody's words, with ``words`` for their placeholders. ``more``: what the platform adds to them.
    ``unnumbered``: its subject, which a locked phone shows, does not name the request.

    Greeting, direction, what is to be kept and the name below are ``WrittenLetter``'s; ``around`` is what else it has.
    """
    text = filled(said.text, words)
    subject = filled(said.subject, {**words, "tracking": ""} if unnumbered else words)
    return WrittenLetter(
        language,
        " ".join(subject.split()).rstrip(": "),
        "\n\n".join([text, *more]),
        filled(said.act, {}),
        link,
        waits=True,
        **around,
    )


def values(entry: OutboxEntry, case: Case) -> dict[str, object]:
    """What the placeholders stand for, figures and names in their own order."""
    agency = case.agency
    if agency.pk != entry.data["agency"]:
        agency = Agency.objects.get(pk=entry.data["agency"])
    beside = Agency.objects.in_bulk(entry.data.get("beside", ()))
    at_work = [agency, *(beside[pk] for pk in entry.data.get("beside", ()))]
    return {
        "tracking": isolated(case.tracking),
        "kind": in_language(case.kind.name),
        "category": _category(case),
        "agency": isolated_words(in_language(agency.name)),
        "agencies": one_and_all(isolated_words(in_language(each.name)) for each in at_work),
        "due": _due(entry),
        "level": ordinal(entry.data["level"]),
        "decision": _decided(entry, case),
    }


def _by_phone(entry: OutboxEntry, case: Case, topic: str, said: str, language: str) -> list[str]:
    """What a text message says, with its placeholders: the words of its topic (``said``), then the delivered ones,
    should those be too long. Nothing where none is sent: no number was left, or the case is sealed."""
    if not case.person.phone or case.track != Track.ORDINARY:
        return []
    usual = entry.data.get("usual", "")
    if usual in ANSWERS and DECISION not in places(said):
        said = f"{said.rstrip('.:')}. {{{DECISION}}}."
    undated = not entry.data["due"]
    found = (delivered_message(each, language, undated=undated) for each in (topic, usual) if each)
    return list(dict.fromkeys(filter(None, (said, *found))))


def _briefly(entry: OutboxEntry, case: Case) -> dict[str, str]:
    """What placeholders stand for in a text message, where that is shorter than in a letter."""
    due = entry.data["due"]
    last = local(datetime.fromisoformat(due) - timedelta(microseconds=1)).date() if due else None
    event = _decision_event(entry, case)
    outcome = str(event.data.get("outcome", event.outcome)) if event is not None else ""
    return {
        "due": written_in_figures(last) if last is not None else "—",
        "decision": decision_briefly(case.kind.code, outcome) or _("There is no decision yet"),
    }


def _category(case: Case) -> str:
    """What a request is about, as its owners call it; its kind where nobody has said it."""
    return isolated_words(names_of(case.kind.code, case.category) or in_language(case.kind.name))


def _due(entry: OutboxEntry) -> str:
    """As its reader's page names it."""
    if not entry.data["due"]:
        return "—"
    return written_due(datetime.fromisoformat(entry.data["due"]), by_day=bool(entry.data.get("by_day")))


def _answer_by(entry: OutboxEntry) -> list[str]:
    """Until when a question can be answered, as the page names it; nothing where it stops no count."""
    last = entry.data.get("answer_by")
    if not last:
        return []
    by_day = bool(entry.data.get("answer_by_day"))
    return [_("Answer by: %(date)s.") % {"date": written_due(datetime.fromisoformat(last), by_day=by_day)}]


def _reason(entry: OutboxEntry, case: Case) -> list[str]:
    """Why it went where it went; nothing where no rule has sent it, and of a sensitive request."""
    if entry.topic != "acknowledged" or case.track != Track.ORDINARY:
        return []
    reason = to_citizen(why_here(case, opening_of(case)))
    return [reason] if reason else []


def _why_refused(entry: OutboxEntry, case: Case, *, letter: str) -> list[str]:
    """The ground of a refusal, from the published list. What the officer wrote stands on the page alone, as the answer
    does; of a sensitive request a letter says neither."""
    tells = letter in ANSWERS or entry.data.get("usual") in ANSWERS
    if not tells or case.track != Track.ORDINARY:
        return []
    ground = str(_event(entry, case).data.get("ground", ""))
    if not ground:
        return []
    why = _("Why? %(ground)s.") % {"ground": isolated_words(ground_words(case.kind, ground))}
    return ["\n".join([why, _("What now? Below the answer you can read what to do instead.")])]


def _ways_left(entry: OutboxEntry, case: Case, language: str) -> list[str]:
    """None are told of a part of an answer."""
    tells = DECIDED in (entry.topic, entry.data.get("usual"))
    return ways_left(_event(entry, case), case, language) if tells else []


def _left_out(entry: OutboxEntry, case: Case, *said: str) -> list[str]:
    """What a letter of the owners about an answer does not say: the answer, and until when it can be disputed."""
    if entry.data.get("usual") not in ANSWERS:
        return []
    named, more = {place for text in said for place in places(text)}, []
    if DECISION not in named:
        more.append(f"{_decided(entry, case)}.")
    if DUE not in named and entry.data["due"]:
        sentence = _(
            "If you don’t accept the answer, object by %(due)s. Someone who hasn’t decided on it will then look at it."
        )
        more.append(sentence % {"due": _due(entry)})
    return more


def _decided(entry: OutboxEntry, case: Case) -> str:
    """What was decided by then; a letter of the owners may go out before anything was."""
    if not (entry.topic in ANSWERS or is_own(entry.topic) or entry.data.get("usual") in ANSWERS):
        return ""
    event = _decision_event(entry, case)
    return _title(event, case) if event is not None else _("There is no decision yet")


def _decision_event(entry: OutboxEntry, case: Case) -> CaseEvent | None:
    """By whom and what, as the diary has it: the case itself may have been opened again since."""
    if entry.topic in ANSWERS or entry.data.get("usual") in ANSWERS:
        return _event(entry, case)
    if not is_own(entry.topic):
        return None
    until = CaseEvent.objects.filter(case=case, number__lte=entry.event_number or 0, verb=EventVerb.DECIDED)
    return until.select_related("agency").order_by("number").last()


def _event(entry: OutboxEntry, case: Case) -> CaseEvent:
    return CaseEvent.objects.select_related("agency").get(case=case, number=entry.event_number or 0)


def _title(event: CaseEvent, case: Case) -> str:
    title = decision_title(case.kind.code, str(event.data.get("outcome", event.outcome)))
    return title % {"agency": isolated_words(in_language(event.body.name))}


def about_the_code(topic: str, track: str, code: str) -> list[str]:
    """What is said of the secret code, which stands among what is to be kept, or is never sent."""
    if topic != "acknowledged":
        return []
    if code:
        return [_("Keep the number and the code: with both you follow your request.")]
    if track == Track.SENSITIVE:
        return [_("With the number and the code that you kept, you can read more.")]
    return [
        _(
            "You follow your request with its number and the code that you saw after filing. We never put "
            "its code in a message, so that no one else can open your request."
        )
    ]


def _kept(case: Case, code: str) -> tuple[Kept, ...]:
    """The subject too, unless a link is in it: nobody has shown that the address is theirs, and the letter is ours. Of
    what spoke of danger it is left out."""
    kept = [Kept(_("Request number"), case.tracking)]
    if case.track != Track.SENSITIVE and not _LINK.search(case.title) and not spoke_of_danger(case):
        kept.insert(0, Kept(_("Subject"), case.marked_title, figure=False))
    if code:
        kept.append(Kept(_("Secret code"), grouped(code)))
    return tuple(kept)
