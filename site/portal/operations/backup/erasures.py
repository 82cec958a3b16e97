"""What was erased, as it is known outside of a backup: a list beside the keys, and the lines that left the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from permissions.audit.head_lines import BadLine, Erased, Head, key_from, read_all
from permissions.audit.selectors import chain_head
from permissions.now import now
from portal.operations.backup.signed import ERASURES, NotOurs, read_signed, write_signed
from workflows.cases.erasures import ErasedCase, erased_by_trail

LIST: Final = "erasures.json"
SIGNED: Final = "{"
"""With what our own list begins, and no line that left the machine."""


@dataclass(slots=True)
class Told:
    """What was erased, by the ids of cases, and the newest head of the trail that is known: count and seal.
    ``listed_at``: when the newest list was written, of those that were read."""

    erased: dict[int, ErasedCase] = field(default_factory=dict)
    head: tuple[int, str] = (0, "")
    listed_at: datetime | None = None

    def learn(self, erased: list[ErasedCase], *heads: tuple[int, str]) -> None:
        """Add what another source tells."""
        self.erased |= {each.case_id: each for each in erased}
        self.head = max([self.head, *heads], key=lambda each: each[0])


def write_erasures(folder: Path, installation: str) -> int:
    """Keep the list of all cases that were erased so far, with the head of the trail at this moment."""
    head = list(chain_head())
    erased = [[each.case_id, each.tracking, each.at.isoformat()] for each in erased_by_trail()]
    said = {"version": 1, "installation": installation, "at": now().isoformat(), "head": head}
    write_signed(folder / LIST, {**said, "erased": erased}, purpose=ERASURES)
    return len(erased)


def read_erasures(path: Path, told: Told, installation: str) -> None:
    """Add what a file tells, a list that ``write_erasures`` wrote or lines that left the machine. Raises ``NotOurs``
    for one of another installation, and for one that was edited."""
    if not path.is_file():
        raise NotOurs(f"{path} is not there, or is no file")
    if _begins(path).startswith(SIGNED):
        said = read_signed(path, purpose=ERASURES)
        if said["installation"] != installation:
            raise NotOurs(f"{path} is of another installation")
        erased = [ErasedCase(case, tracking, datetime.fromisoformat(at)) for case, tracking, at in said["erased"]]
        told.learn(erased, (said["head"][0], said["head"][1]))
        listed_at = datetime.fromisoformat(said["at"])
        told.listed_at = max(told.listed_at or listed_at, listed_at)
        return
    _read_lines(path, told, installation)


def _begins(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(100).lstrip()


def _read_lines(path: Path, told: Told, installation: str) -> None:
    keys, found = [key_from(key) for key in settings.FIELD_KEYS], False
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in read_all(lines, keys=keys, installation=installation):
            found = True
            match line:
                case BadLine():
                    raise NotOurs(f"line {number} of {path}: {line}")
                case Head():
                    told.learn([], (line.count, line.seal))
                case Erased():
                    told.learn([ErasedCase(line.case_id, line.tracking, line.at)])
    if not found:
        raise NotOurs(f"{path} says nothing of what was erased: no line in it left this platform")
