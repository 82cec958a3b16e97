"""Stores running processes with viewflow: the process, its tasks, and the tokens of its branches. Decides nothing.

The only door to viewflow; gives plain data. A token at a step is a task that is open, one that waits at a join too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import now as machine_now
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token as StoredToken

from workflows.facts.conditions import Value
from workflows.processes.advance import NOWHERE, Asked, Marking, Move, Token
from workflows.processes.flows import PREFIX, flow_of
from workflows.versions.models import Version

_START = "start"
"""Viewflow's name for what is outside of all branches."""
_RESTS = (STATUS.NEW, STATUS.STARTED)


class StepNotOpen(Exception):
    """The engine's task is not waiting any more: someone got there first."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did to the stored process. ``entered`` are the tokens that rest now and did not before; ``ended`` is
    the key of its end, or empty; no id in memory.

    ``read``: the facts that its conditions asked for, with their values. ``services``: what it asked for in passing.
    """

    process_id: int | None
    entered: tuple[Token, ...]
    ended: str = ""
    read: tuple[tuple[str, Value], ...] = ()
    services: tuple[Asked, ...] = ()


@dataclass(slots=True)
class Stored:
    """A process under its lock, with its open tasks by their tokens."""

    process: Any
    tasks: dict[Token, Any]

    @property
    def marking(self) -> Marking:
        return frozenset(self.tasks)


def lock(process_id: int) -> Stored:
    """Lock a running process and read where it stands; raises ``StepNotOpen`` where it is over."""
    stored = lock_all([process_id])
    if not stored:
        raise StepNotOpen
    return stored[process_id]


def lock_all(process_ids: Iterable[int]) -> dict[int, Stored]:
    """The same of many by their ids, in one statement; without those that are over."""
    rows = Task.objects.select_for_update().select_related("process")
    found: dict[int, Stored] = {}
    for task in rows.filter(process_id__in=list(process_ids), status__in=_RESTS).order_by("pk"):
        found.setdefault(task.process_id, Stored(task.process, {})).tasks[_token(task)] = task
    return found


def markings(process_ids: Iterable[int]) -> dict[int, Marking]:
    """Where running processes stand, by their ids, unlocked: for looking alone."""
    found: dict[int, set[Token]] = {}
    for task in Task.objects.filter(process_id__in=list(process_ids), status__in=_RESTS):
        found.setdefault(task.process_id, set()).add(_token(task))
    return {process_id: frozenset(tokens) for process_id, tokens in found.items()}


def carry_over(moved: Sequence[tuple[Stored, Mapping[Token, Token]]], version: Version) -> None:
    """Running processes go on by another version, each token at the one that is named for it: one statement for each
    place to which tokens go, and one more."""
    going: dict[Token, list[int]] = {}
    for stored, tokens in moved:
        for token, task in stored.tasks.items():
            going.setdefault(tokens[token], []).append(task.pk)
    for to, ids in sorted(going.items()):
        there = _task(None, version, to)
        Task.objects.filter(pk__in=ids).update(
            flow_task=there.flow_task, flow_task_type=there.flow_task_type, token=there.token
        )
    Process.objects.filter(pk__in=[stored.process.pk for stored, _tokens in moved]).update(flow_class=flow_of(version))


def begin(version: Version, move: Move) -> Moved:
    """Store a new process after its first move. Needs an open transaction."""
    process = Process(flow_class=flow_of(version))
    if move.ended:
        return Moved(None, (), move.ended, move.read, move.services)  # over before anybody knew: nothing of it is kept
    process.save(force_insert=True)
    return _store(process, version, move, already=NOWHERE)


def follow(stored: Stored, version: Version, move: Move, *, left: Token) -> Moved:
    """Store a move of a running process: the task that was left, those that were entered, and who joined."""
    if move.ended:
        clear([stored.process.pk])
        return Moved(stored.process.pk, (), move.ended, move.read, move.services)
    done = [stored.tasks[token] for token in {left, *move.gone}]
    for task in done:
        task.status, task.finished = STATUS.DONE, machine_now()
    if len(done) == 1:
        done[0].save(update_fields=["status", "finished"])
    else:
        Task.objects.bulk_update(done, ["status", "finished"])
    return _store(stored.process, version, move, already=stored.marking - {left})


def _store(process: Any, version: Version, move: Move, *, already: Marking) -> Moved:
    new = [*move.entered, *(token for token in move.arrived if token not in already)]
    Task.objects.bulk_create(_task(process, version, token) for token in new)
    return Moved(process.pk, move.entered, read=move.read, services=move.services)


def _task(process: Any, version: Version, token: Token) -> Any:
    node = flow_of(version).instance.node(PREFIX + token.step)
    return Task(
        process=process,
        flow_task=node,
        flow_task_type=node.task_type,
        owner_permission="permissions.work_case",  # without one, viewflow shows a task to everybody
        token=StoredToken(f"{_START}/{token.branch}" if token.branch else _START),
    )


def _token(task: Any) -> Token:
    branch = str(task.token).removeprefix(_START).removeprefix("/")
    return Token(branch, task.flow_task.step_key)


def make_running(markings: Sequence[tuple[Version, Marking]]) -> list[int]:
    """Make running processes, each with its tokens, and give their ids: for import, and what is lived in memory."""
    processes = Process.objects.bulk_create(
        [Process(flow_class=flow_of(version), status=PROCESS.NEW) for version, _marking in markings]
    )
    Task.objects.bulk_create(
        _task(process, version, token)
        for process, (version, marking) in zip(processes, markings, strict=True)
        for token in sorted(marking)
    )
    return [process.pk for process in processes]


def clear(process_ids: Iterable[int]) -> None:
    """Delete the engine's rows of processes that ended: they are working memory, the diary keeps the history."""
    ids = list(process_ids)
    # Raw deletes: nothing of ours hangs on these rows, and collecting what might costs five queries more.
    Task.objects.filter(process_id__in=ids)._raw_delete("default")
    Process.objects.filter(pk__in=ids)._raw_delete("default")
