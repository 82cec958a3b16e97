"""The page tree of a new installation: two languages, each page with its twin, and nothing twice."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from wagtail.models import Page, PageLogEntry, Revision, Site

from content.pages.models import FilingPage, HomePage, StandardPage
from content.pages.seeding import seed_pages
from tests.scenes import country, hire
from tests.seeded_site import pages
from tests.site.portal.signed_in import client_of
from tests.site.portal.signed_in import page as page_of

pytestmark = pytest.mark.django_db


def test_home_is_the_root_of_the_site_and_the_welcome_page_is_gone() -> None:
    home = pages()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    top = Page.objects.child_of(Page.get_first_root_node()).order_by("path").values_list("title", flat=True)
    assert list(top) == ["إنصاف", "Insaf"]


def test_every_page_is_live_in_both_languages_under_the_same_path() -> None:
    pages()
    paths: dict[str, set[str]] = {}
    for model in (HomePage, FilingPage, StandardPage):
        for page in model.objects.select_related("locale"):
            assert page.live
            assert not page.has_unpublished_changes
            paths.setdefault(page.locale.language_code, set()).add(page.url.split("/", 2)[2])
    assert paths["ar"] == paths["en"]
    texts = {"how-we-work/", "reply-times/", "after-objection/", "questions/", "contact/", "privacy/", "accessibility/"}
    assert paths["ar"] == {"", "file/", "services/", "about/", *texts}


def test_a_second_run_changes_nothing() -> None:
    pages()
    before = (Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count())
    seed_pages()
    assert (Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_what_an_editor_wrote_stays() -> None:
    home = pages()
    home.hero_title = "عنوان آخر"
    home.save_revision().publish()
    english = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    english.title = "Your privacy"
    english.save_revision().publish()
    seed_pages()
    assert HomePage.objects.get(pk=home.pk).hero_title == "عنوان آخر"
    assert StandardPage.objects.get(pk=english.pk).title == "Your privacy"


def test_a_page_that_was_deleted_comes_back_with_its_twin() -> None:
    home = pages()
    for page in StandardPage.objects.filter(slug="questions"):
        page.delete()
    seed_pages()
    back = StandardPage.objects.child_of(home).get(slug="questions")
    assert back.get_translations().live().count() == 1


def _first_entry(page: Page) -> PageLogEntry:
    first = page.revisions.order_by("pk").first()
    return PageLogEntry.objects.get(page=page.pk, revision=first, action="wagtail.edit")


def test_the_first_version_of_every_page_can_be_gone_back_to(client: Client) -> None:
    land = country()
    hire(land, "editor", username="editor")
    home = pages()
    before = home.hero_title
    home.hero_title = "عنوان آخر"
    home.save_revision(log_action=True).publish()
    editor = client_of(land, "editor")
    back = f"/admin/pages/{home.pk}/revisions/{_first_entry(home).revision_id}/revert/"
    assert back in page_of(editor.get(f"/admin/pages/{home.pk}/history/"))
    shown = page_of(editor.get(back))
    assert f'value="{before}"' in shown
    assert re.search(r"You are viewing a previous version.*?by.*?\bsystem\b", shown, re.DOTALL)
    ages = page_of(editor.get("/admin/reports/aging-pages/"))
    assert ">system<" in ages
    assert ">None<" not in ages


def test_a_page_from_before_gets_its_first_version_into_the_history_once() -> None:
    home = pages()
    PageLogEntry.objects.all().delete()
    home.save_revision().publish()
    seed_pages()
    for page in (home, *StandardPage.objects.filter(locale=home.locale)):
        entry = _first_entry(page)
        assert (entry.content_changed, entry.user) == (True, None)
        assert entry.timestamp == entry.revision.created_at
    count = PageLogEntry.objects.count()
    seed_pages()
    assert PageLogEntry.objects.count() == count
