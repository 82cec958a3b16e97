"""What forbids that a backup is put back: said, and nothing is touched."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as used
from django.core.files.base import File as Content
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from permissions.audit import head_lines
from permissions.envelope import master_name
from permissions.now import now, standing_at
from portal.operations.backup import manifest, restoring
from portal.operations.backup.files import Kept
from portal.operations.backup.restoring import Refused, put_back
from portal.operations.backup.signed import ERASURES, KEYS, LARGEST, write_signed
from portal.operations.preview import APPS, FIRST_MIGRATIONS
from tests.scenes import file_case
from tests.workflows.migrations.last_preview import migrations
from workflows.cases.models import Case, CaseKey

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _touches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_file: Path) -> None:
        raise AssertionError("the database was touched")

    monkeypatch.setattr(restoring, "load", refuse)


def unsigned(path: Path) -> dict[str, Any]:
    """What a signed file says."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return {name: each for name, each in said.items() if not name.startswith("sign")}


def refusal(tmp_path: Path, *, anyway: bool = True, erasures: Path | None = None, keys: str = "keys") -> str:
    """Why the backup of ``tmp_path`` is not put back."""
    with pytest.raises(Refused) as refused:
        put_back(tmp_path / "backups", tmp_path / keys, erasures, print, anyway=anyway)
    return str(refused.value)


def test_an_installation_that_is_not_empty(filed: list[Case], take: Callable[..., Path], tmp_path: Path) -> None:
    take()
    said = refusal(tmp_path, anyway=False)
    assert "2 requests" in said
    assert "1 files of the private storage" in said


