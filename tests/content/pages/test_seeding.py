"""The page tree of a new installation: two languages, each page with its twin, and nothing twice."""

from __future__ import annotations

import pytest
from wagtail.models import Page, PageLogEntry, Revision, Site

from content.pages.models import FilingPage, HomePage, StandardPage
from content.pages.seeding import seed_pages

pytestmark = pytest.mark.django_db


def test_home_is_the_root_of_the_site_and_the_welcome_page_is_gone() -> None:
    home = seed_pages()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    top = Page.objects.child_of(Page.get_first_root_node()).order_by("path").values_list("title", flat=True)
    assert list(top) == ["إنصاف", "Insaf"]


def test_every_page_is_live_in_both_languages_under_the_same_path() -> None:
    seed_pages()
    paths: dict[str, set[str]] = {}
    for model in (HomePage, FilingPage, StandardPage):
        for page in model.objects.select_related("locale"):
            assert page.live
            assert not page.has_unpublished_changes
            paths.setdefault(page.locale.language_code, set()).add(page.url.split("/", 2)[2])
    assert paths["ar"] == paths["en"]
    texts = {"how-we-work/", "reply-times/", "questions/", "contact/", "privacy/", "accessibility/"}
    assert paths["ar"] == {"", "file/", *texts}


def test_a_second_run_changes_nothing() -> None:
    seed_pages()
    before = (Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count())
    seed_pages()
    assert (Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_what_an_editor_wrote_stays() -> None:
    home = seed_pages()
    home.hero_title = "عنوان آخر"
    home.save_revision().publish()
    english = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    english.title = "Your privacy"
    english.save_revision().publish()
    seed_pages()
    assert HomePage.objects.get(pk=home.pk).hero_title == "عنوان آخر"
    assert StandardPage.objects.get(pk=english.pk).title == "Your privacy"


def test_a_page_that_was_deleted_comes_back_with_its_twin() -> None:
    home = seed_pages()
    for page in StandardPage.objects.filter(slug="questions"):
        page.delete()
    seed_pages()
    back = StandardPage.objects.child_of(home).get(slug="questions")
    assert back.get_translations().live().count() == 1
