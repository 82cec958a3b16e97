"""The list of a citizen who is signed in: what they joined, and what stands there for their address; looked through."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from permissions.arabic import fold
from permissions.citizens.models import Citizen
from permissions.translated_text import in_language
from portal.case_shown.outcomes import tone_of
from portal.citizen.letters_shown import veiled
from portal.citizen.shown import status_words
from workflows.cases.joining import joined_cases
from workflows.cases.models import Case, CaseStatus
from workflows.cases.selectors import awaiting_answers
from workflows.notifications.own_requests import ListedRequest, requests_by_address

LONG: Final = 7
"""With more requests than these there is a search: fewer are seen at a glance."""
A_PAGE: Final = 20
LONGEST: Final = 100
"""Characters of what is searched for."""
TURN, OPEN, OVER = "turn", "open", "over"
STATES: Final[dict[str, str | Promise]] = {
    "": _("All"),
    TURN: _("Your turn"),
    OPEN: _("Being worked on"),
    OVER: _("Answered or closed"),
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. ``by_number``: nothing but its number is shown, and its code opens it. ``turn``: a question waits
    for the citizen. ``stands_for``: the address for which it is listed, veiled; "" where it was joined."""

    case: Case
    by_number: bool
    turn: bool
    stands_for: str

    @property
    def context(self) -> dict[str, Any]:
        """As its template reads it."""
        case = self.case
        if self.by_number:
            return {"tracking": case.tracking, "by_number": True}
        is_over = case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED)
        return {
            "tracking": case.tracking,
            "by_number": False,
            "missed": case.missed and not is_over,
            "turn": self.turn,
            "stands_for": self.stands_for,
            "subject": case.marked_title,
            "kind_name": in_language(case.kind.name),
            "agency_name": in_language(case.agency.name),
            "status": case.status,
            "status_words": status_words(case),
            "tone": tone_of(case.outcome),
            "due": None if is_over else case.due,
            "opened_at": case.opened_at,
            "case": case,
        }

    def is_in(self, state: str) -> bool:
        """Whether it is one of those in a state of ``STATES``; of one that is shown by its number nothing is told."""
        if self.by_number:
            return state == ""
        is_over = self.case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED)
        return {"": True, TURN: self.turn, OPEN: not is_over, OVER: is_over}[state]

    def matches(self, words: str) -> bool:
        """Whether all the folded ``words`` are in what is shown of it."""
        case = self.case
        shown = [case.tracking] if self.by_number else [case.tracking, case.title, *case.agency.name.values()]
        text = fold(" ".join(shown))
        return all(word in text for word in words.split())


class RequestList:
    """All requests of a citizen, and those of them that ``given``, the words behind the address, asks for."""

    def __init__(self, citizen: Citizen, given: QueryDict) -> None:
        self.by_address = requests_by_address(citizen)
        self.rows = _rows(citizen, self.by_address)
        self.words = given.get("q", "").strip()[:LONGEST]
        self.state = given.get("state", "") if given.get("state", "") in STATES else ""
        fits = [row for row in self.rows if row.is_in(self.state) and row.matches(fold(self.words))]
        self.count = len(fits)
        self.pages = max(1, -(-self.count // A_PAGE))
        self.number = min(_whole_number(given.get("page", "")), self.pages)
        self.shown = fits[(self.number - 1) * A_PAGE : self.number * A_PAGE]

    @property
    def context(self) -> dict[str, Any]:
        """What the page of the list knows of it."""
        is_asked = bool(self.words or self.state)
        return {
            "cases": [row.context for row in self.shown],
            "searchable": is_asked or len(self.rows) > LONG,
            "is_asked": is_asked,
            "words": self.words,
            "states": [(code, words, code == self.state) for code, words in STATES.items()],
            "for_address": any(row.stands_for for row in self.rows),
            "number": self.number,
            "former": self._address(self.number - 1) if self.number > 1 else "",
            "next": self._address(self.number + 1) if self.number < self.pages else "",
        }

    def _address(self, number: int) -> str:
        said = {"q": self.words, "state": self.state, "page": str(number)}
        return f"?{urlencode({name: value for name, value in said.items() if value})}"


def _rows(citizen: Citizen, by_address: Sequence[ListedRequest]) -> list[RequestRow]:
    """What was joined, and what was not and is listed for an address; the one that changed last first."""
    joined = joined_cases(citizen)
    known = {row.case.pk for row in joined}
    others = [listed for listed in by_address if listed.case.pk not in known]
    cases = [row.case for row in joined if not row.by_number] + [listed.case for listed in others]
    turns: Collection[int] = awaiting_answers(cases)
    rows = [RequestRow(row.case, row.by_number, not row.by_number and row.case.pk in turns, "") for row in joined]
    rows += [
        RequestRow(listed.case, by_number=False, turn=listed.case.pk in turns, stands_for=veiled(listed.by[0].address))
        for listed in others
    ]
    return sorted(rows, key=lambda row: (row.case.changed_at, row.case.pk), reverse=True)


def _whole_number(typed: str) -> int:
    """A page's number; the first page for all that is none."""
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 1
