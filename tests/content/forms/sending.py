"""A browser without scripts, as these tests need it: sends back what a shown form holds, and reads the answer."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.content.forms import made

URL = "/en/file/complaint/"
WORDS = {"subject": "Appointment put off", "text": "It was put off three times.", "place": "Irbid"}


def form_of(response: Any) -> dict[str, Any]:
    """What a browser would send back of a shown form: its token, and the files that arrived."""
    content = response.content.decode()
    (token,) = made.hidden_values(content, "form_token")
    return {"form_token": token, "kept_files": made.hidden_values(content, "kept_files")}


def send(citizen: Client, shown: Any, files: Sequence[SimpleUploadedFile] = (), url: str = URL, **changes: Any) -> Any:
    data = {"agency": "moh", **WORDS, **form_of(shown), **changes}
    if files:
        data["files"] = list(files)
    return citizen.post(url, data)


def text_of(response: Any) -> str:
    """The page as read: entities as characters, tags gone."""
    return made.plain(html.unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


def assert_kept(response: Any, *, status: int = HTTPStatus.UNPROCESSABLE_ENTITY, **words: str) -> None:
    """Everything typed stands in the form again."""
    assert response.status_code == status
    shown = response.context["form"]
    assert {key: shown[key].value() for key in ("subject", "text", "place")} == WORDS | words
    content = html.unescape(response.content.decode())
    assert all(value in content for value in (WORDS | words).values())
