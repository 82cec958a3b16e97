"""Cases about the same matter: linked, answered together, and apart again. Each act is done to both, by one who may
work both; the diary of each names the other by its id alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action
from workflows.cases.change import Change
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Case, CaseLink, CaseStatus, LinkRelation, Work
from workflows.cases.resting import part, rest
from workflows.cases.rules import Rules
from workflows.cases.state import State, at_work

__all__ = ["Link", "Merge", "Split", "TakeIn", "Unlink"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Action):
    """It is related to another case, or the same as that. Neither is worked otherwise because of it.

    ``answers``: this is the other side of the same act.
    """

    verb, right, about = EventVerb.LINKED, WORK_CASE, "case"
    other_id: int
    relation: str = LinkRelation.RELATED
    answers: bool = False

    def along(self, case_id: int) -> Mapping[int, Action]:
        if self.answers:
            return {}
        return {self.other_id: Link(other_id=case_id, relation=self.relation, answers=True)}

    def decide(self, change: Change, rules: Rules) -> None:
        case, other = change.case, _other(change, self.other_id)
        if self.relation not in (LinkRelation.RELATED, LinkRelation.DUPLICATE):
            raise NotPossible(_("Choose how they belong together."))
        if case.track != other.track or case.guarded or other.guarded:
            raise NotPossible(_("A request that is sensitive, or that is about somebody, is linked with no other."))
        if not self.answers:
            if _link(case.pk, self.other_id) is not None:
                raise NotPossible(_("They are linked already."))
            change.links.append(CaseLink(case_id=case.pk, other_id=self.other_id, relation=self.relation, at=change.at))
        change.act_on_the_whole()
        change.data |= {"other": self.other_id, "relation": str(self.relation), "first": not self.answers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlink(Action):
    """It is not about the same matter after all."""

    verb, right, about = EventVerb.UNLINKED, WORK_CASE, "case"
    other_id: int
    answers: bool = False

    def along(self, case_id: int) -> Mapping[int, Action]:
        return {} if self.answers else {self.other_id: Unlink(other_id=case_id, answers=True)}

    def decide(self, change: Change, rules: Rules) -> None:
        found = _link(change.case.pk, self.other_id)
        if found is None:
            raise NotPossible(_("They are not linked any more."))
        if found.relation == LinkRelation.MERGED:
            raise NotPossible(_("They are answered together: take one out of that first."))
        if not self.answers:
            change.unlinked.append(found)
        change.act_on_the_whole()
        change.data |= {"other": self.other_id, "first": not self.answers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Action):
    """It is answered with another one, its lead: its own count rests, and it is due when that is."""

    verb, right, about = EventVerb.MERGED, WORK_CASE, "case"
    lead_id: int

    def along(self, case_id: int) -> Mapping[int, Action]:
        return {self.lead_id: TakeIn(follower_id=case_id)}

    def decide(self, change: Change, rules: Rules) -> None:
        case, lead = change.case, _other(change, self.lead_id)
        theirs = list(Work.objects.filter(case=lead, done_at__isnull=True).select_related("case"))
        why = _why_not(change.state, lead, theirs)
        if why is not None:
            raise NotPossible(why)
        change.act_on(at_work(change.state)[0])
        former = _link(case.pk, lead.pk)
        if former is not None:
            change.unlinked.append(former)
        change.links.append(CaseLink(case_id=case.pk, other=lead, relation=LinkRelation.MERGED, at=change.at))
        case.lead = lead
        rest(change, lead, rules)
        change.data |= {"other": lead.pk, "leads": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIn(Action):
    """The side of the lead: what is done to it from now on is done to the other too."""

    verb, right, about = EventVerb.TOOK_IN, WORK_CASE, "case"
    follower_id: int

    def decide(self, change: Change, rules: Rules) -> None:
        change.act_on(change.state.work(self.work_id))
        change.case.leads = True
        change.data |= {"other": self.follower_id, "leads": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Action):
    """It is answered by itself again: its count goes on with what it had left. As long as no answer was given.

    ``follower_id``: done to a lead, that one is.
    """

    verb, right, about = EventVerb.SPLIT, WORK_CASE, "case"
    follower_id: int | None = None

    def along(self, case_id: int) -> Mapping[int, Action]:
        return {} if self.follower_id is None else {self.follower_id: Split()}

    def decide(self, change: Change, rules: Rules) -> None:
        case = change.case
        if self.follower_id is not None:
            change.act_on(change.state.work(self.work_id))
            change.data["other"] = self.follower_id
            return
        if case.lead_id is None:
            raise NotPossible(_("It is answered by itself already."))
        works = at_work(change.state)
        if works:
            change.act_on(works[0])
        change.data["other"] = case.lead_id
        part(change, rules)


def _why_not(state: State, lead: Case, theirs: list[Work]) -> str | Promise | None:
    """What is against answering a case with another one, in words; None where nothing is."""
    case = state.case
    if case.track != lead.track or case.guarded or lead.guarded:
        return _("A request that is sensitive, or that is about somebody, is answered by itself.")
    if case.kind_id != lead.kind_id:
        return _("They are of different kinds, and each kind has its own way. Link them instead.")
    if lead.lead_id is not None:
        return _("The other one is itself answered with a third. Merge it with that.")
    if case.lead_id is not None:
        return _("It is answered with another one already. Take it out first.")
    if case.leads:
        return _("Others are answered with this one. Merge the other one with this, or take them out first.")
    if {case.status, lead.status} & {CaseStatus.ANSWERED, CaseStatus.CLOSED}:
        return _("One of them is answered already. Link them instead.")
    return _why_not_here(state, lead, theirs)


def _why_not_here(state: State, lead: Case, theirs: list[Work]) -> str | Promise | None:
    """The same of where they are."""
    mine, other = at_work(state), [work for work in theirs if not work.waits]
    if len(mine) != 1 or len(other) != 1 or len(theirs) > 1 or len(state.open_works) > 1:
        return _("Not exactly one agency works on each of them now, so each is answered by itself.")
    if mine[0].question_open:
        return _("It waits for an answer of its citizen. Merge it when that has come.")
    if mine[0].agency_id != other[0].agency_id:
        return _("Different agencies have them. Refer one of them first.")
    if mine[0].step != other[0].step or state.case.process_version_id != lead.process_version_id:
        return _("They are at different steps of their process. Bring them to the same step first.")
    return None


def _other(change: Change, other_id: int) -> Case:
    """The other case; whether they may work it is asked by its own side of the act."""
    if other_id == change.case.pk:
        raise NotPossible(_("That is this request itself."))
    found = Case.objects.filter(pk=other_id).first()
    if found is None:
        raise NotAllowed
    return found


def _link(one: int, other: int) -> CaseLink | None:
    return CaseLink.objects.filter(Q(case=one, other=other) | Q(case=other, other=one)).first()
