"""Made-up citizens: their names, and addresses at which nobody can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from portal.operations.demo_world.people.names import FAMILY_NAMES, FIRST_NAMES, WOMENS_NAMES

_AR, _EN = 0, 1


@dataclass(frozen=True, slots=True)
class Contact:
    """What a citizen left to be reached by; any of it may be empty."""

    name: str = ""
    email: str = ""
    phone: str = ""


def draw_contact(rng: Random, language: str, *, unknown: float, of_a_woman: bool = False) -> Contact:
    """Somebody; with the probability ``unknown`` they leave neither name nor address.

    example.org belongs to nobody, and no operator in Jordan gives numbers that begin with 070.
    """
    if rng.random() < unknown:
        return Contact()
    first, family = rng.choice(FIRST_NAMES), rng.choice(FAMILY_NAMES)
    if of_a_woman:  # no further draw: all that follows stays as it was
        first = WOMENS_NAMES[FIRST_NAMES.index(first) % len(WOMENS_NAMES)]
    way = rng.random()
    name = f"{first[_AR]} {family[_AR]}" if language == "ar" else f"{first[_EN]} {family[_EN]}"
    letters = "".join(filter(str.isalpha, f"{first[_EN][:1]}{family[_EN]}".lower()))
    email = f"{letters}{rng.randrange(10, 999)}@example.org" if way < 0.62 else ""
    phone = f"+96270{rng.randrange(10**7):07d}" if way > 0.45 else ""
    return Contact(name if rng.random() < 0.9 else "", email, phone)
