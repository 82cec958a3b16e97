"""Months drawn at random: how many requests of each agency and kind, and what became of them."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from workflows.open_figures.keeping_back import keyed
from workflows.open_figures.telling import NOT_SAID, PAIRS, country_told, table_told

TABLES = {"agencies": 14, "kinds": 5, "governorates": 7}
LISTED = {"governorates": [NOT_SAID]}


def numbers(seed: int, *, busy: float) -> dict[str, Any]:
    """A month's counts as a snapshot has them; the more ``busy``, the fewer small ones."""
    draw = Random(seed)  # noqa: S311 - the same months in every run
    rows: dict[str, dict[str, dict[str, int]]] = {
        table: {f"{table}{number}": {} for number in range(count)} for table, count in TABLES.items()
    }
    country: dict[str, int] = {}
    for whole, part in PAIRS:
        pairs = [_pair(draw, busy) for _ in range(TABLES["agencies"])]
        country[whole], country[part] = (sum(pair[place] for pair in pairs) for place in (0, 1))
        for row, pair in zip(rows["agencies"].values(), pairs, strict=True):
            row.update({whole: pair[0], part: pair[1]})
        for table in ("kinds", "governorates"):
            _split(draw, country[whole], country[part], list(rows[table].values()), (whole, part))
    return {"national": country, **rows}


def told(counted: dict[str, Any]) -> dict[str, Any]:
    """What is told of it."""
    country = counted["national"]
    return {
        "country": country_told(country),
        "tables": {
            table: table_told(counted[table], LISTED.get(table, ()), country, partial(keyed, b"secret", table))
            for table in TABLES
        },
    }


def _pair(draw: Random, busy: float) -> tuple[int, int]:
    """Many agencies have next to nothing, a few have much, and most is answered."""
    whole = int(draw.paretovariate(0.7) * 3 * busy) if draw.random() < busy else draw.randrange(7)
    whole = min(whole, 400)
    return whole, sum(draw.random() < 0.8 for _ in range(whole))


def _split(draw: Random, whole: int, part: int, rows: list[dict[str, int]], names: tuple[str, str]) -> None:
    """Over the rows, of which the first is the likeliest; some requests are in none of the governorates."""
    weights = [1 / (place + 1) ** 2 for place in range(len(rows))]
    for row in rows:
        row.update(dict.fromkeys(names, 0))
    for number in range(whole):
        (row,) = draw.choices(rows, weights)
        if len(rows) == TABLES["governorates"] and draw.random() < 0.02:
            continue
        row[names[0]] += 1
        row[names[1]] += number < part
