"""A client of the API, the forms it files, and the problems it is told of."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.content.forms import made
from workflows.cases.models import Case

ROOT = "/api/v1"
WORDS = {"agency": "moh", "subject": "The scanner is broken", "text": "For three weeks.", "place": "Irbid"}


def new_key() -> str:
    return secrets.token_urlsafe(24)


@dataclass
class Caller:
    """Asks as an app would: no cookies, a language, and the token of one request once it is open."""

    language: str = "en"
    token: str = ""
    client: Client = field(default_factory=Client)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"{ROOT}{path}", headers=self.headers(**headers))

    def post(self, path: str, said: Any = None, *, key: str = "", **headers: str) -> Any:
        """``key`` is a new one where none is given."""
        more = self.headers(**{"idempotency-key": key or new_key(), **headers})
        body = {} if said is None else {"data": said, "content_type": "application/json"}
        return self.client.post(f"{ROOT}{path}", headers=more, **body)

    def upload(self, name: str = "a.pdf", content: bytes = made.PDF, *, sent_with: str = "") -> str:
        """The id of a file that arrived."""
        more = {"sent-with": sent_with} if sent_with else {}
        sent = {"file": SimpleUploadedFile(name, content)}
        response = self.client.post(f"{ROOT}/uploads", sent, headers=self.headers(**more))
        assert response.status_code == 201, response.content
        return str(response.json()["id"])

    def form_of(self, kind: str) -> str:
        """The id of the form of a kind."""
        (found,) = (each for each in self.get("/kinds").json() if each["code"] == kind)
        return str(found["forms"][0]["id"])

    def file(self, kind: str = "complaint", *, key: str = "", files: Any = (), **answers: Any) -> Any:
        filled = {"form": self.form_of(kind), "answers": {**WORDS, **answers}, "files": list(files)}
        return self.post("/requests", filled, key=key)

    def open(self, case: Case, secret: str = "") -> Any:
        """Shows number and secret; the request is open to this caller then."""
        asked = {"tracking": case.tracking, "secret": secret or case.secret}
        response = self.client.post(f"{ROOT}/follow", asked, "application/json", headers=self.headers())
        self.token = response.json().get("token", "")
        return response

    def headers(self, **more: str) -> dict[str, str]:
        opened = {"authorization": f"Bearer {self.token}"} if self.token else {}
        return {"accept-language": self.language, **opened, **more}


def errors(response: Any) -> dict[str, str]:
    """What is wrong with what was sent, by key."""
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert response.json()["type"] == "urn:insaf:problem:invalid"
    return {each["key"]: each["message"] for each in response.json()["errors"]}


def problem(response: Any) -> tuple[int, str]:
    """The status of a problem and its code."""
    said = response.json()
    assert (response["Content-Type"], said["status"]) == ("application/problem+json", response.status_code)
    return response.status_code, said["type"].removeprefix("urn:insaf:problem:")
