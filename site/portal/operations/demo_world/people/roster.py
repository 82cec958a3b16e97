"""Who works in the demo world: each login, its role, and the post it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from portal.operations.demo_world.agencies import LARGE, PUBLIC_BODIES

EXTENSION: Final = "100"
"""At which calls ring that ``manage.py simulate_call`` plays."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A login with its role at an agency, and at those in ``also_at``.

    ``level`` names the post that it holds there, side by side with whoever holds it too; ``extension``: of a telephone.
    """

    login: str
    role: str
    agency: str
    level: int | None = None
    also_at: tuple[str, ...] = ()
    extension: str = ""


def roster() -> list[Seat]:
    """Everyone, in the order of the contract's table."""
    officers = [seat for body in PUBLIC_BODIES for seat in _of_a_body(body.code)]
    # Last, so that everybody before them keeps the name that they had.
    takes_calls = Seat("callcentre", "call_taker", "central", extension=EXTENSION)
    administrators = (Seat(f"admin-{code}", "agency_administrator", code) for code in LARGE)
    advisers = (Seat(f"legal-{code}", "legal_adviser", code) for code in ("central", *LARGE))
    # A form is published by two editors.
    second_editor = Seat("editor2", "editor", "central")
    protectors = (Seat(login, "data_protection", "central", also_at=("rights",)) for login in ("privacy", "privacy2"))
    return [*_NATIONAL, *officers, *administrators, *advisers, takes_calls, *protectors, second_editor]


# Rights over the whole country hang on the central unit.
_NATIONAL = (
    Seat("admin", "administrator", "central"),
    Seat("admin2", "administrator", "central"),
    Seat("central", "central", "central", level=0),
    Seat("central2", "central", "central", level=0),
    Seat("level1-central", "central", "central", level=1),
    Seat("level2-central", "central", "central", level=2),
    Seat("owner", "owner", "central"),
    Seat("owner2", "owner", "central"),
    Seat("editor", "editor", "central"),
    Seat("custodian", "custodian", "central", also_at=("rights",)),
    Seat("rights", "rights_handler", "rights", level=0),
    Seat("level1-rights", "rights_handler", "rights", level=1),
    Seat("level2-rights", "rights_handler", "rights", level=2),
    Seat("auditor", "auditor", "central"),
)


def _of_a_body(code: str) -> Iterator[Seat]:
    yield Seat(f"officer-{code}", "liaison", code, level=0)
    if code in LARGE:
        yield Seat(f"officer2-{code}", "liaison", code, level=0)
    yield Seat(f"staff-{code}", "officer", code)
    yield Seat(f"level1-{code}", "level1", code, level=1)
    yield Seat(f"level2-{code}", "level2", code, level=2)
