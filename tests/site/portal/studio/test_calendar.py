"""The studio's calendar: hours, seasons, holidays, next year's, a file's, and the year as a picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.scenes import CALENDAR, Country, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import before_them, begun, send, words
from workflows.calendars.jordan import jordan_definition
from workflows.calendars.next_year import country_of, holidays_of
from workflows.versions.models import Version
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
HOURS = {f"hours-{day}": "08:30-15:30" for day in ("sunday", "monday", "tuesday", "wednesday", "thursday")}
FORM: dict[str, Any] = {
    "name_ar": "تقويم",
    "name_en": "Calendar",
    "zone": "Asia/Amman",
    "seasons": "0",
    "holidays": "1",
    **HOURS,
    "holidays-0-name_ar": "عطلة",
    "holidays-0-name_en": "A feast",
    "holidays-0-first": "2026-11-29",
    "holidays-0-last": "2026-12-01",
    "holidays-0-state": "confirmed",
    "holidays-0-circular": "12 / 2026",
}
SEASON = {
    "seasons": "1",
    "seasons-0-name_ar": "رمضان",
    "seasons-0-name_en": "Ramadan",
    "seasons-0-first": "2027-02-08",
    "seasons-0-last": "2027-03-08",
    "seasons-0-state": "estimated",
    **{f"seasons-0-{name}": "9-14:30" for name in HOURS},
}


@pytest.fixture
def first(land: Country, owner: Enter) -> Client:
    return owner("owner")


@pytest.fixture
def second(land: Country, owner: Enter) -> Client:
    return owner("owner2")


@pytest.fixture(autouse=True)
def _jordans(land: Country) -> None:
    publish_one("calendar", "jordan", jordan_definition())


def draft_of(first: Client) -> Version:
    return begun(first, "calendar", "jordan")


def saved(version: Version) -> Any:
    return Version.objects.get(pk=version.pk).definition


def test_what_is_filled_in_is_the_definition_and_a_second_person_publishes_it(first: Client, second: Client) -> None:
    version = draft_of(first)
    sent = FORM | SEASON | {"hours-sunday": "8:30-12, 13:00–16:00".replace("12,", "12:00,")}
    assert send(first, version, sent).status_code == 302
    definition = saved(version)
    assert definition["hours"]["sunday"] == [["08:30", "12:00"], ["13:00", "16:00"]]
    assert "friday" not in definition["hours"]
    assert definition["holidays"] == [
        {
            "from": "2026-11-29",
            "to": "2026-12-01",
            "name": {"ar": "عطلة", "en": "A feast"},
            "state": "confirmed",
            "circular": "12 / 2026",
        }
    ]
    assert definition["seasons"][0]["hours"]["monday"] == [["09:00", "14:30"]]
    assert second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version)).status_code == 302
    assert published("calendar", "jordan").definition == definition


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hours-sunday": "15:30-08:30"}, "is not a span of hours"),
        ({"hours-sunday": "half past eight"}, "is not a span of hours"),
        ({"holidays-0-first": "29/11"}, "Write the date as 2026-11-29."),
        ({"holidays-0-state": "maybe"}, "maybe"),
    ],
)
def test_what_cannot_be_read_is_marked_and_nothing_typed_is_lost(
    first: Client, changes: dict[str, str], said: str
) -> None:
    version = draft_of(first)
    before = saved(version)
    response = send(first, version, FORM | changes)
    html = re.sub("</?bdi[^>]*>", "", page(response))
    assert (response.status_code, saved(version)) == (422, before)
    assert said in html
    assert "12 / 2026" in html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hours-sunday": "08:30-12:00, 11:00-15:00"}, "overlaps with the hours before it."),
        (dict.fromkeys(HOURS, ""), "No weekday has hours"),
        ({"holidays-0-last": "2026-11-28"}, "before it begins on"),
        ({"zone": "Asia/Atlantis"}, "There is no time zone named"),
    ],
)
def test_what_makes_no_calendar_is_kept_and_cannot_be_published(
    first: Client, second: Client, changes: dict[str, str], said: str
) -> None:
    version = draft_of(first)
    assert send(first, version, FORM | changes).status_code == 302
    assert said in re.sub("</?bdi[^>]*>", "", page(second.get(f"/admin/studio/drafts/{version.pk}/edit/")))
    assert second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version)).status_code == 422


def test_rows_are_added_and_removed_without_a_script(first: Client) -> None:
    version = draft_of(first)
    send(first, version, FORM, "add-holiday")
    send(first, version, FORM | SEASON, "add-season")
    assert [season["from"] for season in saved(version)["seasons"]] == ["2027-02-08", ""]
    send(first, version, FORM | SEASON, "remove-season:0")
    send(first, version, FORM, "remove-holiday:0")
    assert (saved(version)["holidays"], saved(version)["seasons"]) == ([], [])


def test_what_is_undone_of_a_row_that_was_only_just_added_is_said(first: Client) -> None:
    version = begun(first, "calendar", "jordan")
    send(first, version, FORM)
    send(first, version, FORM, "add-holiday")
    said = words(first.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert "A holiday without a name – no day yet" in said
    assert "– –" not in said


def test_all_holidays_and_all_seasons_go_at_once(first: Client) -> None:
    version = draft_of(first)
    html = page(first.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert ("Remove all holidays" in html, "Remove all seasons" in html) == (True, True)
    send(first, version, FORM | SEASON, "clear-seasons")
    assert (len(saved(version)["holidays"]), saved(version)["seasons"]) == (1, [])
    send(first, version, FORM, "clear-holidays")
    assert saved(version)["holidays"] == []
    html = page(first.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert ("Remove all holidays" in html, "Remove all seasons" in html) == (False, False)


def test_next_year_comes_by_one_click_and_is_estimated(first: Client) -> None:
    version = draft_of(first)
    assert "Add the holidays of 2028" in page(first.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    send(first, version, FORM, "next-year")
    added = [each for each in saved(version)["holidays"] if each["from"].startswith("2027")]
    assert {each["state"] for each in added} == {"estimated"}
    assert ("2027-03-09", "2027-03-12") in [(each["from"], each["to"]) for each in added]
    assert len(saved(version)["holidays"]) == len(added) + 1


@pytest.mark.parametrize(
    ("zone", "code"), [("Asia/Amman", "JO"), ("Europe/Paris", "FR"), ("UTC", ""), ("nowhere", ""), ("", "")]
)
def test_the_country_follows_from_the_time_zone(zone: str, code: str) -> None:
    assert country_of(zone) == code


def test_another_countrys_holidays_are_named_where_the_library_has_the_language() -> None:
    bastille = next(each for each in holidays_of("FR", 2027) if each.first.month == 7)
    assert (bastille.first.day, bastille.name, bastille.state) == (14, {"en": "National Day"}, "estimated")
    egypt = next(each for each in holidays_of("EG", 2027) if each.first.month == 1)
    assert set(egypt.name) == {"ar", "en"}


def ics(*events: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""]).encode()


def event(first: str, name: str, **more: str) -> str:
    lines = [f"DTSTART;VALUE=DATE:{first}", f"SUMMARY:{name}", *(f"{key}:{value}" for key, value in more.items())]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def with_file(content: bytes) -> dict[str, Any]:
    return FORM | {"ics": SimpleUploadedFile("h.ics", content, "text/calendar")}


def test_a_file_adds_its_all_day_events_as_estimated_but_for_dates_that_are_there(first: Client) -> None:
    version = draft_of(first)
    content = ics(
        event("20261130", "Already there"),
        event("20270101", "A fea\r\n st", DTEND="20270103"),
        event("20270210", "عطلة\\, طويلة"),
        "BEGIN:VEVENT\r\nDTSTART:20270301T090000Z\r\nSUMMARY:A meeting\r\nEND:VEVENT",
        event("20270401", "Called off", STATUS="CANCELLED"),
    )
    assert send(first, version, with_file(content), "ics").status_code == 302
    added = saved(version)["holidays"][1:]
    assert [(each["from"], each["to"], each["name"], each["state"]) for each in added] == [
        ("2027-01-01", "2027-01-02", {"ar": "عطلة", "en": "A feast"}, "estimated"),
        ("2027-02-10", "2027-02-10", {"ar": "عطلة, طويلة"}, "estimated"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ics(*[event("20270101", "x")] * 10_000), "holds 10,000 events, and at most 500 are taken in"),
        (ics(), "no event that lasts all day"),
        (ics(event("20271301", "No date")), "no event that lasts all day"),
        (ics(event("20270101", "عيد")).decode().encode("cp1256"), "not in UTF-8"),
        (ics(event("20270101", "Feast")).decode().encode("utf-16"), "not in UTF-8"),
        (b"\x00" + ics(event("20270101", "x")), "not a calendar file"),
        (b"PK\x03\x04 a package", "not a calendar file"),
        (b"BEGIN:VCALENDAR" + b" " * 2_000_000, "too large"),
    ],
)
def test_a_file_that_is_none_says_why_and_nothing_is_lost(first: Client, content: bytes, said: str) -> None:
    version = draft_of(first)
    before = saved(version)
    response = send(first, version, with_file(content), "ics")
    html = re.sub("</?bdi[^>]*>", "", page(response))
    assert (response.status_code, saved(version)) == (422, before)
    assert said in html
    assert "12 / 2026" in html


@pytest.mark.parametrize(
    ("asked", "months"), [("", 12), ("?year=2027&month=3", 1), ("?year=1&month=99", 12), ("?year=x", 12)]
)
def test_the_year_is_drawn_with_hijri_dates(first: Client, asked: str, months: int) -> None:
    html = page(first.get(f"/admin/studio/calendar/jordan/year/{asked}"))
    assert html.count('class="month"') == months
    if months == 1:
        assert "Ramadan – Shawwal 1448" in re.sub("</?bdi[^>]*>", "", html)
        assert html.count('<td class="day estimated"') == 3  # Friday the 12th is weekend anyway
        assert html.count('<td class="day season"') == 6


def test_a_draft_is_drawn_as_it_is_and_another_calendars_is_refused(first: Client, land: Country) -> None:
    version = draft_of(first)
    send(first, version, FORM)
    address = f"/admin/studio/calendar/jordan/year/?year=2026&month=11&draft={version.pk}"
    assert page(first.get(address)).count('<td class="day confirmed"') == 2
    ladder = begun(first)
    for asked in (f"jordan/year/?draft={ladder.pk}", "nowhere/year/", "jordan/year/?draft=999999"):
        assert first.get(f"/admin/studio/calendar/{asked}").status_code in (403, 404)
    assert client_of(land, "officer-moh").get("/admin/studio/calendar/jordan/year/").status_code in (302, 403, 404)


def test_a_calendar_of_the_former_format_is_edited_as_one_of_today(first: Client) -> None:
    publish_one("calendar", "jordan", CALENDAR)
    html = page(first.get(f"/admin/studio/drafts/{draft_of(first).pk}/edit/"))
    assert html.count('value="00:00-24:00"') == 5


def test_a_body_that_differs_gets_a_calendar_that_begins_as_the_countrys(first: Client, second: Client) -> None:
    html = page(first.get("/admin/studio/calendar/jordan/"))
    assert '<option value="moh">' in html
    begins = first.post("/admin/studio/calendar/jordan/body/", {"body": "moh"})
    version = Version.objects.get(subject="calendar", key="moh")
    assert begins["Location"].endswith(f"/drafts/{version.pk}/edit/")
    assert version.definition["holidays"] == jordan_definition()["holidays"]
    assert first.post("/admin/studio/calendar/jordan/body/", {"body": "moh"})["Location"].endswith("/calendar/moh/")
    assert Version.objects.filter(subject="calendar", key="moh").count() == 1
    for refused in ({"body": "nowhere"}, {"body": "moh' OR 1=1"}, {}):
        assert first.post("/admin/studio/calendar/jordan/body/", refused).status_code == 404
    assert second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version)).status_code == 302
    assert "works by it" in page(first.get("/admin/studio/calendar/moh/"))
