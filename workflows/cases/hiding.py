"""Rows of cases that are kept in plain become encrypted: in the act that hides a case, and for cases of before.

The act that shows a case again has them plain once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Final

from django.db.models import Q

from permissions import many_rows
from permissions.encrypted import Unreadable
from workflows.cases.identity import is_hidden
from workflows.cases.models import (
    Answer,
    Case,
    ErasureRequest,
    File,
    FilledField,
    IdentityRequest,
    LegalHold,
    Message,
    OtherPerson,
    Person,
    Work,
)
from workflows.cases.models.encrypted import EncryptedRow, encrypted_columns
from workflows.cases.models.words import PROOF
from workflows.cases.search_rows import found_in_lists_by
from workflows.cases.state import State
from workflows.facts.fact import FactType
from workflows.questions.types import QuestionKind

NARROWED_BY: Final = frozenset({str(QuestionKind.AREA)})
"""Answers by which lists are narrowed: they are kept as they are, and the diary says them too. So are the yes and no of
the fields of a process, its flags, which are no words."""
OF_ALL: Final[dict[type[EncryptedRow], Q]] = {Person: Q(), OtherPerson: Q(), File: Q(asked_by=PROOF)}
"""Of every case: what proves who somebody is to whom is kept as a name is."""
OF_HIDDEN: Final[dict[type[EncryptedRow], Q]] = {
    Message: Q(),
    Answer: ~Q(key__in=NARROWED_BY),
    FilledField: ~Q(type=FactType.YES_NO),
    File: Q(),
    IdentityRequest: Q(),
    ErasureRequest: Q(),
    LegalHold: Q(),
}
"""Of sealed and confidential ones, but for what stays as it is."""


def hide(state: State) -> None:
    """A locked case with its key became confidential or sealed: nothing of it is left in plain, in any row or list."""
    state.case.encrypted = True
    _find_by(state, found_in_lists_by(state.case))
    encrypt_rows([state.case])


def show(state: State) -> None:
    """A locked case is sealed no longer: lists find it by its words again, and what was said of it is kept in plain.

    Files stay encrypted, bytes and names: whoever may read them does. Of one that is confidential all stays hidden.
    """
    case = state.case
    _find_by(state, found_in_lists_by(case))
    if is_hidden(case):
        return
    _decrypt(Case, [case])
    for model, which in OF_HIDDEN.items():
        if model is not File:
            _decrypt(model, _kept(model, [case], which, {case.pk: case}, encrypted=True))


def find_anew(state: State) -> None:
    """The subject of a locked case is another: lists find it by that one, where they find it by words at all."""
    _find_by(state, found_in_lists_by(state.case))


def _find_by(state: State, words: str) -> None:
    """By what lists find the case and its work, and who may see them at all."""
    case = state.case
    case.search_text = words
    columns = ["track", "confidential", "search_text", "encrypted", *sorted(encrypted_columns(Case))]
    many_rows.update(Case, columns, [case])
    for work in state.works:
        work.search_text, work.track = words, case.track
    Work.objects.filter(case=case).update(search_text=words, track=case.track)


def _decrypt(model: type[EncryptedRow], rows: Sequence[EncryptedRow]) -> None:
    """What cannot be read stays as it is: ``verify`` names it."""
    for row in rows:
        with suppress(Unreadable):
            row.read_all()
            row.encrypted = False
    if rows:
        many_rows.update(model, ["encrypted", *sorted(encrypted_columns(model))], rows)


def encrypt_rows(cases: Sequence[Case]) -> int:
    """Encrypt what is still plain of locked cases that have a key; how many rows. A statement to read and one to write
    for each table that has some."""
    hidden = [case for case in cases if is_hidden(case)]
    plain = [case for case in hidden if not case.encrypted]
    written = _encrypt(Case, plain)
    by_id = {case.pk: case for case in cases}
    for model, which in OF_ALL.items():
        written += _encrypt(model, _kept(model, by_id.values(), which, by_id))
    for model, which in OF_HIDDEN.items():
        written += _encrypt(model, _kept(model, hidden, which, by_id)) if hidden else 0
    return written


def _kept(
    model: type[Any], cases: Iterable[Case], which: Q, by_id: dict[int, Case], *, encrypted: bool = False
) -> list[Any]:
    """The rows of some cases that are plain, or encrypted."""
    rows = list(model.objects.filter(which, case__in=list(cases), encrypted=encrypted))
    for row in rows:
        row.case = by_id[row.case_id]
    return rows


def _encrypt(model: type[EncryptedRow], rows: Sequence[EncryptedRow]) -> int:
    for row in rows:
        row.encrypted = True
    if rows:
        many_rows.update(model, ["encrypted", *sorted(encrypted_columns(model))], rows)
    return len(rows)
