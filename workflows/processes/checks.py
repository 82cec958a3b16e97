"""Whether a process hangs together, and if not, what is missing and where. What it names is asked in ``cases``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, assert_never

from django.utils.translation import gettext as _

from permissions.translated_text import first_language_name, in_language, is_named
from workflows.processes.branches import crossed
from workflows.processes.definition import (
    OBJECTION,
    OF_CITIZENS,
    OF_OFFICERS,
    ROUTED,
    Automatic,
    AwaitedService,
    DecisionStep,
    Effect,
    EndStep,
    JoinStep,
    Outcome,
    ProcessDefinition,
    Resting,
    Retry,
    RouteStep,
    ServiceStep,
    SplitStep,
    Step,
    TaskStep,
    TimerStep,
    WaitStep,
    reached,
)
from workflows.processes.duties import HIGHEST_LEVEL, ill_separated
from workflows.processes.filling import KEY, LONGEST_NAME, asked_too_early, ill_filled
from workflows.processes.parsing import parse
from workflows.processes.problem import Problem, of_step
from workflows.versions.raw import Malformed

MOST_STEPS = 200
MOST_DAYS = 60
FEWEST_BRANCHES, MOST_BRANCHES = 2, 6
MOST_TRIES, MOST_MINUTES = 10, 1440
"""Of an automatic act, and between two tries of it: who waits for it is told within ten days that it failed."""


def check_process(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when the process hangs together."""
    try:
        process = parse(definition)
    except Malformed as error:
        return [_unreadable(error)]
    keys = [raw["key"] for raw in definition["steps"]]
    if len(keys) > MOST_STEPS:
        counted = {"most": MOST_STEPS, "found": len(keys)}
        return [_("A process has at most %(most)d steps; this one has %(found)d.") % counted]
    found = [*_keys(keys), *_named("", process.name)]
    found += [sentence for step in process.steps.values() for sentence in _of(step, process)]
    found += ill_filled(process)
    # Ways are followed only where they all lead somewhere.
    return found or [*_of_the_whole(process), *crossed(process), *asked_too_early(process), *ill_separated(process)]


def _unreadable(error: Malformed) -> str:
    where = {"where": error.path}
    match error.why:
        case "missing":
            return _("The process cannot be read: “%(where)s” is missing.") % where
        case "unknown":
            return _("The process cannot be read: nothing is known of “%(where)s”.") % where
        case "newer":
            return _("This version was written for a newer release. Upgrade first.")
    return _("The process cannot be read: “%(where)s” is not as it must be.") % where


def _keys(keys: list[str]) -> Iterator[str]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield _("Two steps have the key “%(key)s”.") % {"key": key}
        if not KEY.fullmatch(key):
            yield _("The step key “%(key)s” may only have small Latin letters, digits and underscores.") % {
                "key": key[:60]
            }


def _named(key: str, name: Any) -> Iterator[str]:
    if not is_named(name):
        yield (
            _("The step “%(step)s” needs a name in %(language)s.")
            % {"step": in_language(name) or key, "language": first_language_name()}
            if key
            else _("The process needs a name in %(language)s.") % {"language": first_language_name()}
        )
    if any(len(each) > LONGEST_NAME for each in name.values()):
        yield _("A name has at most %(most)d letters; that of “%(step)s” has more.") % {
            "most": LONGEST_NAME,
            "step": key or _("the process"),
        }


def _of_the_whole(process: ProcessDefinition) -> Iterator[str]:
    if process.start not in process.steps:
        yield _("The first step “%(key)s” does not exist.") % {"key": process.start}
        return
    if not any(isinstance(step, EndStep) for step in process.steps.values()):
        yield _("The process has no end.")
        return
    there, can_end = reached(process.steps, [process.start]), _can_end(process)
    for step in process.steps.values():
        if step.key not in there:
            yield Problem.at(step.key, _("No way leads to the step “%(step)s”.") % {"step": in_language(step.name)})
        elif step.key not in can_end:
            sentence = _("From the step “%(step)s” no way leads to an end.")
            yield Problem.at(step.key, sentence % {"step": in_language(step.name)})
    yield from _endless(process)


def _can_end(process: ProcessDefinition) -> set[str]:
    """The steps from which some way leads to an end."""
    before: dict[str, list[str]] = defaultdict(list)
    for step in process.steps.values():
        for _way, following in step.follows():
            before[following].append(step.key)
    waiting = [step.key for step in process.steps.values() if isinstance(step, EndStep)]
    found = set(waiting)
    while waiting:
        more = [key for key in before[waiting.pop()] if key not in found]
        found.update(more)
        waiting += more
    return found


