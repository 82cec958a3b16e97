"""The keys of cases: each gets one when it is opened, and what of a case is encrypted under it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from permissions import many_rows, security_log
from permissions.encrypted import Unreadable
from permissions.envelope import master_name, new_key, wrap
from workflows.cases.change import refuse_erased
from workflows.cases.errors import NotPossible
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, CaseKey
from workflows.cases.models.key import ABOUT, key_of
from workflows.transactions.turn import write_transaction

KEY_AWAY: Final = _(
    "Nothing was kept: what is written here is encrypted, and the key of this request is missing or was changed. Keep "
    "your words, and tell whoever runs the platform."
)


def prepare_key(case: Case) -> None:
    """A key for a case that is not written yet: what is encrypted of it is so from its first statement on."""
    case.fresh_key = new_key()
    case.encrypted = is_hidden(case)


def give_keys(cases: Iterable[Case]) -> None:
    """A key for each of these cases, which are locked or new and have none: one statement, and none for no case."""
    master, rows = master_name(), []
    for case in cases:
        plain, case.fresh_key = case.fresh_key or new_key(), None
        rows.append(CaseKey(case=case, wrapped=wrap(plain, ABOUT.format(case.pk)), master=master))
    if rows:
        many_rows.insert(CaseKey, rows)


def give_missing_keys(cases: Iterable[Case]) -> None:
    """A key for those of some locked cases whose words are to be encrypted and that have none yet, being of before.

    One whose words are encrypted already, or that has a key which cannot be read, gets no other: that would hide what
    was done, and what is written under it would be lost once the former is put back. It holds up none of the rest.
    """
    give_keys([case for case in cases if is_hidden(case) and not case.encrypted and not _was_given_one(case)])


def _was_given_one(case: Case) -> bool:
    try:
        return key_of(case) is not None
    except Unreadable:
        security_log.tell("row_bent", "found", about=CaseKey._meta.db_table)
        return True


def give_missing_key(case: Case) -> bytes:
    """The key of a case that need not be locked, which gets one where it is of before and has none. Raises
    ``NotPossible`` as ``locked_with_key`` does."""
    if not has_key(case):
        with write_transaction():
            case = locked_with_key(case)
    return case.key.plain


def locked_with_key(case: Case) -> Case:
    """The case anew, locked, with a key, which one of before is given. Needs an open transaction. Raises
    ``NotPossible`` where its key cannot be read, or it was erased meanwhile."""
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    refuse_erased(locked)
    if not has_key(locked):
        give_keys([locked])
    return locked


def keys_of(case_ids: Iterable[int]) -> dict[int, bytes]:
    """The keys of these cases by their ids, in one statement; those that have none are not among them."""
    return {row.pk: row.plain for row in CaseKey.objects.filter(pk__in=list(case_ids))}


def has_key(case: Case) -> bool:
    """Whether a case that was locked, or is new, has a key; those of before have none until their turn comes. Raises
    ``NotPossible`` where it cannot be read, or was taken away."""
    try:
        key = key_of(case)
    except Unreadable:
        raise NotPossible(KEY_AWAY) from None
    if key is None and case.encrypted:
        raise NotPossible(KEY_AWAY)
    return key is not None


def hides_words(case: Case) -> bool:
    """Whether the words of a case are kept encrypted: of one whose citizen is hidden, once it has a key. Raises
    ``NotPossible`` as ``has_key`` does."""
    return is_hidden(case) and has_key(case)
