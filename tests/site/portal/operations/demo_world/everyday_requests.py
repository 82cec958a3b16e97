"""What people write on an ordinary day, and where the demo's routing table sends it."""

from __future__ import annotations

from pathlib import Path

from permissions.arabic import fold
from portal.operations.demo_world.rules.routing import MAIN as TABLE
from workflows.routing.decide import route
from workflows.routing.definition import parse

MAIN = parse(TABLE)


def routed(subject: str, text: str = "", *, place: str = "", kind: str = "complaint", agency: str = "") -> str | None:
    both = f"{subject}\n{text}"
    facts = {"subject": subject, "subject_text": both, "where": place or both, "kind": kind, "agency": agency}
    found = route(MAIN, facts.__getitem__, fold=fold)
    return found.agency if found else None


def everyday(language: str, *, folder: str = "everyday") -> list[list[str]]:
    """Bodies, subject, text and place of each request."""
    lines = (Path(__file__).parent / folder / f"{language}.txt").read_text().splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
