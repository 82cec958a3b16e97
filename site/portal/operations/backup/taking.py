"""Taking a backup while everything runs: files, the database as it stands at one instant, and what is new of files."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from django.db import DatabaseError, connection
from django.db.models import Model

from content.forms.upload import Upload
from permissions.audit.selectors import installation
from permissions.envelope import master_name
from permissions.now import now
from portal.operations.backup import keys, manifest
from portal.operations.backup.databases import LEFT_OUT, NAMES, Asked, dumped, tools
from portal.operations.backup.erasures import write_erasures
from portal.operations.backup.files import STORAGES, Kept, copy_new, digest_of, root_of
from portal.operations.backup.manifest import UNFINISHED, Manifest
from portal.operations.backup.signed import NotOurs
from portal.operations.verifying import KEPT_AS_SAID
from portal.queue.pulses import BACKUP, note_pulse
from workflows.cases.models import File
from workflows.reports.models import FileState, ReportFile

Tell = Callable[[str], object]

NAMED_BY: Final[tuple[tuple[type[Model], str], ...]] = (
    (File, "storage_key"),
    (ReportFile, "storage_key"),
    *((Upload, column) for column in ("storage_key", "original", "thumbnail")),
)
"""The columns that name files of the private storage."""


class NotThere(ValueError):
    """A folder where no backup, or no keys, may lie; its text says why."""


def back_up(backups: Path, key_folder: Path, tell: Tell) -> Path:
    """Take a backup into a folder of its own below ``backups``; its keys of cases go into ``key_folder``.

    Raises ``NotThere`` and ``ToolFailed``; what was begun then is no backup, and goes when the next one is taken.
    """
    _may_lie(backups, key_folder)
    for folder in (backups, key_folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(backups), _alone_in(key_folder):
        return _back_up(backups, key_folder, tell)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """No other backup is taken into a folder meanwhile: it would take ours, which is not finished, for one that was
    broken off. The lock goes with the process."""
    here = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(here, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise NotThere(f"Another backup is being taken into {folder}: wait until it is there.") from error
    finally:
        os.close(here)


def _back_up(backups: Path, key_folder: Path, tell: Tell) -> Path:
    _forget_unfinished(backups, tell)
    name = now().strftime(keys.STAMP)
    folder = backups / f"{name}{UNFINISHED}"
    folder.mkdir()
    taken = _take(folder, name, _former(backups, tell), key_folder, tell)
    manifest.write(folder, taken)
    kept = folder.replace(backups / name)
    erased = write_erasures(key_folder, taken.installation)
    for gone in keys.remove_old(key_folder):
        tell(f"{gone} is older than {keys.KEPT.days} days and was removed")
    tell(f"{taken.keys} keys of cases and the list of {erased} erased cases lie in {key_folder}: keep them elsewhere")
    with suppress(DatabaseError):  # a backup may be taken of a replica, where nothing is written
        note_pulse(name=BACKUP)
    return kept


def _take(
    folder: Path, name: str, former: tuple[Path | None, dict[str, Kept]], key_folder: Path, tell: Tell
) -> Manifest:
    tool = tools()
    files = _copied(folder, former, tell)
    with dumped(folder) as asked:
        tell(f"the database is written, by {tool}")
        migrations, head, rows = manifest.read_from(asked, _tables(), LEFT_OUT)
        of = installation()
        count, masters = keys.write_keys(key_folder, name, of, asked)
        named, needed = _named(asked), _needed(asked)
    files |= _copied(folder, former, tell)
    _drop_unnamed(folder, files, named)
    database = folder / NAMES[connection.vendor]
    files[database.name] = Kept(database.stat().st_size, digest_of(database))
    absent = sorted(needed - files.keys())
    still = _needed(Asked.now) if absent else set()
    for each in absent:
        tell(f"{each} {'is not there, though a case names it' if each in still else 'was erased meanwhile'}")
    return Manifest(
        name=name,
        installation=of,
        at=now().isoformat(),
        engine=connection.vendor,
        tool=tool,
        migrations=migrations,
        head=head,
        rows=rows,
        masters=sorted({master_name(), *masters}),
        keys=count,
        files=files,
        vanished=[each for each in absent if each not in still],
        missing=[each for each in absent if each in still],
    )


def _copied(folder: Path, former: tuple[Path | None, dict[str, Kept]], tell: Tell) -> dict[str, Kept]:
    path, known = former
    copied: dict[str, Kept] = {}
    for storage in STORAGES:
        new = copy_new(storage, folder, former=path, known=known)
        copied |= new
        tell(f"{len(new)} files of the {storage} storage, {sum(each.size for each in new.values()):,} bytes")
    return copied


def _named(asked: Asked) -> set[str]:
    """The files that the database names at all."""
    found = (key for model, column in NAMED_BY for (key,) in asked.rows(model._meta.db_table, column))
    return {_place(key) for key in found if key}


def _needed(asked: Asked) -> set[str]:
    """Those that must be there: of a recording that waits, or could not be read, none lies under its name."""
    uploads = asked.rows(Upload._meta.db_table, "storage_key", "preparation")
    unready = {key for key, preparation in uploads if preparation not in KEPT_AS_SAID}
    ours = {key for (key,) in asked.rows(File._meta.db_table, "storage_key")}
    reports = asked.rows(ReportFile._meta.db_table, "storage_key", "state")
    made = {key for key, state in reports if state == FileState.MADE}
    return {_place(key) for key in (ours - unready) | made}


def _place(key: str) -> str:
    return f"files/private/{key}"


def _drop_unnamed(folder: Path, files: dict[str, Kept], named: set[str]) -> None:
    """Leave out files that went before the snapshot was taken: nothing in it names them, and they are not there now."""
    for place in [each for each in files if each.startswith("files/private/") and each not in named]:
        if not (root_of("private") / place.removeprefix("files/private/")).exists():
            (folder / place).unlink()
            del files[place]


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def _may_lie(backups: Path, key_folder: Path) -> None:
    where, keys_at = backups.resolve(), key_folder.resolve()
    if keys_at == where or where in keys_at.parents or keys_at in where.parents:
        raise NotThere("The keys of cases may not lie with the backup: name a folder outside of it by --keys.")
    for storage in STORAGES:
        root = root_of(storage).resolve()
        if root in (where, keys_at) or root in where.parents or root in keys_at.parents:
            raise NotThere(f"{root} is what is backed up: name a folder outside of it.")


def _former(backups: Path, tell: Tell) -> tuple[Path | None, dict[str, Kept]]:
    """The newest backup before this one, whose files need not be copied again."""
    for path in reversed(manifest.finished(backups)):
        try:
            return path, manifest.read(path).files
        except NotOurs as refusal:
            tell(f"{path.name} is passed over: {refusal}")
    return None, {}


def _forget_unfinished(backups: Path, tell: Tell) -> None:
    for path in backups.glob(f"*{UNFINISHED}"):
        tell(f"{path.name} was broken off and is removed")
        shutil.rmtree(path)
