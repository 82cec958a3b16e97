"""What visitors read when something is missing, forbidden or broken: in their language, and even without a database."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from wagtail.users.models import UserProfile

from permissions.people.models import User
from portal import errors
from tests.letters import strange_words

SENTENCES = {
    ("404", "ar"): "الصفحة غير موجودة",
    ("404", "en"): "This page is not here",
    ("403", "ar"): "هذه الصفحة غير متاحة لك",
    ("403", "en"): "This is not open to you",
    ("400", "ar"): "لم نستطع قراءة ما وصل",
    ("400", "en"): "We could not read this request",
    ("500", "ar"): "حدث خلل من جهتنا",
    ("500", "en"): "Something went wrong on our side",
}


def request_for(language: str) -> HttpRequest:
    return RequestFactory().get(f"/{language}/anything/")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_that_is_not_there(client: Client, language: str) -> None:
    response = client.get(f"/{language}/nothing/here/")
    html = response.content.decode()
    assert response.status_code == 404
    assert f"<h1>{SENTENCES['404', language]}</h1>" in html
    assert f'<html lang="{language}"' in html
    assert strange_words(html, language) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_not_allowed(language: str) -> None:
    response = errors.permission_denied(request_for(language), PermissionDenied())
    assert response.status_code == 403
    assert SENTENCES["403", language] in response.content.decode()
    assert strange_words(response.content.decode(), language) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_fault_of_ours_needs_neither_database_nor_static_files(language: str) -> None:
    response = errors.server_error(request_for(language))  # no database in this test: a query would raise
    html = response.content.decode()
    assert response.status_code == 500
    assert SENTENCES["500", language] in html
    assert "/static/" not in html
    assert strange_words(html, language) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_host_that_is_not_ours_is_a_bad_request(client: Client, language: str) -> None:
    response = client.get(f"/{language}/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert SENTENCES["400", language] in response.content.decode()
    assert strange_words(response.content.decode(), language) == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/track/", "/admin/login/"])
@pytest.mark.parametrize("origin", ["https://testserver:8443", "http://testserver:8443"])
def test_a_form_past_a_proxy_that_drops_the_port_says_so_to_people_and_operators(
    address: str, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post(address, headers={"origin": origin, "accept-language": "en"})
    assert refused.status_code == 403
    assert "This site’s settings have a fault" in refused.content.decode()
    assert "$http_host" in caplog.text


@pytest.mark.django_db
def test_a_form_of_another_site_is_told_nothing_of_proxies(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/en/track/", headers={"origin": "https://elsewhere.example"})
    assert "The form had been open for too long" in refused.content.decode()
    assert "$http_host" not in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_form_without_its_token_is_refused_in_the_language_of_the_address(language: str) -> None:
    response = Client(enforce_csrf_checks=True).post(f"/{language}/track/", {"tracking": "1", "secret": "1"})
    html = response.content.decode()
    assert response.status_code == 403
    assert {"ar": "بقي النموذج مفتوحًا", "en": "The form had been open for too long"}[language] in html
    assert strange_words(html, language) == []


@pytest.mark.django_db
def test_in_the_admin_the_page_speaks_the_language_that_its_reader_chose() -> None:
    reader = User.objects.create_user("reader", password="x")
    assert SENTENCES["404", "ar"] in not_found_for(reader)
    profile = UserProfile.get_for_user(reader)
    profile.preferred_language = "en"
    profile.save()
    assert SENTENCES["404", "en"] in not_found_for(User.objects.get(pk=reader.pk))


def not_found_for(reader: User) -> str:
    request = RequestFactory().get("/admin/nothing/")
    request.user = reader
    return errors.page_not_found(request, Http404()).content.decode()


@pytest.mark.django_db
def test_a_missing_page_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        client.get("/ar/nothing/here/")
