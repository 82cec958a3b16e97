"""Whether the rows by which somebody enters say what our code wrote: the account, factors, links, roles and posts.

Somebody who may write rows, and has no key, borrows a password or puts in a role; before this was asked, that opened
all that the account opens, and once it was put back nobody could tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Model, Q

from permissions import security_log
from permissions.access.models import Delegation, RoleHolding
from permissions.agencies.models import Holding
from permissions.now import now
from permissions.people.models import LoginElsewhere, OneTimeLink, User
from permissions.proving.declared import proved_model
from permissions.proving.services import bent_rows
from permissions.proving.taking_in import known_columns
from permissions.spans import within

BENT: Final = "bent"
"""How an attempt to enter came out, for the security log."""


def has_bent_row(user_id: int) -> bool:
    """Whether a row by which this account enters was changed or put in past our code, and tell of it.

    One statement for each kind of row and three for each that there is; a table that an earlier release left without
    proofs isn't asked about until ``migrate`` has taken it in.
    """
    if not _is_bent(user_id):
        return False
    # Asked again under lock: the row may have been read before a commit, and its proof after it.
    with transaction.atomic():
        found = _is_bent(user_id)
    if found:
        security_log.tell("account_entered", BENT, account=user_id, about="account")
    return found


def is_bent_link(link: OneTimeLink) -> bool:
    """Whether a one-time link, or the account that it is for, was changed or put in past our code, and tell of it."""
    known = known_columns()
    if not _any_bent(OneTimeLink, [link.pk], known) and not _any_bent(User, [link.user_id], known):
        return False
    security_log.tell("account_entered", BENT, account=link.user_id, about="link")
    return True


def _is_bent(user_id: int) -> bool:
    known = known_columns()
    return bool(known) and any(_any_bent(model, ids, known) for model, ids in _rows_of(user_id))


def _rows_of(user_id: int) -> Iterator[tuple[type[Model], list[int]]]:
    at = within(now())
    yield User, [user_id]
    for model, which in (
        (Authenticator, Q(user=user_id)),
        (LoginElsewhere, Q(user=user_id)),
        (RoleHolding, Q(at, user=user_id)),
        (Holding, Q(at, user=user_id)),
        (Delegation, Q(at, deputy=user_id)),
    ):
        rows: Any = model._default_manager
        yield model, list(rows.filter(which).values_list("pk", flat=True))


def _any_bent(model: type[Model], ids: Collection[int], known: dict[str, tuple[str, ...]]) -> bool:
    proved = proved_model(model)
    if proved is None or not ids or known.get(proved.table) != proved.columns:
        return False
    return bool(bent_rows(proved, ids))
