"""A made-up case sent through the draft of a routing table: which rule decides, and why none above it does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.agencies.models import Agency
from permissions.arabic import fold
from permissions.days import a_day_of_ours
from permissions.now import now
from permissions.writing import local
from portal.admin_screens.condition_words import Offered
from portal.admin_screens.screen import UNPROCESSABLE
from portal.admin_screens.why_not import decided, passed
from portal.studio.routing_form import named_agency
from portal.studio.screen import OwnerScreen, title_of, version_of
from workflows.cases.errors import NotAllowed
from workflows.facts.conditions import Value, facts_in
from workflows.facts.fact import FactType
from workflows.routing.definition import NAMED, Table
from workflows.routing.explain import explain
from workflows.routing.publishable import TABLES
from workflows.versions.models import Subject

WRITTEN = ("subject", "text")
FROM_WORDS = ("subject", "subject_text", "where")
"""Facts that follow from what the citizen writes and where it happened."""


class TryForm(forms.Form):
    """One case: what the citizen writes, the day, and every other fact that the table asks for."""

    subject = forms.CharField(label=_("Subject of the request"), required=False, max_length=200)
    text = forms.CharField(
        label=_("What the citizen writes"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input low", "dir": "auto"}),
    )
    place = forms.CharField(label=pgettext_lazy("where it happened", "Place"), required=False, max_length=200)
    day = forms.DateField(
        label=_("Day"),
        required=False,
        validators=[a_day_of_ours],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input short ltr"}),
    )

    def __init__(self, *args: Any, table: Table, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = offered
        asked = dict.fromkeys(test.fact for rule in table.rules for test in facts_in(rule.when))
        asked |= dict.fromkeys(["agency"] if any(rule.agency == NAMED for rule in table.rules) else [])
        self.names = {f"fact-{number}": name for number, name in enumerate(asked) if name not in (*FROM_WORDS, "place")}
        for field, name in self.names.items():
            self.fields[field] = _field(name, offered)

    def facts(self) -> Mapping[str, Value]:
        """The facts of the case; only when valid."""
        data = self.cleaned_data
        both = f"{data['subject']}\n{data['text']}"
        said: dict[str, Value] = {"subject": data["subject"], "subject_text": both, "place": data["place"]}
        given = {name: data[field] for field, name in self.names.items()}
        chosen = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
        return {
            **said,
            "where": data["place"] or both,
            **{name: self._offered.as_read(name, chosen[name]) for name in chosen},
        }

    @property
    def day_asked(self) -> date:
        """The day that was typed, else today."""
        return cast("date | None", self.cleaned_data["day"]) or local(now()).date()


def _field(name: str, offered: Offered) -> forms.Field:
    fact, labels = offered.fact(name), offered.labels(name)
    label = str(fact.words) if fact is not None else name
    if labels is None:
        return forms.CharField(label=label, required=False, max_length=200)
    if fact is not None and fact.type == FactType.CHOICES:
        widget = forms.CheckboxSelectMultiple()
        return forms.MultipleChoiceField(label=label, required=False, choices=[*labels.items()], widget=widget)
    return forms.ChoiceField(label=label, required=False, choices=[("", _("no value")), *labels.items()])


class TryScreen(OwnerScreen):
    """The made-up case and what becomes of it; nothing of it is kept."""

    template_name = "studio/routing_try.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        return self._page(version_id, None)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        return self._page(version_id, request.POST)

    def _page(self, version_id: int, posted: Any) -> HttpResponse:
        version = version_of(version_id)
        if version.subject != Subject.ROUTING:
            raise NotAllowed
        table = TABLES.read(version.definition)
        context: dict[str, Any] = {"version": version, "title": title_of(version), "readable": table is not None}
        if table is None:
            return self.show(context)
        offered = Offered(Subject.ROUTING, version.key)
        form = context["form"] = TryForm(posted, table=table, offered=offered)
        if posted is None:
            return self.show(context)
        if not form.is_valid():
            return self.show(context, status=UNPROCESSABLE)
        facts = form.facts()
        explained = explain(table, lambda name: facts.get(name, ""), fold=fold, day=form.day_asked)
        to = explained.routed.agency if explained.routed is not None else ""
        agency = Agency.objects.filter(code=to).first() if to else None
        context |= {
            "decided": decided(table, explained),
            "to": str(agency) if agency is not None else to.replace(NAMED, named_agency()),
            "passed": passed(table, explained.kept, offered),
        }
        return self.show(context)
