"""The first address is Arabic, whatever the browser asks for."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.seeded_site import pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("preferred", ["en", "ar", "fr"])
def test_the_bare_address_leads_to_arabic(client: Client, preferred: str) -> None:
    response = client.get("/", headers={"accept-language": preferred})
    assert (response.status_code, response["Location"]) == (302, "/ar/")


def test_both_languages_have_a_home(client: Client) -> None:
    pages()
    assert 'lang="ar" dir="rtl"' in client.get("/ar/").content.decode()
    assert 'lang="en" dir="ltr"' in client.get("/en/").content.decode()
