"""What is offered to somebody before they send a form, by what they wrote: an agency, a category, an answer that is
there already, a request of their own that says the same. Never forced, and nothing of the text is kept by asking.

Who finds it is above this floor, and fills ``look_with``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, QueryDict

from content.forms.danger_asked import DangerAsked, danger_written
from content.forms.fields import CONCERNS, NO_ONE, UNKNOWN
from content.forms.filing import answers_of
from content.forms.form import FormSchema, build_form
from content.forms.keys import FORM_GO, FORM_STEP, FORM_TAKE, HINTED
from content.forms.standing import TO
from permissions.translated_text import listed
from workflows.cases.submission import Submission
from workflows.questions.types import QuestionKind

SHORTEST: Final = 30
"""Characters of a text of which something can be said."""
SHORTEST_OF_DANGER: Final = 4
"""Characters of a text that may speak of danger: «يضربني» is one word."""
LONGEST: Final = 4_000
"""Characters that are looked at."""
MAY_TAKE: Final = ("agency", "category")
"""The questions of which an answer is offered, by the HTML names of their fields."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has written so far, as far as it is looked at. ``written``: as it would be filed, with neither
    its sender nor an agency.

    ``asks``: of which of ``MAY_TAKE`` the form asks. ``hinted``: what was shown to them before, as ``Offer.told``.
    ``taken``: what they have just taken, a name and a value; two empty texts for nothing.
    """

    written: Submission
    given: Mapping[str, str]
    asks: frozenset[str]
    hinted: frozenset[str] = frozenset()
    taken: tuple[str, str] = ("", "")

    @property
    def kind(self) -> str:
        return self.written.kind

    @property
    def language(self) -> str:
        return self.written.language

    @property
    def text(self) -> str:
        """Subject and text."""
        return f"{self.written.subject}\n\n{self.written.text}"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is offered: its value in the form, and its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The one answer to a question that fits. ``learned``: from the requests of others; else the rules say it.

    ``because``: the words that speak for it, and ``place``: where it is. ``instead_of``: what stands there, where it is
    another.
    """

    name: str
    choice: Choice
    because: tuple[str, ...] = ()
    place: str = ""
    learned: bool = False
    instead_of: str = ""

    @property
    def told(self) -> str:
        """What travels with the form, so that the same is counted once."""
        return f"{self.name}:{self.choice.value}"

    @property
    def because_words(self) -> str:
        """The words in quotes, as a sentence lists them."""
        return listed(self.because)


@dataclass(frozen=True, slots=True)
class Answer:
    """What may answer it. ``article``: the id of one of the knowledge base; None for a question on another page."""

    article: int | None
    title: str
    intro: str
    url: str


@dataclass(frozen=True, slots=True)
class Alike:
    """An open request of the same person that says much the same."""

    tracking: str
    subject: str
    status: str
    url: str
    adding: str


@dataclass(frozen=True, slots=True)
class Hints:
    """All that is offered. ``taken``: the name of what was taken just now; ``told``: what ``Typed.hinted`` is next.

    ``danger``: where words of danger are recognised that alone is told, and no agency is offered.
    """

    offers: tuple[Offer, ...] = ()
    answers: tuple[Answer, ...] = ()
    alike: tuple[Alike, ...] = ()
    taken: str = ""
    told: tuple[str, ...] = ()
    danger: DangerAsked | None = None

    @property
    def some(self) -> bool:
        return bool(self.offers or self.answers or self.alike or self.taken or self.danger)


Look = Callable[[HttpRequest, Typed], Hints]
_look: list[Look] = []


def look_with(look: Look) -> None:
    """Fill the hook at start-up."""
    _look[:] = [look]


def hints_for(request: HttpRequest, typed: Typed | None) -> Hints:
    """What is offered; nothing where nothing was written of which something can be said. Where it speaks of danger,
    that alone: to offer an agency then would be to offer whom it accuses."""
    if typed is None:
        return Hints()
    danger = danger_written(typed.text, typed.language)
    if danger is not None:
        return Hints(danger=danger, told=tuple(sorted(typed.hinted)))
    if len(typed.written.text.strip()) < SHORTEST:
        return Hints()
    return _look[0](request, typed) if _look else Hints()


def typed_in(schema: FormSchema, posted: QueryDict, *, sealed: bool) -> Typed | None:
    """What stands in a form. None where it is not looked at: a sealed form, one who wants to stay unknown or accuses
    somebody, a text that is too short.
    """
    accuses = posted.get(CONCERNS, "") not in ("", NO_ONE)
    text = posted.get("text", "")[:LONGEST]
    if sealed or accuses or posted.get("confidential") or len(text.strip()) < SHORTEST_OF_DANGER:
        return None
    form = build_form(schema)(posted, bodies=[])
    form.is_valid()  # what is right counts, whatever is wrong or missing
    return Typed(
        Submission(
            schema.kind,
            schema.language,
            posted.get("subject", "")[:LONGEST],
            text,
            place=form.cleaned_data.get("place", ""),
            category=form.cleaned_data.get("category", ""),
            answers=tuple(answers_of(form)),
        ),
        {name: "" if posted.get(name) == UNKNOWN else posted.get(name, "") for name in MAY_TAKE},
        frozenset(name for name in MAY_TAKE if schema.asks(QuestionKind(name)) is not None),
        frozenset(posted.getlist(HINTED)[:10]),
        taken_in(posted),
    )


def taken_in(posted: QueryDict) -> tuple[str, str]:
    """The name and the value of what was taken; two empty texts for nothing."""
    name, _colon, value = posted.get(FORM_TAKE, "").partition(":")
    return (name, value) if name in MAY_TAKE and value else ("", "")


def with_taken(posted: QueryDict) -> QueryDict:
    """What was sent, with what was taken as the answer, on the same page of the form."""
    name, value = taken_in(posted)
    changed = posted.copy()
    if name:
        changed[name] = value
    changed[FORM_GO] = f"{TO}{posted.get(FORM_STEP, '')}"
    return changed
