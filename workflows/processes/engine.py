"""Runs processes: start, complete a step, place at a step, clear. The only door to viewflow; gives plain data."""

from __future__ import annotations

from collections.abc import Iterable

from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from workflows.processes.flows import flow_of
from workflows.processes.nodes import PREFIX
from workflows.processes.world import Entered, Moved, Run, World, running
from workflows.versions.models import Version


class StepNotOpen(Exception):
    """The engine's task is not waiting any more: someone got there first."""


def start(version: Version, *, world: World) -> Moved:
    """Begin a process on ``version`` and move it to the first steps that wait. Needs an open transaction."""
    flow = flow_of(version)
    activation = flow.instance.begin.activation_class.create(flow.instance.begin, None, None)
    with running(Run(world)) as run:
        activation.execute()
    return _moved(activation.process.pk, run)


def complete(task_id: int, outcome: str, *, world: World) -> Moved:
    """Leave the waiting step ``task_id`` by ``outcome`` and move on.

    Locks the process. Raises ``StepNotOpen``, or ``KeyError`` for an outcome the step has not.
    """
    task = Task.objects.select_for_update().select_related("process").filter(pk=task_id, status=STATUS.NEW).first()
    if task is None:
        raise StepNotOpen
    activation = task.flow_task.activation_class(task)
    with running(Run(world, outcome)) as run:
        activation.take_up()
        activation.complete()
        activation.activate_next()
    if run.ended:
        clear([task.process_id])
    return _moved(task.process_id, run)


def place(placements: Iterable[tuple[Version, str]]) -> list[Moved]:
    """Make running processes, each standing at one step: for import, reopening and moving to another version."""
    wanted = list(placements)
    processes = Process.objects.bulk_create([Process(flow_class=flow_of(version)) for version, _ in wanted])
    tasks = Task.objects.bulk_create(
        [
            Task(
                process=process,
                flow_task=flow_of(version).instance.node(PREFIX + step),
                flow_task_type="HUMAN",
                owner_permission="permissions.work_case",
                token=Token("start"),
            )
            for process, (version, step) in zip(processes, wanted, strict=True)
        ]
    )
    return [
        Moved(process.pk, (Entered(step, task.pk),))
        for process, task, (_, step) in zip(processes, tasks, wanted, strict=True)
    ]


def clear(process_ids: Iterable[int]) -> None:
    """Delete the engine's rows of processes that ended: they are working memory, the diary keeps the history."""
    ids = list(process_ids)
    # Raw deletes: nothing of ours hangs on these rows, and collecting what might costs five queries more.
    Task.objects.filter(process_id__in=ids)._raw_delete("default")
    Process.objects.filter(pk__in=ids)._raw_delete("default")


def _moved(process_id: int, run: Run) -> Moved:
    return Moved(process_id, tuple(run.entered), run.ended)
