"""What happens to cases in a history: filed, given, referred, answered, lifted by the clock, and whom they accuse."""

from __future__ import annotations

from datetime import timedelta

from permissions.actors import Actor
from tests.fuzz import told
from tests.fuzz.acts import Sides, Step
from tests.fuzz.world import World
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Action, Assign, Concerned, Decide, EndReader, NameReader, Refer, SetParties
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.clock.sweep import sweep_clock
from workflows.processes.definition import Effect

MOST_CASES = 14


def file(sides: Sides, step: Step) -> None:
    """A citizen files: an ordinary complaint about a body, or a sensitive one."""
    if len(sides.plain.cases) >= MOST_CASES:
        return
    sealed = step.a % 4 == 0
    agency = sides.agency(step.b, kind="body")
    sides.world.file("integrity" if sealed else "complaint", agency)
    sides.plain.cases.append(told.Case(sealed, "rights" if sealed else agency))
    arrived(sides, len(sides.plain.cases) - 1)


def act(sides: Sides, step: Step, number: int, action: Action, *, allowed: bool = True) -> bool:
    """Somebody does it: mostly one of those who may. Whoever may not is refused; whether it was done."""
    workers = sorted(name for name in sides.plain.active if sides.plain.works(name, number))
    anybody = step.d % 6 == 0 or not workers
    name = sides.person(step.d) if anybody else workers[step.d % len(workers)]
    may = name in workers and (allowed or sides.plain.takes_off(name, number))
    actor = Actor.staff(sides.world.people[name].pk)
    try:
        apply(sides.world.cases[number].pk, action, actor=actor)
    except NotAllowed:
        assert not may, f"{name} was refused {action}"
        return False
    except NotPossible:
        assert may, f"{name} was told that {action} is not possible, and may not know of the case"
        return False
    assert may, f"{name} did {action}"
    return True


def assign(sides: Sides, step: Step) -> None:
    """A colleague is given it: somebody who works it too, or it is refused."""
    number, name = sides.case(step.a), sides.person(step.b)
    work = sides.world.work(number)
    if work is None or not sides.plain.works(name, number):
        return
    if act(sides, step, number, Assign(user_id=sides.world.people[name].pk, work_id=work.pk)):
        arrived(sides, number)


def refer(sides: Sides, step: Step) -> None:
    """An ordinary case goes to another agency."""
    number = sides.case(step.a)
    work = sides.world.work(number)
    if work is not None and not sides.plain.cases[number].sealed:
        action = Refer(agency=sides.agency(step.b, kind="body"), reason="Elsewhere", work_id=work.pk)
        if act(sides, step, number, action):
            arrived(sides, number)


def answer(sides: Sides, step: Step) -> None:
    """The citizen is answered and has the word."""
    number = sides.case(step.a)
    work = sides.world.work(number)
    if work is not None:
        outcomes = [way.key for way in sides.world.state(number).step_of(work).by_effect(Effect.DECIDE)]
        if act(
            sides,
            step,
            number,
            Decide(outcome=outcomes[step.b % len(outcomes)], text="Done", refusal=REFUSAL, work_id=work.pk),
        ):
            arrived(sides, number)


def arrived(sides: Sides, number: int) -> None:
    """Where the process put the case is its own affair; that only the right person got it is ours."""
    case, work = sides.plain.cases[number], sides.world.work(number)
    row = Case.objects.select_related("agency").get(pk=sides.world.cases[number].pk)
    case.agency, case.open = row.agency.code, work is not None
    if row.closed_at is not None:
        case.by_name = None
    if work is None:
        case.holder = None
        return
    holder = sides.world.name_of(work.holder_id)
    if (holder, work.pk) != case.holder:
        expected = set[str | None](sides.plain.acting(case.agency, work.level, case)) or {None}
        assert holder in expected, f"case {number} went to {holder}, but {sorted(map(str, expected))} act there"
        case.holder = (holder, work.pk)
        case.by_name = holder if case.sealed and work.post is not None and work.post.agency.code != "rights" else None
    assert holder is None or not sides.plain.concerned(holder, case), f"case {number} lies with {holder}"


def pass_time(sides: Sides, step: Step) -> None:
    """Days go by."""
    sides.plain.now += timedelta(hours=1 + step.a % 60)


def sweep(sides: Sides, step: Step) -> None:
    """One pass of the clock; what it lifted went to whoever acts there."""
    before = _counts(sides.world)
    sweep_clock()
    for number, count in _counts(sides.world).items():
        if before[number] != count:
            arrived(sides, number)


def _counts(world: World) -> dict[int, int]:
    counts = dict(Case.objects.values_list("pk", "events_count"))
    return {number: counts[case.pk] for number, case in enumerate(world.cases)}


def accuse(sides: Sides, step: Step) -> None:
    """A case is said to concern a person, the lower posts of an agency, or all of it; or one more of these."""
    number = sides.case(step.a)
    match step.b % 3:
        case 0:
            said = told.Accused(person=sides.person(step.c))
        case 1:
            said = told.Accused(agency=sides.agency(step.c), level=step.c // 7 % 2)
        case _:
            said = told.Accused(agency=sides.agency(step.c))
    _say(sides, step, number, [*sides.plain.cases[number].said, said] if step.c % 2 else [said])


def lift(sides: Sides, step: Step) -> None:
    """It concerns nobody, after all."""
    numbers = [number for number, case in enumerate(sides.plain.cases) if case.said]
    if numbers:
        _say(sides, step, numbers[step.a % len(numbers)], [])


def _say(sides: Sides, step: Step, number: int, said: list[told.Accused]) -> None:
    case, people, agencies = sides.plain.cases[number], sides.world.people, sides.world.agencies
    parties = tuple(
        Concerned(
            None if each.person is None else people[each.person].pk,
            None if each.agency is None else agencies[each.agency].pk,
            each.level,
        )
        for each in said
    )
    if act(sides, step, number, SetParties(parties=parties, reason="So it is"), allowed=set(case.said) <= set(said)):
        sides.plain.say(number, said)
        arrived(sides, number)


def name_reader(sides: Sides, step: Step) -> None:
    """One person may read one case for a while."""
    name, number = sides.person(step.a), sides.case(step.b)
    until = sides.plain.now + timedelta(hours=2 + step.c % 300)
    if act(sides, step, number, NameReader(user_id=sides.world.people[name].pk, until=until, reason="Expert")):
        assert not sides.plain.concerned(name, sides.plain.cases[number]), f"{name} was let into case {number}"
        sides.plain.name_reader(name, number, until)
        sides.touched = name
        arrived(sides, number)


def end_reader(sides: Sides, step: Step) -> None:
    """They read it no longer."""
    rows = [row for row in sides.plain.readers if row.span.holds(sides.plain.now)]
    if rows:
        row = rows[step.a % len(rows)]
        if act(sides, step, row.case, EndReader(user_id=sides.world.people[row.person].pk)):
            row.span.ends = sides.plain.now
            sides.touched = row.person
            arrived(sides, row.case)
