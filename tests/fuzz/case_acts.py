"""What happens to cases in a history: filed, referred, answered, escalated by the clock, and whom they accuse."""

from __future__ import annotations

from datetime import timedelta

from permissions.access.models import Party
from permissions.actors import Actor
from tests.fuzz import model
from tests.fuzz.acts import Sides, Step
from tests.fuzz.world import World
from workflows.cases.actions import Decide, Refer
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.cases.steps import task_step
from workflows.clock.sweep import sweep_clock

MOST_CASES = 14


def file(sides: Sides, step: Step) -> None:
    """A citizen files: an ordinary complaint about a body, or a sensitive one."""
    if len(sides.plain.cases) >= MOST_CASES:
        return
    sealed = step.a % 4 == 0
    agency = sides.agency(step.b, kind="body")
    sides.world.file("integrity" if sealed else "complaint", agency)
    sides.plain.cases.append(model.Case(sealed, "rights" if sealed else agency))
    arrived(sides, len(sides.plain.cases) - 1)


def refer(sides: Sides, step: Step) -> None:
    """An ordinary case goes to another agency."""
    number = sides.case(step.a)
    work, case = sides.world.work(number), sides.plain.cases[number]
    if work is None or case.sealed:
        return
    _do(sides, number, Refer(agency=sides.agency(step.b, kind="body"), reason="Elsewhere", work_id=work.pk))


def answer(sides: Sides, step: Step) -> None:
    """The citizen is answered and has the word."""
    number = sides.case(step.a)
    work = sides.world.work(number)
    if work is None:
        return
    outcomes = sorted(set(task_step(sides.world.state(number), work).outcomes) - {"referred"})
    _do(sides, number, Decide(outcome=outcomes[step.b % len(outcomes)], text="Done", work_id=work.pk))


def _do(sides: Sides, number: int, action: Refer | Decide) -> None:
    try:
        apply(sides.world.cases[number].pk, action, actor=Actor.operator)
    except NotPossible:
        return
    arrived(sides, number)


def arrived(sides: Sides, number: int) -> None:
    """Where the process put the case is its own affair; that nobody but the right person got it is ours."""
    case, work = sides.plain.cases[number], sides.world.work(number)
    case.agency = Case.objects.values_list("agency__code", flat=True).get(pk=sides.world.cases[number].pk)
    case.open = work is not None
    if work is not None:
        check_holder(sides, number, work)


def check_holder(sides: Sides, number: int, work: Work) -> None:
    case = sides.plain.cases[number]
    expected = sides.plain.acting(case.agency, work.level, case) or {None}
    holder = sides.world.name_of(work.holder_id)
    assert holder in expected, f"case {number} went to {holder}, but {sorted(map(str, expected))} act there"


def pass_time(sides: Sides, step: Step) -> None:
    """Days go by, and the clock looks what is due, as often as there is something."""
    sides.plain.now += timedelta(hours=1 + step.a % 60)


def sweep(sides: Sides, step: Step) -> None:
    """One pass of the clock; what it lifted went to whoever acts there."""
    before = _levels(sides.world)
    sweep_clock()
    for number, (level, work) in _levels(sides.world).items():
        if number in before and before[number][1].pk == work.pk and level > before[number][0]:
            check_holder(sides, number, work)
    open_ones = set(_levels(sides.world))
    for number, case in enumerate(sides.plain.cases):
        case.open = number in open_ones


def _levels(world: World) -> dict[int, tuple[int, Work]]:
    numbers = {case.pk: number for number, case in enumerate(world.cases)}
    works = Work.objects.filter(case__in=numbers, done_at__isnull=True, waits=False)
    return {numbers[work.case_id]: (work.level, work) for work in works}


def accuse(sides: Sides, step: Step) -> None:
    """A case is said to concern a person, the lower posts of an agency, or all of it; or one more of these."""
    number = sides.case(step.a)
    match step.b % 3:
        case 0:
            accused = model.Accused(person=sides.person(step.c))
        case 1:
            accused = model.Accused(agency=sides.agency(step.c), level=step.d % 3)
        case _:
            accused = model.Accused(agency=sides.agency(step.c))
    case = sides.plain.cases[number]
    set_accused(sides, number, [*case.accused, accused] if step.d % 2 else [accused])


def lift(sides: Sides, step: Step) -> None:
    """It concerns nobody, after all."""
    numbers = [number for number, case in enumerate(sides.plain.cases) if case.accused]
    if numbers:
        set_accused(sides, numbers[step.a % len(numbers)], [])


def set_accused(sides: Sides, number: int, accused: list[model.Accused]) -> None:
    world, case = sides.world, sides.world.cases[number]
    Party.objects.filter(case_id=case.pk).delete()
    Party.objects.bulk_create(
        Party(
            case_id=case.pk,
            user=None if each.person is None else world.people[each.person],
            agency=None if each.agency is None else world.agencies[each.agency],
            level=each.level,
        )
        for each in accused
    )
    Case.objects.filter(pk=case.pk).update(guarded=bool(accused))
    Work.objects.filter(case=case).update(guarded=bool(accused))
    sides.plain.cases[number].accused = accused
