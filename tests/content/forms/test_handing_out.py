"""A file is handed out whole or in the part that a player asks for, and never as something that a browser runs."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import RequestFactory

from content.forms.handing_out import handed_out
from content.forms.upload import Upload
from permissions.now import now
from workflows.cases.models import File

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(100))


def stored(content_type: str = "video/mp4") -> File:
    key = storages["private"].save("2026/11/handed", ContentFile(CONTENT))
    return File(name="فيديو.mp4", content_type=content_type, size=100, storage_key=key)


def asked(file: File, span: str = "", query: str = "", **headers: str) -> Any:
    headers |= {"Range": span} if span else {}
    return handed_out(
        RequestFactory().get(f"/x{query}", headers=headers), file, content_type="application/octet-stream"
    )


def read(response: Any) -> bytes:
    with closing(response):
        return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def kind_of(response: Any) -> str:
    response.close()
    return str(response["Content-Type"])


@pytest.mark.parametrize(
    ("span", "status", "told", "content"),
    [
        ("", 200, None, CONTENT),
        ("bytes=0-", 206, "bytes 0-99/100", CONTENT),
        ("bytes=10-19", 206, "bytes 10-19/100", CONTENT[10:20]),
        ("bytes=90-500", 206, "bytes 90-99/100", CONTENT[90:]),
        ("bytes=-5", 206, "bytes 95-99/100", CONTENT[95:]),
        ("bytes=-500", 206, "bytes 0-99/100", CONTENT),
        ("bytes=100-", 416, "bytes */100", b""),
        ("bytes=9-3", 200, None, CONTENT),
        ("bytes=0-1,5-6", 200, None, CONTENT),
        ("lines=0-1", 200, None, CONTENT),
        ("bytes=" + "9" * 40 + "-", 200, None, CONTENT),
    ],
)
def test_a_part_is_what_was_asked_for(span: str, status: int, told: str | None, content: bytes) -> None:
    response = asked(stored(), span)
    assert (response.status_code, response.get("Content-Range"), read(response)) == (status, told, content)
    assert response["Accept-Ranges"] == "bytes"
    if status == 206:
        assert response["Content-Length"] == str(len(content))
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")


def test_it_comes_as_what_it_is_only_where_it_is_played() -> None:
    assert [kind_of(asked(stored(kind))) for kind in ("video/mp4", "audio/mp4", "application/pdf")] == [
        "video/mp4",
        "audio/mp4",
        "application/octet-stream",
    ]
    for span in ("", "bytes=0-1", "bytes=100-"):
        response = asked(stored(), span)
        response.close()
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_a_part_of_what_may_have_changed_is_the_whole() -> None:
    assert read(asked(stored(), "bytes=0-1", **{"If-Range": '"x"'})) == CONTENT


def test_a_thumbnail_is_there_where_one_was_drawn() -> None:
    file = stored()
    assert asked(file, query="?small").status_code == 404
    small = storages["private"].save("2026/11/small", ContentFile(b"small"))
    Upload.objects.create(storage_key=file.storage_key, size=1, thumbnail=small, created_at=now())
    response = asked(file, query="?small")
    assert (response["Content-Type"], read(response)) == ("image/jpeg", b"small")