def _endless(process: ProcessDefinition) -> Iterator[str]:
    """A circle of steps at which nobody acts would never come to rest; what the platform does by itself is no act."""
    passed = {
        key: step
        for key, step in process.steps.items()
        if not isinstance(step, Resting) or isinstance(step, AwaitedService)
    }
    for step in passed.values():
        if step.key in reached(passed, [following for _way, following in step.follows()]):
            yield _("The step “%(step)s” leads back to itself without anyone acting.") % {
                "step": in_language(step.name)
            }
            return


@of_step
def _of(step: Step, process: ProcessDefinition) -> Iterator[str]:
    name = {"step": in_language(step.name)[:LONGEST_NAME] or step.key}
    yield from _named(step.key, step.name)
    if any(not following for _way, following in step.follows()):
        yield _("The step “%(step)s” does not say everywhere what happens next: choose the next step.") % name
    for way, following in step.follows():
        if following and following not in process.steps:
            yield _("The step “%(step)s” leads by “%(way)s” to “%(next)s”, which does not exist.") % {
                **name,
                "way": way,
                "next": following,
            }
    match step:
        case TaskStep():
            yield from _task(step, process, name)
        case WaitStep():
            yield from _wait(step, name)
        case TimerStep():
            yield from _days(step.days, name)
        case SplitStep():
            yield from _split(step, process, name)
        case DecisionStep() | ServiceStep() | AwaitedService():
            yield from _asks_something(step, name)
        case RouteStep() | JoinStep() | EndStep():
            pass
        case _:
            assert_never(step)


def _asks_something(step: DecisionStep | Automatic, name: dict[str, str]) -> Iterator[str]:
    if isinstance(step, DecisionStep):
        yield from _branches(step, name)
    elif not step.action:
        yield _("The step “%(step)s” does not say what is to be done.") % name
    if not isinstance(step, DecisionStep) and step.retry is not None:
        yield from _tries(step.retry, name)


def _tries(retry: Retry, name: dict[str, str]) -> Iterator[str]:
    if not 1 <= retry.tries <= MOST_TRIES:
        yield _("The act of the step “%(step)s” is tried from 1 to %(most)d times.") % {**name, "most": MOST_TRIES}
    if not 1 <= retry.minutes <= MOST_MINUTES:
        yield _("Between two tries of the act of the step “%(step)s” lie from 1 to %(most)d minutes.") % {
            **name,
            "most": MOST_MINUTES,
        }


def _branches(step: DecisionStep, name: dict[str, str]) -> Iterator[str]:
    if not step.branches:
        yield _("The step “%(step)s” asks nothing: it has no condition.") % name
    for key, count in Counter(branch.key for branch in step.branches).items():
        said = {**name, "branch": key[:60]}
        if count > 1:
            yield _("The step “%(step)s” has the branch “%(branch)s” twice.") % said
        if not KEY.fullmatch(key):
            yield _("The branch “%(branch)s” may only have small Latin letters, digits and underscores.") % said
    for branch in step.branches:
        said = {**name, "branch": branch.key[:60]}
        if branch.name and not is_named(branch.name):
            yield _("The branch “%(branch)s” of the step “%(step)s” needs a name in %(language)s.") % {
                **said,
                "language": first_language_name(),
            }
        if any(len(words) > LONGEST_NAME for words in branch.name.values()):
            yield _("A name has at most %(most)d letters; that of “%(step)s” has more.") % {
                "most": LONGEST_NAME,
                "step": branch.key[:60],
            }


def _split(step: SplitStep, process: ProcessDefinition, name: dict[str, str]) -> Iterator[str]:
    if not FEWEST_BRANCHES <= len(step.branches) <= MOST_BRANCHES:
        yield _("The step “%(step)s” must split into two to six branches.") % name
    if not isinstance(process.steps.get(step.join), JoinStep):
        yield _("The step “%(step)s” does not say where its branches come together.") % name


