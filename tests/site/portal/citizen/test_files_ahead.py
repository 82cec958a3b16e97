"""The files of a case's own forms: sent ahead by whoever proved the secret, and linked where one was refused."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.forms.upload import Upload
from permissions.limits.asking import ask
from permissions.limits.catalogue import UPLOADS
from permissions.limits.challenges import SOLUTION, WAIT_SECONDS
from tests.content.forms import made
from tests.permissions.limits.solving import solved
from tests.scenes import Country, country, file_case
from workflows.cases.models import Case, File

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Country:
    return country()


def photo(name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made.picture())


def prove(client: Client, case: Case) -> None:
    client.post("/ar/track/", {"tracking": case.tracking, "secret": case.secret})


def test_a_file_sent_ahead_goes_with_the_addition(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case)
    answer = client.post(f"/ar/track/{case.tracking}/add/?upload", {"files": photo()})
    assert (answer.status_code, answer.json()["name"]) == (200, "photo.jpg")
    assert not File.objects.exists()
    client.post(f"/ar/track/{case.tracking}/add/", {"text": "صورة", "kept_files": answer.json()["token"]})
    assert File.objects.get(case=case).name == "photo.jpg"


def test_who_has_not_proved_the_secret_sends_nothing_ahead(client: Client, scene: Country) -> None:
    case = file_case()
    assert client.post(f"/ar/track/{case.tracking}/add/?upload", {"files": photo()}).status_code == 302
    assert not Upload.objects.exists()


def test_a_file_that_is_refused_says_so_at_once(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case)
    program = SimpleUploadedFile("tool.exe", b"MZ a program")
    answer = client.post(f"/en/track/{case.tracking}/add/?upload", {"files": program})
    assert answer.status_code == 422
    assert "isn’t a type of file that we accept" in answer.json()["refused"]


def test_the_summary_links_to_the_file_that_was_refused(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case)
    sent = {"text": "انظر", "files": SimpleUploadedFile("100%.exe", b"MZ a program")}
    page = BeautifulSoup(client.post(f"/en/track/{case.tracking}/add/", sent).content, "lxml")
    (link,) = page.select("[data-errors] a")
    assert "100%.exe" in link.get_text()
    assert page.select_one(f"input[type=file]{link['href']}")


def test_a_crowded_network_is_slowed_here_too(client: Client, scene: Country, settings: Any) -> None:
    settings.LIMITS_ON = True
    case = file_case()
    prove(client, case)
    ask(UPLOADS, "127.0.0.1", amount=UPLOADS.free)
    slowed = client.post(f"/ar/track/{case.tracking}/add/?upload", {"files": photo()})
    assert (slowed.status_code, slowed["Retry-After"]) == (429, str(WAIT_SECONDS))
    assert "انتظر نصف دقيقة" in slowed.json()["refused"]
    answer = {"files": photo(), SOLUTION: solved(slowed.json()["challenge"])}
    assert client.post(f"/ar/track/{case.tracking}/add/?upload", answer).status_code == 200
