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
from portal.studio.process_checklist import as_lines, checklist_field, with_keys
from portal.studio.process_edits import Raw
from portal.studio.process_offers import Choices, Offers
from workflows.processes.automatic import LONGEST, Described, Question, every
from workflows.processes.definition import OF_THE_KIND
from workflows.processes.letters import OWN, TO_CITIZEN

PREFIX = "step"
NEXT = _("What happens next")
CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one of the list.")}


def chosen(label: Any, help_text: Any = "") -> forms.ChoiceField:
    """Something that is chosen; what is offered is said when the form is made."""
    return forms.ChoiceField(label=label, help_text=help_text, required=False, error_messages=CHOOSE)


def next_field(label: Any = NEXT) -> forms.ChoiceField:
    return chosen(label)


def letters_field() -> forms.MultipleChoiceField:
    """The letters that go out when a step is reached."""
    return forms.MultipleChoiceField(
        label=_("Letters when it gets here"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE["invalid_choice"]},
    )


def days_field(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"})
    return forms.IntegerField(label=label, widget=widget, error_messages=NUMBER, min_value=0, max_value=10_000)


def _few(label: Any, help_text: Any = "") -> forms.IntegerField:
    """A number that may be left out."""
    field = days_field(label)
    field.required, field.help_text = False, help_text
    return field


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
    not_by = forms.MultipleChoiceField(
        label=_("Not the person who did"),
        help_text=_(
            "No one reviews their own work. A person who did one of these steps in a request, or for whom "
            "it was done, is left out here: they can’t act at this step or assign it to anyone."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE["invalid_choice"]},
    )
    otherwise = chosen(
        _("If no one may act there"),
        _("Who gets it at an agency where no one holds the post or role, or only people who are left out."),
    )
    notices = letters_field()
    checklist = checklist_field()

    @staticmethod
    def shown(raw: Raw) -> Mapping[str, Any]:
        performer = raw["performer"]
        level, role = performer.get("level", 0), performer.get("role", "")
        return {
            "agency": performer["agency"],
            "post": f"role:{role}" if role else f"level:{level}" if level else "",
            "not_by": raw.get("not_by", ()),
            "otherwise": _as_choice(raw.get("otherwise")),
            "ladder": raw.get("ladder", OF_THE_KIND),
            "calendar": raw.get("calendar", ""),
            "status": raw["status"],
            "notices": raw.get("notices", ()),
            "checklist": as_lines(raw.get("checklist", ())),
        }

    def offer_all(self, raw: Raw, offers: Offers) -> None:
        there = self.shown(raw)
        offer(self, "agency", offers.agencies(there["agency"]))
        offer(self, "post", offers.posts(there["post"]))
        offer(self, "not_by", offers.done_before(raw["key"], there["not_by"]))
        offer(self, "otherwise", offers.otherwise(there["otherwise"], apart=bool(there["not_by"])))
        offer(self, "ladder", offers.ladders(there["ladder"]))
        offer(self, "calendar", offers.calendars(there["calendar"]))
        offer(self, "status", offers.statuses(there["status"]))
        offer(self, "notices", offers.notices(there["notices"], OWN))
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
        put(raw, "not_by", data["not_by"], [])
        _fill_otherwise(raw, data["otherwise"])
        raw["status"] = data["status"]
        put(raw, "ladder", data["ladder"], OF_THE_KIND)
        put(raw, "calendar", data["calendar"], "")
        put(raw, "notices", data["notices"], [])
        put(raw, "checklist", with_keys(data["checklist"], raw.get("checklist", ())), [])


def _as_choice(otherwise: Raw | None) -> str:
    """Who acts otherwise, as the form chooses it; empty where nothing is said."""
    if otherwise is None:
        return ""
    if role := otherwise.get("role", ""):
        return f"role:{role}"
    return f"level:{otherwise['level']}" if otherwise.get("level", 0) else str(otherwise["to"])


def _fill_otherwise(raw: Raw, choice: str) -> None:
    kind, colon, said = choice.partition(":")
    if not choice:
        raw.pop("otherwise", None)
    elif not colon:
        raw["otherwise"] = {"to": kind}
    else:
        raw["otherwise"] = {"to": "heir", kind: int(said) if kind == "level" else said}


class WaitForm(RestForm):
    """The citizen has the word."""

    days = days_field(_("Working days that the citizen has"))
    notices = letters_field()

    @staticmethod
    def shown(raw: Raw) -> Mapping[str, Any]:
        return {"days": raw["days"], "notices": raw.get("notices", ())}

    def offer_all(self, raw: Raw, offers: Offers) -> None:
        offer(self, "notices", offers.notices(raw.get("notices", ()), (TO_CITIZEN,)))

    def fill(self, raw: Raw) -> None:
        super().fill(raw)
        raw["days"] = self.cleaned_data["days"]
        put(raw, "notices", self.cleaned_data["notices"], [])


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
    """A step with one way out of it and nothing else to say: a join."""

    ways = ("next",)
    next = next_field()


class ServiceForm(StepForm):
    """Something is done by itself: one of the acts that there are, each with what it asks."""

    ways = ("next",)
    action = forms.ChoiceField(label=_("What is done"), required=False, widget=forms.RadioSelect, error_messages=CHOOSE)
    next = next_field(_("Next"))
    failed = chosen(
        _("Next, if it fails"),
        _("It is tried several times before it counts as failed. With a step here the request waits for it."),
    )
    tries = _few(
        _("How often it is tried at most"),
        _("Left empty, it is tried six times: at once, after 1, 5, 15 and 60 minutes, and once more after four hours."),
    )
    minutes = _few(_("Minutes between two tries"))

    @staticmethod
    def shown(raw: Raw) -> Mapping[str, Any]:
        said = {"action": raw["action"], "next": raw["next"], "failed": raw.get("failed", "")}
        return {**said, **raw.get("retry", {})}

    def offer_all(self, raw: Raw, offers: Offers) -> None:
        self._raw = raw
        offer(self, "action", offers.acts(raw["action"]))
        offer(self, "failed", offers.failing(raw.get("failed", "")))
        for act in every():
            for question in act.questions:
                there = raw["values"].get(question.name, "") if act.name == raw["action"] else ""
                self.fields[_asked(act, question)] = _answer(question, offers.values(question, there))
                self.initial[_asked(act, question)] = there

    @property
    def acts(self) -> list[tuple[Any, str, list[BoundField]]]:
        """Each act: its box, what is said of it, and what it asks."""
        known = {act.name: act for act in every()}
        found = []
        for box in self["action"]:
            act = known.get(box.data["value"])
            asks = [self[_asked(act, question)] for question in act.questions] if act is not None else []
            found.append((box, str(act.hint) if act is not None else "", asks))
        return found

    def fill(self, raw: Raw) -> None:
        super().fill(raw)
        name = self.cleaned_data["action"]
        act = next((each for each in every() if each.name == name), None)
        if act is not None:
            raw["action"] = name
            said = {each.name: self.cleaned_data[_asked(act, each)].strip() for each in act.questions}
            raw["values"] = {key: value for key, value in said.items() if value}
        if self.cleaned_data["failed"]:
            raw["failed"] = self.cleaned_data["failed"]
        else:
            raw.pop("failed", None)
        said = {each: self.cleaned_data[each] for each in ("tries", "minutes")}
        raw.pop("retry", None)
        if any(number is not None for number in said.values()):  # a check says what is wanting of the two
            raw["retry"] = {each: number or 0 for each, number in said.items()}


def _asked(act: Described, question: Question) -> str:
    """The name of the form's field for a question of an act."""
    return f"{act.name}-{question.name}"


def _answer(question: Question, choices: Choices) -> forms.Field:
    if question.choices is not None:
        field = chosen(question.label, question.hint)
        field.choices = choices
        return field
    widget = forms.TextInput(attrs={"class": "input ltr", "dir": "ltr", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(
        label=str(question.label), help_text=str(question.hint), required=False, max_length=2 * LONGEST, widget=widget
    )


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
    "service": ServiceForm,
    "split": SplitForm,
    "join": OnwardForm,
    "end": EndForm,
}
