"""The drill: a backup that was taken while everything runs is put back into an empty installation."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from permissions.audit import head_lines
from permissions.audit.selectors import chain_head, installation
from permissions.now import now
from portal.operations.backup.databases import NAMES
from portal.operations.backup.manifest import read
from tests.scenes import Country, file_case
from tests.site.portal.operations.backup.conftest import Manage, stored
from workflows.cases.erasing import erase_again
from workflows.cases.models import Case, CaseKey

pytestmark = pytest.mark.django_db(transaction=True)

ASK = "from workflows.cases.models import *; from django.core.files.storage import storages as s; "
ASK += "print([c.key.plain.hex() for c in Case.objects.order_by('pk')]); "
ASK += "print([s['private'].open(f.storage_key).read() for f in File.objects.all()])"


def test_what_was_backed_up_stands_in_an_empty_installation(
    filed: list[Case], take: Callable[..., Path], there: Manage, tmp_path: Path
) -> None:
    taken = take()
    put_back = there("restore", taken, "--keys", tmp_path / "keys")
    assert put_back.returncode == 0, put_back.stderr
    assert "Everything agrees." in put_back.stdout
    keys = [case.key.plain.hex() for case in Case.objects.order_by("pk")]
    assert len(keys) == 2
    assert there("shell", "-v0", "-c", ASK).stdout.splitlines() == [repr(keys), repr([b"first photo"])]
    assert (tmp_path / "elsewhere" / "media" / "pictures" / "home.jpg").read_bytes() == b"a picture of the home page"
    again = there("restore", taken, "--keys", tmp_path / "keys")
    assert again.returncode == 1
    assert "2 requests" in again.stderr
    assert there("restore", taken, "--keys", tmp_path / "keys", "--anyway").returncode == 0


def test_of_an_older_backup_it_is_told_once_what_of_the_trail_is_gone(
    filed: list[Case], take: Callable[..., Path], there: Manage, tmp_path: Path
) -> None:
    taken = take()
    kept = read(taken).head[0]
    file_case()
    taken.rename(tmp_path / "older")
    take()
    put_back = there("restore", tmp_path / "older", "--keys", tmp_path / "keys")
    assert put_back.returncode == 0, put_back.stderr + put_back.stdout
    lost = [line for line in put_back.stdout.splitlines() if "are gone" in line]
    assert len(lost) == 1
    assert f"entries {kept + 1} to " in lost[0]
    assert "2 cases have their keys; 0 have none" in put_back.stdout


def test_neither_keys_nor_sessions_lie_in_the_backup(filed: list[Case], take: Callable[..., Path]) -> None:
    Session.objects.create(session_key="k" * 32, session_data="x", expire_date=now())
    taken = take()
    content = (taken / NAMES[connection.vendor]).read_bytes()
    if connection.vendor == "sqlite":
        assert filed[0].tracking.encode() in content  # it would be found
        hidden = [key.wrapped for key in CaseKey.objects.all()] + ["k" * 32]
        assert [each for each in hidden if each.encode() in content] == []
    rows = read(taken).rows
    assert (rows["workflows_case"], rows["workflows_casekey"], rows["django_session"]) == (2, 0, 0)


def test_no_page_that_was_emptied_is_left_in_the_backup(filed: list[Case], take: Callable[..., Path]) -> None:
    """Where SQLite was built without ``SECURE_DELETE``, what was left out would still stand in them."""
    if connection.vendor != "sqlite":
        return
    many = [Session(session_key=f"{n:032}", session_data="x" * 900, expire_date=now()) for n in range(100)]
    Session.objects.bulk_create(many)
    with closing(sqlite3.connect(take() / NAMES["sqlite"])) as copy:
        assert copy.execute("PRAGMA freelist_count").fetchall() == [(0,)]


def test_a_backup_that_was_cut_off_edited_or_added_to_is_named(filed: list[Case], take: Callable[..., Path]) -> None:
    taken = take()
    call_command("verify", backup=taken)
    database, extra = taken / NAMES[connection.vendor], taken / "files" / "private" / "more"
    (photo,) = [path for path in (taken / "files" / "private").rglob("*") if path.is_file()]
    photo.write_bytes(b"other photo")
    extra.write_bytes(b"x")
    content = database.read_bytes()
    database.write_bytes(content[:1000])
    (taken / "files" / "public" / "pictures" / "home.jpg").unlink()
    found = named(taken)
    assert f"{database.name} was cut off: 1000 of {len(content)} bytes are there" in found
    assert f"{photo.relative_to(taken).as_posix()} was changed" in found
    assert "files/private/more is no part of this backup" in found
    assert "files/public/pictures/home.jpg is missing" in found
    manifest = taken / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"version": 1', '"version": 2'), encoding="utf-8")
    assert "manifest.json was edited" in named(taken)
    manifest.unlink()
    assert "it has no manifest.json" in named(taken) or "there is no backup in it" in named(taken)


def named(taken: Path) -> str:
    """What ``verify --backup`` says where it finds something."""
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify", backup=taken, stdout=said)
    return said.getvalue()


WORD = "جمانة-تشهد"


def test_last_months_backup_cannot_show_what_was_erased_since(
    land: Country, transactional_db: None, take: Callable[..., Path], there: Manage, tmp_path: Path
) -> None:
    case = file_case(subject=WORD, text=f"{WORD} رأت", name=WORD, files=(stored(b"a photo of what was seen"),))
    kept = file_case(subject="يبقى")
    (photo,) = (file.storage_key for file in case.files.all())
    taken = take()
    taken.rename(tmp_path / "older")
    assert (tmp_path / "older" / "files" / "private" / photo).exists()
    assert erase_again(case.pk, now())
    take()  # with it goes the list of what was erased
    put_back = there("restore", tmp_path / "older", "--keys", tmp_path / "keys")
    assert put_back.returncode == 0, put_back.stderr + put_back.stdout
    assert "1 cases were erased since and are erased again" in put_back.stdout
    assert "1 cases have their keys; 1 have none, 1 of them since the backup" in put_back.stdout
    words = every_word(there)
    assert WORD not in words
    assert "يبقى" in words
    assert there("shell", "-v0", "-c", ERASED).stdout.split() == [case.tracking, "True", kept.tracking, "False"]
    assert not (tmp_path / "elsewhere" / "files" / photo).exists()
    assert "Everything agrees." in there("verify").stdout


def test_what_was_erased_is_known_from_the_lines_that_left_the_machine_too(
    land: Country, transactional_db: None, take: Callable[..., Path], there: Manage, tmp_path: Path
) -> None:
    case, kept = file_case(subject=WORD), file_case(subject="يبقى")
    taken = take()
    at = now()
    assert erase_again(case.pk, at)
    said = (
        head_lines.Head(at, installation(), *chain_head()),
        head_lines.Erased(at, installation(), case.pk, case.tracking),
        # One of an end that another backup replaced: its number went to another request since.
        head_lines.Erased(at, installation(), kept.pk, "26-0000-0000-1"),
    )
    key = head_lines.key_from(settings.FIELD_KEYS[0])
    (lines := tmp_path / "heads").write_text(
        "".join(f"{head_lines.written(each, key)}\n" for each in said), encoding="utf-8"
    )
    put_back = there("restore", taken, "--keys", tmp_path / "keys", "--erasures", lines)
    assert put_back.returncode == 0, put_back.stderr + put_back.stdout
    words = every_word(there)
    assert WORD not in words
    assert "يبقى" in words
    verified = there("verify", "--heads", lines)
    assert "are gone" in verified.stdout
    assert "Everything agrees." in verified.stdout, verified.stdout


ERASED = "from workflows.cases.models import *; "
ERASED += "print(*[f'{c.tracking} {c.erased_at is not None}' for c in Case.objects.order_by('pk')])"


def every_word(there: Manage) -> str:
    """All that the restored database holds, as text."""
    dumped = there("dumpdata", "--all", "--indent", "0")
    assert dumped.returncode == 0, dumped.stderr
    return json.dumps(json.loads(dumped.stdout), ensure_ascii=False)
