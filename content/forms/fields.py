"""The fields behind the questions: what is drawn for each, and what a citizen can choose there.

What is typed is read in ``workflows/questions``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import fold, in_order
from permissions.translated_text import in_language
from workflows.cases.models import Concern
from workflows.questions.reading import read_day
from workflows.questions.types import read_phone, read_words

LONGEST_SHOWN: Final = 100_000
"""Characters of an answer that a form shows again; the longest that it takes is a twenty-fifth of that."""


def shortened(data: QueryDict) -> QueryDict:
    """What was sent, with no answer longer than a form shows again: no page is as large as whatever somebody sends."""
    if all(len(value) <= LONGEST_SHOWN for values in data.lists() for value in values[1]):
        return data
    shorter = data.copy()
    for key, values in data.lists():
        shorter.setlist(key, [value[:LONGEST_SHOWN] for value in values])
    return shorter


class ReadField(forms.Field):
    """A field whose value is what ``read`` makes of what was typed.

    ``limit``: in characters. It is not put on the input: a browser would cut a pasted text without a word.
    """

    def __init__(self, *, read: Callable[[Any], Any], limit: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read, self.limit = read, limit
        if limit:
            self.widget.attrs["data-limit"] = limit

    @property
    def shown_limit(self) -> str:
        """The limit as it is read: ``4,000``."""
        return f"{self.limit:,}"

    def to_python(self, value: Any) -> Any:
        return self.read(value)


def line() -> forms.Widget:
    return forms.TextInput(attrs={"class": "input"})


def text_area() -> forms.Widget:
    return forms.Textarea(attrs={"rows": 7, "class": "input"})


def day_input() -> forms.Widget:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input short"})


def words_field(*, limit: int, one_line: bool, missing: Any, **kwargs: Any) -> ReadField:
    """A text of at most ``limit`` characters."""
    return ReadField(
        read=partial(read_words, label=kwargs["label"], limit=limit, one_line=one_line),
        limit=limit,
        widget=line() if one_line else text_area(),
        error_messages={"required": missing},
        **kwargs,
    )


def reach_fields(*, own: bool) -> tuple[forms.Field, forms.Field]:
    """Email and phone of somebody; ``own``: of whoever fills it in, which their browser may know."""
    ltr = {"class": "input ltr"}
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={**ltr, "autocomplete": "email"} if own else ltr),
        error_messages={"invalid": _("Write the email address in full: name@example.com.")},
    )
    known = {"autocomplete": "tel"} if own else {}
    widget = forms.TextInput(attrs={**ltr, "type": "tel", **known})
    return email, ReadField(read=read_phone, label=_("Phone"), required=False, widget=widget)


UNKNOWN = "unknown"
"""What is sent for an agency by whoever does not know which it is."""
KNOWS_NONE: Final = frozenset(
    {
        "i dont know",
        "dont know",
        "i do not know",
        "do not know",
        "unknown",
        "لا اعرف",
        "لا اعرفها",
        "لا ادري",
        "لا اعلم",
    }
)
"""What people type into the search for an agency instead of leaving it empty, in letters alone, as ``fold`` writes
them. On every page in both languages; ``forms-agency.js`` gets them from the list."""


def knows_none(typed: str) -> bool:
    """Whether words that were typed for an agency say that it is not known. Whatever is empty says so too."""
    return _letters(typed) in KNOWS_NONE | {""}


def _letters(typed: str) -> str:
    """No apostrophe of any kind and no point: keyboards write them in many ways."""
    return " ".join("".join(sign for sign in fold(typed) if sign.isalpha() or sign == " ").split())


@dataclass(frozen=True, slots=True)
class PublicBody:
    """An agency as the list shows it. ``also``: its names in the other languages, so that a search finds those too."""

    code: str
    name: str
    above: str
    also: str
    depth: int

    @property
    def shown(self) -> str:
        """The name, with a dash for each step down the tree."""
        return "– " * self.depth + self.name


def public_bodies(language: str) -> list[PublicBody]:
    """All public bodies that take new cases, each below the one it belongs to, by name in ``language``.

    A body whose parent takes no cases stands at the top. One query.
    """
    rows = Agency.objects.filter(active=True, role=AgencyRole.PUBLIC_BODY)
    found = in_order(rows.only("code", "name", "parent_id"), lambda agency: in_language(agency.name, language))
    codes = {agency.pk for agency in found}
    below: dict[int | None, list[Agency]] = {}
    for agency in found:
        below.setdefault(agency.parent_id if agency.parent_id in codes else None, []).append(agency)
    bodies: list[PublicBody] = []

    def add(agencies: list[Agency], above: str, depth: int) -> None:
        for agency in agencies:
            name = in_language(agency.name, language)
            also = " ".join(text for key, text in agency.name.items() if key != language)
            bodies.append(PublicBody(agency.code, name, above, also, depth))
            add(below.get(agency.pk, []), name, depth + 1)

    add(below.get(None, []), "", 0)
    return bodies


class AgencySelect(forms.Select):
    """A plain list of agencies that a script can turn into a search: each option also says its other names."""

    bodies: Mapping[str, PublicBody] = MappingProxyType({})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        body = self.bodies.get(value)
        if body is not None:
            option["attrs"]["data-also"] = body.also
            option["attrs"]["data-name"] = body.name
            if body.above:
                option["attrs"]["data-above"] = body.above
        elif value == UNKNOWN:
            option["attrs"]["data-means"] = "|".join(sorted(KNOWS_NONE))
        return option


class AgencyField(forms.ChoiceField):
    """An agency by its code, or ``UNKNOWN``, which an empty answer means too; ``offer()`` gives it the agencies that
    take cases."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid_choice": _("Choose an agency from the list.")}
        super().__init__(widget=AgencySelect(attrs={"class": "input"}), error_messages=errors, **kwargs)
        if self.unknown:
            self.says_itself, self.required = self.required, False

    unknown: ClassVar[tuple[tuple[str, Any], ...]] = ((UNKNOWN, _("I don’t know")),)

    def clean(self, value: Any) -> Any:
        return super().clean(value) or (UNKNOWN if self.unknown else "")

    def offer(self, bodies: list[PublicBody]) -> None:
        """Let the citizen choose among ``bodies``."""
        self.choices = [
            ("", _("Choose an agency")),
            *self.unknown,
            *((body.code, body.shown) for body in bodies),
        ]
        cast("AgencySelect", self.widget).bodies = {body.code: body for body in bodies}


