"""The page after filing shows number and secret for an hour, to no cache and no other site."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from content.forms.filed_link import filed_link
from permissions.now import now, standing_at
from tests.scenes import country, file_case
from workflows.cases.models import Concern

pytestmark = pytest.mark.django_db


def link_to(tracking: str, language: str = "en") -> str:
    with translation.override(language):
        return filed_link(tracking)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_element_carries_number_and_secret(client: Client, language: str) -> None:
    country()
    case = file_case()
    content = client.get(link_to(case.tracking, language)).content.decode()
    carriers = re.findall(r"<[^>]*data-tracking=[^>]*>", content)
    assert len(carriers) == 1
    assert f'data-tracking="{case.tracking}"' in carriers[0]
    assert f'data-secret="{case.secret}"' in carriers[0]
    assert f'<html lang="{language}"' in content


def test_who_complains_about_someone_reads_that_they_are_passed_over(client: Client) -> None:
    country()
    words = "It is seen, but not by those it concerns"
    assert words not in client.get(link_to(file_case().tracking)).content.decode()
    about_someone = file_case(concerns=Concern.PERSON)
    shown = client.get(link_to(about_someone.tracking)).content.decode()
    assert words in shown
    assert "The agency sees it" not in shown


def test_what_is_said_to_happen_next_is_what_happens(client: Client) -> None:
    """Where the agency is not known yet, or is not to know who complains: no more is promised than is true."""
    country()
    nobodys = client.get(link_to(file_case(agency=None).tracking)).content.decode()
    assert "The agency sees it" not in nobodys
    assert "The complaints unit finds the right agency" in nobodys
    about_someone = client.get(link_to(file_case(agency=None, concerns=Concern.HEAD).tracking)).content.decode()
    assert "It is seen, but not by those it concerns" in about_someone
    for hidden, words in (
        (file_case(confidential=True), "Your name, your e-mail and your phone number stay hidden from the agency."),
        (file_case(kind="rights"), "but without your name, your e-mail and your phone number."),
    ):
        shown = client.get(link_to(hidden.tracking)).content.decode()
        assert words in shown
        assert "With everything you wrote" not in shown


def test_the_page_is_kept_by_no_cache_and_told_to_no_site(client: Client) -> None:
    country()
    response = client.get(link_to(file_case().tracking))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_looking_again_within_the_hour_shows_the_same(client: Client) -> None:
    country()
    case = file_case()
    link = link_to(case.tracking)
    with standing_at(now() + timedelta(minutes=59)):
        assert case.secret in client.get(link).content.decode()


def test_after_an_hour_it_leads_to_the_page_that_asks_for_both(client: Client) -> None:
    country()
    case = file_case()
    link = link_to(case.tracking)
    with standing_at(now() + timedelta(minutes=61)):
        response = client.get(link)
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, "/en/track/")
    assert case.secret not in response.content.decode()


@pytest.mark.parametrize("address", ["track_leave", "leave_quickly"])
def test_whoever_left_finds_the_secret_on_no_page_of_the_way_back(client: Client, address: str) -> None:
    country()
    case = file_case()
    link = link_to(case.tracking)
    assert case.secret in client.get(link).content.decode()
    with translation.override("en"):
        client.post(reverse(address))
    response = client.get(link)
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, "/en/track/")
    with standing_at(now() + timedelta(seconds=2)):
        another = file_case()
        assert another.secret in client.get(link_to(another.tracking)).content.decode()


def test_the_browser_keeps_neither_number_nor_secret(client: Client) -> None:
    country()
    fields = re.findall(r"<input[^>]*name=.(?:tracking|secret)[^>]*>", client.get("/en/track/").content.decode())
    assert len(fields) == 2
    assert all('autocomplete="off"' in field for field in fields)


@pytest.mark.parametrize("signed", ["17", "eyJjYXNlIjoxfQ:1abc:forged", "a:b:c"])
def test_a_made_up_address_is_not_there(client: Client, signed: str) -> None:
    country()
    file_case()
    with translation.override("en"):
        address = reverse("filed", args=[signed])
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_the_page_is_only_read(client: Client) -> None:
    country()
    assert client.post(link_to(file_case().tracking)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
