"""Walks a history step by step, compares after each, and makes a history that fails as short as it can."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import mail
from django.db import transaction

from permissions.now import standing_at
from tests.fuzz import acts, case_acts
from tests.fuzz.acts import Sides, Step
from tests.fuzz.world import found_world
from workflows.cases.identity import is_hidden
from workflows.notifications.deliver import deliver_waiting

BEGINNING = datetime(2026, 11, 1, 7, tzinfo=UTC)
ACTS: dict[str, tuple[Callable[[Sides, Step], None], int]] = {
    "give": (acts.give, 10),
    "take": (acts.take, 8),
    "transfer": (acts.transfer, 10),
    "stand up": (acts.stand_up, 3),
    "lend": (acts.lend, 8),
    "take home": (acts.take_home, 3),
    "be away": (acts.be_away, 4),
    "switch": (acts.switch, 6),
    "name reader": (case_acts.name_reader, 6),
    "end reader": (case_acts.end_reader, 2),
    "file": (case_acts.file, 6),
    "assign": (case_acts.assign, 4),
    "refer": (case_acts.refer, 6),
    "answer": (case_acts.answer, 1),
    "accuse": (case_acts.accuse, 9),
    "lift": (case_acts.lift, 3),
    "pass time": (case_acts.pass_time, 10),
    "sweep": (case_acts.sweep, 7),
}
"""Each act, and how often it happens beside the others."""
LONGEST = 250
"""Steps in one history: then a new land begins, with its own cases."""


class Disagreement(AssertionError):
    """The platform and the model say different things after so many steps."""

    def __init__(self, steps: int, told: str) -> None:
        super().__init__(f"after step {steps}, {told}")
        self.steps = steps


def drawn(seed: int, steps: int) -> list[Step]:
    """The same history for the same seed."""
    dice = random.Random(seed)  # noqa: S311
    names = dice.choices(list(ACTS), [weight for _act, weight in ACTS.values()], k=steps)
    return [Step(name, *(dice.randrange(10_000) for _ in range(6))) for name in names]


def walk(history: Sequence[Step]) -> int:
    """Walk all of it in a transaction of its own, which is undone; returns how many answers were compared."""
    with transaction.atomic():
        try:
            world, plain = found_world(BEGINNING)
            sides, compared = Sides(world, plain), 0
            for number in range(4):
                _at(sides, case_acts.file, Step("file", number, number, 0, 0, 0, 0))
            for number, step in enumerate(history):
                plain.now += timedelta(minutes=1 + step.a % 50)
                sides.touched = ""
                try:
                    _at(sides, ACTS[step.act][0], step)
                    _at(sides, compare, step)
                except AssertionError as error:
                    raise Disagreement(number + 1, f"{step}: {error}") from error
                compared += 1
        finally:
            transaction.set_rollback(True)
    return compared


def _at(sides: Sides, what: Callable[[Sides, Step], None], step: Step) -> None:
    with standing_at(sides.plain.now):
        what(sides, step)


def compare(sides: Sides, step: Step) -> None:
    """Everybody's rights on one case; one person's inbox, or what their session is answered; and who got letters."""
    number = sides.case(step.case)
    person = sides.touched if sides.touched and step.person % 4 else sides.person(step.person)
    plain, world = sides.plain, sides.world
    expected = {name: (plain.sees(name, number), plain.works(name, number)) for name in plain.active}
    found = world.may_all(number)
    wrong = {name: (found[name], expected[name]) for name in expected if found[name] != expected[name]}
    assert not wrong, f"case {number} (read, work; platform and model): {wrong}"
    # A request costs as much as all the rest, so it is made of whomever the act was about, and of every other one else.
    if sides.touched == person or step.person % 2:
        _ask(sides, person, number, step.case)
    else:
        listed = world.inbox(person), plain.inbox(person)
        assert listed[0] == listed[1], f"the inbox of {person} (platform and model): {listed}"
    _letters(sides)


def _ask(sides: Sides, person: str, number: int, how: int) -> None:
    """One request by a session that has been open all the time."""
    client, case, plain = sides.world.clients[person], sides.world.cases[number], sides.plain
    address, sees = f"/admin/desk/{case.tracking}/", plain.enters(person) and plain.sees(person, number)
    match how % 4:
        case 0:
            got, wanted = client.get(address).status_code == 200, sees
        case 1:
            response = client.get(f"{address}files/1/")
            got, wanted = _bytes(response) == sides.world.word(number), sees
        case 2:
            # What is hidden is found by its number alone; the whole of it leads into the case.
            sought = case.tracking[:-2] if is_hidden(case) else sides.world.word(number)
            page = client.get("/admin/desk/", {"q": sought})
            shown = f'data-case="{case.tracking}"'.encode()
            got, wanted = page.status_code == 200 and shown in page.content, sees and plain.cases[number].open
        case _:
            sent = client.post(f"{address}note/", {"work": _step(sides, number), "text": "Seen"})
            got, wanted = (
                sent.status_code == 302 and sent["Location"] == address,
                plain.works(person, number),  # a case that is answered or closed can be noted, too
            )
    assert got == wanted, f"{person} asked ({how % 4}) for case {number}: {got}, and should have been {wanted}"


def _bytes(response: Any) -> str:
    """What a download brought; nothing when it was refused."""
    return b"".join(response.streaming_content).decode() if response.status_code == 200 else ""


def _step(sides: Sides, number: int) -> int:
    """Which of the case's steps the form was for: the open one, counted from 1."""
    works, work = list(sides.world.cases[number].works.order_by("pk")), sides.world.work(number)
    return works.index(work) + 1 if work else 1


def _letters(sides: Sides) -> None:
    """Whatever goes out now goes to people who may read the case it is about."""
    mail.outbox.clear()
    deliver_waiting()
    for letter in mail.outbox:
        name = letter.to[0].partition("@")[0]
        if name not in sides.plain.active:
            continue
        text = f"{letter.subject} {letter.body}"
        about = [number for number, case in enumerate(sides.world.cases) if case.tracking in text]
        assert all(sides.plain.sees(name, number) for number in about), f"a letter about case {about} went to {name}"


def shortened(history: list[Step], *, seconds: float = 60) -> list[Step]:
    """The history without the steps that the disagreement does not need."""
    ends, size = time.monotonic() + seconds, len(history) // 2
    while size and time.monotonic() < ends:
        for start in range(len(history) - size, -1, -size):
            shorter = history[:start] + history[start + size :]
            if time.monotonic() < ends and fails(shorter):
                history = shorter
        size //= 2
    return history


def fails(history: Sequence[Step]) -> bool:
    try:
        walk(history)
    except Disagreement:
        return True
    return False
