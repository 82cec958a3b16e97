"""The form of an escalation ladder: rungs with their warnings, what acts do to the count, and for what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.admin_screens.names import NamedForm, as_fields
from portal.studio.counted import (
    WarningForm,
    amount_field,
    duration_of,
    ends_field,
    fields_of,
    told_field,
    unit_field,
)
from portal.studio.edited import Files
from portal.studio.for_what import ForWhatForm
from workflows.calendars.working_time import Duration
from workflows.escalation.checks import asking_problems
from workflows.escalation.definition import DEFAULT, DIMENSIONS, FORMAT, HIGHEST, OTHER_ACTS, Acts, Asking, newest
from workflows.escalation.recipients import BEFOREHAND, RECIPIENTS
from workflows.versions.publishable import UNREADABLE

REPLIES: Mapping[str, str | Promise] = {
    "once": _("starts the count again once, until a question, a decision or a referral"),
    "always": _("starts the count again, each time"),
    "never": _("lets the count go on"),
}
ACTS: Mapping[str, Any] = {
    "reply": _("A reply without a decision"),
    "question": _("The citizen’s answer to a question"),
    "decision": _("A decision, where another step follows"),
    "referral": _("A referral to another agency"),
    "reopening": _("An objection of the citizen"),
    "step": _("Another step of the process"),
    "priority": _("Another priority"),
}
COURSES: Mapping[str, str | Promise] = {
    "starts_again": _("starts the count again"),
    "goes_on": _("lets the count go on"),
}


class HeadForm(NamedForm):
    """What the ladder says beside its rungs."""

    ends = ends_field()
    remind_every = amount_field(_("Remind the complaints unit every"), _("Counted at the highest level."))
    remind_every_unit = unit_field()
    question_pause = amount_field(
        _("A question to the citizen pauses the count for at most"), _("Then the count goes on.")
    )
    question_pause_unit = unit_field()
    asked_most = amount_field(
        _("How often the citizen of a request may be asked"), _("If empty, there’s no limit."), required=False
    )
    asked_rests = amount_field(
        _("All questions together pause the count for at most"), _("Then the count goes on."), required=False
    )
    asked_rests_unit = unit_field()

    def clean(self) -> dict[str, Any]:
        """Both say something within their bounds, or neither does."""
        said = super().clean() or {}
        for name, other in (("asked_most", "asked_rests"), ("asked_rests", "asked_most")):
            if said.get(name) is not None and said.get(other) is None and other not in self.errors:
                self.add_error(other, _("Fill in both, or leave both empty."))
        if all(said.get(name) is not None for name in ("asked_most", "asked_rests", "asked_rests_unit")):
            limit = Asking(said["asked_most"], Duration(said["asked_rests"], said["asked_rests_unit"]))
            for part, sentence in asking_problems(limit):
                self.add_error(f"asked_{part}", sentence)
        return said

    def asking(self) -> dict[str, Any]:
        """As the definition has it; nothing where nobody limits it."""
        if self.cleaned_data["asked_most"] is None:
            return {}
        most, rests = self.cleaned_data["asked_most"], duration_of(self.cleaned_data, "asked_rests")
        return {"asking": {"most": most, "rests": rests}}


class ActsForm(forms.Form):
    """What acts do to the count."""

    reply = forms.ChoiceField(label=ACTS["reply"], choices=list(REPLIES.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OTHER_ACTS:
            self.fields[name] = forms.ChoiceField(label=ACTS[name], choices=list(COURSES.items()))


class RungForm(WarningForm):
    """One rung: the level is its place."""

    after = amount_field(_("Time without action"))
    after_unit = unit_field()
    tells = told_field(_("Who is told of it"), RECIPIENTS)
    field_order = ("after", "after_unit", "tells", "before", "before_unit", "warns")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, recipients=BEFOREHAND, **kwargs)

    @property
    def warned(self) -> Iterable[BoundField]:
        """The fields of its warning, for drawing."""
        return [self["before"], self["before_unit"]]

    def rung(self, level: int) -> dict[str, Any]:
        """As the definition has it."""
        rung = {"level": level, "after": duration_of(self.cleaned_data, "after"), "tells": self.cleaned_data["tells"]}
        warning = self.warning()
        return rung if warning is None else {**rung, "warning": warning}


Rungs = forms.formset_factory(RungForm, extra=0)


class LadderForm:
    """Head, rungs, acts and for what it is of one ladder. ``edit`` does what a button beside a row asks for."""

    template_name = "studio/ladder_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        raw = readable(definition)
        initial = {
            **as_fields(raw.get("name", {})),
            "ends": raw.get("ends"),
            **fields_of("remind_every", raw.get("remind_every")),
            **fields_of("question_pause", raw.get("question_pause")),
            "asked_most": raw.get("asking", {}).get("most"),
            **fields_of("asked_rests", raw.get("asking", {}).get("rests") or {"unit": "working_days"}),
        }
        self.head = HeadForm(posted, initial=initial)
        self.rungs = Rungs(posted, initial=list(map(_shown, raw.get("rungs", []))), prefix="rungs")
        self.acts = ActsForm(posted, initial=acts_of(raw), prefix="acts")
        self.applies = ForWhatForm(posted, named=raw.get("applies", {}), asked=DIMENSIONS)

    @property
    def is_full(self) -> bool:
        """Whether it has as many levels as there may be."""
        return len(self.rungs.forms) >= HIGHEST

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in (self.head, self.rungs, self.acts, self.applies))

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head, applies = self.head.cleaned_data, self.applies.named()
        return {
            "format": FORMAT,
            "name": self.head.name(),
            "ends": head["ends"],
            "rungs": [rung.rung(level) for level, rung in enumerate(self.rungs.forms, 1)],
            "remind_every": duration_of(head, "remind_every"),
            "question_pause": duration_of(head, "question_pause"),
            "acts": dict(self.acts.cleaned_data),
            **self.head.asking(),
            **({"applies": applies} if applies else {}),
        }

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add a rung at the top or take one away; the levels above move down. Returns no rule."""
        rungs = definition["rungs"]
        if do == "add" and len(rungs) < HIGHEST:
            below = rungs[-1] if rungs else {"after": Duration(2).as_json(), "tells": [*DEFAULT]}
            rungs.append({**below, "level": len(rungs) + 1})
        elif do == "remove" and len(at) == 1 and at[0] < len(rungs):
            del rungs[at[0]]
        for level, rung in enumerate(rungs, 1):
            rung["level"] = level
        return ""


def readable(definition: Any) -> Any:
    """A draft in the format of today; of one that is malformed what it says, which its problems speak of."""
    try:
        return newest(definition)
    except UNREADABLE:
        return {"name": definition.get("name", {})}


def acts_of(raw: Any) -> dict[str, str]:
    """What acts do, of a definition that need not say all of it."""
    given = raw.get("acts", {})
    return {name: given.get(name, getattr(Acts(), name)) for name in ACTS}


def _shown(rung: Any) -> dict[str, Any]:
    """A rung as its form takes it, that says whom it tells, also where it names nobody."""
    warning = rung.get("warning", {})
    return {
        "tells": rung.get("tells", [*DEFAULT]),
        **fields_of("after", rung.get("after")),
        **fields_of("before", warning.get("before") or {"unit": "working_hours"}),
        "warns": warning.get("tells", []),
    }
