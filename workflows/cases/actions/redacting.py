"""Covering parts of a file in a copy of it, and taking such a copy back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import File
from workflows.cases.redacted import BODIES, bodies_of, is_copy, is_sent, say_what_is_withheld
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.submission import StoredFile

__all__ = ["Redact", "WithdrawCopy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact(Action):
    """A copy of a file (its id) in which ``areas`` places are covered stands beside it; the file stays as it is.

    Agencies that get the case later read the copy in its place.
    """

    verb, right, about = EventVerb.REDACTED, WORK_CASE, "case"
    file_id: int
    copy: StoredFile
    areas: int

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """Nobody covers what they may not see."""
        files = list(File.objects.filter(case=state.case))
        say_what_is_withheld(actor, state, files, held=held(actor.user_id) if actor.user_id is not None else None)
        return any(file.pk == self.file_id and not file.withheld for file in files)

    def decide(self, change: Change, rules: Rules) -> None:
        original = File.objects.get(case=change.case, pk=self.file_id)
        if original.withdrawn or original.tells_who:
            raise NotPossible(_("Of this file no redacted copy can be made."))
        change.act_on_the_whole()
        change.files = (replace(self.copy, public=False, redacts_id=original.pk),)
        change.data |= {"file": original.pk, "areas": self.areas, BODIES: bodies_of(change.state)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCopy(Action):
    """Nobody reads a redacted copy (its id) any more, as long as it went to nobody outside."""

    verb, right, about = EventVerb.COPY_WITHDRAWN, WORK_CASE, "case"
    file_id: int

    def decide(self, change: Change, rules: Rules) -> None:
        copy = File.objects.filter(case=change.case, pk=self.file_id).first()
        if copy is None or not is_copy(copy) or copy.withdrawn:
            raise NotPossible(_("This copy has been withdrawn already."))
        if is_sent(copy):
            raise NotPossible(_("This copy was sent to the citizen, so it stays."))
        change.act_on_the_whole()
        change.withdrawn.append(copy.pk)
        change.data["file"] = copy.pk
