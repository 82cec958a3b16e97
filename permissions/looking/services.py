"""Writing to the log of access: the only code that does. One statement for each thing, which never stops anything."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection

from permissions import security_log
from permissions.looking.models import Kind, Look
from permissions.looking.proof import Said, digest_of, key_from
from permissions.now import now
from permissions.people.models import User

log = logging.getLogger(__name__)

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
SPANS: Final = {Kind.CASE_READ: HOUR, Kind.LOG_READ: HOUR}
"""Within which the same person is noted once for the same thing; of all other kinds within a minute."""
EACH: Final = (Kind.EXPORTED, Kind.TRIED)
"""Each one is noted."""
MOST: Final = 60
"""Rows within a minute of these kinds, for one person, and for all whom nobody knows together: no attack fills the
table. The security log has each."""
BOUNDED: Final = (Kind.LOGIN_FAILED, Kind.RESET_ASKED, Kind.REFUSED)
NOT_DONE: Final = {Kind.LOGIN_FAILED: "failed", Kind.REFUSED: "refused"}
"""How it came out, for the security log; all others were done."""

_COLUMNS = (*Said._fields, "digest")


@dataclass(frozen=True, slots=True)
class Thing:
    """What was looked at. ``subject``: the code of a kind of thing; ``case_id``: the case that it belongs to.

    ``detail``: the route of a screen, or what ``hidden_name`` made.
    """

    subject: str = ""
    subject_id: int = 0
    case_id: int | None = None
    detail: str = ""


def note(kind: Kind, *, user_id: int | None, thing: Thing | None = None) -> None:
    """Write that ``user_id`` (None: nobody who is known) did or was refused something. One statement.

    Where it cannot be written (the database is away, or takes no writing) the page goes on all the same, and the
    security log says so. Call it outside of a transaction, or as part of one that is to be noted only if it is done.
    """
    thing = thing or Thing()
    security_log.tell(str(kind), NOT_DONE.get(kind, "done"), account=user_id, about=thing.subject)
    at = now()
    said = Said(
        at,
        str(kind),
        user_id,
        thing.case_id,
        thing.subject,
        thing.subject_id,
        thing.detail,
        _once(kind, user_id, thing, at),
    )
    try:
        _insert(said, digest_of(said, key_from(settings.FIELD_KEYS[0])), most=MOST if kind in BOUNDED else None)
    except DatabaseError as error:
        security_log.tell(str(kind), "not_kept", account=user_id, about=thing.subject)
        log.warning("Who looked could not be noted: %s", type(error).__name__)


def note_about_account(kind: Kind, **named: str) -> None:
    """The same of an account that somebody named (``username=`` or ``email=``), whether there is one or not.

    Two statements in any case. A name that nobody has leaves a digest of its day and nothing that tells it: what is
    typed there is now and then a password.
    """
    [(by, name)] = named.items()
    user_id = _account(by, name)
    detail = "" if user_id is not None else hidden_name(name.strip().casefold())
    note(kind, user_id=user_id, thing=Thing("account", user_id or 0, detail=detail))


def hidden_name(name: str) -> str:
    """32 hex digits by which the same name is known again on the same day, by nobody without the key."""
    said = f"name nobody has|{now().date().isoformat()}|{name}"
    return hmac.new(settings.FIELD_KEYS[0].encode(), said.encode(), hashlib.sha256).hexdigest()[:32]


def _account(by: str, name: str) -> int | None:
    try:
        return User.objects.filter(**{f"{by}__iexact": name.strip()}).values_list("pk", flat=True).first()
    except (DatabaseError, ValueError):  # ValueError: a sign that no name can have
        return None


def _once(kind: Kind, user_id: int | None, thing: Thing, at: datetime) -> str:
    """What a second one within the same span would bear too."""
    span = int(at.timestamp()) // int(SPANS.get(kind, MINUTE).total_seconds())
    said = [kind, user_id, thing.case_id, thing.subject, thing.subject_id, thing.detail, span]
    if kind in EACH:
        said.append(secrets.token_hex(8))
    return hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()


def _insert(said: Said, digest: str, *, most: int | None) -> None:
    """Nothing where it is noted already, or where ``most`` of its kind and person were within the minute.

    The condition keeps a second one from using up an id, which a conflict does: ids go on without holes.
    """
    table = connection.ops.quote_name(Look._meta.db_table)
    stored = connection.ops.adapt_datetimefield_value
    values = [stored(said.at), *said[1:], digest]
    where = f"NOT EXISTS (SELECT 1 FROM {table} WHERE once = %s)"  # noqa: S608 - a table's name and placeholders
    asked: list[str | int | None] = [said.once]
    if most is not None:
        where += (
            f" AND (SELECT count(*) FROM {table}"  # noqa: S608 - the same
            " WHERE user_id IS NOT DISTINCT FROM %s AND kind = %s AND at > %s) < %s"
        )
        asked += [said.user_id, said.kind, stored(said.at - MINUTE), most]
    statement = (
        f"INSERT INTO {table} ({', '.join(_COLUMNS)}) "
        f"SELECT {', '.join(_placeholders())} WHERE {where} ON CONFLICT (once) DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *asked])


def _placeholders() -> list[str]:
    """PostgreSQL takes a parameter in a list of selected columns for text, unless it is told otherwise."""
    if connection.vendor != "postgresql":
        return ["%s"] * len(_COLUMNS)
    fields = {field.column: field.db_type(connection) for field in Look._meta.concrete_fields}
    return [f"%s::{fields[column]}" for column in _COLUMNS]
