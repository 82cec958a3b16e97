"""Which answers go packed over the line, and which never do."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.test import Client

from content.forms.filed_link import filed_link
from tests.after_filing import has_filed
from tests.content.forms import made
from tests.scenes import Country, country, file_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Country:
    return country()


def asked(client: Client, path: str) -> Any:
    return client.get(path, headers={"Accept-Encoding": "gzip, br"})


def test_a_form_goes_packed_and_its_length_says_nothing(client: Client) -> None:
    made.english_forms("complaint")
    lengths = set()
    for _time in range(8):
        answer = asked(client, "/en/file/complaint/")
        assert answer["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer["Vary"]
        assert b"form_token" in gzip.decompress(answer.content)
        assert len(answer.content) < len(gzip.decompress(answer.content)) / 2
        lengths.add(len(answer.content))
    assert len(lengths) == 1, "tokens go as they are: no length tells what is in them"


def test_a_browser_that_cannot_unpack_gets_it_as_it_is(client: Client) -> None:
    made.english_forms("complaint")
    assert "Content-Encoding" not in client.get("/en/file/complaint/").headers


def test_the_page_with_the_secret_never_goes_packed(client: Client, scene: Country) -> None:
    case = file_case()
    answer = asked(has_filed(client, case), filed_link(case.tracking))
    assert case.secret in answer.content.decode()
    assert "Content-Encoding" not in answer.headers


def test_the_staff_s_pages_never_go_packed(client: Client, scene: Country) -> None:
    client.force_login(scene.people["officer-moh"])
    answer = asked(client, "/admin/desk/?q=moh")
    assert (answer.status_code, answer.get("Content-Encoding")) == (200, None)
