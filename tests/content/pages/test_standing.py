"""No editor takes a language's first page away, by whatever screen; all else they publish and unpublish."""

from __future__ import annotations

import pytest
from django.test import Client

from content.pages.models import HomePage, StandardPage
from tests.scenes import country, hire
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    land = country()
    pages_and_forms()
    hire(land, "editor")
    return client_of(land, "editor")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "pages/{home}/unpublish/",
        "pages/{home}/delete/",
        "pages/{home}/move/",
        "pages/{home}/move/{page}/confirm/",
        "bulk/wagtailcore/page/unpublish/?id={home}",
        "bulk/wagtailcore/page/delete/?id={home}",
        "bulk/wagtailcore/page/move/?id={home}",
        "api/main/pages/{home}/action/unpublish/",
        "api/main/pages/{home}/action/delete/",
    ],
)
def test_the_first_page_of_a_language_stays(editor: Client, language: str, address: str) -> None:
    home = HomePage.objects.get(locale__language_code=language)
    page = StandardPage.objects.filter(locale__language_code=language).first()
    assert page is not None
    sent = {"include_descendants": "on", "chooser": page.pk, "move_applicable": "on", "confirm": home.title}
    editor.post(f"/admin/{address.format(home=home.pk, page=page.pk)}", sent)
    there = HomePage.objects.get(pk=home.pk)
    assert there.live
    assert there.path == home.path
    assert StandardPage.objects.get(pk=page.pk).live, "nor what lies below it"
    assert Client().get(f"/{language}/").status_code == 200


def test_it_has_no_day_on_which_it_goes_by_itself(editor: Client) -> None:
    home = HomePage.objects.get(locale__language_code="ar")
    assert 'name="expire_at"' not in editor.get(f"/admin/pages/{home.pk}/edit/").content.decode()
    page = StandardPage.objects.filter(locale__language_code="ar")[0]
    assert 'name="expire_at"' in editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_another_page_is_unpublished_as_ever(editor: Client) -> None:
    page = StandardPage.objects.filter(locale__language_code="ar")[0]
    editor.post(f"/admin/pages/{page.pk}/unpublish/")
    assert not StandardPage.objects.get(pk=page.pk).live
