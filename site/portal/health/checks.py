"""What this host must be able to do to take requests, and what the whole platform must do: one small function for each,
in the two lists at the end."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from time import perf_counter
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min

from content.forms.encrypting import oldest_plain
from content.forms.later_checks import oldest_waiting
from content.forms.preparing import can_prepare, oldest_unprepared
from permissions.now import now
from portal.operations.keys import missing_masters
from portal.operations.storage_identity import storage_problem
from portal.queue.pulses import BACKUP, QUEUE, SWEEP, age_of
from workflows.outbox.models import OutboxEntry

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(minutes=15)
LONGEST_RECORDING = timedelta(hours=1)
LONGEST_PLAIN = timedelta(minutes=10)
SWEEP_IS_LATE = timedelta(minutes=5)
QUEUE_IS_LATE = timedelta(minutes=3)
WORKS = "is `manage.py work` running?"

_migrated: set[str] = set()  # databases found up to date: only a new start can change that
_collected: set[str] = set()  # folders of static files found complete: the same


class CheckFailed(Exception):
    """A check's own words about what is wrong; operators read them, so they name no secret."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; ``problem`` is empty when all is well, ``seconds`` is how long it took."""

    name: str
    problem: str
    seconds: float


def database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    name = str(connection.settings_dict["NAME"])
    if name in _migrated:
        return
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise CheckFailed(f"{len(waiting)} migrations are not applied, the first: {waiting[0][0]}")
    _migrated.add(name)


def storage() -> None:
    """The private storage takes a file, gives it back and lets it go."""
    private = storages["private"]
    written = secrets.token_bytes(16)
    name = private.save(f"readiness/{secrets.token_hex(8)}", ContentFile(written))
    try:
        with private.open(name) as file:
            if file.read() != written:
                raise CheckFailed("the storage gave back other bytes than it was given")
    finally:
        private.delete(name)


def files() -> None:
    """The folder that this host writes to is the one of all hosts."""
    problem = storage_problem()
    if problem:
        raise CheckFailed(problem)


def static() -> None:
    """What pages link to was collected before this process began: it has read the list once."""
    storage: Any = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin) or str(settings.STATIC_ROOT) in _collected:
        return
    ignored = apps.get_app_config("staticfiles").ignore_patterns  # type: ignore[attr-defined]  # what is never collected
    listed = (each for finder in get_finders() for each in finder.list(ignored))
    ours = {str(PurePosixPath(getattr(source, "prefix", None) or "", name)) for name, source in listed}
    missing = sorted(ours - storage.hashed_files.keys())
    if missing:
        do = "run `manage.py collectstatic --no-input` and start the web server anew"
        raise CheckFailed(f"{len(missing)} static files are not collected, the first: {missing[0]}: {do}")
    _collected.add(str(settings.STATIC_ROOT))


def redis() -> None:
    """Without it all works, slower."""
    name = f"health:{secrets.token_hex(8)}"
    if settings.REDIS_URL:
        cache.set(name, 1, 60)
        if cache.get(name) != 1:
            raise CheckFailed("Redis does not answer: pages are slower, and limits are counted in the database")


def backup() -> None:
    """``manage.py backup`` was at work within ``INSAF_BACKUP_HOURS``; 0: somebody else takes backups, and is asked."""
    if not settings.BACKUP_HOURS:
        return
    age = age_of(BACKUP)
    if age is None or age > timedelta(hours=settings.BACKUP_HOURS):
        last = (
            "no backup was ever taken"
            if age is None
            else f"the last backup is {age.total_seconds() // 3600:.0f} hours old"
        )
        raise CheckFailed(f"{last}: does `manage.py backup` run each night?")


def outbox() -> None:
    """What waits to be delivered is taken soon; a delivery that failed waits for its next attempt and is not late."""
    oldest = OutboxEntry.objects.waiting().aggregate(oldest=Min("available_at"))["oldest"]
    if oldest is not None and now() - oldest > LONGEST_WAIT:
        raise CheckFailed(f"letters wait since {oldest:%Y-%m-%d %H:%M} UTC: {WORKS}")


def sweep() -> None:
    """A pass of the clock and the outbox comes each minute; one with much to do takes a while."""
    _recent(SWEEP, SWEEP_IS_LATE, never="no sweep has ever ended", late="the last sweep ended")


def keys() -> None:
    """Whoever was started before a key went is told here; at a start it is refused."""
    missing = missing_masters()
    if missing:
        raise CheckFailed(f"FIELD_KEYS lacks {', '.join(sorted(missing))}: {sum(missing.values())} requests need it")


def viruses() -> None:
    """A file that came while the virus scanner was away is looked through in the next pass in which it is back."""
    waited = oldest_waiting()
    if waited is not None and waited > LONGEST_WAIT:
        minutes = waited.total_seconds() / 60
        raise CheckFailed(f"files wait for the virus scanner since {minutes:.0f} minutes: is it there?")


def recordings() -> None:
    """Videos and voices are prepared one after the other; without ffmpeg none is taken, which is no fault by itself."""
    waited = oldest_unprepared()
    if waited is not None and waited > LONGEST_RECORDING:
        minutes = waited.total_seconds() / 60
        why = WORKS if can_prepare() else "ffmpeg is missing on this machine, or cannot be confined"
        raise CheckFailed(f"recordings wait to be prepared since {minutes:.0f} minutes: {why}")


def plain_files() -> None:
    """Files of sealed and confidential requests are encrypted before their sender is answered; what a crash or a full
    disk left, and those of a request that was hidden later, by the next pass."""
    waited = oldest_plain()
    if waited is not None and waited > LONGEST_PLAIN:
        minutes = waited.total_seconds() / 60
        raise CheckFailed(f"files of hidden requests lie in plain since {minutes:.0f} minutes: {WORKS}")


def queue() -> None:
    """The queue's heart beats several times a minute; a stuck one is replaced within two."""
    _recent(QUEUE, QUEUE_IS_LATE, never="the queue has never run a task", late="the queue's last heartbeat came")


def _recent(name: str, limit: timedelta, *, never: str, late: str) -> None:
    age = age_of(name)
    if age is None:
        raise CheckFailed(f"{never}: {WORKS}")
    if age > limit:
        raise CheckFailed(f"{late} {age.total_seconds():.0f} seconds ago: {WORKS}")


Checks = tuple[Callable[[], None], ...]
HOST: Final[Checks] = (database, migrations, keys, storage, files, static)
"""What a host needs to serve; while one fails no request should come to it."""
PLATFORM: Final[Checks] = (sweep, queue, outbox, viruses, recordings, plain_files, redis, backup)
"""What all hosts have in common: people are served all the same, and somebody has to look at it."""


def findings(checks: Checks) -> list[Finding]:
    """Run every check, also after one has failed, so that an operator sees the whole."""
    return [_run(check) for check in checks]


def _run(check: Callable[[], None]) -> Finding:
    started = perf_counter()
    problem = ""
    try:
        check()
    except CheckFailed as found:
        problem = str(found)
    except (OperationalError, InterfaceError) as error:  # all checks meet it, each time that a balancer asks
        log.warning("The check %s failed: %s", check.__name__, type(error).__name__)
        problem = type(error).__name__
    except Exception as error:
        log.warning("The check %s failed", check.__name__, exc_info=True)
        problem = type(error).__name__
    return Finding(check.__name__, problem, round(perf_counter() - started, 4))
