"""The token in the forms of a case's page: who had the page open, and how much of the case it showed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.core import signing

from permissions.actors import Actor
from permissions.now import now
from workflows.cases.drawn import Drawn

FIELD: Final = "page"
LIFETIME = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a case that was shown to whoever sends a form of it. Proves that they might read the case then.

    ``old``: that is too long ago to tell them anything of a case that left them. What it showed counts all the same.
    """

    seen: int
    key: str
    old: bool = False

    def form(self, act: str) -> Drawn:
        """One of its forms."""
        return Drawn(self.seen, f"{act}:{self.key}")


def page_token(tracking: str, seen: int, actor: Actor) -> str:
    """A token for a page that shows the case up to its event ``seen``. Holds nothing that a reader may not know."""
    said = [tracking, seen, secrets.token_hex(8), int(now().timestamp())]
    return signing.dumps(said, salt=_salt(actor))


def read_page_token(value: str, tracking: str, actor: Actor) -> Page | None:
    """The page of a token; None where it was made for another person or case, or not by us."""
    try:
        read: Any = signing.loads(value, salt=_salt(actor))
    except signing.BadSignature:
        return None
    case, seen, key, at = read
    if case != tracking:
        return None
    return Page(seen, key, old=now() - datetime.fromtimestamp(at, UTC) > LIFETIME)


def _salt(actor: Actor) -> str:
    return f"insaf.desk.page:{actor.user_id}"
