"""Bendings of rows of the house: who may do what, what is in force, what was frozen; and of their proofs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from django.db import IntegrityError, models, transaction

from permissions.proving.declared import Proved, declared
from permissions.proving.models import RowProof
from tests.bending import bendable, bent, write

OF_A_PROOF: Final = ("salt", "digest", "sealed", "sealed_in", "mac")


@dataclass
class House:
    """Proved rows that are as they were; each is bent once at most."""

    dice: Random
    pairs: list[tuple[Proved, str]] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_table = {proved.table: proved for proved in declared()}
        self.pairs = [(by_table[table], column) for table, column in bendable()]
        for table, proved in by_table.items():
            self.rows[table] = list(proved.model._base_manager.values_list("pk", flat=True))
            self.dice.shuffle(self.rows[table])

    @property
    def is_bent_throughout(self) -> bool:
        return not any(self.rows.values())

    def draw(self, proved: Proved) -> int | None:
        """A row that nobody has bent yet."""
        return self.rows[proved.table].pop() if self.rows[proved.table] else None


Bent = tuple[str, set[str]]
"""What was done, and how ``verify`` calls each row that it was done to."""


def house_bendings(count: int, *, seed: int = 17) -> Iterator[Bent]:
    """Bend so many rows of the house, or as many as there are."""
    house, done = House(Random(seed)), 0  # noqa: S311  the same bendings each time
    while done < count and not house.is_bent_throughout:
        found = bend(house)
        if found is not None:
            done += 1
            yield found


def bend(house: House) -> Bent | None:
    """Bend one row, or two; None where the database refuses it, or nothing of the kind is left."""
    proved, column = house.dice.choice(house.pairs)
    way = house.dice.choice(_WAYS)
    row = house.draw(proved)
    if row is None:
        return None
    try:
        with transaction.atomic():
            other = way(house, proved, column, row)
    except IntegrityError:
        return None
    if other is None:
        return None
    what = f"{proved.table}.{column} of row {row}: {way.__name__.strip('_').replace('_', ' ')}"
    return what, {f"row {each} of {proved.table} " for each in {row, other}}


def _value(proved: Proved, row: int, column: str) -> tuple[models.Field[Any, Any], Any]:
    named = next(each for each in proved.model._meta.concrete_fields if each.column == column)
    return named, proved.model._base_manager.values_list(named.attname, flat=True).get(pk=row)


def past_the_code(model: Any) -> Any:
    """Its rows, with nobody told of what is written."""
    return models.QuerySet(model)


def _changed(_house: House, proved: Proved, column: str, row: int) -> int | None:
    named, stands = _value(proved, row, column)
    write(proved.model, row, column, bent(named, stands))
    return row


def _copied_from_another(house: House, proved: Proved, column: str, row: int) -> int | None:
    """As a whole, but for its number: an account takes over the password, the rights and the name of another."""
    other = house.draw(proved)
    if other is None:
        return None
    values = proved.model._base_manager.values(*proved.attributes.values())
    here, there = values.get(pk=row), values.get(pk=other)
    key = proved.model._meta.pk.attname
    taken = {name: value for name, value in there.items() if name != key}
    unique = {each.attname for each in proved.model._meta.concrete_fields if each.unique}
    taken = {name: value for name, value in taken.items() if name not in unique}
    if all(here[name] == value for name, value in taken.items()):
        return None
    past_the_code(proved.model).filter(pk=row).update(**taken)
    return row


def _deleted(_house: House, proved: Proved, _column: str, row: int) -> int | None:
    past_the_code(proved.model).filter(pk=row)._raw_delete("default")
    return row


def _deleted_with_its_proof(_house: House, proved: Proved, _column: str, row: int) -> int | None:
    past_the_code(proved.model).filter(pk=row)._raw_delete("default")
    RowProof.objects.filter(table=proved.table, row=row).delete()
    return row


def _put_in_once_more(_house: House, proved: Proved, _column: str, row: int) -> int | None:
    """A copy of the row with the next number, and a proof of its own as its neighbour has one."""
    copy = proved.model._base_manager.get(pk=row)
    newest = proved.model._base_manager.order_by("pk").last()
    assert newest is not None
    copy.pk = newest.pk + 1
    past_the_code(proved.model).bulk_create([copy])
    proof = RowProof.objects.get(table=proved.table, row=row)
    RowProof.objects.filter(table=proved.table, row=copy.pk).delete()
    proof.pk, proof.row = None, copy.pk
    past_the_code(RowProof).bulk_create([proof])
    return int(copy.pk)


def _proof_bent(house: House, proved: Proved, _column: str, row: int) -> int | None:
    column = house.dice.choice(OF_A_PROOF)
    proofs = RowProof.objects.filter(table=proved.table, row=row)
    named = RowProof._meta.get_field(column)
    proofs.update(**{column: bent(named, proofs.values_list(column, flat=True).get())})  # type: ignore[arg-type]  # the column is drawn
    return row


def _proof_copied_from_another(house: House, proved: Proved, column: str, row: int) -> int | None:
    """The row says what another says, and has its proof."""
    other = _copied_from_another(house, proved, column, row)
    if other is None:
        return None  # so there is another, and its proof
    neighbours = list(RowProof.objects.filter(table=proved.table).exclude(row=row).order_by("pk").values(*OF_A_PROOF))
    RowProof.objects.filter(table=proved.table, row=row).update(**house.dice.choice(neighbours))
    return row


_WAYS: Final[tuple[Callable[[House, Proved, str, int], int | None], ...]] = (
    *(_changed, _changed, _changed, _copied_from_another, _deleted, _deleted_with_its_proof),
    *(_put_in_once_more, _proof_bent, _proof_copied_from_another),
)


def told_of(sentences: Iterator[str]) -> set[str]:
    """How the rows are called of which sentences of ``verify`` speak."""
    named = (sentence.split(" ", 4) for sentence in sentences if sentence.startswith("row "))
    return {f"row {row} of {table} " for _row, row, _of, table, *_rest in named}