class BodyField(AgencyField):
    """An agency by its code, beside the one that a request is about; whoever knows none leaves it empty."""

    unknown = ()


NOT_CHOSEN = _("Choose the agency from the list. If you don’t know it, leave this empty.")
OF_ANOTHER_BODY = _("This service is one of another agency: choose one of the agency above, or leave it empty.")
_BODY_END = ":"


def service_key(body: str, service: str) -> str:
    """What is kept of a service: the code of its body and its key there."""
    return f"{body}{_BODY_END}{service}"


def body_of(service: str) -> str:
    """The code of the body whose service it is."""
    return service.partition(_BODY_END)[0]


class ServiceSelect(forms.Select):
    """The services by body; each says whose it is, for a script that shows those of the chosen body alone."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["data-of"] = body_of(str(value))
        return option


class ServiceField(forms.ChoiceField):
    """A service by its key."""

    def __init__(self, **kwargs: Any) -> None:
        errors: dict[str, Any] = {
            "required": _("Answer the question “%(label)s”.") % {"label": kwargs["label"]},
            "invalid_choice": _("This service no longer exists: choose one from the list."),
        }
        super().__init__(widget=ServiceSelect(attrs={"class": "input"}), error_messages=errors, **kwargs)


# Whether a request is about someone who works at the body: its answers, and the field that asks who.
CONCERNS, CONCERNED = "concerns", "concerned"
"""The HTML names: whom of the body it is about, and who that is in words."""

NO_ONE = "no_one"
"""Sent for no one in particular. It is an answer of its own, so that none stands chosen before one is given."""

CONCERN_ANSWERS = (
    (NO_ONE, _("No one in particular")),
    (Concern.PERSON.value, _("Someone who works there")),
    (Concern.HEAD.value, _("The head of the agency")),
    (Concern.BODY.value, _("The agency as a whole")),
)
WHO = _("Who is it?")
WHO_HINT = _("Their name or their job, as far as you know it.")


class ConcernsField(forms.ChoiceField):
    """One of ``CONCERN_ANSWERS``, none chosen beforehand; no answer and ``NO_ONE`` are the same: ``""``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=CONCERN_ANSWERS, widget=forms.RadioSelect(), **kwargs)

    def clean(self, value: Any) -> str:
        given = str(super().clean(value))
        return "" if given == NO_ONE else given


class AnswerDateField(forms.DateField):
    """A day on a screen of the staff's, read as an answer is; the screen may have its own sentence for a wrong one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=day_input(), **kwargs)

    def to_python(self, value: Any) -> date | None:
        try:
            return read_day(value)
        except ValidationError as error:
            if error.code == "invalid":
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
            raise
