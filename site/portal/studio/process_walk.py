"""A walk through a process with an imaginary case: its facts in a form, its choices in the address, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.admin_screens.condition_words import in_words
from portal.process_shown.words import BY_ITSELF
from portal.studio.process_trial import process_version_of
from portal.studio.process_trial_words import Names
from portal.studio.screen import OwnerScreen, title_of
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import Duration
from workflows.cases.models import Outcome
from workflows.facts.conditions import Value
from workflows.facts.fact import FactType
from workflows.processes.advance import facts_of
from workflows.processes.checks import check_process
from workflows.processes.definition import (
    ELAPSED,
    AwaitedService,
    Effect,
    RouteStep,
    TimerStep,
    WaitStep,
)
from workflows.trial.imagined import MOST_CHOICES, Choice, Stage, Walk, Weighed, walk
from workflows.trial.life import OUTCOME
from workflows.versions.references import problems

DID: Final = "did"
ROUTED: Final = "routing_finds"
LONGEST: Final = 2_000
EMPTY: Final = gettext_lazy("no value")


class FactsForm(forms.Form):
    """The facts that a process asks for, as an imaginary case has them; none has to be given."""

    def __init__(self, sent: QueryDict | None, names: Names) -> None:
        super().__init__(sent)
        process, self._offered = names.process, names.offered
        asked = sorted(facts_of(process) - {OUTCOME})
        self._facts = {f"fact_{number}": name for number, name in enumerate(asked, 1)}
        for field, name in self._facts.items():
            self.fields[field] = _field(names.type(name), names.labels(name), names.fact(name))
        if any(isinstance(step, RouteStep) for step in process.steps.values()):
            answers = [("yes", _("an agency")), ("no", _("none"))]
            self.fields[ROUTED] = forms.ChoiceField(
                label=_("The routing table finds"), choices=answers, required=False, initial="yes"
            )

    def given(self) -> dict[str, Value]:
        """Their values by the names of the facts; of one that cannot be read, none."""
        self.is_valid()
        data = self.cleaned_data if self.is_bound else {}
        return {name: self._offered.as_read(name, _value(data.get(field))) for field, name in self._facts.items()}

    def finds(self) -> bool:
        """Whether routing finds an agency."""
        return not self.is_bound or self.cleaned_data.get(ROUTED) != "no"


def _field(fact_type: FactType | None, labels: Mapping[str, str] | None, label: str) -> forms.Field:
    if labels is not None and fact_type == FactType.CHOICES:
        return forms.MultipleChoiceField(
            label=label, required=False, choices=list(labels.items()), widget=forms.CheckboxSelectMultiple
        )
    if labels is not None:
        return forms.ChoiceField(label=label, required=False, choices=[("", EMPTY), *labels.items()])
    if fact_type in (FactType.NUMBER, FactType.MONEY):
        return forms.DecimalField(label=label, required=False, max_digits=20)
    if fact_type == FactType.DATE:
        return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))
    return forms.CharField(label=label, required=False, max_length=LONGEST)


def _value(cleaned: Any) -> Value:
    if isinstance(cleaned, list):
        return tuple(str(each) for each in cleaned)
    return "" if cleaned is None else str(cleaned)


class ProcessWalkScreen(OwnerScreen):
    """One step after the other; the whole state is in the address, and is weighed anew each time."""

    template_name = "studio/process_walk.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = process_version_of(version_id)
        context: dict[str, Any] = {"version": version, "title": title_of(version)}
        if check_process(version.key, version.definition):
            found = problems(version.subject, version.key, version.definition)
            return self.show({**context, "problems": found, "leads": False})
        names = Names(version)
        form = FactsForm(request.GET or None, names)
        walked = walk(names.process, form.given(), _choices(request.GET), found=form.finds())
        return self.show({**context, "leads": True, "form": form, **_shown(walked, names)})


def _choices(sent: QueryDict) -> list[Choice]:
    """What was chosen so far, in order; one fewer where somebody goes back, none where they begin again."""
    if "again" in sent:
        return []
    given = [each.partition(":") for each in sent.getlist(DID)[: MOST_CHOICES + 1]]
    choices = [(step, outcome) for step, _colon, outcome in given]
    return choices[:-1] if "back" in sent else choices


def _shown(walked: Walk, names: Names) -> dict[str, Any]:
    return {
        "stages": [_stage(stage, names) for stage in walked.stages],
        "choices": [f"{step}:{outcome}" for step, outcome in walked.choices],
        "rests": [_rest(key, names) for key in walked.rests],
        "was_cut": walked.was_cut,
        "result": str(dict(Outcome.choices).get(walked.result, "")) if not walked.rests else "",
        "full": len(walked.choices) >= MOST_CHOICES,
    }


def _stage(stage: Stage, names: Names) -> dict[str, Any]:
    return {
        "left": (names.step(stage.left[0]), _left(stage.left, names)) if stage.left else None,
        "passed": [
            {
                "step": names.step(key),
                "way": _way(key, way, names),
                "weighed": [_weighed(each, names) for each in weighed],
            }
            for key, way, weighed in stage.passed
            if key != stage.ended
        ],
        "entered": [names.step(key) for key in stage.entered],
        "ended": names.step(stage.ended) if stage.ended else "",
    }


def _left(choice: Choice, names: Names) -> str:
    if choice[1] == ELAPSED:
        return _("the time is over")
    return names.way(*choice)


def _way(key: str, way: str, names: Names) -> str:
    """Where it goes on from a step that nobody acts at."""
    follows = dict(names.process.steps[key].follows())
    return names.step(follows[way]) if way in follows else ""


def _weighed(weighed: Weighed, names: Names) -> dict[str, Any]:
    return {
        "words": in_words(weighed.branch.when, names.offered),
        "held": weighed.held,
        "next": names.step(weighed.branch.next),
        "tests": [
            {"fact": names.fact(each.test.fact), "value": names.value(each.test.fact, each.value), "held": each.held}
            for each in weighed.tests
        ],
    }


def _rest(key: str, names: Names) -> dict[str, Any]:
    """Where it stands, and what can be chosen there."""
    step = names.process.steps[key]
    return {"step": names.step(key), "ways": list(_ways(key, step, names)), "waits": isinstance(step, WaitStep)}


def _ways(key: str, step: Any, names: Names) -> Iterator[dict[str, str]]:
    if isinstance(step, AwaitedService):
        for way, following in step.follows():
            yield {"sent": f"{key}:{way}", "words": str(BY_ITSELF[way]), "next": names.step(following)}
        return
    if isinstance(step, TimerStep):
        yield {"sent": f"{key}:{ELAPSED}", "words": _jump(step.days), "next": names.step(step.next)}
        return
    for outcome in step.outcomes:
        words = _jump(step.days) if outcome.effect == Effect.SILENT else names.way(key, outcome.key)
        yield {"sent": f"{key}:{outcome.key}", "words": words, "next": names.step(outcome.next)}


def _jump(days: int) -> str:
    return _("Jump over the waiting: %(time)s") % {"time": written_duration(Duration(days))}
