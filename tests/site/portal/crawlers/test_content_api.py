"""Other programs read the published pages: what everybody reads, to nobody in particular, and so many times an hour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from content.directory.models import AgencyPage, DirectoryPage
from content.directory.selectors import in_directory
from content.pages.models import StandardPage
from content.pages.selectors import absolute
from permissions.agencies.models import Agency
from permissions.limits import catalogue
from permissions.limits.decide import Limit
from portal.crawlers import content_api
from tests.seeded_site import seeded_site
from workflows.cases.models import RequestKind

pytestmark = [pytest.mark.usefixtures("_pages"), pytest.mark.django_db]
PAGES = "/api/content/pages/"


@pytest.fixture(scope="module")
def _pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with seeded_site(django_db_blocker):
        yield


def read(client: Client, path: str = PAGES, **asked: str) -> dict[str, Any]:
    answer = client.get(path, asked)
    assert answer.status_code == 200, answer.content
    said: dict[str, Any] = answer.json()
    return said


def test_pages_are_given_with_their_texts_and_without_a_cookie(client: Client) -> None:
    found = read(client, type="content.StandardPage", slug="privacy", locale="en", fields="intro,body")
    (page,) = found["items"]
    assert page["title"] == "Privacy"
    assert page["intro"].startswith("We ask only")
    assert page["body"]
    assert page["meta"]["html_url"] == absolute("/en/privacy/")
    one = client.get(f"{PAGES}{page['id']}/")
    assert one["Cache-Control"] == "public, max-age=60"
    assert one["Access-Control-Allow-Origin"] == "*"
    assert "sessionid" not in one.cookies
    assert "csrftoken" not in one.cookies


def test_drafts_and_forms_of_kinds_that_are_not_taken_are_not_there(client: Client) -> None:
    page = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    page.unpublish()
    assert client.get(f"{PAGES}{page.pk}/").status_code == 404
    before = read(client, type="content.FormPage")["meta"]["total_count"]
    RequestKind.objects.filter(code="praise").update(active=False)
    assert read(client, type="content.FormPage")["meta"]["total_count"] == before - 2


def test_what_was_written_of_a_body_that_is_not_shown_is_not_there(client: Client) -> None:
    directory = DirectoryPage.objects.get(locale__language_code="en")
    body = in_directory().filter(active=True).first()
    assert body is not None
    page = directory.add_child(instance=AgencyPage(agency=body.code, locale=directory.locale, intro="What it does"))
    assert client.get(f"{PAGES}{page.pk}/").status_code == 200
    Agency.objects.filter(pk=body.pk).update(active=False)
    assert client.get(page.url).status_code == 404
    assert client.get(f"{PAGES}{page.pk}/").status_code == 404


@pytest.mark.parametrize("asked", [{"fields": "questions"}, {"fields": "owner"}, {"search": "x"}, {"limit": "1000"}])
def test_what_is_not_given_is_refused(client: Client, asked: dict[str, str]) -> None:
    assert client.get(PAGES, asked).status_code == 400


@pytest.mark.both
@pytest.mark.parametrize(
    "asked",
    [
        {"offset": "9" * 30},
        {"first_published_at": "x"},
        {"type": "content.NewsItemPage", "day": "x"},
        {"fields": "a(" * 1_500},
    ],
)
def test_what_has_no_meaning_is_refused_and_is_no_fault_of_ours(client: Client, asked: dict[str, str]) -> None:
    assert client.get(PAGES, asked).status_code == 400


def test_nothing_is_written(client: Client) -> None:
    for method in (client.post, client.put, client.delete):
        assert method(PAGES).status_code == 405


@pytest.mark.usefixtures("limits_on")
def test_who_asks_too_often_is_told_when_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_api, "CONTENT_API", Limit(catalogue.CONTENT_API.name, free=2, most=2))
    answers = [client.get(PAGES) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
