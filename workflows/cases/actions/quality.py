"""Judging a closed case that chance has named for the check of its quality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import WORK_EVERY_CASE
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, checked, required
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseEvent, MessageKind, QualityCheck
from workflows.cases.recusal import destination_of
from workflows.cases.rules import Rules

__all__ = ["JudgeQuality"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeQuality(Action):
    """Yes or no to each criterion of its sample, and words where one is not met. The agency reads both.

    Nobody judges what they have had a hand in.
    """

    verb, right, about = EventVerb.QUALITY_JUDGED, WORK_EVERY_CASE, "platform"
    answers: Mapping[str, bool]
    text: str = ""

    def decide(self, change: Change, rules: Rules) -> None:
        check = QualityCheck.objects.select_related("sample").filter(case=change.case).order_by("-pk").first()
        if check is None:
            raise NotAllowed
        if check.judged_at is not None:
            raise NotPossible(_("Somebody has judged it already."))
        if CaseEvent.objects.filter(case=change.case, actor_user=change.actor.user_id).exists():
            raise NotPossible(_("You worked on this request yourself. Somebody else judges it."))
        wanted = [each["key"] for each in check.sample.criteria]
        if set(self.answers) != set(wanted):
            raise NotPossible(_("Answer every question with yes or no."))
        met = sum(self.answers.values())
        text = checked(self.text) if met == len(wanted) else required(self.text)
        change.act_on_the_whole()
        change.say(MessageKind.NOTE, text, public=False)
        change.data["quality"] = {"sample": check.sample.month, "met": met, "of": len(wanted)}
        check.answers, check.judged_by_id, check.judged_at = dict(self.answers), change.actor.user_id, change.at
        change.checks.append(check)
        head = destination_of(change.state, check.agency_id, rules.top(check.agency_id), rules)
        if head.agency_id == check.agency_id:
            change.tell_staff("quality_judged", [head.seat.user_id])
