"""Owners take a process away as BPMN, change it elsewhere, and bring it or another's in as a draft."""

from __future__ import annotations

import html as html_of
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from tests.scenes import Country, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.processes.bpmn.made import EVERYTHING, ORDER, file_of
from workflows.processes.parsing import parse
from workflows.versions.models import Version
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db
BRING = "/admin/studio/bpmn/"
NAMES = {"name_ar": "الشراء", "name_en": "Purchasing"}


def owner_in(land: Country, language: str = "en") -> Client:
    hire(land, "owner")
    return client_of(land, "owner", language)


def complaint() -> Version:
    return Version.objects.get(subject="process", key="complaint", status="published")


def looked_at(client: Client, content: bytes, name: str = "order.bpmn", *, key: str = "") -> str:
    response = client.post(f"{BRING}?key={key}" if key else BRING, {"file": ContentFile(content, name)})
    assert response.status_code == 200, page(response)
    return page(response)


def signed(html: str) -> str:
    found = re.search(r'name="brought" value="([^"]+)"', html)
    assert found is not None
    return html_of.unescape(found[1])


def begun(response: Any) -> Version:
    found = re.search(r"/drafts/(\d+)/edit/", response.headers.get("Location", ""))
    assert found is not None, page(response)
    return Version.objects.get(pk=found[1])


def test_a_process_goes_out_as_a_file_and_comes_back_as_the_same_draft(land: Country) -> None:
    client, version = owner_in(land, "ar"), complaint()
    file = client.get(f"/admin/studio/versions/{version.pk}/bpmn/")
    assert file["Content-Disposition"] == f'attachment; filename="complaint-{version.number}.bpmn"'
    assert (file["Content-Type"], file["X-Content-Type-Options"]) == ("application/xml; charset=utf-8", "nosniff")
    assert 'name="دراسة الطلب"' in file.content.decode()
    html = looked_at(client, file.content, "complaint.bpmn")
    assert ("data-all-runs" in html, "data-unrun" in html, 'value="complaint" selected' in html) == (True, False, True)
    draft = begun(client.post(BRING, {"brought": signed(html), "begins": "complaint"}))
    assert (draft.key, draft.status, draft.number) == ("complaint", "draft", version.number + 1)
    assert parse(draft.definition) == parse(version.definition)


def test_a_file_of_another_tool_becomes_a_new_process_with_a_list_of_what_does_not_run(land: Country) -> None:
    client = owner_in(land)
    html = looked_at(client, file_of(ORDER))
    assert ('data-taken="10"' in html, 'data-element="boundaryEvent"' in html, "No budget" in html) == (
        True,
        True,
        True,
    )
    assert not Version.objects.filter(key="purchasing").exists()
    draft = begun(client.post(BRING, {"brought": signed(html), "begins": "empty", **NAMES}))
    assert (draft.key, draft.definition["name"]) == ("purchasing", {"ar": "الشراء", "en": "Purchasing"})
    assert "From the file “order.bpmn”." in draft.note
    assert all(each in draft.note for each in ("boundaryEvent", "No budget", "Use the step’s ladder"))


def test_the_note_has_room_for_a_file_full_of_what_does_not_run(land: Country) -> None:
    client = owner_in(land)
    html = looked_at(client, file_of(EVERYTHING), f"{'x' * 300}.bpmn")
    draft = begun(client.post(BRING, {"brought": signed(html), "begins": "empty", **NAMES}))
    assert len(draft.note) <= 2_000
    assert "And of these more" in draft.note


def test_a_name_and_a_free_key_are_asked_for_and_what_was_typed_stays(land: Country) -> None:
    client = owner_in(land)
    sent = {"brought": signed(looked_at(client, file_of(ORDER))), "begins": "empty", "name_en": "Purchasing"}
    refused = client.post(BRING, sent)
    assert (refused.status_code, "Enter the name in" in page(refused)) == (422, True)
    assert 'value="Purchasing"' in page(refused)
    assert signed(page(refused)) == sent["brought"]
    taken = client.post(BRING, {**sent, **NAMES, "code": "complaint"})
    assert (taken.status_code, "There is already one with the key" in page(taken)) == (422, True)
    assert begun(client.post(BRING, {**sent, **NAMES})).key == "purchasing"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<!DOCTYPE d><d/>", "has a DOCTYPE"),
        (b"<d/>", "This is XML, but no file of BPMN"),
        (b"x" * 4_000_000, "A BPMN file may have"),
        (b"", "This file is empty"),
    ],
)
def test_what_is_no_process_is_refused_at_its_field(land: Country, content: bytes, sentence: str) -> None:
    refused = owner_in(land).post(BRING, {"file": ContentFile(content, "x.bpmn")})
    assert refused.status_code == 422
    assert sentence in page(refused)
    assert not Version.objects.filter(status="draft").exists()


def test_what_was_not_looked_at_here_begins_nothing(land: Country) -> None:
    client = owner_in(land)
    response = client.post(BRING, {"brought": "made-up", "begins": "complaint"})
    assert (response.status_code, response["Location"]) == (302, BRING)
    assert not Version.objects.filter(status="draft").exists()


def test_only_versions_of_processes_are_files(land: Country) -> None:
    client = owner_in(land)
    assert client.get(f"/admin/studio/versions/{published('ladder', 'default').pk}/bpmn/").status_code == 404
    assert client_of(land, "staff-moh").get(f"/admin/studio/versions/{complaint().pk}/bpmn/").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("ar", "مراجعة قانونية"), ("en", "Legal review")])
def test_a_page_shows_each_sign_that_runs_with_an_example(land: Country, language: str, words: str) -> None:
    html = page(owner_in(land, language).get("/admin/studio/bpmn/signs/"))
    assert (html.count("data-sign="), html.count("<svg width="), words in html) == (10, 10, True)


@pytest.mark.parametrize("content", [ORDER, EVERYTHING], ids=["order", "everything"])
def test_the_draft_opens_in_the_editor_and_its_problems_stand_in_it(land: Country, content: str) -> None:
    client = owner_in(land)
    sent = {"brought": signed(looked_at(client, file_of(content))), "begins": "empty", **NAMES}
    draft = begun(client.post(BRING, sent))
    opened = client.get(f"/admin/studio/drafts/{draft.pk}/edit/")
    assert opened.status_code == 200
    assert "data-problems" in page(opened)
    assert client.get(f"/admin/studio/drafts/{draft.pk}/publish/").status_code == 200
    file = client.get(f"/admin/studio/versions/{draft.pk}/bpmn/")
    assert file.status_code in (200, 302)


def test_the_page_of_a_process_leads_to_its_file_and_to_bringing_one_in(land: Country) -> None:
    client, version = owner_in(land), complaint()
    html = page(client.get("/admin/studio/process/complaint/"))
    assert f'href="/admin/studio/versions/{version.pk}/bpmn/"' in html
    assert f'href="{BRING}?key=complaint"' in html
    assert f'href="{BRING}"' in page(client.get("/admin/studio/"))
