"""What citizens of another country than Jordan read: none of Jordan's numbers and names."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Page

from permissions.access.naming import say_emergency_numbers
from permissions.actors import Actor
from permissions.platform import called
from permissions.platform.models import Platform
from portal.operations.demo_world.jordan import NUMBERS
from tests.scenes import country
from tests.seeded_site import pages_and_forms

pytestmark = pytest.mark.django_db
JORDANS = re.compile(
    r"\b(911|110|5008080)\b|Jordan|Amman|Prime Minist|No\. \(156\)|الأردن|عمّان|رئيس الوزراء|رئاسة الوزراء|رقم \(156\)"
)


@pytest.fixture(autouse=True)
def _asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(called, "known", called.Known())


def read() -> dict[str, str]:
    """What is read on each public page and form, without addresses and marks."""
    country()
    home = pages_and_forms()
    home.__class__.objects.update(call_number="")
    Platform.objects.update(emergency_numbers={}, calendar="jordan")
    called.forget()
    return _words()


def _words() -> dict[str, str]:
    found, client = {}, Client()
    for page in Page.objects.live().filter(depth__gt=1):
        address = page.get_url()
        response = client.get(address)
        assert response.status_code == 200, address
        text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.DOTALL)
        found[address] = unescape(re.sub("[\u2066-\u2069]", "", text))
    return found


def test_no_public_page_has_a_number_or_a_name_of_jordan() -> None:
    pages = read()
    assert len(pages) > 30
    assert {address: JORDANS.findall(text) for address, text in pages.items() if JORDANS.search(text)} == {}
    assert any("{" in text for text in pages.values()) is False, "no place for a number is left open"
    contact = next(text for address, text in pages.items() if "/en/" in address and "/contact/" in address)
    assert "Call the emergency number first" in contact


def test_the_numbers_of_the_country_stand_where_the_texts_leave_their_place() -> None:
    read()
    say_emergency_numbers({**NUMBERS, "emergency": "112"}, actor=Actor.operator)
    called.forget()
    html = Client().get("/en/contact/").content.decode()
    assert re.search(r'Call <a href="tel:112">(<bdi>)?112(</bdi>)?</a> first', html)
    rights = Client().get("/en/file/rights/").content.decode()
    assert rights.count('href="tel:112"') == 2
    assert 'href="tel:110"' in rights
