"""exiftool finds no place, no author and no serial number in what is kept of files that told all three."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from content.forms.preparing import LEASE, are_waiting, prepare_waiting
from content.forms.taking import take
from content.forms.upload import Preparation, Upload
from permissions.now import now
from tests.content.forms import made
from tests.content.forms.recordings_made import needs_ffmpeg
from tests.content.forms.told_made import LATITUDE, SERIAL, WHO, telling_files

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not there (libimage-exiftool-perl)"),
    needs_ffmpeg,
]
UNPACKED = ".unpacked"
TELLING = re.compile(
    r"GPS|Latitude|Longitude|Location|City|Country|Author|Artist|Creator(?!Tool)|By-?line|Owner|Serial|Modified ?By|"
    r"Company|Manager|Make$|^Model|Rights|Copyright|Comment|Keywords",
    re.IGNORECASE,
)


def told_in(folder: Path) -> list[str]:
    """What exiftool finds in the files of a folder, and in all that is packed into them, that tells on somebody."""
    command = ["exiftool", "-json", "-G1", "-a", "-u", "-ee3", "-r", "-ext", "*", "-n", str(folder)]
    found: list[dict[str, Any]] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    telling = []
    for file in found:
        for name, value in file.items():
            group, _colon, tag = name.rpartition(":")
            if group in ("System", "ExifTool", "") or value in ("", None, 0):
                continue
            secret = any(word in str(value) for word in (WHO, SERIAL, LATITUDE))
            if secret or TELLING.search(tag):
                path = Path(file["SourceFile"]).relative_to(folder)
                telling.append(f"{path}: {name} is {value!r}")
    return telling


@pytest.mark.parametrize(("one_in", "files"), [(5, 13), pytest.param(1, 60, marks=pytest.mark.large)])
def test_no_place_no_author_and_no_serial_number_is_left(tmp_path: Path, one_in: int, files: int) -> None:
    """In each run one in five of sixty files, which are of all types and tell it in all ways."""
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    for name, content in telling_files(one_in=one_in):
        (before / name).write_bytes(content)
        _unpack(before / name)
        (upload,) = take([made.sent(name, content)]).arrived
        assert upload.name.rpartition(".")[2] == {"heic": "jpg"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    while are_waiting():
        prepare_waiting()
        Upload.objects.exclude(taken_at=None).update(taken_at=now() - LEASE)
    assert not Upload.objects.filter(preparation=Preparation.UNREADABLE).exists()
    for upload in Upload.objects.all():
        for key, ending in ((upload.storage_key, upload.name.rpartition(".")[2]), (upload.thumbnail, "jpg")):
            if key:
                path = after / f"{upload.pk}-{upload.name}-{key[-4:]}.{ending}"
                with storages["private"].open(key) as stored:
                    path.write_bytes(stored.read())
                _unpack(path)
    sent = [path for path in before.iterdir() if path.is_file()]
    told = {Path(each.partition(":")[0]).parts[0].removesuffix(UNPACKED) for each in told_in(before)}
    told |= {path.relative_to(before).parts[0].removesuffix(UNPACKED) for path in _with_secrets(before)}
    assert (len(sent), len({path.suffix for path in sent})) == (files, 10)
    assert sorted(path.name for path in sent if path.name not in told) == []
    assert told_in(after) == []
    assert _with_secrets(after) == []


def _with_secrets(folder: Path) -> list[Path]:
    """exiftool does not know all that documents say of themselves."""
    secrets = [word.encode(coding) for word in (WHO, SERIAL) for coding in ("utf-8", "utf-16-be", "utf-16-le")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(secret in path.read_bytes() for secret in secrets)]


def _unpack(path: Path) -> None:
    """exiftool reads what a document says of itself, not the photos in it."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            package.extractall(path.with_name(path.name + UNPACKED))
