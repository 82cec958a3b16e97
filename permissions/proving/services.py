"""Writing the proof of rows that were written: the only code that does, but for their sealing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from permissions import security_log
from permissions.audit.models import AuditEntry
from permissions.proving.declared import Proved
from permissions.proving.digests import GONE, digest_of, key_from, mac_of, new_salt
from permissions.proving.models import RowProof

AT_ONCE: Final = 500
"""Rows that are proved in the same three statements."""
_WRITTEN: Final = ("salt", "digest", "mac", "sealed", "sealed_in")


def prove(proved: Proved, ids: Collection[int]) -> None:
    """Let the proofs of these rows be of what the rows say now, or of their being gone: three statements, two where
    nothing has changed. In the transaction that wrote them."""
    for some in in_parts(sorted(set(ids))):
        _prove(proved, some)


def in_parts(ids: list[int]) -> Iterator[list[int]]:
    """``AT_ONCE`` of them at a time."""
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]


def still_hold(proved: Proved, ids: Collection[int]) -> list[int]:
    """Of rows that are about to be changed those whose proofs hold: three statements.

    One that was bent before is not proved anew with what is changed now: it would never be found again.
    """
    bent = bent_rows(proved, ids)
    if bent:
        security_log.tell("row_bent", "found", about=proved.table)
    return [row for row in ids if row not in bent]


def bent_rows(proved: Proved, ids: Collection[int]) -> frozenset[int]:
    """Those of these rows that don't say what our code wrote last: three statements. Rows that are gone aren't among
    them; in a transaction the rows are locked, so that nobody writes one between it and its proof."""
    return frozenset(row for _table, row in bent_among([(proved, ids)]))


def bent_among(tables: Iterable[tuple[Proved, Collection[int]]]) -> frozenset[tuple[str, int]]:
    """The same of several tables, each with the numbers of its rows: a statement for each table, and two."""
    rows = {
        (proved.table, row): (proved, columns)
        for proved, ids in tables
        for row, columns in said_by(proved, ids, locked=True).items()
    }
    proofs = {(proof.table, proof.row): proof for proof in RowProof.objects.filter(_among(rows))} if rows else {}
    seals = seals_of(proofs.values())
    return frozenset(
        key for key, (proved, columns) in rows.items() if not _holds(proved, columns, proofs.get(key), seals)
    )


def _among(keys: Iterable[tuple[str, int]]) -> Q:
    by_table: defaultdict[str, list[int]] = defaultdict(list)
    for table, row in keys:
        by_table[table].append(row)
    return reduce(or_, (Q(table=table, row__in=rows) for table, rows in by_table.items()))


def said_by(proved: Proved, ids: Collection[int], *, locked: bool = False) -> dict[int, dict[str, Any]]:
    """What rows say in the columns that are proved, by their numbers; ``locked``: for whoever is to change them."""
    rows = proved.model._base_manager.filter(pk__in=list(ids)).order_by("pk")
    if locked and connection.in_atomic_block:
        rows = rows.select_for_update(no_key=True)
    values = rows.values_list("pk", *proved.attributes.values())
    return {pk: dict(zip(proved.columns, rest, strict=True)) for pk, *rest in values}


def says(proof: RowProof, said: Mapping[str, Any]) -> bool:
    """Whether a proof is of what a row says."""
    return proof.digest != GONE and digest_of(proof.salt, proof.table, proof.row, said) == proof.digest


def waiting(proof: RowProof) -> tuple[str | int, ...]:
    """All that a proof says while it waits, as ``mac_of`` takes it."""
    return (proof.table, proof.row, proof.salt, proof.digest, proof.sealed, proof.sealed_in)


def is_ours(proof: RowProof) -> bool:
    """Whether a proof that waits was written by our code, with any of ``FIELD_KEYS``."""
    return proof.mac in {mac_of(waiting(proof), key_from(key)) for key in settings.FIELD_KEYS}


def seals_of(proofs: Iterable[RowProof]) -> dict[int, dict[str, Any]]:
    """The entries of the trail by which proofs say that they are sealed: what each says, by its number."""
    wanted = {proof.sealed_in for proof in proofs if not proof.mac}
    return dict(AuditEntry.objects.filter(sequence__in=wanted).values_list("sequence", "data")) if wanted else {}


def _holds(
    proved: Proved, said: Mapping[str, Any], proof: RowProof | None, seals: Mapping[int, Mapping[str, Any]]
) -> bool:
    if proof is None or not says(proof, said):
        return False
    if proof.mac:
        return is_ours(proof)
    sealed: Mapping[str, Any] = seals.get(proof.sealed_in, {}).get("rows", {})
    return bool(sealed.get(proved.table, {}).get(str(proof.row), [None])[0] == proof.digest)


def _prove(proved: Proved, ids: list[int]) -> None:
    with transaction.atomic(savepoint=False):
        rows = said_by(proved, ids)
        found = RowProof.objects.select_for_update().filter(table=proved.table, row__in=ids)
        known = {proof.row: proof for proof in found.order_by("row")}
        changed = [proof for row in ids if (proof := _proof(proved, row, rows.get(row), known.get(row))) is not None]
        RowProof.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["table", "row"], update_fields=list(_WRITTEN)
        )


def _proof(proved: Proved, row: int, said: Mapping[str, Any] | None, known: RowProof | None) -> RowProof | None:
    """The proof that a row must have now; None where it has it."""
    if said is None and known is None:
        return None
    former = RowProof() if known is None else known
    salt = "" if said is None else former.salt or new_salt()
    digest = GONE if said is None else digest_of(salt, proved.table, row, said)
    if known is not None and digest == known.digest:
        return None
    proof = RowProof(
        table=proved.table, row=row, salt=salt, digest=digest, sealed=former.sealed, sealed_in=former.sealed_in
    )
    proof.mac = mac_of(waiting(proof), key_from(settings.FIELD_KEYS[0]))
    return proof
