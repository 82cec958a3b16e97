"""A form that comes without its fields is a bad request, in Wagtail's rooms too, and never an error of the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Page
from wagtail_localize.models import Translation

from permissions.agencies.models import Agency
from tests.scenes import Country, hire
from tests.seeded_site import seeded_site
from tests.site.portal.signed_in import client_of, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_of_all_pages")]


@pytest.fixture(scope="module")
def site_of_all_pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All pages and forms in both languages."""
    with seeded_site(django_db_blocker):
        yield


@pytest.fixture
def editor() -> Client:
    """An editor, logged in; an error of the site is an answer, as it is for people."""
    land = Country({each.code: each for each in Agency.objects.all()}, {})
    hire(land, "editor", username="editor")
    client = client_of(land, "editor")
    client.raise_request_exception = False
    return client


def forms_of_an_editor() -> list[str]:
    """Where an editor sends forms: of a page of each kind, of a translation, and of the windows beside a text."""
    pages = {type(each): each.pk for each in Page.objects.filter(depth__gt=1).specific()}
    acts = ("edit", "copy", "delete", "unpublish", "move", "history")
    found = [f"/admin/pages/{pk}/{act}/" for pk in pages.values() for act in acts]
    found += [f"/admin/choose-{kind}-link/" for kind in ("external", "email", "phone", "anchor")]
    found += ["/admin/account/", "/admin/images/add/", "/admin/images/multiple/add/"]
    translation = Translation.objects.order_by("pk").first()
    assert translation is not None
    return [*found, *(f"/admin/localize/translate/{translation.pk}/{act}/" for act in ("pofile/upload", "disable"))]


def test_no_form_without_its_fields_is_an_error_of_the_site(editor: Client) -> None:
    answers = {address: editor.post(address).status_code for address in forms_of_an_editor()}
    assert {address: status for address, status in answers.items() if status >= 500} == {}
    assert {200, 302, 400} <= set(answers.values())


def test_a_link_without_an_address_is_asked_for_again(editor: Client) -> None:
    answer = editor.post("/admin/choose-external-link/")
    assert answer.status_code == 200
    assert "This field is required." in answer.json()["html"]
    chosen = editor.post("/admin/choose-external-link/", {"external-link-chooser-url": "https://www.example.org/x"})
    assert "https://www.example.org/x" in page(chosen)


def test_a_file_of_no_translation_is_refused_in_a_sentence(editor: Client) -> None:
    translation = Translation.objects.order_by("pk").first()
    assert translation is not None
    place = f"/admin/localize/translate/{translation.pk}/pofile/upload/"
    for content in (b'msgid ""\nmsgstr ""\n', b'msgid "x"\nmsgstr "y"\n'):
        answer = editor.post(place, {"file": SimpleUploadedFile("x.po", content)}, follow=True)
        assert answer.status_code == 200
        assert "doesn’t say which translation it belongs to" in page(answer)
