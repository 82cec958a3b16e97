"""The form of one step of a process, by its kind: its name, who acts, by when, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.admin_screens.names import NamedForm, as_fields
from portal.studio.counted import NUMBER
from portal.studio.process_edits import Raw
from portal.studio.process_offers import Choices, Offers
from workflows.processes.definition import OF_THE_KIND

PREFIX = "step"
NEXT = _("What happens next")
CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one of the list.")}


def chosen(label: Any, help_text: Any = "") -> forms.ChoiceField:
    """Something that is chosen; what is offered is said when the form is made."""
    return forms.ChoiceField(label=label, help_text=help_text, required=False, error_messages=CHOOSE)


def next_field(label: Any = NEXT) -> forms.ChoiceField:
    return chosen(label)


def days_field(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"})
    return forms.IntegerField(label=label, widget=widget, error_messages=NUMBER, min_value=0, max_value=10_000)


def offer(form: forms.BaseForm, name: str, choices: Choices) -> None:
    """What a field lets one choose from."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def put(raw: Raw, key: str, value: Any, usual: Any) -> None:
    """Set what is said; what is as usual is left out, as it was."""
    if value != usual or key in raw:
        raw[key] = value


class StepForm(NamedForm):
    """What is the same of all kinds: the name. ``fill`` writes what was filled in into the step."""

    ways: ClassVar[tuple[str, ...]] = ()
    """The fields that name the step to go to."""

    def __init__(self, posted: QueryDict | None, raw: Raw, offers: Offers) -> None:
        initial = {**as_fields(raw["name"]), **self.shown(raw)}
        super().__init__(posted, prefix=PREFIX, initial=initial)
        for name in self.ways:
            offer(self, name, offers.following(raw[name]))
        self.offer_all(raw, offers)

    @staticmethod
    def shown(raw: Raw) -> Mapping[str, Any]:
        """The step as the fields of the form."""
        return {key: value for key, value in raw.items() if isinstance(value, str | int)}

    def offer_all(self, raw: Raw, offers: Offers) -> None:
        """What is chosen from lists."""

    @property
    def next_fields(self) -> list[BoundField]:
        """Where it leads, for drawing."""
        return [self[name] for name in self.ways]

    def fill(self, raw: Raw) -> None:
        """Write what was filled in into the step; only when valid."""
        raw["name"] = self.name()
        for name in self.ways:
            raw[name] = self.cleaned_data[name]


class RestForm(StepForm):
    """A step that a request can stand at; its citizen may see that it does."""

    shown_to_citizen = forms.BooleanField(
        label=_("The citizen’s page shows this step"),
        help_text=_("By its name, as done, now or to come. Who acts there, and why it goes one way, is not shown."),
        required=False,
    )

    def __init__(self, posted: QueryDict | None, raw: Raw, offers: Offers) -> None:
        super().__init__(posted, raw, offers)
        self.initial["shown_to_citizen"] = raw.get("shown_to_citizen", False)

    def fill(self, raw: Raw) -> None:
        super().fill(raw)
        put(raw, "shown_to_citizen", self.cleaned_data["shown_to_citizen"], usual=False)


class TaskForm(RestForm):
    """Somebody acts."""

    agency = chosen(_("Agency"))
    post = chosen(_("Who there"))
    ladder = chosen(_("Escalation ladder"))
    calendar = chosen(_("Working calendar"))
    status = chosen(_("What the citizen reads while it is here"))

    @staticmethod
    def shown(raw: Raw) -> Mapping[str, Any]:
        performer = raw["performer"]
        level, role = performer.get("level", 0), performer.get("role", "")
        return {
            "agency": performer["agency"],
            "post": f"role:{role}" if role else f"level:{level}" if level else "",
            "ladder": raw.get("ladder", OF_THE_KIND),
            "calendar": raw.get("calendar", ""),
            "status": raw["status"],
        }

    def offer_all(self, raw: Raw, offers: Offers) -> None:
        there = self.shown(raw)
        offer(self, "agency", offers.agencies(there["agency"]))
        offer(self, "post", offers.posts(there["post"]))
        offer(self, "ladder", offers.ladders(there["ladder"]))
        offer(self, "calendar", offers.calendars(there["calendar"]))
        offer(self, "status", offers.statuses(there["status"]))
        if found := offers.kind_ladders:
            self.fields["ladder"].help_text = _now("The ladder of the kind: %(ladders)s") % {"ladders": found}
        else:
            self.fields["ladder"].help_text = _now("No kind of request with a ladder is worked by this process yet.")
        self.fields["calendar"].help_text = _now(
            "Without a choice the agency’s own; where it has none, that of the agency above it, else the country’s."
        )
        self.fields["post"].help_text = _now("Without a choice the liaison officer, or the unit.")

    def fill(self, raw: Raw) -> None:
        super().fill(raw)
        data = self.cleaned_data
        performer = {**raw["performer"], "agency": data["agency"]}
        kind, _colon, said = data["post"].partition(":")
        put(performer, "level", int(said) if kind == "level" else 0, 0)
        put(performer, "role", said if kind == "role" else "", "")
        raw["performer"] = performer
        raw["status"] = data["status"]
        put(raw, "ladder", data["ladder"], OF_THE_KIND)
        put(raw, "calendar", data["calendar"], "")


class WaitForm(RestForm):
    """The citizen has the word."""

    days = days_field(_("Working days that the citizen has"))

    def fill(self, raw: Raw) -> None:
        super().fill(raw)
        raw["days"] = self.cleaned_data["days"]


class TimerForm(RestForm):
    """Nobody acts for a while."""

    ways = ("next",)
    days = days_field(_("Working days to wait"))
    next = next_field()

    def fill(self, raw: Raw) -> None:
        super().fill(raw)
        raw["days"] = self.cleaned_data["days"]


class RouteForm(StepForm):
    """The routing table of the kind is asked."""

    ways = ("found", "not_found")
    found = next_field(_("Next, where an agency is found"))
    not_found = next_field(_("Next, where none is found"))


class DecisionForm(StepForm):
    """The first branch whose condition holds."""

    ways = ("default",)
    default = next_field(_("Otherwise, next"))


class SplitForm(StepForm):
    """Several branches side by side."""

    join = chosen(_("They come together at"))

    def offer_all(self, raw: Raw, offers: Offers) -> None:
        offer(self, "join", offers.joins(raw["join"]))

    def fill(self, raw: Raw) -> None:
        super().fill(raw)
        raw["join"] = self.cleaned_data["join"]


class OnwardForm(StepForm):
    """A step with one way out of it and nothing else to say: a join, an automatic act."""

    ways = ("next",)
    next = next_field()


class EndForm(StepForm):
    """The end of a branch, or of the case."""

    result = chosen(_("Result, where nothing was decided"))

    @staticmethod
    def shown(raw: Raw) -> Mapping[str, Any]:
        return {"result": raw.get("result", "")}

    def offer_all(self, raw: Raw, offers: Offers) -> None:
        offer(self, "result", offers.results(raw.get("result", "")))

    def fill(self, raw: Raw) -> None:
        super().fill(raw)
        put(raw, "result", self.cleaned_data["result"], "")


FORMS: Mapping[str, type[StepForm]] = {
    "task": TaskForm,
    "wait": WaitForm,
    "timer": TimerForm,
    "route": RouteForm,
    "decision": DecisionForm,
    "service": OnwardForm,
    "split": SplitForm,
    "join": OnwardForm,
    "end": EndForm,
}
