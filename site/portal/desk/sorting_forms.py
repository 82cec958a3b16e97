"""What an officer fills in to put a request where it belongs: at another agency, in a category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from content.forms.fields import AgencySelect, PublicBody
from content.pages.lean_select import LeanSelect
from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.translated_text import listed
from portal.desk.fields_asked import AskedField, AsksFields
from portal.desk.forms import ActForm, text_field
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.category_tree import Category, CategoryTree
from workflows.cases.models import CaseEvent
from workflows.suggestions.bodies import Fit
from workflows.suggestions.models import About
from workflows.suggestions.services import note_chosen


class AgencyList(AgencySelect, LeanSelect):
    """The citizens' list of agencies, which a script makes a search, drawn at the cost of a plain one."""


class BodyField(forms.ChoiceField):
    """An agency by its code; ``offer()`` gives it those to choose among, which are found by their names in any
    language."""

    def __init__(self) -> None:
        super().__init__(label=_("Agency"), widget=AgencyList, error_messages={"required": _("Choose an agency.")})

    def offer(self, agencies: Sequence[Agency]) -> None:
        self.choices = [("", _("Choose")), *((each.code, str(each)) for each in in_order(agencies))]
        bodies = {each.code: PublicBody(each.code, str(each), "", " ".join(each.name.values()), 0) for each in agencies}
        cast("AgencyList", self.widget).bodies = bodies


@dataclass(frozen=True, slots=True)
class FitShown:
    """An agency that is offered: one press chooses it. ``why``: what speaks for it, in words."""

    code: str
    name: str
    why: str


class ReferForm(AsksFields, ActForm):
    act, icon = "refer", "refer"
    title, button = _("Refer to another agency"), _("Refer")
    done = _("The request is with the other agency now.")
    leaves = True
    agency = BodyField()
    reason = text_field(_("Reason"), _("The citizen reads it too."))

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[Agency],
        way: str,
        fields: Sequence[AskedField] = (),
        fits: Sequence[Fit] = (),
        wished: str = "",
        **kwargs: Any,
    ) -> None:
        """``fits``: those that the rules or what was learned speak for; ``wished``: of what the citizen thinks of."""
        super().__init__(*args, **kwargs)
        self.take(fields, {way: ""})
        self.only_way = way
        names = {each.code: str(each) for each in agencies}
        several = len(fits) > 1
        self.fits = [
            FitShown(each.code, names[each.code], " ".join(_why(each, several=several, wished=wished)))
            for each in fits
            if each.code in names
        ]
        if wished in names and wished not in {each.code for each in self.fits}:
            self.fits.append(FitShown(wished, names[wished], _now("The citizen thinks so.")))
        cast("BodyField", self.fields["agency"]).offer(agencies)
        self.ids = {each.code: each.pk for each in agencies}

    def note_taken(self) -> None:
        if self.fits:
            note_chosen(About.BODY, taken=self.cleaned_data["agency"] in {each.code for each in self.fits})

    def said(self, event: CaseEvent) -> str:
        """Where it lies, if that is not the agency that was chosen."""
        if event.went.pk == self.ids[self.cleaned_data["agency"]]:
            return super().said(event)
        if "concerns" in event.data:
            words = _now(
                "The citizen says that it concerns someone of this agency, so nobody there sees it. It is with: "
                "%(agency)s."
            )
        else:
            words = _now("It could not go to this agency. It is with: %(agency)s.")
        return words % {"agency": event.went}

    def action(self) -> Action:
        return actions.Refer(
            agency=self.cleaned_data["agency"],
            reason=self.cleaned_data["reason"],
            fields=self.given(self.only_way),
            work_id=self.work_id,
        )


def _why(fit: Fit, *, several: bool, wished: str) -> Iterator[str]:
    """All that speaks for it: words of the request, as a rule has them or as they were learned, its place, and what
    its citizen thinks. Of ``several`` the rules chose none."""
    told = {"words": listed(fit.because), "place": fit.place}
    if fit.learned:
        if fit.because:
            yield _now("Similar requests with these words went there: %(words)s.") % told
    elif several and fit.because:
        yield _now("One of the agencies in the routing rules, based on %(words)s.") % told
    elif fit.because:
        yield _now("The routing rules say so, based on %(words)s.") % told
    else:
        yield _now("The routing rules say so.")
    if fit.place:
        yield _now("The rules name the place: %(place)s.") % told
    if fit.code == wished:
        yield _now("The citizen thinks so.")


class CategoryForm(ActForm):
    act, icon = "category", "pen"
    title, button = _("Set the category"), _("Set the category")
    hint = _("What rules and ladders say of the category applies from now on. Where the request is stays as it is.")
    done = _("The category is set.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    category = forms.ChoiceField(label=_("Category"), error_messages={"required": _("Choose a category.")})

    def __init__(self, *args: Any, tree: CategoryTree, now: str, fitting: Sequence[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each.key, tree.in_words(each.key)) for each in tree.chosen_from if each.key != now]
        fits = [(each.key, tree.in_words(each.key)) for each in fitting if each.key != now]
        self.fitting = [key for key, _name in fits]
        both = [(_now("By the words of the request"), fits), (_now("All categories"), offered)] if fits else offered
        cast("forms.ChoiceField", self.fields["category"]).choices = [("", _("Choose")), *both]

    def note_taken(self) -> None:
        if self.fitting:
            note_chosen(About.CATEGORY, taken=self.cleaned_data["category"] in self.fitting)

    def action(self) -> Action:
        return actions.SetCategory(category=self.cleaned_data["category"])
