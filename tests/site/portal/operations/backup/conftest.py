"""An installation with two requests and their files, and an empty one beside it for a backup to be put back into."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import File as Content
from django.core.files.storage import storages
from django.db import connection

from content.forms.storing import new_storage_key, store
from portal.operations.backup.files import root_of
from portal.operations.backup.taking import back_up
from tests.conftest import ROOT
from tests.scenes import Country, file_case
from workflows.cases.models import Case
from workflows.cases.submission import StoredFile

Manage = Callable[..., "subprocess.CompletedProcess[str]"]


def stored(content: bytes, name: str = "photo.jpg") -> StoredFile:
    """A file that lies in the private storage, for a request to name."""
    key = new_storage_key()
    store(Content(BytesIO(content)), key)
    return StoredFile(name, "image/jpeg", len(content), hashlib.sha256(content).hexdigest(), key)


@pytest.fixture(autouse=True)
def _no_files_of_others() -> Iterator[None]:
    """Each test begins with empty storages, and leaves none of its own."""
    _empty()
    yield
    _empty()


def _empty() -> None:
    for storage in ("private", "public"):
        root = root_of(storage)
        for path in sorted(root.rglob("*"), reverse=True) if root.exists() else ():
            path.rmdir() if path.is_dir() else path.unlink()


@pytest.fixture
def filed(transactional_db: None, land: Country) -> list[Case]:
    """Two requests, the first with a file; and a picture of the pages."""
    storages["default"].save("pictures/home.jpg", Content(BytesIO(b"a picture of the home page")))
    return [file_case(files=(stored(b"first photo"),)), file_case()]


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Path]:
    """Takes a backup into ``tmp_path/backups``."""
    return lambda *, keys="keys", tell=lambda _said: None: back_up(tmp_path / "backups", tmp_path / keys, tell)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation that has nothing yet."""
    entry = connection.settings_dict
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    said = os.environ | {"INSAF_VAR": str(tmp_path / "elsewhere"), "PYTHONPATH": paths}
    (tmp_path / "elsewhere" / "static").mkdir(parents=True)
    if connection.vendor == "sqlite":
        yield said | {"DATABASE_URL": f"sqlite:///{tmp_path / 'elsewhere' / 'insaf.sqlite3'}"}
        return
    name = f"{entry['NAME']}_elsewhere"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")
        cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    account = f"{entry['USER']}:{entry['PASSWORD']}" if entry["PASSWORD"] else entry["USER"]
    yield said | {"DATABASE_URL": f"postgres://{account}@{entry['HOST']}:{entry['PORT'] or 5432}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)}")


@pytest.fixture
def there(elsewhere: dict[str, str]) -> Manage:
    """Runs ``manage.py`` in the empty installation."""

    def manage(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]
        return subprocess.run(words, env=elsewhere | environment, capture_output=True, text=True, check=False)

    return manage
