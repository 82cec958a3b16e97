"""What pages link: doors in the order of their kinds, menu and foot in the page's language, the twin."""

from __future__ import annotations

import pytest

from content.pages.models import HomePage, StandardPage
from content.pages.selectors import Link, doors, site_links, twin_of

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]


def arabic_home() -> HomePage:
    home: HomePage = HomePage.objects.get(locale__language_code="ar")
    return home


def test_the_doors_are_the_live_forms_in_the_order_of_their_kinds() -> None:
    home = arabic_home()
    kinds = ["complaint", "inquiry", "suggestion", "praise", "integrity", "rights"]
    assert [door.kind for door in doors(home)] == kinds
    english = twin_of(home, "en")
    assert english is not None
    assert [door.url for door in doors(english)][:2] == ["/en/file/complaint/", "/en/file/inquiry/"]
    home.get_descendants().get(slug="inquiry").unpublish()
    assert [door.kind for door in doors(home)] == [kind for kind in kinds if kind != "inquiry"]


def test_menu_and_foot_are_in_the_language_of_the_page() -> None:
    assert site_links("en").menu == [
        Link("File a request", "/en/file/"),
        Link("How we work", "/en/how-we-work/"),
        Link("Questions", "/en/questions/"),
        Link("Agencies", "/en/agencies/"),
        Link("Help", "/en/help/"),
    ]
    assert [link.url for link in site_links("ar").rights] == ["/ar/privacy/", "/ar/accessibility/"]
    assert site_links("ar").by_slug["questions"] == Link("أسئلة شائعة", "/ar/questions/")


def test_before_there_are_pages_the_links_are_empty() -> None:
    arabic_home().get_parent().get_children().delete()
    links = site_links("en")
    assert (links.home, links.menu, links.rights) == ("/en/", [], [])


def test_a_twin_that_is_not_live_is_none() -> None:
    home = arabic_home()
    page = StandardPage.objects.child_of(home).get(slug="privacy")
    twin = twin_of(page, "en")
    assert twin is not None
    twin.unpublish()
    assert twin_of(page, "en") is None
    assert twin_of(HomePage.objects.get(locale__language_code="en"), "ar") == home
