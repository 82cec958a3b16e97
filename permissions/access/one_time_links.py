"""One-time links: made for a person and a purpose, taken once. Each step is audited; the token is never kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from django.db import transaction

from permissions.access.account_proof import is_bent_link
from permissions.access.charge import must_have_account
from permissions.access.errors import LinkRefused
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import LinkPurpose, OneTimeLink, User

LASTS: Final = timedelta(hours=72)


def make_link(user: User, purpose: LinkPurpose, *, actor: Actor) -> str:
    """The token of a new link, which lasts 72 hours; those that were made for the same before are void."""
    must_have_account(actor, user.pk)
    token, at = secrets.token_urlsafe(32), now()
    with transaction.atomic():
        entries = _end_open(user, purpose)
        OneTimeLink.objects.create(purpose=purpose, user=user, digest=_digest(token), made_at=at, expires_at=at + LASTS)
        append([*entries, _entry("link_made", user, purpose)], actor=actor, at=at)
    return token


def void_links(user: User, purpose: LinkPurpose, *, actor: Actor) -> None:
    """What was made for somebody opens nothing any more; nothing happens where nothing is open."""
    must_have_account(actor, user.pk)
    with transaction.atomic():
        append(_end_open(user, purpose), actor=actor, at=now())


def open_link(token: str) -> OneTimeLink | None:
    """The link with its person, where it can still be taken. Looking at it does not use it up."""
    found = OneTimeLink.objects.select_related("user").filter(digest=_digest(token))
    link = found.filter(used_at=None, expires_at__gt=now(), user__is_active=True).first()
    return None if link is not None and is_bent_link(link) else link


def take_link(token: str) -> OneTimeLink:
    """Use it up; its person is the one who acts. Raises ``LinkRefused``, also for the second of two at once."""
    link = open_link(token)
    if link is None:
        raise LinkRefused
    at = now()
    with transaction.atomic():
        if not OneTimeLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=at).update(used_at=at):
            raise LinkRefused
        entry = _entry("link_used", link.user, LinkPurpose(link.purpose))
        append([entry], actor=Actor.staff(link.user_id), at=at)
    link.used_at = at
    return link


def _end_open(user: User, purpose: LinkPurpose) -> list[NewEntry]:
    """End what is open now, so that it can be told from what was used; an entry where there was any."""
    at = now()
    ended = OneTimeLink.objects.filter(user=user, purpose=purpose, used_at=None, expires_at__gt=at).update(
        expires_at=at
    )
    return [_entry("link_voided", user, purpose)] if ended else []


def _entry(verb: str, user: User, purpose: LinkPurpose) -> NewEntry:
    return NewEntry(verb, "person", user.pk, {"purpose": str(purpose)})


def _digest(token: str) -> str:
    """Without salt: a token has 256 random bits, which nobody can guess."""
    return hashlib.sha256(token.encode()).hexdigest()
