"""What an officer wants to see of the inbox: the filter above it, and the rows that are left by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.agencies.levels import level_name
from permissions.now import now
from portal.desk.bands import NAMES
from portal.desk.known import Known
from workflows.cases.models import Case, CaseStatus, Priority, Work
from workflows.cases.selectors import in_governorate, searched
from workflows.cases.triage import triage_rows

LONGEST_SEARCH = 200
A_WEEK = timedelta(days=7)
ANSWERED, CLOSED, TRIAGE = str(CaseStatus.ANSWERED), str(CaseStatus.CLOSED), str(CaseStatus.TRIAGE)
OVER: Final = (ANSWERED, CLOSED)
KEPT: Final = ("view", "q", "kind", "category", "agency", "governorate")
"""What of it is asked of what is over, too."""
VIEWS: Mapping[str, str | Promise] = {
    "": pgettext_lazy("cases", "Open"),
    TRIAGE: _("Without an agency yet"),
    ANSWERED: pgettext_lazy("cases", "Answered"),
    CLOSED: pgettext_lazy("cases", "Closed"),
}
"""What the inbox shows, by the name in its address: the open work, some of it, or what is over."""


class Filter(forms.Form):
    """What the officer wants to see; nonsense in the address filters nothing."""

    view = forms.ChoiceField(required=False, choices=[*VIEWS.items()])
    q = forms.CharField(required=False, max_length=LONGEST_SEARCH, label=_("Search"))
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    category = forms.ChoiceField(required=False, label=_("Category"))
    agency = forms.ChoiceField(required=False, label=_("Agency"))
    governorate = forms.ChoiceField(required=False, label=_("Governorate"))
    level = forms.ChoiceField(required=False, label=_("Level"))
    who = forms.ChoiceField(
        required=False,
        label=_("Holder"),
        choices=[("", _("Everybody")), ("mine", _("Mine")), ("unassigned", _("Not assigned"))],
    )
    priority = forms.ChoiceField(
        required=False, label=_("Priority"), choices=[("", _("All priorities")), *Priority.choices]
    )
    limit = forms.ChoiceField(
        required=False,
        label=_("Overall limit"),
        choices=[("", _("Any limit")), ("passed", _("Limit passed")), ("near", _("Limit within a week"))],
    )
    band = forms.ChoiceField(required=False, choices=[("", ""), *((band, band) for band in NAMES)])

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", _("All kinds"), known.kinds.items())
        self._offer("category", _("All categories"), known.categories)
        self._offer("agency", _("All agencies"), ((code, name) for code, name, _names in known.agencies.values()))
        self._offer("governorate", _("All governorates"), known.governorates.items())
        self._offer("level", _("All levels"), ((str(level), level_name(level)) for level in known.levels))
        self.fields["q"].widget.attrs["placeholder"] = (
            _("Number, subject, place, agency") if known.agencies else _("Number, word of the subject, place")
        )

    def _offer(self, name: str, everything: str | Promise, choices: Any) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = [("", everything), *choices]

    def wanted(self) -> dict[str, str]:
        """What was asked for and makes sense, by the field's name; of what is over neither level, holder nor date."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        if found.get("view") in OVER:
            found = {name: value for name, value in found.items() if name in KEPT}
        return found


def open_rows(works: QuerySet[Work], wanted: Mapping[str, str], known: Known, user_id: int) -> QuerySet[Work]:
    """The open work that is wanted, of whatever band."""
    if wanted.get("view") == TRIAGE:
        works = works.filter(triage_rows())
    if "kind" in wanted:
        works = works.filter(kind__code=wanted["kind"])
    works = works.filter(_of_category(wanted, known, case="case__"))
    works = works.filter(in_governorate(wanted.get("governorate", ""), case="case"))
    if "agency" in wanted:
        works = works.filter(agency=_id_of(wanted["agency"], known))
    if "level" in wanted:
        works = works.filter(level=int(wanted["level"]))
    if "priority" in wanted:
        works = works.filter(case__priority=wanted["priority"])
    match wanted.get("limit"):
        case "passed":
            works = works.filter(case__limit_due__lte=now())
        case "near":
            works = works.filter(case__limit_due__gt=now(), case__limit_due__lte=now() + A_WEEK)
    match wanted.get("who"):
        case "mine":
            works = works.filter(Q(holder=user_id) | Q(assignee=user_id))
        case "unassigned":
            works = works.filter(assignee__isnull=True)
    return searched(works, wanted["q"], agencies=known.names) if "q" in wanted else works


def past_rows(cases: QuerySet[Case], wanted: Mapping[str, str], known: Known) -> QuerySet[Case]:
    """The same of cases that are over."""
    if "kind" in wanted:
        cases = cases.filter(kind__code=wanted["kind"])
    cases = cases.filter(_of_category(wanted, known), in_governorate(wanted.get("governorate", ""), case="pk"))
    if "agency" in wanted:
        cases = cases.filter(agency=_id_of(wanted["agency"], known))
    return searched(cases, wanted["q"], agencies=known.names) if "q" in wanted else cases


def _of_category(wanted: Mapping[str, str], known: Known, *, case: str = "") -> Q:
    """Of what is wanted of a tree all that lies below it. ``case``: the way to the case."""
    if "category" not in wanted:
        return Q()
    kind, keys = known.below(wanted["category"])
    return Q(kind__code=kind, **{f"{case}category__in": keys})


def _id_of(code: str, known: Known) -> int:
    return next(pk for pk, (each, _name, _names) in known.agencies.items() if each == code)