def _task(step: TaskStep, process: ProcessDefinition, name: dict[str, str]) -> Iterator[str]:
    if not step.performer.agency:
        yield _("The step “%(step)s” does not say who acts.") % name
    if step.performer.level and step.performer.role:
        yield _("The step “%(step)s” names a level and a role: one of them says who acts.") % name
    if not 0 <= step.performer.level <= HIGHEST_LEVEL:
        yield _("The step “%(step)s” names a level that no agency has.") % name
    yield from _outcomes(step.outcomes, name)
    for outcome in step.outcomes:
        if outcome.effect not in OF_OFFICERS:
            yield _("By “%(outcome)s” a citizen would act, and at the step “%(step)s” an officer does.") % {
                **name,
                "outcome": outcome.key,
            }
        if outcome.effect == Effect.REFER and not _is_for_the_routed(process.steps.get(outcome.next)):
            yield _(
                "“%(outcome)s” sends the request to another agency, but the step behind it has an agency of its own."
            ) % {"outcome": outcome.key}
    if step.performer.agency == OBJECTION:
        yield from _on_objection(step, name)
    if len(step.by_effect(Effect.REFER)) > 1:
        yield _("The step “%(step)s” sends the request on in two ways; one is enough.") % name


def _on_objection(step: TaskStep, name: dict[str, str]) -> Iterator[str]:
    if step.performer.level or step.performer.role:
        yield _("The step “%(step)s” decides an objection: who acts there follows from who decided before.") % name
    if step.by_effect(Effect.REFER) or not step.by_effect(Effect.DECIDE):
        yield (
            _("The step “%(step)s” decides an objection: it must have an outcome that decides, and no referral.") % name
        )


def _is_for_the_routed(step: Step | None) -> bool:
    return isinstance(step, TaskStep) and step.performer.agency == ROUTED


def _outcomes(outcomes: tuple[Outcome, ...], name: dict[str, str]) -> Iterator[str]:
    if not outcomes:
        yield _("The step “%(step)s” has no outcome.") % name
    for key, count in Counter(outcome.key for outcome in outcomes).items():
        said = {**name, "outcome": key[:60]}
        if count > 1:
            yield _("The step “%(step)s” has the outcome “%(outcome)s” twice.") % said
        if not KEY.fullmatch(key):
            yield _("The outcome “%(outcome)s” may only have small Latin letters, digits and underscores.") % said
    for outcome in outcomes:
        yield from _outcome(outcome, {**name, "outcome": outcome.key[:60]})


def _outcome(outcome: Outcome, said: dict[str, str]) -> Iterator[str]:
    if (outcome.effect == Effect.DECIDE) != bool(outcome.result):
        yield (
            _("The outcome “%(outcome)s” decides, and does not say with which result.") % said
            if outcome.effect == Effect.DECIDE
            else _("The outcome “%(outcome)s” has a result, and decides nothing.") % said
        )
    if outcome.effect == Effect.DECIDE and not outcome.answers:
        yield _("The outcome “%(outcome)s” decides: the citizen must get an answer.") % said
    if outcome.answers and outcome.effect not in OF_OFFICERS:
        yield _("By “%(outcome)s” no officer answers the citizen.") % said
    if outcome.words and not is_named(outcome.words):
        yield _("The outcome “%(outcome)s” needs a name in %(language)s.") % {**said, "language": first_language_name()}
    if any(len(words) > LONGEST_NAME for words in outcome.words.values()):
        yield _("A name has at most %(most)d letters; that of “%(step)s” has more.") % {
            "most": LONGEST_NAME,
            "step": outcome.key[:60],
        }


def _wait(step: WaitStep, name: dict[str, str]) -> Iterator[str]:
    yield from _outcomes(step.outcomes, name)
    yield from _days(step.days, name)
    if any(outcome.effect not in OF_CITIZENS for outcome in step.outcomes):
        yield _("At the step “%(step)s” the citizen has the word, and one of its outcomes is an officer’s.") % name
    sentences = {
        Effect.ACCEPT: _("The step “%(step)s” must have one way for a citizen to accept the answer."),
        Effect.REOPEN: _("The step “%(step)s” must have one way for a citizen to object."),
        Effect.SILENT: _("The step “%(step)s” must say once what happens when the citizen stays silent."),
    }
    for effect, sentence in sentences.items():
        if len(step.by_effect(effect)) != 1:
            yield sentence % name
    if len(step.by_effect(Effect.NOT_DONE)) > 1:
        yield (_("The step “%(step)s” has more than one way to say that what was promised wasn’t done.") % name)
    if len(step.by_effect(Effect.APPEAL)) > 1:
        yield _("At the step “%(step)s” a citizen may go to another instance in one way only.") % name


def _days(days: int, name: dict[str, str]) -> Iterator[str]:
    if not 1 <= days <= MOST_DAYS:
        yield _("The step “%(step)s” must wait between 1 and %(most)d working days.") % {**name, "most": MOST_DAYS}
