"""What a long routing table costs: a rule found for a case, and the whole of it looked through for what is wrong."""

from __future__ import annotations

import time
from datetime import date
from random import Random
from typing import Any

from permissions.arabic import fold
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from workflows.facts.conditions import Value
from workflows.facts.fact import FactType
from workflows.routing.analysis import analyse
from workflows.routing.cutting import Known
from workflows.routing.decide import route
from workflows.routing.definition import WORDS, Table, parse

RULES, TIMES = 2_000, 300
DECIDED, LOOKED_THROUGH = 200, 5
"""Microseconds and seconds of CPU, at most."""
KINDS = tuple(f"kind{number}" for number in range(5))
CATEGORIES = tuple(f"category{number}" for number in range(200))
PLACES = tuple(f"place{number}" for number in range(12))
BODIES = tuple(f"body{number}" for number in range(90))
KNOWN = {
    "kind": Known(FactType.CHOICE, KINDS, always=True),
    "category": Known(FactType.CHOICES, CATEGORIES, {CATEGORIES[0]: CATEGORIES[1:10]}),
    "answer.place": Known(FactType.CHOICE, PLACES),
    "answer.sum": Known(FactType.MONEY),
}


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """A table by kind, category and place, and one by words."""
    chance = Random(1)  # noqa: S311  the same table each time
    for name, table in (("lists", _of_lists(chance)), ("words", _of_words(chance))):
        cases = [_case(chance) for _number in range(TIMES)]
        for case in cases:
            route(table, case.__getitem__, fold=fold)
        began = time.process_time()
        for case in cases:
            route(table, case.__getitem__, fold=fold)
        each = (time.process_time() - began) / TIMES * 1_000_000
        sheet.add(f"{RULES} rules over {name} decide", each, "us", DECIDED)
        began = time.process_time()
        analyse(table, KNOWN, fold=fold, today=date(2026, 11, 26), hits={})
        sheet.add(f"{RULES} rules over {name} looked through", time.process_time() - began, "s", LOOKED_THROUGH)


def _of_lists(chance: Random) -> Table:
    return _table(chance, lambda: [_one("kind", chance.choices(KINDS)), _one("category", chance.choices(CATEGORIES))])


def _of_words(chance: Random) -> Table:
    found = ([f"word{chance.randrange(9_000)}" for _word in range(8)] for _rule in range(RULES))
    return _table(
        chance, lambda: [{"fact": WORDS, "is": "contains_any", "value": next(found)}], {"place_words": {"en": ["near"]}}
    )


def _table(chance: Random, conditions: Any, reading: Any = None) -> Table:
    rules = []
    for number in range(RULES):
        further = {
            0: [_one("answer.place", chance.sample(PLACES, 3))],
            1: [{"fact": "answer.sum", "is": "at_least", "value": [str(chance.randrange(50))]}],
        }.get(number % 3, [])
        to = {"agency": chance.choice(BODIES)}
        rules.append({"key": f"r{number}", "name": {}, "when": {"all": [*conditions(), *further]}, "to": to})
    weighed = {"reading": {**reading, "weighing": 2}} if reading else {}
    return parse({"format": 2, "name": {}, "rules": rules, **weighed})


def _one(fact: str, values: list[str]) -> dict[str, Any]:
    return {"fact": fact, "is": "one_of", "value": values}


def _case(chance: Random) -> dict[str, Value]:
    text = " ".join(f"word{chance.randrange(8_500, 12_500)}" for _word in range(25))
    return {
        "kind": chance.choice(KINDS),
        "category": (chance.choice(CATEGORIES),),
        "answer.place": chance.choice(PLACES),
        "answer.sum": str(chance.randrange(60)),
        "subject": "The street lights near the school are out",
        WORDS: text,
    }
