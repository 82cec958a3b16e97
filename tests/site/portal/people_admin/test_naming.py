"""A country begins: the platform and its units are named on one page, and every page says so."""

from __future__ import annotations

import pytest
from django.test import Client

from permissions.agencies.models import Agency
from permissions.platform import called
from permissions.platform.models import Platform
from tests.scenes import Country, hire
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/access/platform/"
NAMES = {
    "platform_ar": "ميزان",
    "platform_en": "Mizan",
    "authority_ar": "رئاسة الحكومة",
    "authority_en": "Government Office",
    "central_unit_ar": "ديوان المظالم",
    "central_unit_en": "Office of Grievances",
    "sensitive_unit_ar": "وحدة الحقوق",
    "sensitive_unit_en": "Rights Unit",
}


@pytest.fixture(autouse=True)
def _asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(called, "known", called.Known())


def test_names_are_said_once_and_stand_on_the_pages(land: Country, admin: Client) -> None:
    html = page(admin.get(ADDRESS))
    assert "The platform is set up." in html
    assert 'value="Insaf"' in html
    html = page(admin.post(ADDRESS, NAMES, follow=True))
    assert "The names are kept." in words(html)
    assert "Mizan" in html.partition("</title>")[0]
    assert Agency.objects.get(code="central").name["en"] == "Office of Grievances"
    assert Agency.objects.get(code="rights").name["ar"] == "وحدة الحقوق"
    html = page(admin.get(ADDRESS))
    assert "The platform is set up." not in html
    assert 'value="ميزان"' in html
    html = page(Client().get("/ar/track/"))
    assert "ميزان" in html
    assert "رئاسة الحكومة" in html.partition("<footer")[2]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"platform_en": ""}, "Enter the name in English."),
        ({"platform_en": "x" * 26}, "at most 25"),
        ({"authority_en": ""}, "Enter the name in Arabic and in English."),
        ({"central_unit_en": "MOH"}, "There is an agency called “MOH” already."),
    ],
)
def test_what_is_refused_says_why_and_nothing_is_half_done(
    land: Country, admin: Client, changed: dict[str, str], why: str
) -> None:
    answer = admin.post(ADDRESS, {**NAMES, **changed})
    assert answer.status_code == 422
    assert why in words(page(answer))
    assert 'value="ديوان المظالم"' in page(answer)
    assert not Platform.objects.exists()


@pytest.mark.parametrize("who", ["admin-moh", "officer-central", "level2-moh"])
def test_to_everybody_else_the_page_is_not_there(land: Country, who: str) -> None:
    hire(land, "agency_administrator", "moh", username="admin-moh")
    client = client_of(land, who)
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, NAMES).status_code == 404
