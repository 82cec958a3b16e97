"""How much of what citizens file concerns each agency: a few get most of it, and all get some."""

from __future__ import annotations

from itertools import accumulate
from random import Random
from typing import Final

from portal.operations.demo_world.agencies import PUBLIC_BODIES

_SMALLEST: Final = 2
_SIZES: Final = {
    "moh": 100,
    "amm": 95,
    "moe": 80,
    "mopw": 52,
    "ssc": 50,
    "waj": 30,
    "psd": 40,
    "cspd": 55,
    "miyahuna": 62,
    "ywc": 34,
    "dvld": 46,
    "naf": 44,
    "mol": 36,
    "mola": 24,
    "irbid": 34,
    "zarqa": 28,
    "istd": 30,
    "ltrc": 32,
    "trc": 24,
    "emrc": 30,
    "dls": 30,
    "mit": 26,
    "hia": 28,
    "bashir": 26,
    "jfda": 20,
    "mohe": 18,
    "hamza": 13,
    "mosd": 22,
    "spac": 24,
    "customs": 14,
    "jpost": 9,
    "russeifa": 14,
    "salt": 11,
    "madaba": 10,
    "karak": 9,
    "mafraq": 10,
    "jerash": 8,
    "ajloun": 6,
    "tafilah": 5,
    "maan": 6,
    "aseza": 12,
    "mot": 8,
    "moa": 12,
    "moenv": 9,
    "mwi": 8,
    "nepco": 7,
    "memr": 6,
    "awqaf": 9,
    "moj": 12,
    "moi": 12,
    "modee": 11,
    "mota": 6,
    "moy": 5,
    "jva": 5,
    "hudc": 6,
    "acc": 5,
    "vtc": 5,
    "mof": 6,
    "ccd": 6,
    "jsmo": 5,
    "mofa": 7,
    "hajj": 5,
    "hcd": 4,
    "pm": 4,
}
CODES: Final = tuple(body.code for body in PUBLIC_BODIES)
_UP_TO: Final = tuple(accumulate(_SIZES.get(code, _SMALLEST) for code in CODES))


def draw_agency(rng: Random) -> str:
    """The code of a public body, the large ones more often."""
    return rng.choices(CODES, cum_weights=_UP_TO)[0]
