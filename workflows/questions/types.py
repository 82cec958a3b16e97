"""The types of questions, each in one place: how what is typed is read or refused, kept, shown and what it can be.

A new type is an entry here, a block for editors (``content/forms/question_blocks.py``) and how it is drawn
(``content/forms/form.py``); one that is drawn like no other has a template, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import latin_digits
from permissions.areas.selectors import BETWEEN, areas_in_words
from permissions.translated_text import in_language
from permissions.writing import written_day
from workflows.facts.conditions import Value, When
from workflows.facts.fact import FactType, Labels
from workflows.questions.national_numbers import read_national_number
from workflows.questions.reading import read_day_within, read_email, read_number

LINE_LIMIT = 200
TEXT_LIMIT = 4_000
YES, NO = "yes", "no"
YES_NO = ((YES, _("Yes")), (NO, _("No")))


TOO_LONG = _("“%(label)s” has %(count)s characters: shorten it to %(limit)s at most.")
TOO_SHORT = _("“%(label)s” has %(count)s characters: write at least %(limit)s.")


class QuestionKind(StrEnum):
    """The kinds of questions; the value is the name of the block."""

    AGENCY = "agency"
    SUBJECT = "subject"
    STATEMENT = "text"
    PLACE = "place"
    FILES = "files"
    CONCERNS = "concerns"
    CONTACT = "contact"
    CONFIDENTIAL = "confidential"
    AREA = "area"
    """Where it is: governorate and district, and the place in words, of which either will do."""
    CATEGORY = "category"
    """Asked where the owners of the kind say so; editors may place and word it."""
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    PHONE = "phone_number"
    EMAIL = "email_address"
    NATIONAL_NUMBER = "national_number"
    BODY = "body"
    CONSENT = "consent"
    SERVICE = "service"
    """Of a body: what can be chosen stands on the pages of the directory."""
    FOR_OTHER = "for_other"
    """For whom it is filed; the name of that person is no answer (``Submission.others``)."""
    PROOF = "proof"
    """What shows that whoever files may do it for the other."""
    PERSON = "person"
    """Somebody who files it together with whoever fills it in."""
    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    STEP = "step"
    """Begins a new page."""
    WORDS = "words"
    EXIT = "exit"
    """Where a form ends for whoever has to go elsewhere."""


UNASKED = frozenset({QuestionKind.STEP, QuestionKind.WORDS, QuestionKind.EXIT})
"""What stands between the questions of a form, and has no answer."""
WITH_FILES = (QuestionKind.FILES, QuestionKind.PHOTO, QuestionKind.VIDEO, QuestionKind.VOICE, QuestionKind.PROOF)
"""What is answered with files."""
NEVER_EMPTY = frozenset({QuestionKind.AGENCY, QuestionKind.SUBJECT, QuestionKind.STATEMENT})
MUST = NEVER_EMPTY | {QuestionKind.CONSENT}
"""What must be answered where it is asked, whatever an editor says."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: the key that is kept, the label that is read; ``group``: below which words it stands.

    ``under``: of a district, the key of its governorate.
    """

    key: str
    label: str
    group: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a form goes on when something holds of the answer to a question: at a later step or an exit, by its key."""

    when: When
    to: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question in one language. ``key`` is its HTML name and the key of its answer.

    ``ask_number``: the national number of the person is asked for; ``ask_consent``: whether they agree. ``camera``: a
    phone opens its camera at once.
    ``ask_words``, ``ask_position``: of an area, whether it asks for words, and offers the device's position, too.
    ``example``: an answer as it may look. ``shortest``, ``longest``: in characters. ``past``: a day that has come.
    ``shown_if``, ``required_if``: conditions over earlier questions, by their keys. ``link``, ``link_words``: where an
    exit leads.
    """

    kind: QuestionKind
    key: str
    label: str
    help_text: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    ask_name: bool = False
    ask_number: bool = False
    ask_consent: bool = False
    camera: bool = False
    ask_words: bool = False
    ask_position: bool = False
    example: str = ""
    shortest: int | None = None
    longest: int | None = None
    earliest: date | None = None
    latest: date | None = None
    past: bool = False
    shown_if: When | None = None
    required_if: When | None = None
    routes: tuple[Route, ...] = ()
    link: str = ""
    link_words: str = ""

    @property
    def of_the_case(self) -> bool:
        """It has no row of answers: its answer is a column of the case or its person, or it asks nothing."""
        return self.kind not in ANSWERS

    @property
    def hint(self) -> str:
        """The words under the question, with the example."""
        example = gettext("For example: %(example)s") % {"example": self.example} if self.example else ""
        return "\n".join(each for each in (self.help_text, example) if each)

    @property
    def conditional(self) -> bool:
        """Whether earlier answers say if it is asked."""
        return self.shown_if is not None

    @property
    def labels(self) -> dict[str, str]:
        """The answers to choose from, by their keys."""
        return {option.key: option.label for option in self.options}

    @property
    def grouped(self) -> list[tuple[str, Any]]:
        """The same for a list: those of one group below its words, the others as they stand."""
        found: list[tuple[str, Any]] = []
        for group, options in groupby(self.options, key=lambda option: option.group):
            choices = [(option.key, option.label) for option in options]
            found += [(group, choices)] if group else choices
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerType:
    """What a question of an editor's own comes to.

    ``read``: the value of what was typed, empty (``""``, ``None``, ``[]``) where nothing was; raises
    ``ValidationError`` with a sentence that says what to do. ``kept``: the value as JSON. ``shown``: the value as its
    citizen saw it, in a language. ``domain``: what it can be, None where people write it. ``limit``: in characters.
    """

    fact: FactType
    read: Callable[[Question, Any], Any]
    kept: Callable[[Any], Any] = lambda value: value
    shown: Callable[[Question, Any, str], str] = lambda _question, value, _language: str(value)
    domain: Callable[[Question], Labels] | None = None
    limit: int = 0


# Drawn by nothing, and refused by PostgreSQL or by spreadsheets.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Never shown, yet enough to make an empty answer look written.
_INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp"}


def read_words(typed: Any, *, label: Any, limit: int, one_line: bool, least: int | None = None) -> str:
    """A text of at most ``limit`` characters, counted as the reader counts them: a line break is one. ``least``: how
    many it has where it is not empty."""
    text = _CONTROL.sub("", str(typed or "")).strip()
    if all(unicodedata.category(char) in _INVISIBLE for char in text):
        return ""
    text = " ".join(text.split()) if one_line else re.sub(r"\r\n?", "\n", text)
    if len(text) > limit:
        figures = {"label": label, "count": f"{len(text):,}", "limit": f"{limit:,}"}
        raise ValidationError(TOO_LONG, code="too_long", params=figures)
    if least is not None and len(text) < least:
        figures = {"label": label, "count": f"{len(text):,}", "limit": f"{least:,}"}
        raise ValidationError(TOO_SHORT, code="too_short", params=figures)
    return text


def read_phone(typed: Any) -> str:
    """A phone number; spaces, dashes and brackets go, Arabic digits become 0-9: ``+962790000000``."""
    number = re.sub(r"[\s()\-.\u200e\u200f]", "", latin_digits(str(typed or "")))
    if number and not re.fullmatch(r"\+?[0-9]{7,15}", number):
        raise ValidationError(_("Write the phone number in digits: 0790000000."), code="invalid")
    return number


def _words(limit: int, *, one_line: bool) -> AnswerType:
    return AnswerType(
        fact=FactType.TEXT,
        read=lambda question, typed: read_words(
            typed, label=question.label, limit=question.longest or limit, one_line=one_line, least=question.shortest
        ),
        limit=limit,
    )


def _option(labels: Mapping[str, Any], typed: Any) -> str:
    key = str(typed or "")
    if key and key not in labels:
        raise ValidationError(_("Choose one of the answers."), code="invalid_choice")
    return key


def _options(question: Question, typed: Any) -> list[str]:
    keys = list(dict.fromkeys(typed if isinstance(typed, list | tuple) else [typed] if typed else []))
    if any(key not in question.labels for key in keys):
        raise ValidationError(_("Choose among the answers."), code="invalid_choice")
    return keys


def _number_kept(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _number(fact: FactType) -> AnswerType:
    return AnswerType(
        fact=fact,
        read=lambda question, typed: read_number(typed, least=question.least, most=question.most),
        kept=_number_kept,
        shown=lambda _question, value, _language: str(_number_kept(value)),
    )


def _area(question: Question, typed: Any) -> list[str]:
    """The key that was chosen, behind that of the governorate in which it lies."""
    key = str(typed or "")
    found = next((option for option in question.options if option.key == key), None)
    if key and found is None:
        raise ValidationError(_("Choose a governorate or a district from the list."), code="invalid_choice")
    return [] if found is None else [each for each in (found.under, key) if each]


def _area_shown(question: Question, value: Any, _language: str) -> str:
    chosen = next(option for option in question.options if option.key == value[-1])
    return BETWEEN.join([chosen.group, chosen.label]) if chosen.under else chosen.group or chosen.label


def _bodies() -> Labels:
    found = Agency.objects.filter(active=True, role=AgencyRole.PUBLIC_BODY).order_by("code")
    return {agency.code: str(agency) for agency in found}


_CHOSEN_ONE = AnswerType(
    fact=FactType.CHOICE,
    read=lambda question, typed: _option(question.labels, typed),
    shown=lambda question, value, _language: question.labels[value],
    domain=lambda question: question.labels,
)
_COUNTED = AnswerType(fact=FactType.NUMBER, read=lambda _question, count: int(count or 0) or None)
"""How many files came: their names may be somebody's, and are not known to all who read a case."""


