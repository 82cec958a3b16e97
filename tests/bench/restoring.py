"""A backup of 5,000 requests and 200 MB of their files is taken, and put back into an empty installation."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import File as Content
from django.db import connection

from content.forms.storing import new_storage_key, store
from permissions.agencies.models import Agency
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from tests.bench.year import run
from tests.scenes import file_case
from workflows.cases.models import Case
from workflows.cases.submission import StoredFile

MEGABYTE = 1_000_000
EACH = 2
"""Megabytes of one file."""
WITHIN = 180
"""Seconds to put 5,000 requests and 200 MB back."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Load lives, file requests with files, take the backup, and put it back; each as an operator does it."""
    run("demo_world", "--cases", str(sizes.restored))
    agency = Agency.objects.get(code="moh")
    for number in range(sizes.restored_files):
        file_case(agency=agency.code, email="", key=f"restoring-{number}", files=(_random_file(),))
    of_what = f"{Case.objects.count():,} requests and {sizes.restored_files * EACH} MB"
    with tempfile.TemporaryDirectory() as folder:
        taken = run("backup", f"{folder}/backups", "--keys", f"{folder}/keys")
        sheet.add(f"backup of {of_what}", taken.seconds, "s")
        with _empty_installation(Path(folder) / "elsewhere") as elsewhere:
            put_back = run("restore", f"{folder}/backups", "--keys", f"{folder}/keys", **elsewhere)
    sheet.add(f"restore of {of_what}, verified", put_back.seconds, "s", WITHIN)
    sheet.add(f"restore of {of_what}: its own CPU", put_back.cpu, "s")
    sheet.add(f"restore of {of_what}: memory", put_back.peak, "MB")


def _random_file() -> StoredFile:
    """As hard to pack as a photo is."""
    content, key = os.urandom(EACH * MEGABYTE), new_storage_key()
    store(Content(BytesIO(content)), key)
    return StoredFile("photo.jpg", "image/jpeg", len(content), hashlib.sha256(content).hexdigest(), key)


@contextmanager
def _empty_installation(var: Path) -> Iterator[dict[str, str]]:
    """Its environment, with the master keys of here; on PostgreSQL with a database of its own, which goes with it."""
    (var / "static").mkdir(parents=True)
    environment = {"INSAF_VAR": str(var), "FIELD_KEYS": ",".join(settings.FIELD_KEYS)}
    if connection.vendor == "sqlite":
        yield environment | {"DATABASE_URL": f"sqlite:///{var}/insaf.sqlite3"}
        return
    name = f"{connection.settings_dict['NAME']}_elsewhere"
    server, _, _name = os.environ["DATABASE_URL"].rpartition("/")
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted}")
    try:
        yield environment | {"DATABASE_URL": f"{server}/{name}"}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted}")
