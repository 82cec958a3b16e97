"""What goes when a case is erased or sealed, wherever it lies, and bytes that are removed from the storage afterwards.

The case keeps its row, number and events, and the rows of figures that follow from those: what was counted stays
counted. Its key is destroyed last, so that what a copy of before still holds encrypted cannot be read with it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet

from permissions.now import now
from workflows.cases.models import (
    Answer,
    BytesToRemove,
    Case,
    CaseKey,
    CaseTag,
    ErasureRequest,
    File,
    FilledField,
    IdentityRequest,
    JoinedCase,
    LegalHold,
    ListingOptOut,
    Message,
    OtherPerson,
    Person,
    RelayAddress,
    Watch,
    Work,
)
from workflows.cases.search_rows import found_by_number, number_alone
from workflows.outbox.models import OutboxEntry
from workflows.search.models import CaseWords
from workflows.search.tokens import of_number
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

AT_ONCE: Final = 500
"""Files that are removed in one go."""


@dataclass(frozen=True, slots=True)
class Going:
    """What is being erased: cases by their ids, and the keys of their files in the private storage."""

    case_ids: tuple[int, ...]
    storage_keys: tuple[str, ...]


Forget = Callable[[Going], Iterable[str]]
_forgetters: list[Forget] = []
_forgetters_of_copies: list[Forget] = []

_WHOLE = (
    *(Message, Answer, FilledField, OtherPerson, Person, RelayAddress, JoinedCase, ListingOptOut, Watch, CaseTag),
    OutboxEntry,
)
"""Rows that go. With what is in the outbox go the notices that were made of it."""
_NONE_LEFT = tuple(model for model in _WHOLE if model is not Watch)
"""Those of which none is there afterwards: whoever may read the case may still watch it."""
_EMPTIED: Final[Mapping[type[Any], tuple[str, ...]]] = {
    IdentityRequest: ("reason", "answer"),
    ErasureRequest: ("reason", "answer"),
    LegalHold: ("reason", "lifted_because"),
}
"""Rows that stay, without their words."""


def forget_with(*forget: Forget) -> None:
    """Topics above say at start-up what of a case goes with it. Each is called in the transaction that erases, and
    returns the keys of further bytes that are to be removed from the private storage."""
    _forgetters.extend(each for each in forget if each not in _forgetters)


def let_go_with(*forget: Forget) -> None:
    """The same of what goes when a case leaves the sight of those who had it: what was taken away, or made, of it."""
    _forgetters_of_copies.extend(each for each in forget if each not in _forgetters_of_copies)


def let_go_of_copies(case_ids: Collection[int]) -> None:
    """These locked cases are sealed: nobody keeps watching them, and what was taken away of them before goes."""
    going = Going(tuple(sorted(case_ids)), ())
    Watch.objects.filter(case__in=going.case_ids).delete()
    _remove_afterwards({key for forget in _forgetters_of_copies for key in forget(going) if key})


def wipe(case_ids: Collection[int]) -> None:
    """Erase these cases, which are locked. Safe to be done again: what is gone is gone."""
    ids = tuple(sorted(case_ids))
    going = Going(ids, _keys_of(ids))
    keys = {*going.storage_keys, *(key for forget in _forgetters for key in forget(going) if key)}
    File.objects.filter(case__in=ids).delete()
    for model in _WHOLE:
        model._default_manager.filter(case__in=ids).delete()
    for worded, columns in _EMPTIED.items():
        worded._default_manager.filter(case__in=ids).update(**dict.fromkeys(columns, ""))
    _empty(ids)
    CaseKey.objects.filter(case__in=ids).delete()
    _remove_afterwards(keys)


def _remove_afterwards(keys: Collection[str]) -> None:
    """Note bytes that are to go, and remove them once all is committed."""
    at = now()
    rows = [BytesToRemove(storage_key=key, since=at) for key in sorted(keys)]
    if rows:
        BytesToRemove.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(remove_bytes)


def _keys_of(ids: Sequence[int]) -> tuple[str, ...]:
    """Where their files lie, but for those that another case names too."""
    keys = set(File.objects.filter(case__in=ids).values_list("storage_key", flat=True))
    shared = File.objects.filter(storage_key__in=keys).exclude(case__in=ids).values_list("storage_key", flat=True)
    return tuple(sorted(keys - set(shared)))


def _empty(ids: Sequence[int]) -> None:
    """Number alone is left of what the case says of itself, and by it alone it is found."""
    for case in Case.objects.filter(pk__in=ids):
        words = number_alone(case)
        Case.objects.filter(pk=case.pk).update(subject="", place="", search_text=words)
        Work.objects.filter(case=case).update(search_text=words)
    found_by_number(ids)


def left_over(cases: Mapping[int, Case]) -> Iterator[tuple[int, str]]:
    """What is still there of cases that were erased, by their ids: the case, and the words for what it has."""
    for model in (*_NONE_LEFT, File, CaseKey):
        yield from _of_each(model._default_manager.filter(case__in=cases), f"rows of {model.__name__}")
    for worded, columns in _EMPTIED.items():
        rows = worded._default_manager.filter(case__in=cases).exclude(**dict.fromkeys(columns, ""))
        yield from _of_each(rows, f"words of {worded.__name__}")
    for case in cases.values():
        if case.subject or case.place or case.search_text != number_alone(case):
            yield case.pk, "words of its own"
    for work in Work.objects.filter(case__in=cases).only("case_id", "search_text"):
        if work.search_text != number_alone(cases[work.case_id]):
            yield work.case_id, "words with its work"
    for words in CaseWords.objects.filter(pk__in=cases):
        if not set(words.tokens) <= set(of_number(cases[words.pk].tracking)):
            yield words.pk, "words by which it is found"


def _of_each(rows: QuerySet[Any], what: str) -> Iterator[tuple[int, str]]:
    for case_id in dict.fromkeys(rows.order_by("case").values_list("case", flat=True)):
        yield case_id, what


def remove_bytes() -> int:
    """Remove what is still to go from the storage; how many that were. What fails is tried again at the next pass.

    Bytes first: whatever dies in between, the row tells of them.
    """
    rows = list(BytesToRemove.objects.order_by("pk")[:AT_ONCE])
    gone = [row.pk for row in rows if _removed(row.storage_key)]
    if gone:
        with write_transaction():
            BytesToRemove.objects.filter(pk__in=gone).delete()
    return len(gone)


def _removed(key: str) -> bool:
    try:
        storages["private"].delete(key)
    except OSError as error:
        log.warning("Bytes of an erased case could not be removed yet: %s", type(error).__name__)
        return False
    return True
