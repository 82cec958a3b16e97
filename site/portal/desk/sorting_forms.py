"""What an officer fills in to put a request where it belongs: at another agency, in a category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
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
from workflows.suggestions.models import About
from workflows.suggestions.services import note_chosen


class AgencyList(AgencySelect, LeanSelect):
    """The citizens' list of agencies, which a script makes a search, drawn at the cost of a plain one."""


class BodyField(forms.ChoiceField):
    """An agency by its code; ``offer()`` gives it those to choose among, which are found by their names in any
    language."""

    def __init__(self) -> None:
        super().__init__(label=_("Agency"), widget=AgencyList, error_messages={"required": _("Choose an agency.")})

    def offer(self, agencies: Sequence[Agency], *, fitting: Sequence[str] = ()) -> None:
        """``fitting``: the codes of those that stand first."""
        names = {each.code: str(each) for each in in_order(agencies)}
        fits = [(code, names[code]) for code in fitting]
        others = [(code, name) for code, name in names.items() if code not in fitting]
        both = [(_now("By the words of the request"), fits), (_now("All other agencies"), others)]
        self.choices = [("", _("Choose")), *(both if fits else others)]
        bodies = {each.code: PublicBody(each.code, str(each), "", " ".join(each.name.values()), 0) for each in agencies}
        cast("AgencyList", self.widget).bodies = bodies


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
        fitting: Mapping[str, Sequence[str]] = MappingProxyType({}),
        wished: str = "",
        **kwargs: Any,
    ) -> None:
        """``fitting``: the codes of those that fit by what was learned, the best first, each with the words that spoke
        for it most; ``wished``: of what the citizen thinks of."""
        super().__init__(*args, **kwargs)
        self.take(fields, {way: ""})
        self.only_way = way
        names = {each.code: str(each) for each in agencies}
        self.fitting = [code for code in fitting if code in names]
        field = cast("BodyField", self.fields["agency"])
        field.offer(agencies, fitting=self.fitting)
        field.help_text = " ".join(_why(self.fitting, fitting, wished, names))
        self.ids = {each.code: each.pk for each in agencies}

    def note_taken(self) -> None:
        if self.fitting:
            note_chosen(About.BODY, taken=self.cleaned_data["agency"] in self.fitting)

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


def _why(
    codes: Sequence[str], because: Mapping[str, Sequence[str]], wished: str, names: Mapping[str, str]
) -> Iterator[str]:
    """What speaks for which agency: the words of the request for the first, and what the citizen thinks."""
    if codes and because[codes[0]]:
        told = {"agency": names[codes[0]], "words": listed(because[codes[0]])}
        yield _now("%(agency)s fits best, by these words of the request: %(words)s.") % told
    if wished in names:
        yield _now("The citizen thinks of: %(agency)s") % {"agency": names[wished]}


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