ANSWERS: Mapping[QuestionKind, AnswerType] = {
    QuestionKind.SHORT_TEXT: _words(LINE_LIMIT, one_line=True),
    QuestionKind.LONG_TEXT: _words(TEXT_LIMIT, one_line=False),
    QuestionKind.CHOICE: _CHOSEN_ONE,
    QuestionKind.CHOICES: AnswerType(
        fact=FactType.CHOICES,
        read=_options,
        shown=lambda question, value, _language: "\n".join(question.labels[key] for key in value),
        domain=lambda question: question.labels,
    ),
    QuestionKind.YES_NO: AnswerType(
        fact=FactType.YES_NO,
        read=lambda _question, typed: _option(dict(YES_NO), typed),
        kept=lambda value: value == YES,
        shown=lambda _question, value, _language: str(dict(YES_NO)[value]),
        domain=lambda _question: {key: str(label) for key, label in YES_NO},
    ),
    QuestionKind.DATE: AnswerType(
        fact=FactType.DATE,
        read=lambda question, typed: read_day_within(
            typed, earliest=question.earliest, latest=question.latest, past=question.past
        ),
        kept=lambda value: value.isoformat(),
        shown=lambda _question, value, language: written_day(value, language),
    ),
    QuestionKind.NUMBER: _number(FactType.NUMBER),
    QuestionKind.MONEY: _number(FactType.MONEY),
    QuestionKind.PHONE: AnswerType(fact=FactType.TEXT, read=lambda _question, typed: read_phone(typed)),
    QuestionKind.EMAIL: AnswerType(fact=FactType.TEXT, read=lambda _question, typed: read_email(typed)),
    QuestionKind.NATIONAL_NUMBER: AnswerType(
        fact=FactType.TEXT, read=lambda _question, typed: read_national_number(typed, settings.NATIONAL_NUMBER)
    ),
    QuestionKind.BODY: AnswerType(
        fact=FactType.AGENCY,
        read=lambda _question, typed: _option(_bodies(), typed) if typed else "",
        shown=lambda _question, value, language: in_language(Agency.objects.get(code=value).name, language),
        domain=lambda _question: _bodies(),
    ),
    QuestionKind.SERVICE: _CHOSEN_ONE,
    QuestionKind.FOR_OTHER: _CHOSEN_ONE,
    **dict.fromkeys((QuestionKind.PHOTO, QuestionKind.VIDEO, QuestionKind.VOICE), _COUNTED),
    QuestionKind.AREA: AnswerType(
        fact=FactType.TREE, read=_area, kept=list, shown=_area_shown, domain=lambda _question: areas_in_words()
    ),
    QuestionKind.CONSENT: AnswerType(
        fact=FactType.YES_NO,
        read=lambda _question, typed: YES if typed else "",
        kept=lambda value: value == YES,
        shown=lambda question, value, _language: "\n".join(
            each for each in (str(dict(YES_NO)[value]), question.help_text) if each
        ),
        domain=lambda _question: {YES: str(dict(YES_NO)[YES])},
    ),
}
"""The questions of an editor's own; all others fill the case itself, under the name of their block."""
CHOSEN = frozenset(str(answer.fact) for answer in ANSWERS.values() if answer.domain is not None)
"""As what an answer is kept that was chosen and not written."""


def as_fact(kept: Any) -> Value:
    """An answer as it is kept, as conditions compare it."""
    match kept:
        case bool():
            return YES if kept else NO
        case list():
            return tuple(str(each) for each in kept)
        case None:
            return ""
        case _:
            return str(kept)
