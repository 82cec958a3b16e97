"""Prints the processes and ladders that an installation begins with as tables for people, into ``ARCHITECTURE.md``.

A test compares them: ``make tables`` after a change of ``processes/standard.py`` or of what ``set_up`` publishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, assert_never

import django
from django.utils.translation import override

from portal.operations.set_up.kinds import KINDS
from portal.operations.set_up.ladders import LADDERS
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import Duration
from workflows.processes.definition import (
    CENTRAL,
    OBJECTION,
    OF_THE_KIND,
    ROUTED,
    ActedAt,
    AwaitedService,
    DecisionStep,
    Effect,
    EndStep,
    JoinStep,
    Passed,
    Performer,
    ProcessDefinition,
    RouteStep,
    ServiceStep,
    SplitStep,
    Step,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.parsing import parse
from workflows.processes.standard import STANDARD_PROCESSES

GUIDE = Path(__file__).resolve().parents[1] / "ARCHITECTURE.md"
BEGIN, END = "<!-- written by make tables: -->\n", "<!-- so far -->\n"
HEAD = (
    "| step | who acts | what they may choose → what comes next | how long, and if nobody acts |\n"
    "| --- | --- | --- | --- |\n"
)
CHOICES = {
    Effect.DECIDE: "answers: ",
    Effect.PROCEED: "goes on",
    Effect.REFER: "sends it to another body",
    Effect.ACCEPT: "says that it is settled",
    Effect.REOPEN: "objects",
    Effect.NOT_DONE: "says that what was promised was not done",
    Effect.SILENT: "says nothing",
    Effect.APPEAL: "objects, and another instance hears it",
}
Named = Callable[[str], str]
"""The name of a step by its key."""


class Row(NamedTuple):
    """A step as people read it, without its name."""

    who: str
    ways: Sequence[str]
    time: str


def tables() -> str:
    """All processes, those that differ by name alone once, then the ladders that they name."""
    named: dict[str, list[str]] = {}
    for key, definition in STANDARD_PROCESSES.items():
        kinds = [kind for kind in KINDS if (kind.process or kind.code) == key]
        ladders = sorted({LADDERS[kind.ladder]["name"]["en"] for kind in kinds if kind.ladder})
        table = "".join(rows(parse(definition), sealed=any(kind.sensitive for kind in kinds), ladders=ladders))
        named.setdefault(table, []).extend(kind.english for kind in kinds)
    processes = [f"**{' · '.join(kinds)}**\n\n{HEAD}{table}" for table, kinds in named.items()]
    return "\n".join([*processes, "".join(_ladder(each) for each in LADDERS.values())])


def rows(process: ProcessDefinition, *, sealed: bool, ladders: Sequence[str]) -> Iterator[str]:
    """A line for each step. ``ladders``: the names of those that its kinds go by."""

    def named(key: str) -> str:
        return process.steps[key].name["en"]

    for step in process.steps.values():
        row = _row(step, named, sealed=sealed, ladders=ladders)
        yield f"| {step.name['en']} | {row.who} | {'<br>'.join(row.ways)} | {row.time} |\n"


def _row(step: Step, named: Named, *, sealed: bool, ladders: Sequence[str]) -> Row:
    if isinstance(step, Passed | JoinStep):
        return Row("the platform", _passed(step, named), "at once")
    match step:
        case TaskStep():
            who = _performer(step.performer, sealed=sealed)
            apart = f", not whoever did {', '.join(map(named, step.not_by))}" if step.not_by else ""
            return Row(f"{who}{apart}", _choices(step, named), _limit(step.ladder, ladders))
        case WaitStep():
            silent = "; ".join(named(outcome.next) for outcome in step.by_effect(Effect.SILENT))
            return Row("the citizen", _choices(step, named), f"{step.days} working days, then → {silent}")
        case TimerStep():
            return Row("nobody", [f"→ {named(step.next)}"], f"{step.days} working days")
        case AwaitedService():
            ways = [f"done → {named(step.next)}", f"failed → {named(step.failed)}"]
            return Row("the platform", ways, "as soon as it is done")
        case EndStep():
            return Row("nobody", ["the request is closed"], "")
        case _:
            assert_never(step)


def _passed(step: Passed | JoinStep, named: Named) -> list[str]:
    match step:
        case RouteStep():
            return [f"a rule of the routing table fits → {named(step.found)}", f"none does → {named(step.not_found)}"]
        case DecisionStep():
            branches = enumerate(step.branches, 1)
            holds = [f"condition {number} holds → {named(branch.next)}" for number, branch in branches]
            return [*holds, f"none does → {named(step.default)}"]
        case ServiceStep():
            return [f"asks for {step.action} → {named(step.next)}"]
        case SplitStep():
            return [f"side by side → {', '.join(map(named, step.branches))}"]
        case JoinStep():
            return [f"when all branches are here → {named(step.next)}"]
        case _:
            assert_never(step)


def _performer(performer: Performer, *, sealed: bool) -> str:
    if performer.agency == OBJECTION:
        return "who has not decided yet"
    if performer.agency == CENTRAL:
        return "the unit for sensitive requests" if sealed else "the complaints unit"
    return "the body that a rule or an officer sent it to" if performer.agency == ROUTED else performer.agency


def _choices(step: ActedAt, named: Named) -> list[str]:
    """Outcomes that have one effect and lead to one step, in a line."""
    from workflows.cases.models import Outcome  # noqa: PLC0415  (models wait for Django)

    lines: dict[tuple[Effect, str], list[str]] = {}
    for outcome in step.outcomes:
        result = [str(Outcome(outcome.result).label)] if outcome.result else []
        lines.setdefault((outcome.effect, outcome.next), []).extend(result)
    return [f"{CHOICES[effect]}{', '.join(found)} → {named(key)}" for (effect, key), found in lines.items()]


def _limit(ladder: str, ladders: Sequence[str]) -> str:
    if not ladder:
        return "no limit"
    return "ladder " + " or ".join(f"“{name}”" for name in (ladders if ladder == OF_THE_KIND else [ladder]))


def _ladder(definition: dict[str, Any]) -> str:
    first, *rungs = definition["rungs"]
    climbs = [f"after {_time(first['after'])} without action to level {first['level']}"]
    climbs += [f"after {_time(rung['after'])} more to level {rung['level']}" for rung in rungs]
    ends = "when the body closes" if definition["ends"] == "day_end" else "to the moment"
    return (
        f"- Ladder “{definition['name']['en']}”: {', '.join(climbs)}; then the unit is told, again after every"
        f" {_time(definition['remind_every'])}. A question to the citizen pauses it for at most"
        f" {_time(definition['question_pause'])}. Days end {ends}.\n"
    )


def _time(duration: dict[str, Any]) -> str:
    return written_duration(Duration.of(duration))


def printed_in(guide: str) -> str:
    """What stands between the two marks; raises ``ValueError`` where they are not there."""
    start = guide.index(BEGIN) + len(BEGIN)
    return guide[start : guide.index(END, start)]


def main() -> None:
    django.setup()
    before, after = GUIDE.read_text(encoding="utf-8").split(BEGIN)
    with override("en"):
        GUIDE.write_text(f"{before}{BEGIN}\n{tables()}\n{END}{after.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
