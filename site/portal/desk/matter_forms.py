"""What an officer fills in where a request is about the same matter as another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from portal.desk.forms import ActForm
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Case, CaseEvent, CaseLink, LinkRelation
from workflows.cases.selectors import case_for
from workflows.cases.tracking import normal_tracking

MERGE = "merge"
"""Among the relations: they are answered together."""


class MatterForm(ActForm):
    act, icon = "matter", "clip"
    title, button = _("Same matter as another request"), _("Link them")
    hint = _("The citizens learn nothing of each other. What is answered together goes to each by itself.")
    done = _("The two requests are linked.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    number = forms.CharField(
        label=_("Number of the other request"), max_length=40, error_messages={"required": _("Write its number.")}
    )
    relation = forms.ChoiceField(
        label=_("How they belong together"),
        choices=[
            (LinkRelation.RELATED, _("They are related")),
            (LinkRelation.DUPLICATE, _("This one says the same as the other one")),
            (MERGE, _("Answer this one together with the other one")),
        ],
        help_text=_("Answered together, this one leaves the inbox and is due when the other one is."),
    )

    def __init__(self, *args: Any, find: Callable[[str], int], **kwargs: Any) -> None:
        """``find``: the id of the request of a number that they may read; raises ``NotAllowed``."""
        super().__init__(*args, **kwargs)
        self.find = find

    def clean_number(self) -> int:
        try:
            return self.find(self.cleaned_data["number"])
        except NotAllowed:
            raise forms.ValidationError(_now("There is no request of this number that you may work.")) from None

    def said(self, event: CaseEvent) -> str:
        if self.cleaned_data["relation"] == MERGE:
            return _now("It is answered together with the other one from now on.")
        return super().said(event)

    def action(self) -> Action:
        other, relation = self.cleaned_data["number"], self.cleaned_data["relation"]
        if relation == MERGE:
            return actions.Merge(lead_id=other)
        return actions.Link(other_id=other, relation=relation)


class ApartForm(ActForm):
    """``links``: what it is linked with, as far as they may read it."""

    act, icon = "apart", "out"
    title, button = _("Take linked requests apart"), _("Take them apart")
    done = _("The two requests are apart again.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    link = forms.ChoiceField(label=_("Which one"), error_messages={"required": _("Choose a request.")})

    def __init__(self, *args: Any, case: Case, links: Sequence[CaseLink], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.links = case, links
        self.shown = [shown_link(case, link) for link in links]
        loose = [each for each in self.shown if each["loose"]]
        choices = [(each["other"].tracking, f"{each['other'].tracking} · {each['words']}") for each in loose]
        cast("forms.ChoiceField", self.fields["link"]).choices = [("", _("Choose")), *choices]

    def action(self) -> Action:
        chosen = next(each for each in self.shown if each["other"].tracking == self.cleaned_data["link"])
        if not chosen["merged"]:
            return actions.Unlink(other_id=chosen["other"].pk)
        return actions.Split() if chosen["follows"] else actions.Split(follower_id=chosen["other"].pk)


def shown_link(case: Case, link: CaseLink) -> dict[str, Any]:
    """The other request of a link and what this one is to it, in words; ``loose``: they can be taken apart."""
    follows = link.case_id == case.pk
    other = link.other if follows else link.case
    merged = link.relation == LinkRelation.MERGED
    over = merged and (case.lead_id if follows else other.lead_id) is None
    words = {
        (LinkRelation.RELATED, True): _now("related"),
        (LinkRelation.RELATED, False): _now("related"),
        (LinkRelation.DUPLICATE, True): _now("this one says the same"),
        (LinkRelation.DUPLICATE, False): _now("that one says the same"),
        (LinkRelation.MERGED, True): _now("this one is answered with it"),
        (LinkRelation.MERGED, False): _now("it is answered with this one"),
    }[LinkRelation(link.relation), follows]
    if over:
        words = _now("answered together")
    return {"other": other, "words": words, "merged": merged, "follows": follows, "loose": not over}


def found_by(actor: Actor, tracking: str) -> int:
    """The id of the request of a number, however it is typed, that they may work. Raises ``NotAllowed``."""
    state = case_for(actor, normal_tracking(tracking), to_show=False)
    if not can(actor, WORK_CASE, state):
        raise NotAllowed
    return int(state.case.pk)
