"""Overall limits as owners see them: in words, and in a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.admin_screens.names import NamedForm, as_fields
from portal.studio.counted import (
    ENDS,
    WarningForm,
    amount_field,
    duration_of,
    ends_field,
    fields_of,
    in_words,
    told_field,
    told_words,
    unit_field,
)
from portal.studio.edited import EditedSubject, Files
from portal.studio.for_what import ForWhatForm, for_what_lines
from portal.studio.lines import Line, name_line
from workflows.calendars.working_time import Duration
from workflows.escalation.limit import FORMAT, MOST
from workflows.escalation.recipients import AT_THE_LIMIT, BEFOREHAND
from workflows.versions.models import Subject


class HeadForm(NamedForm):
    """What is said once."""

    within = amount_field(
        _("To be decided within"), _("Counted from the filing; only a question to the citizen pauses it.")
    )
    within_unit = unit_field()
    ends = ends_field()
    tells = told_field(_("Who is told when it is over"), AT_THE_LIMIT)


class BeforeForm(WarningForm):
    """A warning before the limit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, recipients=BEFOREHAND, **kwargs)
        self.fields["before"].required = True


class AfterForm(forms.Form):
    """What comes of it when there is still no decision."""

    after = amount_field(_("Time after that"))
    after_unit = unit_field()
    tells = told_field(_("Who is then told"), AT_THE_LIMIT)

    def rung(self) -> dict[str, Any]:
        return {"after": duration_of(self.cleaned_data, "after"), "tells": self.cleaned_data["tells"]}


Before = forms.formset_factory(BeforeForm, extra=0)
After = forms.formset_factory(AfterForm, extra=0)
ASKED = ("kinds", "priorities")
_WARNING: dict[str, Any] = {"before": Duration(2).as_json(), "tells": ["holder"]}
_RUNG: dict[str, Any] = {"after": Duration(2).as_json(), "tells": ["unit"]}


class LimitForm:
    """Head, warnings, rungs and for what it is of one limit. ``edit`` does what a button beside a row asks for."""

    template_name = "studio/limit_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        initial = {
            **as_fields(definition.get("name", {})),
            **fields_of("within", definition.get("within")),
            "ends": definition.get("ends"),
            "tells": definition.get("tells", []),
        }
        self.head = HeadForm(posted, initial=initial)
        warnings = [
            {**fields_of("before", each.get("before")), "warns": each.get("tells", [])}
            for each in definition.get("warnings", [])
        ]
        rungs = [
            {**fields_of("after", each.get("after")), "tells": each.get("tells", [])}
            for each in definition.get("rungs", [])
        ]
        self.warnings = Before(posted, initial=warnings, prefix="warnings")
        self.rungs = After(posted, initial=rungs, prefix="rungs")
        named = {name: definition.get(name, []) for name in ASKED}
        self.applies = ForWhatForm(posted, named=named, asked=ASKED)

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in (self.head, self.warnings, self.rungs, self.applies))

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head, applies = self.head.cleaned_data, self.applies.named()
        return {
            "format": FORMAT,
            "name": self.head.name(),
            "within": duration_of(head, "within"),
            "ends": head["ends"],
            "kinds": applies.get("kinds", []),
            "priorities": applies.get("priorities", []),
            "warnings": [each.warning() for each in self.warnings.forms],
            "tells": head["tells"],
            "rungs": [each.rung() for each in self.rungs.forms],
        }

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add a warning or a rung, or take one away. Returns no rule."""
        verb, _sign, part = do.partition("-")
        rows, new = {"warning": (definition["warnings"], _WARNING), "rung": (definition["rungs"], _RUNG)}.get(
            part, ([], {})
        )
        if verb == "add" and new and len(rows) < MOST:
            rows.append(dict(new))
        elif verb == "remove" and len(at) == 1 and at[0] < len(rows):
            del rows[at[0]]
        return ""


def lines(definition: Any) -> Iterator[Line]:
    """What it lays down, in the order of time."""
    yield name_line(definition)
    yield from for_what_lines(definition)
    if "within" in definition:
        yield Line("within", _now("To be decided within"), in_words(definition["within"]))
    for number, warning in enumerate(definition.get("warnings", []), 1):
        words = _now("%(time)s before, to: %(who)s") % {
            "time": in_words(warning["before"]),
            "who": told_words(warning.get("tells", ()), BEFOREHAND),
        }
        yield Line(f"warning {number}", _now("Warning %(number)d") % {"number": number}, words)
    if "tells" in definition:
        yield Line("tells", _now("Who is told when it is over"), told_words(definition["tells"], AT_THE_LIMIT))
    for number, rung in enumerate(definition.get("rungs", []), 1):
        words = _now("after %(time)s more without a decision, to: %(who)s") % {
            "time": in_words(rung["after"]),
            "who": told_words(rung.get("tells", ()), AT_THE_LIMIT),
        }
        yield Line(f"rung {number}", _now("Step %(number)d after the limit") % {"number": number}, words)
    if "ends" in definition:
        yield Line("ends", _now("Days end"), str(ENDS.get(definition["ends"], definition["ends"])))


LIMITS = EditedSubject(
    subject=Subject.LIMIT,
    title=_("Overall limit"),
    lines=lines,
    form=LimitForm,
    applies=_(
        "It applies to requests that are filed from now on; those that are open follow it only where that is chosen, "
        "and those without a limit get none."
    ),
)
