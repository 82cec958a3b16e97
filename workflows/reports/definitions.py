"""The figures of the reports: what each is called, what it means, how it is counted, and since which version.

A snapshot names the version that it was counted by. Whoever changes what a figure means, or adds one, adds a line to
``VERSIONS``; a new figure is a function in ``counting`` and a row in ``MEASURES``, in which ``since`` is that version.
It then stands among the totals and on the last page by itself, and what is frozen already stays as it is, and open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from workflows.figures.row import CITIZEN, INSIDE
from workflows.figures.terms import EXPLAINED, RESOLVED, TERMS
from workflows.reports import counting
from workflows.reports.counting import Counting
from workflows.reports.story import ACCEPTED, CLOSED_IN_SILENCE


@dataclass(frozen=True, slots=True)
class Version:
    """``whole``: all of it may be told, and its files handed out.

    What is not whole has sensitive cases in all but its ordinary figures: those alone are shown.
    """

    whole: bool = True


VERSIONS: dict[int, Version] = {
    # Sensitive cases were in the national totals, and had a row in the registers.
    1: Version(whole=False),
    # They, and those in which somebody is shut out, are in no figure and no row; ``set_apart`` tells of them.
    2: Version(),
    # How many were decided within their overall limit.
    3: Version(),
    # How many escalations a later calendar excused.
    4: Version(),
    # What is held back as suspected spam counts from its release on, and what was closed as spam apart from all else.
    5: Version(),
    # How many of the closed ones their citizens accepted, and how many closed because they said nothing; how many were
    # held for words of danger, and released after somebody had looked.
    6: Version(),
    # Answered, resolved and satisfied are told without praise; resolved is of complaints alone, explained apart.
    # How many got what they needed; the median of working days. The words are those of ``figures.terms``.
    7: Version(),
    # Promises missed, to the citizen and inside: among the totals, by agency, and in each row of a register.
    8: Version(),
    # By agency, after how many working days requests were answered; no figure means anything else.
    9: Version(),
    # Answered is decided: a reply that settles nothing yet is no answer.
    10: Version(),
    # By agency, how many of the answered came by the promised date; no figure means anything else.
    11: Version(),
}

Words = str | Promise
_in_language = lazy(in_language, str)
"""In the language that is active when they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure. ``since``: editions of former versions do not have it; a zero in its place would be a lie. ``until``:
    the last version by which it is counted so; another figure of the same key follows it.

    ``words`` name its row among the totals, where it has one; ``sums``: the rows above add up to it. ``meaning`` stands
    on the last page under ``term``. ``part_of`` is the figure of which it is told as a rate. ``balances``: it is what
    the movement lacks, and is explained last, after what is set apart, of which it is made.
    """

    key: str
    since: int
    until: int = 1000
    counted: Counting
    words: Words = ""
    sums: bool = False
    term: Words = ""
    meaning: Words = ""
    part_of: str = ""
    balances: bool = False


def _term(key: str, counted: Counting, *, part_of: str, words: Words = "", since: int = 7) -> Figure:
    """A figure that is told as a rate, by the words that all figures share."""
    term = TERMS[key]
    name, meaning = _in_language(term.name), _in_language(term.meaning)
    return Figure(key=key, since=since, counted=counted, words=words, term=name, meaning=meaning, part_of=part_of)


def _promises(key: str, whom: str) -> Figure:
    """How many dates were missed, by the same words."""
    name, meaning = _in_language(TERMS[key].name), _in_language(TERMS[key].meaning)
    return Figure(key=key, since=8, counted=counting.missed(whom), words=name, term=name, meaning=meaning)


MEASURES: tuple[Figure, ...] = (
    Figure(key="pending_before", since=1, counted=counting.pending_before, words=_("Pending at the beginning")),
    Figure(key="received", since=1, counted=counting.received, words=_("Received")),
    Figure(
        key="pending_again",
        since=1,
        counted=counting.pending_again,
        words=_("Opened again after they were closed, and other changes"),
        term=_("Opened again, and other changes"),
        meaning=_(
            "Requests opened again after they were closed, less those that were set apart in the period, and those "
            "that no longer are set apart. The three are given as one number, since each would give away the others."
        ),
        balances=True,
    ),
    Figure(key="closed", since=1, counted=counting.closed, words=_("Closed in the period")),
    Figure(
        key="accepted",
        since=6,
        counted=counting.closed_by(ACCEPTED),
        words=_("Closed because the citizen accepted the answer, of these"),
        term=_("Accepted"),
        meaning=_(
            "Of the requests closed in the period and still closed at its end: those whose citizen said that they "
            "accept the answer. What closed because they said nothing is not among them."
        ),
    ),
    Figure(
        key="no_objection",
        since=6,
        counted=counting.closed_by(CLOSED_IN_SILENCE),
        words=_("Closed without an objection, of these"),
        term=_("No objection"),
        meaning=_(
            "Of the requests closed in the period and still closed at its end: those that closed by themselves, since "
            "their citizen said nothing in the time for it. Silence is never counted as acceptance."
        ),
    ),
    Figure(
        key="pending",
        since=1,
        counted=counting.pending,
        words=_("Pending at the end"),
        sums=True,
        term=_("Pending"),
        meaning=_(
            "Received and not closed, also where an answer waits for the citizen’s agreement. Pending at the "
            "beginning, received, opened again and other changes, less closed, is pending at the end."
        ),
    ),
    Figure(
        key="answered",
        since=1,
        until=6,
        counted=counting.answered_of_all,
        words=_("Answered, of those received"),
        term=_("Answered"),
        meaning=_(
            "Of the requests received in the period: those with a reply or a decision to the citizen by the cut-off. A "
            "question to the citizen, a note and a referral do not count as an answer. A request counts in the row of "
            "the agency that had it at the cut-off."
        ),
        part_of="received",
    ),
    Figure(
        key="resolved",
        since=1,
        until=6,
        counted=counting.resolved_of_all,
        term=_("Resolved"),
        meaning=_(
            "Of the requests closed in the period and still closed at its end: those whose outcome is a resolution, "
            "that is resolved, partly resolved, or answered with an explanation. Refused, “go elsewhere”, withdrawn, "
            "noted and referred are named apart and never counted as resolved. A request counts in the row of the "
            "agency that had it when it was closed."
        ),
        part_of="closed",
    ),
    Figure(key="rated", since=1, until=6, counted=counting.rated_of_all),
    Figure(
        key="satisfied",
        since=1,
        until=6,
        counted=counting.satisfied_of_all,
        term=_("Satisfied"),
        meaning=_(
            "Of the ratings given in the period, from 1 to 5: those of 4 and 5. Those who did not rate are not "
            "counted; the number who did is given beside the rate."
        ),
        part_of="rated",
    ),
    Figure(key="answerable", since=7, counted=counting.answerable, words=_("Received, without praise")),
    Figure(
        key="answered",
        since=7,
        until=9,
        counted=counting.replied_to,
        words=_("Answered, of these"),
        term=_("Answered"),
        meaning=_(
            "Of the requests received in the period, without praise: those with a reply or a decision to the citizen. "
            "A question to the citizen, a note and a referral don’t count as an answer."
        ),
        part_of="answerable",
    ),
    _term("answered", counting.answered, since=10, part_of="answerable", words=_("Answered, of these")),
    Figure(key="complaints_closed", since=7, counted=counting.complaints_closed(), words=_("Complaints closed")),
    _term("resolved", counting.complaints_closed(RESOLVED), part_of="complaints_closed"),
    _term("explained", counting.complaints_closed(EXPLAINED), part_of="complaints_closed"),
    Figure(key="rated", since=7, counted=counting.rated),
    _term("satisfied", counting.satisfied, part_of="rated"),
    Figure(key="needs_said", since=7, counted=counting.needs_said),
    _term("needs_met", counting.needs_met, part_of="needs_said"),
    Figure(
        key="escalated",
        since=1,
        counted=counting.escalated,
        words=_("Escalations"),
        term=_("Escalation"),
        meaning=_(
            "Each step up to a higher level of the agency, made automatically after the working days of the ladder "
            "passed without action, or by a person sooner."
        ),
    ),
    Figure(key="escalated_by_clock", since=1, counted=counting.escalated_by_clock),
    Figure(
        key="excused",
        since=4,
        counted=counting.excused,
        words=_("Escalations excused, of these"),
        term=_("Excused"),
        meaning=_(
            "Escalations in the period that a calendar published by the cut-off would not have made: a day on which "
            "they fell due was declared a holiday afterwards. The request stays with the level that it reached. They "
            "are among the escalations, and in the rows of the same agencies."
        ),
    ),
    Figure(key="referred", since=1, counted=counting.referred, words=_("Referrals to another agency")),
    Figure(key="reopened", since=1, counted=counting.reopened, words=_("Objections of citizens to an answer")),
    Figure(
        key="reminded",
        since=1,
        counted=counting.reminded,
        words=_("Reminders to the complaints unit after the last level"),
    ),
    _promises("missed", CITIZEN),
    _promises("missed_inside", INSIDE),
    Figure(
        key="spam",
        since=5,
        counted=counting.spam,
        words=_("Closed as spam, counted in nothing else"),
        term=_("Spam"),
        meaning=_(
            "Possible spam is held back until the complaints unit has looked at it, for one working day at "
            "most. Released, or after its sender’s objection, it counts as received on that day. Until then, "
            "and when it is closed as spam, it is in no other figure."
        ),
    ),
    Figure(
        key="danger_held",
        since=6,
        counted=counting.danger_held,
        words=_("Held for words of danger"),
        term=_("Words of danger"),
        meaning=_(
            "A request in which words of danger are recognised, or a recording without text whose sender couldn’t be "
            "asked about danger, is held until the complaints unit has looked at it, and is never released "
            "automatically. Released, it counts as received on that day. Until "
            "then it is in no other figure."
        ),
    ),
    Figure(
        key="danger_released",
        since=6,
        counted=counting.danger_released,
        words=_("Released by the complaints unit after it looked"),
    ),
    Figure(key="limited", since=3, counted=counting.limited, words=_("Decisions on requests with an overall limit")),
    Figure(
        key="in_time",
        since=3,
        counted=counting.in_time,
        words=_("Decided within the overall limit"),
        part_of="limited",
        term=_("Overall limit"),
        meaning=_(
            "Within how long of its filing a request must be decided, where its kind has such a limit. Only a question "
            "to the citizen pauses it, and the first decision that leaves nobody anything to do ends it."
        ),
    ),
)
"""In the order of the totals."""


def tells_complaints_alone(number: int) -> bool:
    """Whether resolved is of complaints, explained is told apart, and praise is in no rate."""
    return number >= 7


def tells_promises(number: int) -> bool:
    """Whether promises missed are counted, and stand in the rows of registers."""
    return number >= 8


def tells_decided(number: int) -> bool:
    """Whether what is answered was decided; before, a reply was enough."""
    return number >= 10


def tells_kept(number: int) -> bool:
    """Whether of each agency is frozen how many of the answered came by the promised date."""
    return number >= 11


def with_wholes(number: int, counted: Mapping[str, int]) -> Mapping[str, int]:
    """Figures in which ``received`` and ``closed`` are what the rates of answered and resolved are of."""
    if not tells_complaints_alone(number):
        return counted
    wholes = {"received": counted.get("answerable", 0), "closed": counted.get("complaints_closed", 0)}
    return {**counted, **wholes}


def today() -> int:
    """The version by which is counted now."""
    return max(VERSIONS)


def is_older(number: int) -> bool:
    return number < today()


def handed_out() -> list[int]:
    """The versions whose files may be read."""
    return [number for number, version in VERSIONS.items() if version.whole]


def measures_of(number: int) -> list[Figure]:
    """The figures that an edition of that version has."""
    return [measure for measure in MEASURES if measure.since <= number <= measure.until]


def counted_today() -> dict[str, Counting]:
    """How each figure is counted now, by its key."""
    return {measure.key: measure.counted for measure in measures_of(today())}


def explained(number: int) -> list[Figure]:
    """What the last page explains: the parts of which rates are made first, as they stand first in a report."""
    meant = [measure for measure in measures_of(number) if measure.meaning and not measure.balances]
    return sorted(meant, key=lambda measure: not measure.part_of)


def balance() -> Figure:
    """What the movement lacks: there is one such figure."""
    (found,) = (measure for measure in MEASURES if measure.balances)
    return found