def test_a_folder_without_a_backup_and_one_without_keys(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    assert "no backup in it" in refusal(tmp_path)
    take()
    assert "say by --keys where they are" in refusal(tmp_path, keys="nowhere")


def test_a_master_key_that_is_not_there_is_named(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path, settings: Any
) -> None:
    take()
    first = master_name()
    settings.FIELD_KEYS = ["another key of the fields"]
    assert f"master key {first}, which is not among FIELD_KEYS" in refusal(tmp_path)
    # Rotated: the manifest is signed with the newest, and keys of cases are still under the former.
    settings.FIELD_KEYS = ["another key of the fields", "test-only-field-key"]
    folder = manifest.finished(tmp_path / "backups")[-1]
    taken = manifest.read(folder)
    manifest.write(folder, taken)
    for path in (tmp_path / "keys").glob("*.json"):
        write_signed(path, unsigned(path), purpose=KEYS if path.name.startswith("keys-") else ERASURES)
    settings.FIELD_KEYS = ["another key of the fields"]
    assert f"FIELD_KEYS lacks them: {first}" in refusal(tmp_path)


def test_a_backup_of_another_database(filed: list[Case], take: Callable[..., Path], tmp_path: Path) -> None:
    taken = manifest.read(folder := take())
    taken.engine = "another"
    manifest.write(folder, taken)
    assert "It is of another, and the database here is" in refusal(tmp_path)


def test_a_database_that_came_back_otherwise_is_said_and_no_file_is_touched(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take()
    file_case()
    monkeypatch.setattr(restoring, "load", lambda _file: None)  # what is there is what came back
    storages["default"].save("pictures/new.jpg", Content(BytesIO(b"a picture of later")))
    assert "The database came back otherwise: " in (said := refusal(tmp_path))
    assert "rows, not" in said
    assert storages["default"].exists("pictures/new.jpg")


def test_another_release_says_by_which_migrations(filed: list[Case], take: Callable[..., Path], tmp_path: Path) -> None:
    taken = manifest.read(folder := take())
    taken.migrations = [*taken.migrations[:-1], "workflows.9999_of_tomorrow"]
    manifest.write(folder, taken)
    said = refusal(tmp_path)
    assert "only in the backup workflows.9999_of_tomorrow" in said
    assert "only here " in said


def test_a_backup_of_the_last_preview_goes_on_with_the_migrations_of_today(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = manifest.read(folder := take())
    others = [name for name in taken.migrations if name.partition(".")[0] not in APPS]
    taken.migrations = sorted([*others, *migrations()])
    manifest.write(folder, taken)
    recorder = MigrationRecorder(connection)

    def load_preview(_file: Path) -> None:
        CaseKey.objects.all().delete()  # they come back from the folder of keys
        recorder.migration_qs.filter(app__in=APPS).delete()
        for name in migrations():
            recorder.record_applied(*name.split("."))

    monkeypatch.setattr(restoring, "load", load_preview)
    monkeypatch.setattr(restoring, "_counts_agree", lambda _taken: None)  # of the table that was just changed
    put_back(tmp_path / "backups", tmp_path / "keys", None, print, anyway=True)
    applied = recorder.applied_migrations()
    assert {f"{app}.{name}" for app, name in applied if app in APPS} == FIRST_MIGRATIONS


def test_an_edited_manifest_and_a_file_that_was_changed(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path
) -> None:
    folder = take()
    (folder / "files" / "public" / "pictures" / "home.jpg").write_bytes(b"a picture of something else")
    assert "files/public/pictures/home.jpg was changed" in refusal(tmp_path)
    path = folder / manifest.NAME
    path.write_text(path.read_text(encoding="utf-8").replace('"keys": 2', '"keys": 0'), encoding="utf-8")
    assert "manifest.json was edited" in refusal(tmp_path)
    path.write_text("{", encoding="utf-8")
    assert "manifest.json is not whole" in refusal(tmp_path)


PICTURE = Path("files/public/pictures/home.jpg")


def a_link_with_the_same_bytes(folder: Path) -> None:
    elsewhere = folder.parent.parent / "home.jpg"
    (folder / PICTURE).rename(elsewhere)
    (folder / PICTURE).symlink_to(elsewhere)


def a_folder_that_is_a_link(folder: Path) -> None:
    elsewhere = folder.parent.parent / "pictures"
    (folder / PICTURE.parent).rename(elsewhere)
    (folder / PICTURE.parent).symlink_to(elsewhere)


def a_storage_that_is_a_link(folder: Path) -> None:
    """Of a storage without files: what the link leads to would lie among the pictures that everybody is served."""
    taken = manifest.read(folder)
    taken.files = {name: each for name, each in taken.files.items() if not name.startswith("files/public/")}
    shutil.rmtree(folder / "files/public")
    manifest.write(folder, taken)
    (folder / "files/public").symlink_to(folder.parent.parent / "keys")


def a_pipe(folder: Path) -> None:
    (folder / PICTURE).unlink()
    os.mkfifo(folder / PICTURE)


def a_huge_one_more(folder: Path) -> None:
    with (folder / "files/private/huge").open("wb") as file:
        file.truncate(10**13)


def a_huge_one_instead(folder: Path) -> None:
    (folder / PICTURE).unlink()
    with (folder / PICTURE).open("wb") as file:
        file.truncate(10**13)


def a_way_out(folder: Path) -> None:
    _named_in_the_manifest(folder, "files/public/../../../../outside.jpg")


def a_whole_path(folder: Path) -> None:
    _named_in_the_manifest(folder, str(folder.parent.parent / "outside.jpg"))


def _named_in_the_manifest(folder: Path, name: str) -> None:
    """As nobody can write it without our key."""
    (folder.parent.parent / "outside.jpg").write_bytes(b"outside")
    taken = manifest.read(folder)
    taken.files[name] = Kept(7, hashlib.sha256(b"outside").hexdigest())
    manifest.write(folder, taken)


@pytest.mark.parametrize(
    ("bend", "said"),
    [
        (a_link_with_the_same_bytes, "home.jpg is a link or no file at all"),
        (a_folder_that_is_a_link, "home.jpg is missing"),
        (a_storage_that_is_a_link, "files/public is no part of this backup"),
        (a_pipe, "home.jpg is a link or no file at all"),
        (a_huge_one_more, "files/private/huge is no part of this backup"),
        (a_huge_one_instead, "home.jpg was changed"),
        (a_way_out, "outside.jpg is missing"),
        (a_whole_path, "outside.jpg is missing"),
    ],
)
def test_what_leads_out_of_a_backup_or_fills_a_disk_is_named(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path, bend: Callable[[Path], None], said: str
) -> None:
    bend(take())
    assert said in refusal(tmp_path)


def test_an_archive_is_no_backup_and_nothing_of_it_is_unpacked(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path
) -> None:
    take()
    for kind in ("zip", "gztar"):
        packed = Path(shutil.make_archive(str(tmp_path / "packed"), kind, tmp_path / "backups"))
        with pytest.raises(Refused, match="is no folder: a backup is one"):
            put_back(packed, tmp_path / "keys", None, print, anyway=True)


def test_files_that_are_read_before_their_signature_are_bounded(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path
) -> None:
    path = take() / manifest.NAME
    path.write_text("[" * 200_000, encoding="utf-8")
    assert "manifest.json is not whole" in refusal(tmp_path)
    os.truncate(path, LARGEST + 1)
    assert "manifest.json is larger than" in refusal(tmp_path)
    path.unlink()
    path.mkdir()
    assert "manifest.json is no file" in refusal(tmp_path)


def test_older_keys_under_a_newer_name(filed: list[Case], take: Callable[..., Path], tmp_path: Path) -> None:
    take()
    (keys,) = (tmp_path / "keys").glob("keys-*.json")
    keys.rename(keys.with_name("keys-2099-01-01T000000Z.json"))
    assert "keys-2099-01-01T000000Z.json holds the keys of" in refusal(tmp_path)


def test_lists_of_erasures_of_another_installation_or_edited(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path
) -> None:
    take()
    own = tmp_path / "keys" / "erasures.json"
    other = tmp_path / "other.json"
    write_signed(other, {**unsigned(own), "installation": "another"}, purpose=ERASURES)
    assert "is of another installation" in refusal(tmp_path, erasures=other)
    assert "is not there" in refusal(tmp_path, erasures=tmp_path / "nothing")
    own.write_text(own.read_text(encoding="utf-8").replace('"version": 1', '"version": 3'), encoding="utf-8")
    assert "erasures.json was edited" in refusal(tmp_path)


def test_a_list_of_erasures_that_is_gone_or_of_before(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path
) -> None:
    """Whoever takes it away, or puts an older one back, would have what was erased since shown again."""
    take()
    own = tmp_path / "keys" / "erasures.json"
    former = own.read_bytes()
    with standing_at(now() + timedelta(days=1)):
        take()
    own.write_bytes(former)
    assert "before these keys: what was erased since would be shown again" in refusal(tmp_path)
    own.unlink()
    assert "erasures.json is not there: what was erased since would be shown again" in refusal(tmp_path)
    (lines := tmp_path / "lines").write_text("of another program\n", encoding="utf-8")
    assert "says nothing of what was erased" in refusal(tmp_path, erasures=lines)
    key = head_lines.key_from(used.FIELD_KEYS[0])
    ours = manifest.read(manifest.finished(tmp_path / "backups")[-1]).installation
    line = head_lines.written(head_lines.Head(now(), ours, 5, "5" * 64), key)
    lines.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="the database was touched"):
        put_back(tmp_path / "backups", tmp_path / "keys", lines, print, anyway=True)


def test_lines_that_left_the_machine_of_another_installation_or_changed(
    filed: list[Case], take: Callable[..., Path], tmp_path: Path
) -> None:
    take()
    key = head_lines.key_from(used.FIELD_KEYS[0])
    line = head_lines.written(head_lines.Head(now(), "another", 5, "5" * 64), key)
    (lines := tmp_path / "heads").write_text(f"{line}\n", encoding="utf-8")
    assert "line 1 of" in (said := refusal(tmp_path, erasures=lines))
    assert "of the installation another" in said
    ours = manifest.read(manifest.finished(tmp_path / "backups")[-1]).installation
    line = head_lines.written(head_lines.Head(now(), ours, 5, "5" * 64), key).replace("count=5", "count=6")
    lines.write_text(f"{line}\n", encoding="utf-8")
    assert "its HMAC is not of what it says" in refusal(tmp_path, erasures=lines)
