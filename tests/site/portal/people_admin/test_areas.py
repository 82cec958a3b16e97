"""Administrators keep governorates and districts: by hand, as a spreadsheet, and their outlines as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from permissions.areas.models import Area
from permissions.areas.selectors import gazetteer
from permissions.limits.catalogue import OUTLINES
from permissions.limits.decide import Limit
from portal.citizen import areas
from tests.areas import HILL, a_gazetteer, collection, square
from tests.scenes import Country, hire
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.sheets.sending import as_csv, confirm, download, send, sent, verdicts
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
AREAS, SHEET = "/admin/access/areas/", "/admin/sheets/list/areas/"
HEADS = ["key", "name_ar", "name_en", "governorate", "position", "closed_from"]
NAMES = {"name_ar": "الشرق", "name_en": "East"}


@pytest.fixture(autouse=True)
def _gazetteer(land: Country) -> None:
    a_gazetteer()


def listed(html: str) -> list[str]:
    return [part.partition('"')[0] for part in html.split('data-area="')[1:]]


def test_the_list_is_in_order_and_is_searched_in_both_languages(admin: Client) -> None:
    html = page(admin.get(AREAS))
    assert listed(html) == ["north", "north-hill", "north-lake", "north-old", "south"]
    assert "closed" in words(html)
    for asked in ("hil", "التل"):
        assert listed(page(admin.get(AREAS, {"q": asked}))) == ["north", "north-hill"]
    assert "Nothing here fits." in page(admin.get(AREAS, {"q": "nothing like that"}))


def test_one_is_made_renamed_moved_in_the_order_and_closed(admin: Client) -> None:
    html = page(admin.post(f"{AREAS}new/", {"key": "east", **NAMES, "position": "5"}, follow=True))
    assert "“East” is kept." in words(html)
    assert listed(html)[0] == "east"
    changed = {"name_ar": "الشرق", "name_en": "The East", "position": "5", "closes_on": "24/11/2020"}
    html = page(admin.post(f"{AREAS}east/", changed, follow=True))
    assert "“The East” is kept." in words(html)
    assert not gazetteer().can_be_chosen("east")
    assert "Nothing has changed." in words(page(admin.post(f"{AREAS}east/", changed, follow=True)))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"key": "north"}, "This key is in use already: choose another one."),
        ({"key": "Two Words"}, "is not a key"),
        ({"name_ar": ""}, "Enter the name in Arabic."),
        ({"under": "north-hill"}, "Select a valid choice."),
        ({"position": "much"}, "Write a whole number."),
        ({"closes_on": "soon"}, "Write the date like this"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(admin: Client, changed: dict[str, str], why: str) -> None:
    answer = admin.post(f"{AREAS}new/", {"key": "east", **NAMES, **changed})
    html = page(answer)
    assert answer.status_code == 422
    assert why in words(html)
    typed = NAMES | changed
    assert f'value="{typed["name_ar"] or typed["name_en"]}"' in html
    assert not Area.objects.filter(name__en="East").exists()


def test_what_is_there_sent_again_as_a_spreadsheet_changes_nothing(admin: Client) -> None:
    for kind in ("csv", "xlsx"):
        send(admin, SHEET, download(admin, SHEET, kind), f"list.{kind}")
        assert set(verdicts().values()) == {"same"}, sent().judged


def test_a_spreadsheet_is_looked_at_and_then_done_as_a_whole(admin: Client) -> None:
    rows: list[Sequence[Any]] = [
        HEADS,
        ["east-gate", "البوابة", "Gate", "east", "", ""],
        ["east", "الشرق", "East", "", "", ""],
        ["north-hill", "التل", "The Hill", "north", "", "2030-01-01"],
        ["x", "سين", "X", "nowhere", "much", ""],
        ["y", "صاد", "Y", "nowhere", "", ""],
        ["z", "عين", "Z", "", "", "soon"],
    ]
    send(admin, SHEET, as_csv(rows))
    assert list(verdicts().values()) == ["added", "added", "changed", "refused", "refused", "refused"]
    told = " ".join(each for row in sent().judged for each in row["said"])
    assert "“Hill” becomes “The Hill”" in told
    assert "There is no governorate with the key “nowhere”." in told
    assert "and not “much”" in told
    assert "east" not in gazetteer().areas
    send(admin, SHEET, as_csv(rows[:4]))
    confirm(admin, SHEET)
    assert gazetteer().path("east-gate") == ("east", "east-gate")
    assert gazetteer().in_words(HILL, "en") == "North › The Hill"


def test_outlines_are_taken_in_from_a_file_and_let_go(admin: Client) -> None:
    def upload(content: bytes) -> str:
        file = SimpleUploadedFile("outlines.geojson", content)
        return words(page(admin.post(f"{AREAS}outlines/", {"file": file}, follow=True)))

    assert "Outlines that are there now: 1." in upload(collection(north_hill=square(35, 31)))
    assert "not a GeoJSON file" in upload(b"<svg onload=alert(1)>")
    assert "no district with the key “x”" in upload(collection(x=square(35, 31)))
    assert "Choose a file." in words(page(admin.post(f"{AREAS}outlines/")))
    shown = Client().get("/areas/outlines.json")
    (feature,) = shown.json()["features"]
    assert feature["properties"] == {"key": HILL, "under": "north"}
    assert not shown.cookies
    admin.post(f"{AREAS}outlines/", {"do": "drop"})
    assert Client().get("/areas/outlines.json").json()["features"] == []


def test_one_network_fetches_the_outlines_as_often_as_people_do(
    land: Country, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LIMITS_ON = True
    monkeypatch.setattr(areas, "OUTLINES", Limit(OUTLINES.name, free=1, most=1))
    answers = [Client().get("/areas/outlines.json") for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert int(answers[1]["Retry-After"]) > 0


@pytest.mark.parametrize("address", [AREAS, f"{AREAS}new/", f"{AREAS}north/", f"{AREAS}outlines/", SHEET])
def test_it_is_there_for_the_platforms_administrators_alone(land: Country, admin: Client, address: str) -> None:
    hire(land, "agency_administrator", "moh", username="admin-moh")
    hire(land, "owner")
    assert admin.get(address).status_code == 200
    assert admin.get(f"{AREAS}nowhere/").status_code == 404
    for username in ("admin-moh", "officer-moh", "owner"):
        client = client_of(land, username)
        assert (client.get(address).status_code, client.post(address, {}).status_code) == (404, 404)
