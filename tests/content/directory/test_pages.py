"""The directory: a page for every body from the first day, links that outlive a new name or an end, no unit of ours."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from content.directory.models import AgencyPage, DirectoryPage
from content.directory.selectors import listed_bodies
from permissions.agencies.models import Agency

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]


def shown(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "lxml")


def _under(page: BeautifulSoup, heading: str) -> list[str]:
    return [str(link["href"]) for link in page.select(f"section[aria-labelledby={heading}] a")]


def written(code: str, **words: str) -> AgencyPage:
    directory = DirectoryPage.objects.get(locale__language_code="en")
    page = AgencyPage(agency=code, locale=directory.locale, **words)
    directory.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_body_nobody_wrote_about_has_a_page_with_its_forms_in_both_languages(client: Client) -> None:
    page = shown(client, "/en/agencies/moh/")
    assert page.select("h1")[0].get_text() == "Ministry of Health"
    ways = [str(link["href"]) for link in page.select("main .kinds a")]
    assert "/en/file/complaint/?agency=moh" in ways
    assert all(way.endswith("?agency=moh") for way in ways)
    assert not any("/integrity/" in way or "/rights/" in way for way in _under(page, "agency-forms"))
    assert {way.split("/")[3] for way in _under(page, "agency-sealed")} == {"integrity", "rights"}
    arabic = shown(client, "/ar/agencies/moh/")
    assert arabic.select("h1")[0].get_text() == "وزارة الصحة"
    assert [str(link["href"]) for link in arabic.select("a.lang")] == ["/en/agencies/moh/"]
    assert str(arabic.select("link[rel=canonical]")[0]["href"]).endswith("/ar/agencies/moh/")


@pytest.mark.parametrize("code", ["central", "rights", "nothing", "moh/more"])
def test_units_of_the_platform_and_what_is_no_body_have_no_page(client: Client, code: str) -> None:
    assert client.get(f"/en/agencies/{code}/").status_code == 404


def test_no_unit_stands_in_the_list_and_it_is_searched(client: Client) -> None:
    listed = [str(link["href"]) for link in shown(client, "/en/agencies/").select("main .agencies a")]
    units = Agency.objects.exclude(role="public_body").values_list("code", flat=True)
    assert units
    assert not any(link.endswith(f"/{code}/") for link in listed for code in units)
    assert "/en/agencies/moh/" in listed
    found = shown(client, "/en/agencies/?q=education").select("main .agencies a")
    assert [str(link["href"]) for link in found] == ["/en/agencies/moe/"]


def test_a_new_name_keeps_the_address_and_shows_at_once(client: Client) -> None:
    page = written("moh", intro="Hospitals and health centres.")
    Agency.objects.filter(code="moh").update(name={"ar": "وزارة العافية", "en": "Ministry of Well-being"})
    seen = shown(client, "/en/agencies/moh/")
    assert seen.select("h1")[0].get_text() == "Ministry of Well-being"
    assert "Hospitals and health centres." in seen.get_text()
    page.refresh_from_db()
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Ministry of Well-being", "moh")


def test_a_body_that_closed_names_its_heir_and_offers_no_form(client: Client) -> None:
    written("moh")
    heir = Agency.objects.get(code="moe")
    Agency.objects.filter(code="moh").update(active=False, closes_on=date(2026, 11, 1), heir=heir)
    page = shown(client, "/en/agencies/moh/")
    assert [str(link["href"]) for link in page.select("main .note a")] == ["/en/agencies/moe/"]
    assert page.select("main .kinds") == []
    assert not any("/agencies/moh/" in each.address for each in listed_bodies())


def test_a_body_that_is_none_any_more_has_no_page_whoever_wrote_about_it(client: Client) -> None:
    written("moh")
    Agency.objects.filter(code="moh").update(active=False)
    assert client.get("/en/agencies/moh/").status_code == 404


def test_a_draft_about_a_body_does_not_hide_what_is_known_of_it(client: Client) -> None:
    page = written("moh", intro="Hospitals.")
    page.unpublish()
    assert "Hospitals." not in shown(client, "/en/agencies/moh/").get_text()


def test_a_body_is_written_about_once_and_units_never() -> None:
    written("moh")
    for code in ("moh", "central", "nothing"):
        with pytest.raises(ValidationError):
            written(code)
