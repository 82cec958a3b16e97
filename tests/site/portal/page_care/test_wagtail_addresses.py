"""One editor alone sends everything to every address of Wagtail's and wagtail-localize's: no form goes live, changes,
moves or goes off the site by it.

The addresses are collected from the URL patterns. One that a new release brings is tried too, or turns this red until
somebody says what its parameters stand for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from wagtail.models import Revision
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from content.forms.page import FormPage
from content.forms.review.gate import without_second_editor
from content.pages.models import FilingPage, StandardPage
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.fence import ROOMS
from tests.content.forms.review.drafting import form, key, new_question, public, save_draft, translate
from tests.scenes import Country
from tests.site.portal.signed_in import client_of
from tests.site.portal.who_may_what.routes import address, routes

pytestmark = pytest.mark.django_db
ABOUT_PAGES: Final = ("admin/pages/", "admin/localize/", "admin/bulk/", "admin/api/main/^pages/", "admin/choose-page/")
"""Where pages are; the other rooms of Wagtail are about pictures, people and settings."""
ELSEWHERE: Final = frozenset(
    {
        *("choose-external-link/", "choose-email-link/", "choose-phone-link/", "choose-anchor-link/"),
        *("editing-sessions/", "block-preview/", "tag-autocomplete/"),
        *("images/", "api/main/images/"),
        *("reports/locked/", "reports/site-history/", "reports/aging-pages/", "reports/page-types-usage/"),
    }
)
"""Rooms of an editor in which no page is changed."""
ACTIONS: Final = ("publish", "unpublish", "delete", "copy", "move", "convert_alias", "create_alias")
REVISIONS: Final = ("revert_to_page_revision", "copy_for_translation")


def about_pages() -> list[str]:
    """All routes below those rooms whose views are Wagtail's, or stand in front of them."""
    return [route for route in routes() if route.startswith(ABOUT_PAGES)]


def values_for(page: FormPage | FilingPage) -> Iterator[dict[str, Any]]:
    """What stands for each parameter, so that the address is about this page; once for each act that a route names."""
    translation = Translation.objects.get(source__object_id=key())
    about = StandardPage.objects.get(slug="about", locale__language_code="ar")
    older, latest = form().revisions.earliest("pk"), form().get_latest_revision()
    values = {
        **dict.fromkeys(("page_id", "page_to_move_id", "pk"), page.pk),
        "parent_page_id": page.get_parent().pk,
        "destination_id": about.pk,
        **dict.fromkeys(("revision_id", "revision_id_a"), older.pk),
        "revision_id_b": latest.pk,
        "translation_id": translation.pk,
        "translation_source_id": translation.source.pk,
        "mode": "default",
        "string_segment_id": StringSegment.objects.filter(source=translation.source).first().pk,
        "overridable_segment_id": OverridableSegment.objects.filter(source=translation.source).first().pk,
        **dict.fromkeys(("task_id", "task_state_id", "workflow_state_id"), 1),
        "content_type_app_name": "content",
        "content_type_model_name": "formpage",
    }
    for action in (*ACTIONS, *REVISIONS):
        yield values | {"app_label": "wagtailcore", "model_name": "page", "action": action, "action_name": action}


def everything(page: FormPage | FilingPage) -> dict[str, Any]:
    """All fields by which any of Wagtail's forms publishes, moves, copies or takes off, at once."""
    about = StandardPage.objects.get(slug="about", locale__language_code="ar")
    switches = ("include_descendants", "copy_subpages", "publish_copies", "alias", "recursive", "publish", "keep_live")
    return {
        **dict.fromkeys((*switches, "publish_translations", "confirm", "enabled", "move_applicable"), "on"),
        "title": "عنوان",
        "slug": page.slug,
        "heading": "عنوان",
        "kind": "complaint",
        "send_label": "إرسال",
        "action": "publish",
        "action-publish": "1",
        "action-submit": "1",
        "action-restart-workflow": "1",
        "new_title": "x",
        "new_slug": "copied",
        "new_parent_page": about.pk,
        "chooser": about.pk,
        "destination_page_id": about.pk,
        "update_attrs": {},
        "locale": "en",
        "locales": [page.locale_id],
        "value": "Another headline",
        "position": 0,
        "revision": form().get_latest_revision().pk,
    }


def sent(client: Client, path: str, page: FormPage | FilingPage, *, as_json: bool) -> int:
    fields = everything(page)
    if as_json:
        status: int = client.post(path, fields, content_type="application/json").status_code
        return status
    del fields["update_attrs"]
    file = SimpleUploadedFile("x.po", b'msgid ""\nmsgstr ""\n')
    return client.post(path, fields | {"file": file}).status_code


def addresses(page: FormPage | FilingPage) -> dict[str, str]:
    """Every address about a page, with the route that it comes of."""
    found: dict[str, str] = {}
    for values in values_for(page):
        for route in about_pages():
            found[address(route, values)] = route
    return found


@pytest.fixture
def drafted(land: Country) -> Mapping[str, FormPage | FilingPage]:
    """A form with a draft and an older version, its translation with all words, an alias, and the page above."""
    save_draft(land, "amal", heading="عنوان آخر")
    save_draft(land, "amal", new_question())
    translate(land, "amal", form().heading, "Another headline")
    with without_second_editor("It stood here before."):
        about = StandardPage.objects.get(slug="about", locale__language_code="ar")
        alias = form().create_alias(parent=about, update_slug="alias")
    above = FilingPage.objects.get(locale__language_code="ar")
    return {"form": form(), "translation": form("en"), "alias": alias, "above": above}


@pytest.mark.parametrize("name", ["form", "translation", "alias", "above"])
def test_no_address_of_wagtails_changes_what_the_public_has_of_a_form(
    land: Country, drafted: Mapping[str, FormPage | FilingPage], name: str
) -> None:
    page, before, reached = drafted[name], public(), Counter[int]()
    client = client_of(land, "amal")
    client.raise_request_exception = False
    for path, route in addresses(page).items():
        for as_json in (False, True) if "/api/" in path else (False,):
            with transaction.atomic():
                status = sent(client, path, page, as_json=as_json)
                assert public() == before, (path, route)
                assert status < 500, (path, route)
                assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists(), path
                transaction.set_rollback(True)
            reached[status // 100] += 1
    assert len(about_pages()) >= 50
    assert reached[2] + reached[3] >= 15, reached


def test_every_room_of_an_editor_is_walked_or_changes_no_page() -> None:
    """What is no room of the fence does not exist for anybody."""
    rooms = {room for room, right in ROOMS.items() if right == EDIT_PAGES}
    walked = {room for room in rooms if f"admin/{room}".startswith(("admin/api/main/pages/", *ABOUT_PAGES))}
    assert rooms - walked == ELSEWHERE
