"""Challenges: work that a browser does, or time that somebody waits, before more is taken than is free.

The work is ALTCHA's, given out and looked at here alone: the browser tries counters until a slow derivation (PBKDF2,
which browsers have built in) begins as the challenge says. Who has no scripts waits in its place, with a ticket that is
good only after some seconds; since a robot could wait for a thousand tickets at once, a network waits ``WAITED`` times
an hour at most. Each is signed, is good for one thing, for a while, and once: that it was used stands in the database.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import altcha
from django.conf import settings
from django.core import signing

from permissions.now import now

ALGORITHM: Final = "PBKDF2/SHA-256"
COST: Final = 5_000
"""Rounds of one derivation: some 3 ms here, once to ask and once to look; three times that on a telephone."""
LIFETIME: Final = timedelta(minutes=30)
WAIT_SECONDS: Final = 20
AHEAD: Final = timedelta(minutes=1)
"""By how much the clocks of two machines may differ."""
SOLUTION: Final = "challenge_solution"
TICKET: Final = "challenge_ticket"
"""The names by which both come with a form."""
LONGEST: Final = 4_000
"""Characters of an answer; a longer one is none."""
_SALT: Final = "insaf.waited"


@dataclass(frozen=True, slots=True)
class Challenge:
    """``work``: what the browser's script reads, as JSON. ``ticket``: what who waits ``wait_seconds`` sends instead."""

    work: str
    ticket: str
    wait_seconds: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the ``solution`` of the work, the ``ticket`` of who waited; each "" where there is none."""

    solution: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A true answer. ``mark`` names its challenge, so that it counts once, until ``until``."""

    mark: str
    until: datetime
    waited: bool


def answer_in(fields: Mapping[str, str]) -> Answer:
    """What a form was sent with."""
    return Answer(fields.get(SOLUTION, ""), fields.get(TICKET, ""))


def new_challenge(purpose: str, *, tries: int, given: Answer) -> Challenge:
    """For ``purpose``, a limit's name; its work takes ``tries`` derivations at most, and half of them at least.

    Who came too early with the ticket that was ``given`` keeps it, and waits for what is left.
    """
    at = int(now().timestamp())
    counter = tries // 2 + secrets.randbelow(tries - tries // 2)
    made = altcha.create_challenge(
        ALGORITHM, COST, counter=counter, data={"for": purpose, "at": at}, hmac_secret=_key("challenge")
    )
    work = json.dumps(made.to_dict())
    early = _ticket(given.ticket)
    if early is not None and early["for"] == purpose and 0 < (left := early["at"] + WAIT_SECONDS - at) <= WAIT_SECONDS:
        return Challenge(work, given.ticket, left)
    said = {"for": purpose, "at": at, "once": secrets.token_hex(8)}
    return Challenge(work, signing.dumps(said, key=_key("ticket"), salt=_SALT), WAIT_SECONDS)


def read_answer(answer: Answer, purpose: str) -> Answered | None:
    """What was answered, where it is true, for ``purpose`` and in time. Whether it was used before is not asked."""
    return _worked(answer.solution, purpose) or _waited(answer.ticket, purpose)


def _worked(solution: str, purpose: str) -> Answered | None:
    if not solution or len(solution) > LONGEST:
        return None
    try:
        parameters: Any = json.loads(b64decode(solution))["challenge"]["parameters"]
        said = parameters["data"]
        verified = any(altcha.verify_solution(solution, key).verified for key in _keys("challenge"))
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None
    # The signature was looked at: from here on it is what was written in ``new_challenge``.
    return _in_time(said, purpose, parameters["nonce"]) if verified else None


def _waited(ticket: str, purpose: str) -> Answered | None:
    said = _ticket(ticket)
    if said is None or now().timestamp() - said["at"] < WAIT_SECONDS:
        return None
    return _in_time(said, purpose, said["once"], waited=True)


def _ticket(ticket: str) -> dict[str, Any] | None:
    """What was signed here, however old."""
    if not ticket or len(ticket) > LONGEST:
        return None
    try:
        newest, *others = _keys("ticket")
        former: list[str | bytes] = [*others]
        said: dict[str, Any] = signing.loads(ticket, key=newest, fallback_keys=former, salt=_SALT)
    except signing.BadSignature:
        return None
    return said


def _in_time(said: Any, purpose: str, name: str, *, waited: bool = False) -> Answered | None:
    """None also for what was made in the future: a machine whose clock is a day ahead gave it a day too long."""
    begun = datetime.fromtimestamp(said["at"], UTC)
    if said["for"] != purpose or not -AHEAD <= now() - begun <= LIFETIME:
        return None
    mark = hashlib.sha256(f"challenge|{name}".encode()).hexdigest()
    return Answered(mark, begun + LIFETIME, waited)


def _key(what: str) -> str:
    return _keys(what)[0]


def _keys(what: str) -> list[str]:
    """Keys for this alone, out of those that lie outside the database, the newest first: what was given out before
    there was a new one still counts."""
    said = f"limits|{what}".encode()
    return [hmac.new(key.encode(), said, hashlib.sha256).hexdigest() for key in settings.FIELD_KEYS]
