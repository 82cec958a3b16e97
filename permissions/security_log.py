"""The security log: one line of JSON for each thing that bears on security, without a name, an address or a text.

It goes to standard error, where whoever runs the platform collects it. What must be provable later is kept in the
database (``looking`` and ``audit``); a line here is for watching and for alarms, and is written also while the database
is away.
"""

from __future__ import annotations

import json
import logging
import secrets
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

from permissions.tallies.memory import count

LOGGER: Final = "insaf.security"
log = logging.getLogger(LOGGER)

ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""No sign of it is taken for another when it is read out."""
LENGTH: Final = 8

_request: ContextVar[str] = ContextVar("request_id", default="")


def begin_request() -> str:
    """Give the request that begins now an id, which is read out easily and tells nothing."""
    made = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    _request.set(made)
    return made


def request_id() -> str:
    """The id of the request that is being answered; "" outside of one."""
    return _request.get()


def tell(kind: str, outcome: str, *, account: int | None = None, about: str = "") -> None:
    """Write one line, and count it. ``kind``, ``outcome`` and ``about`` (a kind of thing) are codes of ours.

    Never what was sent. ``account``: the id of a member of staff.
    """
    count("security", f"{kind}:{outcome}")
    log.info(kind, extra={"said": {"outcome": outcome, "account": account, "about": about}})


class OneLine(logging.Formatter):
    """A record as one line of JSON: only ASCII, so that no line can be broken or forged by what stands in it."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = getattr(record, "said", {})
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "kind": record.msg,
            "outcome": said.get("outcome", ""),
            "account": said.get("account"),
            "about": said.get("about", ""),
            "request": request_id(),
        }
        return json.dumps(line, ensure_ascii=True)
