"""What ``manage.py check --deploy`` says beside what Django says: what is weak, before anybody relies on it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, OperationalError, connection

from content.forms.apart import reached_by_readers
from content.forms.confinement import can_confine
from portal.operations.storage_identity import storage_problem
from portal.settings.environment import ROOT, VAR

_SECRETS: Final = ("SECRET_KEY_FILE", "FIELD_KEYS_FILE", "DATABASE_URL_FILE")
QUIET_LOG: Final = {"log_error_verbosity": "terse", "log_min_error_statement": "panic"}
UNCONFINED: Final = checks.Error(
    "Programs that read hostile files may run unconfined.",
    hint="A fault in one of them is then every key. Take INSAF_UNCONFINED_READERS=allow away.",
    id="insaf.E001",
)
CANNOT_CONFINE: Final = checks.Info(
    "This system cannot confine programs that read hostile files: no file and no recording is taken here.",
    hint="It needs Linux 5.13 with Landlock among /sys/kernel/security/lsm, on x86-64 or ARM of 64 bits.",
    id="insaf.I001",
)


def confinement(*_given: object, **_more: object) -> list[checks.CheckMessage]:
    """Whether readers of hostile files are confined: one starts here and tries keys, the database and a socket."""
    if not settings.READERS_CONFINED:
        return [UNCONFINED] if settings.PRODUCTION else []
    if not can_confine():
        return [CANNOT_CONFINE]
    reached = reached_by_readers(_ours())
    hint = f"It reached {', '.join(reached)}: no file of ours may lie beside programs."
    return [checks.Error("A confined reader of files is not.", hint=hint, id="insaf.E002")] if reached else []


def database_log(*_given: object, **_more: object) -> list[checks.CheckMessage]:
    """Whether PostgreSQL keeps what people write out of its own log: of a row that it refuses, and of a statement."""
    if connection.vendor != "postgresql":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(QUIET_LOG)])
            settings_now = dict(cursor.fetchall())
    except OperationalError:
        return []  # the check is run where there is no database, too
    loud = [f"{name} = {quiet}" for name, quiet in QUIET_LOG.items() if settings_now.get(name) != quiet]
    hint = f"Set in postgresql.conf: {', '.join(loud)}."
    return (
        [checks.Warning("PostgreSQL's log may repeat what people wrote.", hint=hint, id="insaf.W001")] if loud else []
    )


def what_hosts_share(*_given: object, **_more: object) -> list[checks.CheckMessage]:
    """Whether this host has the folder of files that the database knows, and what its pages link to."""
    found: list[checks.CheckMessage] = []
    try:
        problem = storage_problem()
    except DatabaseError:
        problem = ""  # there is no database, or none that is migrated
    if problem:
        hint = "Mount the shared folder there, or run `manage.py set_up` on the host that has the files."
        found.append(checks.Warning(f"INSAF_VAR: {problem}", hint=hint, id="insaf.W002"))
    if settings.PRODUCTION and ROOT in (ROOT / VAR).parents:
        hint = "Let INSAF_VAR name a folder outside of the checkout, such as /var/lib/insaf."
        found.append(checks.Info("Data lie in the checkout, and go with it.", hint=hint, id="insaf.I002"))
    return found


def _ours() -> list[Path]:
    """Files with keys and data, as far as they are files; and one that is there in any case."""
    folder = Path(settings.READING_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    trial = folder / "trial"
    trial.write_bytes(b"0")
    database = settings.DATABASES["default"]
    named = [os.environ[name] for name in _SECRETS if name in os.environ]
    named += [str(database["NAME"])] if "sqlite" in database["ENGINE"] else []
    return [trial, *(Path(name) for name in named if Path(name).is_file())]


def register() -> None:
    """At start-up."""
    for check in (confinement, database_log, what_hosts_share):
        checks.register(check, checks.Tags.security, deploy=True)
