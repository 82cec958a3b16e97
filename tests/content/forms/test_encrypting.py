"""The bytes of files of hidden cases are encrypted in the queue, served as before, and bent nowhere unseen."""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import RequestFactory
from pytest_django import DjangoCaptureOnCommitCallbacks

from content.forms import encrypting, storing
from content.forms.encrypting import are_waiting, encrypt_waiting, ring_if_waiting
from content.forms.handing_out import handed_out
from content.forms.storing import ChangedBytes, encrypt_stored, is_encrypted, is_stored, open_stored
from content.forms.upload import Upload, UploadState
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
