"""The page of the API: each operation with a call that works, a first call from end to end, every shape it names."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.api.examples import type_of
from portal.api.served import api
from tests.content.forms import made
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db


def page(client: Client, language: str = "en") -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/{language}/api/").content, "lxml")


def call(client: Client, words: str, **known: str) -> Any:
    """Do what a call says, as a terminal would, with the words in capitals put in."""
    for name, value in known.items():
        words = words.replace(name, value)
    given = shlex.split(words.replace("\\\n", " ").replace("$(uuidgen)", "6f1c2a52-8f4f-4a56-9f0e-0f3f2a7d1b11"))
    method = given[given.index("-X") + 1] if "-X" in given else "GET"
    address = next(word for word in given if word.startswith("http"))
    heads = dict(given[at + 1].split(": ", 1) for at, word in enumerate(given) if word == "-H")
    body = given[given.index("-d") + 1] if "-d" in given else ""
    kind = heads.pop("Content-Type", "application/json")
    return client.generic(method, re.sub(r"^https?://[^/]+", "", address), body, content_type=kind, headers=heads)


SUBJECTS = {"ar": "حفرة في الطريق", "en": "A hole in the road"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_first_call_files_a_request_and_reads_it(client: Client, language: str) -> None:
    made.published_forms()
    kinds, form, filing, request = (part.get_text() for part in page(client, language).select("ol.calls pre"))
    (form_id, *_others) = [
        each["id"] for kind in call(client, kinds).json() if kind["code"] == "complaint" for each in kind["forms"]
    ]
    assert call(client, form, FORM_ID=form_id).json()["id"] == form_id
    answer = call(client, filing, FORM_ID=form_id)
    assert answer.status_code == 201, answer.content
    filed = answer.json()
    assert (
        call(client, request, TOKEN=filed["token"]).json()["tracking"]
        == filed["tracking"]
        == Case.objects.get().tracking
    )
    assert Case.objects.get().subject == SUBJECTS[language]


def test_every_operation_has_an_example_that_sends_what_it_must(client: Client) -> None:
    made.published_forms()
    shown = page(client)
    description = api.get_openapi_schema()
    operations = [said["operationId"] for methods in description["paths"].values() for said in methods.values()]
    for operation in operations:
        section = shown.find(id=operation)
        assert section is not None
        (example,) = section.select("details pre")
        answer = call(client, example.get_text(), FORM_ID="6f1c2a52-8f4f-4a56-9f0e-0f3f2a7d1b11")
        assert answer.status_code != 400, (operation, answer.content)  # what nobody can read
        assert answer.status_code != 405, operation


def test_every_shape_that_is_named_stands_on_the_page_with_its_fields(client: Client) -> None:
    shown = page(client)
    for link in shown.select("a[href^='#shape-']"):
        assert shown.find(id=str(link["href"]).removeprefix("#")), link
    rating = shown.find(id="shape-RateAct")
    assert rating is not None
    rows = {
        row.dt.get_text(strip=True): row.dd.get_text(strip=True) for row in rating.select("dl div") if row.dt and row.dd
    }
    assert rows == {"stars": "1 | 2 | 3 | 4 | 5", "solved?": '"yes" | "partly" | "no" | null', "text?": "string | null"}


def test_what_a_citizen_would_write_is_in_the_language_of_the_page(client: Client) -> None:
    examples = " ".join(part.get_text() for part in page(client, "ar").select("pre"))
    assert re.findall(r'(?:subject|text)": "(?![^"]*[ء-ي])[^"]*"', examples) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_promises_an_objection_and_no_appeal(client: Client, language: str) -> None:
    said = page(client, language).get_text()
    assert not re.search(r"appeal|تظلّم", said)
    assert {"ar": "ويعترض", "en": "object"}[language] in said


def test_a_type_is_written_as_programmers_write_it() -> None:
    listed = {"type": "array", "items": {"$ref": "#/components/schemas/Rung"}}
    assert type_of(listed) == ("[Rung]", "Rung")
    assert type_of({"anyOf": [listed, {"type": "null"}]}) == ("[Rung] | null", "Rung")
    assert type_of({"enum": ["yes", 1]}) == (json.dumps("yes") + " | 1", "")
    assert type_of({"type": "string", "format": "uuid"}) == ("uuid", "")
