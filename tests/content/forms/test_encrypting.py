"""The bytes of files of hidden cases are encrypted before their sender is answered, served as before, and bent nowhere
unseen."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from content.forms import encrypting, storing
from content.forms.encrypting import are_waiting, encrypt_waiting, ring_if_waiting
from content.forms.handing_out import handed_out
from content.forms.storing import ChangedBytes, encrypt_stored, is_encrypted, is_stored, open_stored
from content.forms.taking import QUARANTINE
from content.forms.upload import Preparation, Upload, UploadState
from content.forms.uploads import mark_filed
from permissions.encrypted_files import encrypt_into
from permissions.now import now
from permissions.security_log import LOGGER
from portal.operations.verifying import everything
from tests.scenes import Country, file_case
from workflows.cases.models import Case, File
from workflows.cases.submission import StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CONTENT = bytes(range(256)) * 20
NAME = "تقرير.txt"


def stored(content: bytes = CONTENT) -> StoredFile:
    key = storages["private"].save("2026/11/of-a-case", ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    small = storages["private"].save("2026/11/small", ContentFile(b"small " + content))
    Upload.objects.create(
        storage_key=key,
        name=NAME,
        content_type="text/plain",
        size=len(content),
        sha256=digest,
        thumbnail=small,
        state=UploadState.FILED,
        created_at=now(),
    )
    return StoredFile(NAME, "text/plain", len(content), digest, key)


def filed_as(kind: str) -> tuple[Case, int]:
    """A case with one uploaded file, marked as filed, and how many statements that took."""
    file = stored()
    uploads = Upload.objects.filter(storage_key=file.storage_key)
    uploads.update(state=UploadState.PENDING, came_as=file.sha256)
    case = file_case(kind=kind, files=(file,))
    with CaptureQueriesContext(connection) as done:
        mark_filed(uploads, key=f"{kind} 1")
    return case, len([each for each in done if "SAVEPOINT" not in each["sql"]])


def hidden(**changes: Any) -> Case:
    return file_case(**({"kind": "integrity", "files": (stored(),)} | changes))


def raw(storage_key: str) -> bytes:
    with storages["private"].open(storage_key) as file:
        return bytes(file.read())


def read(file: File) -> bytes:
    with open_stored(file.storage_key) as content:
        return bytes(content.read())


def served(file: File, span: str) -> bytes:
    """As a browser gets it. What is closed with the answer is the database, too: nothing is asked after it."""
    response: Any = handed_out(RequestFactory().get("/x", headers={"Range": span} if span else {}), file)
    with closing(response):
        return b"".join(response.streaming_content)


def test_they_are_encrypted_with_their_small_pictures_and_served_as_before(land: Country) -> None:
    file = hidden().files.get()
    assert are_waiting()
    assert encrypt_waiting() == 1
    assert not are_waiting()
    file.refresh_from_db()
    upload = Upload.objects.get(storage_key=file.storage_key)
    for key in (file.storage_key, upload.thumbnail):
        assert is_encrypted(key)
        assert CONTENT[:32] not in raw(key)
    assert (file.name, upload.name) == (NAME, "")
    assert [each for each in everything() if "file" in each] == []
    assert served(file, "") == CONTENT


def test_they_are_when_their_sender_is_answered_whoever_runs_the_clock(land: Country) -> None:
    """Eight statements for one file, where an ordinary request has the seven that it had before."""
    ordinary, usual = filed_as("complaint")
    case, cost = filed_as("integrity")
    file, upload = case.files.get(), Upload.objects.get(filed_under="integrity 1")
    assert file.bytes_encrypted
    assert all(is_encrypted(key) for key in (file.storage_key, upload.thumbnail))
    assert (file.name, upload.name, read(file)) == (NAME, "", CONTENT)
    assert not is_encrypted(ordinary.files.get().storage_key)
    assert Upload.objects.get(filed_under="complaint 1").name == NAME
    assert (usual, cost) == (7, 8)


def test_a_recording_lies_encrypted_also_as_it_came(land: Country) -> None:
    file = stored()
    came = f"{QUARANTINE}/{file.storage_key}"
    storages["private"].save(came, ContentFile(CONTENT))
    storages["private"].delete(file.storage_key)
    uploads = Upload.objects.filter(storage_key=file.storage_key)
    uploads.update(state=UploadState.PENDING, original=came, preparation=Preparation.WAITING)
    hidden(files=(file,))
    mark_filed(uploads, key="a")
    assert is_encrypted(came)
    with open_stored(came) as content:
        assert content.read() == CONTENT


def test_where_there_is_no_room_the_sender_is_answered_and_the_next_pass_does_it(
    land: Country, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_given: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(storing, "encrypt_into", full)
        case, _cost = filed_as("integrity")
    assert "No space left" in caplog.text
    assert read(case.files.get()) == CONTENT
    call_command("sweep", stdout=io.StringIO())
    assert is_encrypted(case.files.get().storage_key)


def test_two_at_once_encrypt_once(land: Country) -> None:
    """The second waits until the first has closed what it read, and finds it done."""
    file = hidden().files.get()
    with ThreadPoolExecutor() as pool:
        with storages["private"].open(file.storage_key, "r+b") as first:
            fcntl.flock(first.fileno(), fcntl.LOCK_EX)
            key = file.case_key
            second = pool.submit(encrypt_stored, file.storage_key, case_id=file.case_id, key=key)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
            sealed = io.BytesIO()
            encrypt_into(sealed, io.BytesIO(CONTENT), key=key, owner=file.case_id, place=file.storage_key)
            beside = Path(storages["private"].path(f"{file.storage_key}.first"))
            beside.write_bytes(sealed.getvalue())
            beside.replace(storages["private"].path(file.storage_key))
        second.result(timeout=10)
    assert raw(file.storage_key) == sealed.getvalue()
    assert read(file) == CONTENT


def test_a_player_is_given_the_part_that_it_asks_for(land: Country) -> None:
    file = hidden().files.get()
    encrypt_waiting()
    assert served(file, "bytes=300-309") == CONTENT[300:310]


def test_those_of_ordinary_cases_stay_as_they_are(land: Country) -> None:
    file = file_case(files=(stored(),)).files.get()
    assert not are_waiting()
    assert encrypt_waiting() == 0
    assert raw(file.storage_key) == CONTENT


def test_a_file_that_lies_in_another_s_place_is_handed_to_nobody(
    land: Country, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = hidden().files.get(), hidden().files.get()
    encrypt_waiting()
    moved = raw(other.storage_key)
    storages["private"].delete(one.storage_key)
    storages["private"].save(one.storage_key, ContentFile(moved))
    with pytest.raises(ChangedBytes), caplog.at_level("INFO", LOGGER):
        open_stored(one.storage_key)
    assert "stored_file" in caplog.text
    assert any("cannot be read" in each for each in everything())


def test_whoever_is_killed_over_it_has_lost_nothing(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    file = hidden().files.get()

    def killed(*_given: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(storing, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            encrypt_waiting()
    assert are_waiting()
    assert read(file) == CONTENT
    assert encrypt_waiting() == 1
    assert read(file) == CONTENT
    assert not storages["private"].exists(f"{file.storage_key}.encrypted")


def test_what_lies_beside_stands_for_it_where_a_storage_cannot_put_it_in_its_place(land: Country) -> None:
    """As a bucket leaves it, that was cut off between taking the plain bytes away and putting the others there."""
    file, storage = hidden().files.get(), storages["private"]
    encrypt_stored(file.storage_key, case_id=file.case_id, key=file.case.key.plain)
    sealed = raw(file.storage_key)
    storage.delete(file.storage_key)
    storage.save(f"{file.storage_key}.encrypted", ContentFile(sealed))
    assert is_stored(file.storage_key)
    assert is_encrypted(file.storage_key)
    assert read(file) == CONTENT


def test_one_that_is_gone_or_whose_key_is_is_left_and_the_others_are_encrypted(land: Country) -> None:
    gone, keyless, fine = hidden().files.get(), hidden().files.get(), hidden().files.get()
    storages["private"].delete(gone.storage_key)
    keyless.case.key.delete()
    encrypt_waiting()
    assert is_encrypted(fine.storage_key)
    assert raw(keyless.storage_key) == CONTENT


def test_the_queue_is_rung_for_where_something_waits(
    land: Country,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(encrypting, "_bells", [lambda: rung.append(True)])
    file_case(files=(stored(),))
    with django_capture_on_commit_callbacks(execute=True):
        ring_if_waiting()
    assert rung == []
    hidden()
    with django_capture_on_commit_callbacks(execute=True):
        ring_if_waiting()
    assert rung == [True]
