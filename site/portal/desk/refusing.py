"""What a refusal asks of its officer beside the answer: a ground, the rule it rests on, and what its citizen can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language, listed
from workflows.cases.grounds import (
    ANOTHERS,
    GONE,
    LONGEST_INSTEAD,
    LONGEST_RULE,
    NO_INSTEAD,
    NO_RULE,
    Ground,
    Refusal,
    grounds_of,
)
from workflows.cases.models import RequestKind, Work

NO_GROUND = _("Choose why it is refused.")
REFER_INSTEAD = _(
    "If another agency is responsible, refer the request to it. Is it certain that no other agency is responsible?"
)
ALONE_ONLY = _("Refer it, or refuse it on this ground on its own page.")
ASKED = ("ground", "rule", "instead")
"""The fields that a refusal asks for."""


def ground_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Why is it refused?"), required=False, error_messages={"invalid_choice": GONE}, choices=()
    )


def rule_field() -> forms.CharField:
    return forms.CharField(
        label=_("Which rule is the refusal based on?"),
        help_text=_("The law, bylaw or instructions, with the article. The citizen reads it."),
        required=False,
        max_length=LONGEST_RULE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


def instead_field() -> forms.CharField:
    return forms.CharField(
        label=_("What can the citizen do instead?"),
        help_text=_("Where to turn, what to bring, by when. The citizen reads it."),
        required=False,
        max_length=LONGEST_INSTEAD,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def choices_of(grounds: Sequence[Ground]) -> list[tuple[str, str]]:
    """A list of grounds to choose from; none is chosen from the beginning."""
    return [("", _now("Choose")), *((ground.key, in_language(ground.name)) for ground in grounds)]


class GivesGround(forms.Form):
    """An act by whose outcome a request may be refused. Nothing is asked where no outcome of it refuses."""

    ground = ground_field()
    rule = rule_field()
    instead = instead_field()
    refusing: Sequence[str] = ()

    def offer_grounds(self, grounds: Sequence[Ground], refusing: Sequence[str], ways: Mapping[str, str]) -> None:
        """``refusing``: the outcomes (keys) that refuse; ``ways``: all that can be chosen, key to words."""
        self.refusing = refusing
        if not refusing:
            for name in ASKED:
                del self.fields[name]
            return
        cast("forms.ChoiceField", self.fields["ground"]).choices = choices_of(grounds)
        is_one_of_several = len(refusing) < len(ways)
        for name in ASKED:
            field = self.fields[name]
            setattr(field, "says_itself", True)  # noqa: B010 - a field of Django's knows no such attribute
            if is_one_of_several:
                field.widget.attrs["data-outcomes"] = " ".join(refusing)
        if is_one_of_several:
            self.fields["ground"].help_text = _now(
                "Answer this and the next two questions only if you choose %(outcomes)s."
            ) % {"outcomes": listed(ways[key] for key in refusing)}

    def check_ground(self, cleaned: Mapping[str, Any]) -> None:
        """What a refusal needs must be there; of any other outcome nothing of it counts."""
        if cleaned.get("outcome") in self.refusing:
            for name, missing in zip(ASKED, (NO_GROUND, NO_RULE, NO_INSTEAD), strict=True):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        else:
            for name in ASKED:
                self.errors.pop(name, None)

    def refusal_by(self, outcome: str) -> Refusal | None:
        """Why it is refused; None of an outcome that does not refuse. Only after the form was found valid."""
        if outcome not in self.refusing:
            return None
        return Refusal(*(str(self.cleaned_data[name]) for name in ASKED))


class GroundOfOne(forms.Form):
    """Why one of several requests is refused. The rule and what can be done instead are those of all where it says
    none of its own."""

    ground = ground_field()
    rule = rule_field()
    instead = instead_field()

    def __init__(self, data: Any, *, work: Work, kind: RequestKind) -> None:
        super().__init__(data, prefix=f"refusal-{work.case.tracking}")
        self.case = work.case
        cast("forms.ChoiceField", self.fields["ground"]).choices = choices_of(grounds_of(kind))
        for name in ASKED:
            setattr(self.fields[name], "says_itself", True)  # noqa: B010 - a field of Django's knows no such attribute
            self.fields[name].help_text = ""
        self.fields["rule"].label = _("Another rule")
        self.fields["instead"].label = _("Something else that this citizen can do")

    @property
    def more(self) -> list[forms.BoundField]:
        """What is folded away: it is that of all in most requests."""
        return [self[name] for name in ASKED[1:]]

    @property
    def says_more(self) -> bool:
        """Whether something of it is filled in or wrong."""
        return any(field.value() or field.errors for field in self.more)

    def refusal(self, of_all: Mapping[str, Any]) -> list[str]:
        """Ground, rule and what to do instead, as an order keeps them. What is missing is said in the row."""
        if not self.is_valid():
            return []
        ground = self.cleaned_data["ground"]
        if ground in ("", ANOTHERS):
            self.add_error("ground", ALONE_ONLY if ground else NO_GROUND)
        found = [self.cleaned_data.get(name) or of_all.get(name) or "" for name in ASKED]
        for name, missing, value in zip(ASKED[1:], (NO_RULE, NO_INSTEAD), found[1:], strict=True):
            if not value:
                self.add_error(name, missing)
        return found


def grounds_of_many(works: Iterable[Work], data: Any) -> list[GroundOfOne]:
    """A row for each request, however many of its parts are chosen; one statement for their kinds."""
    once = list({work.case_id: work for work in works}.values())
    kinds = RequestKind.objects.in_bulk({work.case.kind_id for work in once})
    return [GroundOfOne(data, work=work, kind=kinds[work.case.kind_id]) for work in once]
