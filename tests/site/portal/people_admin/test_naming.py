"""A country begins: the platform and its units are named on one page, and every page says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.users.models import UserProfile

from permissions.agencies.models import Agency
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.platform import called
from permissions.platform.models import Platform
from permissions.writing import local, midnight
from tests.scenes import CALENDAR, Country, hire, publish_one
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import begun, filled, send
from workflows.calendars.definition import newest as newest_calendar
from workflows.cases.rules import Rules
from workflows.danger_words.shipped import shipped
from workflows.reports.period import containing

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/access/platform/"
NAMES: dict[str, Any] = {
    "offered": ["ar", "en"],
    "first": "ar",
    "zone": "Asia/Amman",
    "country": "",
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
        ({"platform_ar": ""}, "Enter the name in Arabic."),
        ({"platform_en": "x" * 26}, "at most 25"),
        ({"authority_ar": ""}, "Enter the name in Arabic."),
        ({"central_unit_en": "MOH"}, "There is an agency called “MOH” already."),
        ({"offered": []}, "Choose at least one of the languages"),
        ({"offered": ["en"]}, "one of the languages that are offered"),
        ({"offered": ["fr"]}, "fr is not one of the available choices"),
        ({"zone": "Mars/Olympus"}, "is not one of the available choices"),
    ],
)
def test_what_is_refused_says_why_and_nothing_is_half_done(
    land: Country, admin: Client, changed: dict[str, str], why: str
) -> None:
    answer = admin.post(ADDRESS, {**NAMES, **changed})
    assert answer.status_code == 422
    assert why in words(page(answer))
    assert 'value="ديوان المظالم"' in page(answer)
    assert not Platform.objects.exclude(name={}).exists()


@pytest.mark.parametrize("who", ["admin-moh", "officer-central", "level2-moh"])
def test_to_everybody_else_the_page_is_not_there(land: Country, who: str) -> None:
    hire(land, "agency_administrator", "moh", username="admin-moh")
    client = client_of(land, who)
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, NAMES).status_code == 404


def test_what_it_speaks_and_where_it_is_is_chosen_there(land: Country, admin: Client) -> None:
    assert Client().get("/")["Location"] == "/ar/"
    instant = datetime(2026, 11, 26, 21, 30, tzinfo=UTC)
    assert local(instant).hour == 0
    chosen = {"offered": ["ar", "en"], "first": "en", "zone": "Europe/Lisbon", "country": "PT"}
    assert "The names are kept." in words(page(admin.post(ADDRESS, {**NAMES, **chosen}, follow=True)))
    assert Client().get("/")["Location"] == "/en/"
    assert local(instant).hour == 21
    assert midnight(date(2026, 7, 1)).utcoffset() == timedelta(hours=1)
    assert containing("monthly", datetime(2026, 11, 30, 23, tzinfo=UTC)).name == "2026-11"
    assert called.country() == "PT"
    html = page(admin.get(ADDRESS))
    assert '<option value="Europe/Lisbon" selected>' in html
    assert '<option value="PT" selected>Portugal' in html
    entry = AuditEntry.objects.get(verb="platform_placed")
    assert entry.data["zone"] == "Europe/Lisbon"
    assert UserProfile.get_for_user(land.people["admin"]).get_current_time_zone() == "Europe/Lisbon"
    admin.post(ADDRESS, {**NAMES, **chosen})
    assert AuditEntry.objects.filter(verb="platform_placed").count() == 1


def test_a_language_that_is_not_offered_is_led_to_by_nothing(land: Country, admin: Client) -> None:
    assert 'hreflang="en"' in page(Client().get("/ar/track/"))
    admin.post(ADDRESS, {**NAMES, "offered": ["ar"]})
    assert 'hreflang="en"' not in page(Client().get("/ar/track/"))
    assert Client().get("/en/track/").status_code == 200


def test_holidays_are_proposed_for_the_country_that_was_chosen(land: Country, admin: Client) -> None:
    hire(land, "owner")
    owner = client_of(land, "owner")
    draft = begun(owner, "calendar", "jordan")
    admin.post(ADDRESS, {**NAMES, "country": "PT"})
    send(owner, draft, filled(page(owner.get(f"/admin/studio/drafts/{draft.pk}/edit/"))), "next-year")
    draft.refresh_from_db()
    assert "Christmas Day" in [holiday["name"].get("en") for holiday in draft.definition["holidays"]]


def test_the_calendar_of_the_country_is_chosen_there_and_new_agencies_begin_so(land: Country, admin: Client) -> None:
    publish_one("calendar", "malta", {**newest_calendar(CALENDAR), "zone": "Europe/Malta"})
    publish_one("calendar", "moh", newest_calendar(CALENDAR))
    admin.post(ADDRESS, {**NAMES, "country": "MT"})
    html = page(admin.get(ADDRESS))
    assert "which is not of Malta" in words(html)
    assert '<option value="jordan" selected>' in html
    assert '<option value="moh"' not in html, "an agency's own is nobody else's"
    assert admin.post(ADDRESS, {**NAMES, "country": "MT", "calendar": "moh"}).status_code == 422
    Agency.objects.filter(code="moe").update(calendar="replayed")

    admin.post(ADDRESS, {**NAMES, "country": "MT", "calendar": "malta"})
    assert "which is not of Malta" not in words(page(admin.get(ADDRESS)))
    assert AuditEntry.objects.filter(verb="platform_placed").latest("pk").data["calendar"] == "malta"
    by = dict(Agency.objects.values_list("code", "calendar"))
    assert by.pop("moe") == "replayed"
    assert set(by.values()) == {"malta"}
    wanted = {"code": "roads", "name_ar": "الطرق", "name_en": "Roads", "parent": ""}
    assert admin.post("/admin/access/bodies/new/", wanted).status_code == 302
    roads = Agency.objects.get(code="roads")
    assert (roads.calendar, Rules(now()).reckoned_by("", roads.pk)["calendar"]) == ("malta", ["malta", 1])
    admin.post(ADDRESS, {**NAMES, "zone": "Europe/Malta"})
    assert called.calendar_of_the_country() == "malta", "what is not said stays"


def test_the_numbers_that_citizens_in_danger_may_ring_are_entered_there(land: Country, admin: Client) -> None:
    assert "Numbers for citizens in danger" in words(page(admin.get(ADDRESS)))
    numbers = {"number_emergency": "٩١١", "number_family": "110"}
    assert "The names are kept." in words(page(admin.post(ADDRESS, {**NAMES, **numbers}, follow=True)))
    assert called.emergency_numbers() == {"emergency": "911", "family": "110"}
    assert 'value="911"' in page(admin.get(ADDRESS))
    entry = AuditEntry.objects.get(verb="emergency_numbers_said")
    assert entry.data == {"before": {}, "numbers": {"emergency": "911", "family": "110"}}
    answer = admin.post(ADDRESS, {**NAMES, **numbers, "number_family": "ring us"})
    assert answer.status_code == 422
    assert "“ring us” isn’t a telephone number." in words(page(answer))
    publish_one("danger", "danger", shipped())
    answer = admin.post(ADDRESS, {**NAMES, **numbers, "number_family": ""})
    assert answer.status_code == 422
    assert "citizens in danger see this number" in words(page(answer))
    assert called.emergency_numbers() == {"emergency": "911", "family": "110"}


ENGLISH: dict[str, Any] = {**NAMES, "offered": ["en"], "first": "en"} | {
    key: "" for key in NAMES if key.endswith("_ar")
}


def test_a_country_without_arabic_is_never_asked_for_it(land: Country, admin: Client) -> None:
    answer = admin.post(ADDRESS, ENGLISH)
    assert answer.status_code == 302, words(page(answer))
    called.forget()
    html = page(admin.get("/admin/access/bodies/new/"))
    assert 'type="hidden" name="name_ar"' in html
    admin.post("/admin/access/bodies/new/", {"code": "clinic", "parent": "", "name_en": "Clinic", "name_ar": ""})
    clinic = Agency.objects.get(code="clinic")
    assert clinic.name == {"en": "Clinic"}
    with override("fr"):
        assert str(clinic) == "Clinic"
    refused = admin.post("/admin/access/bodies/new/", {"code": "other", "parent": "", "name_ar": "أخرى"})
    assert "Enter the name in English." in words(page(refused))
    assert "in Arabic" not in words(page(refused))


def test_a_name_in_a_language_that_is_no_longer_offered_is_carried_along(land: Country, admin: Client) -> None:
    admin.post(ADDRESS, ENGLISH | {"platform_ar": "ميزان"})
    called.forget()
    html = page(admin.get("/admin/access/bodies/moh/name/"))
    assert f'type="hidden" name="name_ar" value="{land.agencies["moh"].name["ar"]}"' in html


def test_what_lacks_a_language_is_listed(land: Country, admin: Client) -> None:
    assert "Clinic" not in page(admin.get(ADDRESS))
    Agency.objects.create(code="clinic", name={"ar": "العيادة"})
    html = page(admin.get(ADDRESS))
    row = html.partition('id="lacking"')[2]
    assert "العيادة" in row
    assert "English" in row
