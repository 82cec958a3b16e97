"""Putting a backup back: all that could forbid it is looked at before anything is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection

from permissions.audit.models import AuditEntry
from permissions.audit.restorings import note_restoring
from permissions.envelope import masters
from permissions.now import now
from permissions.people.models import User
from portal.operations.backup import files, keys, manifest
from portal.operations.backup.databases import LEFT_OUT, NAMES, Asked, load
from portal.operations.backup.erasures import LIST, Told, read_erasures
from portal.operations.backup.manifest import Manifest
from portal.operations.backup.signed import NotOurs
from portal.operations.preview import is_last_preview, named_as_today, record_first_migrations
from portal.operations.storage_identity import identify_storage
from workflows.cases.erasing import erase_again
from workflows.cases.erasures import ErasedCase
from workflows.cases.models import Case, CaseKey
from workflows.transactions.turn import write_transaction

Tell = Callable[[str], object]


class Refused(ValueError):
    """The backup is not put back, and nothing was touched; its text says why."""


def put_back(backups: Path, key_folder: Path, erasures: Path | None, tell: Tell, *, anyway: bool) -> None:
    """Put a backup, or the newest of a folder of them, in the place of what is there; then erase again what was erased
    since. ``anyway``: although there is something. Raises ``Refused`` and ``ToolFailed``."""
    try:
        folder = manifest.one_of(backups)
        taken = manifest.read(folder)
        newest = keys.newest_keys(key_folder, taken.installation) if taken.keys else None
        told = _told(taken, key_folder, erasures)
    except NotOurs as refusal:
        raise Refused(f"{refusal}.") from refusal
    kept: list[list[Any]] = newest["keys"] if newest is not None else []
    _may_be_put_back(folder, taken, kept)
    if erasures is None:
        _knows_what_was_erased(told, key_folder, taken.name if newest is None else newest["backup"])
    if not anyway:
        _is_empty()
    tell(f"the backup {taken.name} is whole: {len(taken.files)} files")
    load(folder / NAMES[taken.engine])
    ContentType.objects.clear_cache()
    _counts_agree(taken)
    if is_last_preview(taken.migrations):
        record_first_migrations()
    tell(f"the database is there: {sum(taken.rows.values()):,} rows")
    for storage in files.STORAGES:
        tell(f"{files.put_back(folder, storage, taken.files)} files of the {storage} storage are there")
    _give_keys(taken, kept, tell)
    with write_transaction():
        note_restoring(backup=taken.name, known=told.head[0], seal=told.head[1], at=now())
    identify_storage(anew=True)
    tell(f"{_erase_again(told.erased.values())} cases were erased since and are erased again")


def _told(taken: Manifest, key_folder: Path, erasures: Path | None) -> Told:
    """What is known of erasures and of the trail since: by the list beside the keys, and by ``erasures``."""
    told = Told(head=(taken.head[0], taken.head[1]))
    beside = key_folder / LIST
    for path in ([beside] if beside.exists() else []) + ([erasures] if erasures is not None else []):
        read_erasures(path, told, taken.installation)
    return told


def _knows_what_was_erased(told: Told, key_folder: Path, newest: str) -> None:
    """The list beside the keys is written after them: one that is missing, or is of before, was taken away or put back,
    and what was erased since would be shown again."""
    what = "is not there" if told.listed_at is None else f"is of {told.listed_at:%Y-%m-%d %H:%M} UTC, before these keys"
    if told.listed_at is None or told.listed_at < datetime.strptime(newest, keys.STAMP).replace(tzinfo=UTC):
        raise Refused(
            f"{key_folder / LIST} {what}: what was erased since would be shown again. Put the newest list there, or "
            f"name it, or the lines that left the machine, by --erasures."
        )


def _may_be_put_back(folder: Path, taken: Manifest, kept: list[list[Any]]) -> None:
    if taken.engine != connection.vendor:
        raise Refused(f"It is of {taken.engine}, and the database here is {connection.vendor}: set DATABASE_URL.")
    missing = sorted({*keys.missing_masters(kept), *(set(taken.masters) - masters().keys())})
    if missing:
        raise Refused(f"Without these master keys it cannot be read, and FIELD_KEYS lacks them: {_list(missing)}.")
    here, there = set(manifest.migrations_here()), named_as_today(taken.migrations)
    if here != there:
        only = [f"only here {each}" for each in sorted(here - there)] + [
            f"only in the backup {each}" for each in sorted(there - here)
        ]
        raise Refused(f"It is of another release, by these migrations: {_list(only)}. Put it back with that release.")
    found = list(manifest.differences(folder, taken))
    if found:
        raise Refused(f"It is not as it was taken: {_list(found)}.")


def _is_empty() -> None:
    there = [f"{count} {what}" for what, count in _what_is_there() if count]
    if there:
        raise Refused(f"There is something here already: {', '.join(there)}. With --anyway the backup takes its place.")


def _what_is_there() -> Iterator[tuple[str, int]]:
    for words, model in (("accounts", User), ("requests", Case), ("entries of the audit trail", AuditEntry)):
        with suppress(DatabaseError):  # before the first migration there is no such table
            yield words, model._default_manager.count()
    for storage in files.STORAGES:
        yield f"files of the {storage} storage", sum(1 for _file in files.walk(files.root_of(storage)))


def _counts_agree(taken: Manifest) -> None:
    for table, count in taken.rows.items():
        if table not in LEFT_OUT and (found := Asked.now.count(table)) != count:
            raise Refused(f"The database came back otherwise: {table} has {found} rows, not {count}.")


def _give_keys(taken: Manifest, kept: list[list[Any]], tell: Tell) -> None:
    count = keys.put_back(kept)
    gone = Case.objects.count() - CaseKey.objects.count()
    tell(f"{count} cases have their keys; {gone} have none, {max(taken.keys - count, 0)} of them since the backup")


def _erase_again(erased: Iterable[ErasedCase]) -> int:
    count = 0
    for each in erased:
        if Case.objects.filter(pk=each.case_id, tracking=each.tracking).exists():
            erase_again(each.case_id, each.at)
            count += 1
    return count


def _list(things: Iterable[str], most: int = 8) -> str:
    named = list(things)
    more = f"; and {len(named) - most} more" if len(named) > most else ""
    return f"{'; '.join(named[:most])}{more}"
