"""What is to be done to many cases, as its job keeps it, and what takes it back."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.now import now
from workflows.cases.actions import Action, Assign, Decide, Note, Refer, SetCategory, SetTags, TakeBack
from workflows.cases.actions.taking_back import TAKEN_BACK_WITHIN
from workflows.cases.change import required
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.grounds import Refusal
from workflows.cases.lifecycle import apply_all
from workflows.cases.models import Case, CaseTag
from workflows.cases.state import State
from workflows.jobs.models import WORDS, Job, JobKind, JobState
from workflows.processes.definition import Effect
from workflows.transactions.turn import write_transaction

MOST_IN_A_RUN: Final = 500
"""Cases of one order."""
TEXT: Final = "text"
"""Where an order has the words that go to each citizen, or into each note; its job keeps them until it ends."""
REFUSALS: Final = "refusals"
"""Where an order that refuses has why, by the id of each case as a text; kept as long as the words."""
_WRITTEN: Final = (TEXT, REFUSALS)
MENTIONED: Final = "mentioned"
"""Where a note has the colleagues (ids) to whom it speaks."""


class Doing(StrEnum):
    """What an order does."""

    ASSIGN = "assign"
    NOTE = "note"
    REFER = "refer"
    DECIDE = "decide"
    TAG = "tag"
    BACK = "back"


UNDONE: Final = (Doing.ASSIGN, Doing.REFER, Doing.TAG)
"""What can be taken back."""


@dataclass(frozen=True, slots=True)
class Order:
    """One act for the pieces of work in ``works`` (case ids to work ids). ``said``: what the act itself asks for.

    Of ``BACK`` ``said`` has under ``before`` how each case was, by its id as a text, and what was done under ``did``.
    """

    doing: Doing
    works: Mapping[int, int]
    said: Mapping[str, Any]

    @classmethod
    def of(cls, job: Job) -> Order:
        """As a job keeps it."""
        kept = job.choices
        words = kept.get(WORDS, {})
        said = kept["said"] | (words if isinstance(words, dict) else {TEXT: words})
        return cls(Doing(kept["doing"]), {int(case): work for case, work in kept["works"].items()}, said)

    def kept(self) -> dict[str, Any]:
        works = {str(case): each for case, each in self.works.items()}
        said = {name: value for name, value in self.said.items() if name not in _WRITTEN}
        words: Any = {name: value for name, value in self.said.items() if name in _WRITTEN}
        if REFUSALS not in words:
            words = words.get(TEXT)
        return {"doing": str(self.doing), "works": works, "said": said} | ({} if words is None else {WORDS: words})

    def before(self, state: State) -> Any:
        """What has to be known of a case to take the act back, before it is done; None where nothing has."""
        if self.doing != Doing.ASSIGN:
            return None
        return next((each.assignee_id for each in state.works if each.pk == self.works[state.case.pk]), None)

    def action(self, state: State) -> Action:
        """The act on one case. Raises ``NotPossible`` where it is none for it."""
        work_id, said = self.works[state.case.pk], self.said
        match self.doing:
            case Doing.ASSIGN:
                return Assign(user_id=said["user"], work_id=work_id, told=False)
            case Doing.NOTE:
                return Note(text=said[TEXT], mentioned=tuple(said.get(MENTIONED, ())), work_id=work_id)
            case Doing.TAG:
                return SetTags(add=(said["tag"],))
            case Doing.REFER:
                return Refer(agency=said["agency"], reason=said[TEXT], work_id=work_id)
            case Doing.DECIDE:
                return self._decide(state, work_id)
            case Doing.BACK:
                return self._back(state, work_id)

    def effects(self, case_ids: Collection[int]) -> Iterator[tuple[Action, list[int]]]:
        """What goes with a decision as with its ready answer, a category and a tag; each with the cases (ids) that do
        not have it."""
        if self.doing != Doing.DECIDE:
            return
        if category := self.said.get("category"):
            lacking = Case.objects.filter(pk__in=case_ids).exclude(category=category)
            yield SetCategory(category=category), list(lacking.values_list("pk", flat=True))
        if tag := self.said.get("tag"):
            have = set(CaseTag.objects.filter(case__in=case_ids, tag=tag).values_list("case", flat=True))
            yield SetTags(add=(tag,)), [each for each in case_ids if each not in have]

    def _decide(self, state: State, work_id: int) -> Action:
        why = self.said.get(REFUSALS, {}).get(str(state.case.pk))
        return Decide(
            outcome=_way(state, work_id, self.said["outcome"]),
            text=self.said[TEXT],
            refusal=None if why is None else Refusal(*why),
            work_id=work_id,
        )

    def _back(self, state: State, work_id: int) -> Action:
        if self.said["did"] == Doing.REFER:
            return TakeBack()
        if self.said["did"] == Doing.TAG:
            return SetTags(remove=(self.said["tag"],))
        work = next((each for each in state.works if each.pk == work_id), None)
        if work is None:
            raise NotAllowed
        if work.done_at is not None or work.assignee_id != self.said["user"]:
            raise NotPossible(_("Somebody else has it by now, so it stays with them."))
        return Assign(user_id=self.said["before"][str(state.case.pk)], work_id=work_id, told=False)


def ask_for(order: Order, *, actor: Actor, key: str = "") -> Job:
    """A job that does it; ``key``: of the form that it was ordered by, which sent again orders nothing new.

    Raises ``NotPossible`` for too many cases, or a text that is missing or too long.
    """
    _check(order)
    with write_transaction():
        return _once(order, actor, key)[0]


def note_at_once(works: Mapping[int, int], text: str, *, mentioned: Sequence[int] = (), actor: Actor, key: str) -> int:
    """A note in each of a few cases, in one commit or in none; how many these are. Sent again by the same form it is
    written no second time. Raises ``NotPossible`` and ``NotAllowed``.
    """
    order = Order(Doing.NOTE, works, {TEXT: text, MENTIONED: list(mentioned)})
    _check(order)
    with write_transaction():
        job, is_new = _once(order, actor, key)
        if is_new:
            note = [
                (case_id, Note(text=text, mentioned=tuple(mentioned), work_id=work)) for case_id, work in works.items()
            ]
            apply_all(note, actor=actor)
            job.state, job.ended_at, job.done, job.total = JobState.DONE, now(), len(works), len(works)
            job.found = {"changed": dict.fromkeys(map(str, works))}
            del job.choices[WORDS]
            job.save()
    return len(works)


def _check(order: Order) -> None:
    if not 0 < len(order.works) <= MOST_IN_A_RUN:
        raise NotPossible(_("At most %(most)d requests go at once.") % {"most": MOST_IN_A_RUN})
    if order.doing in (Doing.NOTE, Doing.REFER, Doing.DECIDE):
        required(order.said[TEXT])


def _once(order: Order, actor: Actor, key: str) -> tuple[Job, bool]:
    """The job of an order, and whether it was just made. Another order from the same form, which a browser may show
    once more, is another job."""
    kept = order.kept()
    digest = secrets.token_hex(32)
    if key:
        said = json.dumps([key, actor.user_id, kept], sort_keys=True)
        digest = hashlib.sha256(said.encode()).hexdigest()
    return Job.objects.get_or_create(
        kind=JobKind.TOGETHER,
        version=None,
        digest=digest,
        defaults={"choices": kept, "asked_at": now(), "asked_by_id": actor.user_id},
    )


def job_of(key: str, *, actor: Actor) -> Job:
    """The order of a key that this person gave. Raises ``NotAllowed``."""
    found = Job.objects.filter(kind=JobKind.TOGETHER, digest=key, asked_by=actor.user_id).first()
    if found is None or actor.user_id is None:
        raise NotAllowed
    return found


def can_be_undone(job: Job) -> bool:
    """Whether whoever gave the order may still take it back as a whole."""
    if job.state != JobState.DONE or job.ended_at is None or not job.found.get("changed"):
        return False
    return (
        job.choices["doing"] in UNDONE and "undone_by" not in job.choices and now() - job.ended_at <= TAKEN_BACK_WITHIN
    )


def undo(job: Job, *, actor: Actor) -> Job:
    """A job that takes back what another did; what somebody acted on since stays. Raises ``NotPossible``."""
    with write_transaction():
        done = Job.objects.select_for_update().get(pk=job.pk)
        if not can_be_undone(done):
            raise NotPossible(_("There is nothing to undo here any more."))
        former, before = Order.of(done), dict(done.found["changed"])
        works = {case_id: work for case_id, work in former.works.items() if str(case_id) in before}
        said = {"did": str(former.doing), "before": before, "user": former.said.get("user")}
        said |= {"tag": former.said.get("tag")}
        made = ask_for(Order(Doing.BACK, works, said), actor=actor)
        done.choices["undone_by"] = made.digest
        done.save(update_fields=["choices"])
    return made


def _way(state: State, work_id: int, result: str) -> str:
    """By which outcome the step of a piece of work is left with a result."""
    work = next((each for each in state.open_works if each.pk == work_id and not each.waits), None)
    if work is None:
        raise NotPossible(_("Nothing is open here for that any more. Look at the request again."))
    found = next((each for each in state.step_of(work).by_effect(Effect.DECIDE) if each.result == result), None)
    if found is None:
        raise NotPossible(_("Its step has no such outcome. Answer it on the request itself."))
    return found.key
