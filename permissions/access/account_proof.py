"""Whether the rows by which somebody enters say what our code wrote: the account, factors, links, roles and posts, and
what these roles give.

Somebody who may write rows, and has no key, borrows a password or puts in a role; before this was asked, that opened
all that the account opens, and once it was put back nobody could tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import BigIntegerField, F, Model, Q, Value
from django.db.models.functions import Cast

from permissions import security_log
from permissions.access.following import has_other_rights
from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.agencies.models import Agency, Holding, Post
from permissions.now import now
from permissions.people.models import LoginElsewhere, OneTimeLink, User
from permissions.proving.declared import proved_model
from permissions.proving.services import bent_among
from permissions.proving.taking_in import known_columns
from permissions.roles.models import Role
from permissions.spans import within

Rows = tuple[type[Model], Collection[int]]
"""Numbers of rows of a table."""
BENT: Final = "bent"
"""How an attempt to enter came out, for the security log."""


def has_bent_row(user_id: int) -> bool:
    """Whether a row by which this account enters was changed or put in past our code, and tell of it.

    A statement for each kind of row that there is, and seven.
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
    if not _any_bent([(OneTimeLink, [link.pk]), (User, [link.user_id])], known):
        return False
    security_log.tell("account_entered", BENT, account=link.user_id, about="link")
    return True


def _is_bent(user_id: int) -> bool:
    known = known_columns()
    if not known:
        return False
    rows, places = _entered_by(user_id)
    if _any_bent(rows, known):
        return True
    # Asked after the rows: in a transaction these are locked by now, so that nobody changes a role between the two.
    roles = RoleAtAgency.objects.filter(pk__in=places).select_related("role")
    return bool(places) and has_other_rights(list(roles))


def _entered_by(user_id: int) -> tuple[list[Rows], set[int]]:
    """The rows by which an account enters and has its rights now; and its roles at agencies, by their numbers."""
    at, none = within(now()), Cast(Value(None), BigIntegerField())
    kinds: tuple[tuple[type[Model], Q, Any, Any], ...] = (
        (Authenticator, Q(user=user_id), none, none),
        (LoginElsewhere, Q(user=user_id), none, none),
        (RoleHolding, Q(at, user=user_id), F("place"), none),
        (Delegation, Q(at, deputy=user_id), F("place"), none),
        (Holding, Q(at, user=user_id), F("post__brings"), F("post")),
    )
    parts = [
        model._default_manager.filter(which).order_by().values_list(Value(number), "pk", place, post)
        for number, (model, which, place, post) in enumerate(kinds)
    ]
    keys = list(parts[0].union(*parts[1:], all=True))
    places = {place for _kind, _pk, place, _post in keys if place is not None}
    behind = list(RoleAtAgency.objects.filter(pk__in=places).values_list("role", "agency")) if places else []
    rows: list[Rows] = [
        (User, [user_id]),
        *((model, [key[1] for key in keys if key[0] == number]) for number, (model, *_rest) in enumerate(kinds)),
        (Post, {post for _kind, _pk, _place, post in keys if post is not None}),
        (RoleAtAgency, places),
        (Role, {role for role, _agency in behind}),
        (Agency, {agency for _role, agency in behind}),
    ]
    return rows, places


def _any_bent(rows: Iterable[Rows], known: Mapping[str, tuple[str, ...]]) -> bool:
    """A table that an earlier release left without proofs isn't asked about until ``migrate`` has taken it in."""
    pairs = [(proved, ids) for model, ids in rows if ids and (proved := proved_model(model)) is not None]
    return bool(bent_among((proved, ids) for proved, ids in pairs if known.get(proved.table) == proved.columns))
