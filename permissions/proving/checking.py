"""Whether proved rows say what our code wrote, and which do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from django.db import transaction

from permissions.audit.models import AuditEntry
from permissions.proving.declared import Proved, declared
from permissions.proving.digests import GONE
from permissions.proving.models import RowProof
from permissions.proving.sealing import SEALED
from permissions.proving.services import in_parts, is_ours, said_by, says
from permissions.proving.taking_in import columns_that_are_left, known_columns
from permissions.walking import halved

_TRIES: Final = 3
"""How often a row that does not agree is asked about again: somebody may write it just now, or seal it."""


class Sealed(NamedTuple):
    """What the trail holds of a row."""

    digest: str
    entry: int


_NEVER: Final = Sealed(GONE, 0)


class _Seals:
    """What the trail holds of each row; ``read_on`` looks for what was sealed meanwhile."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, int], Sealed] = {}
        self._until = 0
        self.set_back: set[tuple[str, int]] = set()
        """Rows that were sealed once as if what was sealed of them before had never been."""
        self.read_on()

    def read_on(self) -> None:
        entries = AuditEntry.objects.filter(verb=SEALED, sequence__gt=self._until).order_by("sequence")
        for number, data in entries.values_list("sequence", "data").iterator(200):
            self._until = number
            for table, rows in data.get("rows", {}).items():
                for row, (digest, former) in rows.items():
                    place = (table, int(row))
                    if former != self.of(*place).entry:
                        self.set_back.add(place)
                    self._last[place] = Sealed(digest, number)

    def of(self, table: str, row: int) -> Sealed:
        return self._last.get((table, row), _NEVER)

    def numbers(self, table: str) -> set[int]:
        """The rows of a table of which the trail holds something."""
        return {row for each, row in self._last if each == table}


def differences() -> Iterator[str]:
    """An English sentence for each row that was changed, put in, taken out or set back; none when all agree."""
    seals, known = _Seals(), known_columns()
    for proved in declared():
        former = _former(proved, known.get(proved.table))
        for ids in in_parts(_everything_of(proved, seals)):
            yield from halved(ids, partial(_of_some, proved, former, seals), partial(_cannot_be_read, proved))


def _cannot_be_read(proved: Proved, row: int) -> str:
    return f"row {row} of {proved.table} was changed: it cannot even be read"


def _of_some(proved: Proved, former: Proved | None, seals: _Seals, ids: Sequence[int]) -> list[str]:
    found = _compared(proved, former, ids, seals)
    for _again in range(_TRIES):
        if not found:
            break
        seals.read_on()
        found = _compared(proved, former, list(found), seals)
    return list(found.values())


def _everything_of(proved: Proved, seals: _Seals) -> list[int]:
    """The numbers of all rows that are there, that have a proof, or of which the trail speaks."""
    there = proved.model._base_manager.values_list("pk", flat=True)
    proofs = RowProof.objects.filter(table=proved.table).values_list("row", flat=True)
    return sorted({*there.iterator(), *proofs.iterator(), *seals.numbers(proved.table)})


def _compared(proved: Proved, former: Proved | None, ids: Collection[int], seals: _Seals) -> dict[int, str]:
    """The sentence for each of these rows that does not agree."""
    with transaction.atomic():
        rows = said_by(proved, ids)
        before = said_by(former, ids) if former is not None else {}
        proofs = {proof.row: proof for proof in RowProof.objects.filter(table=proved.table, row__in=list(ids))}
    found = {}
    for row in ids:
        forms = [each[row] for each in (rows, before) if row in each]
        what = _against_trail(proved, row, proofs.get(row), seals) or _against_proof(forms, proofs.get(row))
        if what:
            found[row] = f"row {row} of {proved.table} {what}"
    return found


def _former(proved: Proved, known: tuple[str, ...] | None) -> Proved | None:
    """By which columns its rows were proved before, where they are still being taken in by others."""
    return None if known is None or known == proved.columns else columns_that_are_left(proved, known)


def _against_trail(proved: Proved, row: int, proof: RowProof | None, seals: _Seals) -> str:
    sealed = seals.of(proved.table, row)
    if (proved.table, row) in seals.set_back:
        return "was set back to what it once said, and sealed so"
    if proof is None:
        return "" if sealed == _NEVER else "has lost its proof"
    if (proof.sealed, proof.sealed_in) != sealed:
        return "was changed together with its proof" if sealed != _NEVER else "was put in together with its proof"
    if proof.mac and not is_ours(proof):
        return "was changed together with its proof, before that was sealed"
    if not proof.mac and proof.digest != proof.sealed:
        return "was changed together with its proof"
    return ""


def _against_proof(forms: Iterable[Mapping[str, Any]], proof: RowProof | None) -> str:
    forms = list(forms)
    if not forms:
        return "is missing" if proof is not None and proof.digest != GONE else ""
    if proof is None or proof.digest == GONE:
        return "was put in"
    return "" if any(says(proof, said) for said in forms) else "was changed"
