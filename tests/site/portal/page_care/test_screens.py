"""Editors see what lacks a translation, which links lead nowhere and what readers said; nobody else sees the screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from content.forms.page import FormPage
from content.knowledge.models import ArticlePage
from content.knowledge.services import note_use
from content.pages.models import StandardPage
from content.webhooks.models import WebhookCall
from permissions.audit.models import AuditEntry
from permissions.now import now
from portal.page_care.links import broken_links
from portal.page_care.translations import behind
from tests.content.forms.made import question, stream
from tests.scenes import country, hire
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
CARE = "/admin/page-care/"


def text(language: str, slug: str = "privacy") -> StandardPage:
    found: StandardPage = StandardPage.objects.get(slug=slug, locale__language_code=language)
    return found


def test_what_comes_with_the_platform_is_translated_and_leads_where_it_says() -> None:
    country()
    pages_and_forms()
    assert behind() == []
    assert broken_links() == []


def test_a_page_that_changed_and_one_without_a_twin_are_named() -> None:
    country()
    pages_and_forms()
    text("ar").save_revision().publish()
    text("en", "about").unpublish()
    text("en", "services").delete()
    found = {each.page.slug: (each.language, each.twin is None, each.is_draft) for each in behind()}
    assert found == {"privacy": ("en", False, False), "about": ("en", False, True), "services": ("en", True, False)}


def test_links_to_what_is_not_there_are_named_and_others_are_not() -> None:
    country()
    pages_and_forms()
    written = text("en", "about")
    fine = ("/en/agencies/moh/", "https://elsewhere.example/x/", "//elsewhere.example/x/", "../track/", "tel:1")
    links = ("../nothing/", *fine, "/en/agencies/no/")
    written.body = [("text", "".join(f'<p><a href="{link}">to {link}</a></p>' for link in links))]
    written.save_revision().publish()
    text("en", "reply-times").unpublish()
    found = {(each.page.slug, each.address) for each in broken_links() if each.page.locale.language_code == "en"}
    assert {("about", "../nothing/"), ("about", "/en/agencies/no/")} <= found
    assert not any(("about", link) in found for link in fine)
    assert any(slug == "services" and "reply-times" in address for slug, address in found)


def test_an_exit_of_a_form_that_leads_nowhere_is_named() -> None:
    country()
    pages_and_forms()
    form = FormPage.objects.get(kind="complaint", locale__language_code="en")
    exits = {"court": "/en/court/", "rights": "/en/file/rights/", "other": "https://elsewhere.example/x"}
    raw = [question("exit", key=key, help_text="Go.", link=link, link_words=key) for key, link in exits.items()]
    form.questions = stream([question("subject"), question("text"), *raw])
    form.save_revision().publish()
    assert [(each.page.pk, each.words, each.address) for each in broken_links()] == [(form.pk, "court", "/en/court/")]


def test_looking_for_links_asks_no_more_the_more_links_there_are(django_assert_max_num_queries: Any) -> None:
    country()
    pages_and_forms()
    written = text("en", "about")
    links = (f"https://elsewhere.example/{number}/" for number in range(50))
    written.body = [("text", "".join(f'<p><a href="{link}">{link}</a></p>' for link in links))]
    written.save_revision().publish()
    with django_assert_max_num_queries(35):
        assert broken_links() == []


def test_editors_see_it_and_officers_find_nothing() -> None:
    land = country()
    pages_and_forms()
    hire(land, "editor", username="editor")
    article = ArticlePage.objects.get(slug="attachments", locale__language_code="en")
    note_use(article_id=article.pk, was_of_use=False)
    shown = page(client_of(land, "editor").get(CARE))
    assert f'data-of-use="{article.pk}"' in shown
    assert client_of(land, "staff-moh").get(CARE).status_code == 404
    assert Client().get(CARE).status_code == 302


def test_a_page_that_was_renamed_is_found_at_its_former_address(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    country()
    pages_and_forms()
    renamed = text("en")
    renamed.slug = "your-privacy"
    with django_capture_on_commit_callbacks(execute=True):
        renamed.save_revision().publish()
    assert Redirect.objects.filter(old_path="/en/privacy").exists()
    assert client.get("/en/privacy/", follow=True).redirect_chain == [("/en/your-privacy/", 301)]
    assert client.post("/en/privacy/").status_code == 404
    assert client.get("/en/never-there/").status_code == 404


def test_webhooks_that_were_given_up_are_shown_without_their_path_and_called_once_more(settings: Any) -> None:
    land = country()
    pages_and_forms()
    hire(land, "editor", username="editor")
    settings.PAGE_WEBHOOKS = ["https://web.example.org/hook/s3cret"]
    text("en").save_revision().publish()
    WebhookCall.objects.update(failed_at=now(), problem="silent", attempts=6)
    call, editor = WebhookCall.objects.get(), client_of(land, "editor")
    again = f"{CARE}webhooks/{call.pk}/again/"
    shown = page(editor.get(CARE))
    assert (again in shown, "web.example.org" in shown, "s3cret" in shown) == (True, True, False)
    assert client_of(land, "staff-moh").post(again).status_code == 404
    assert editor.get(again).status_code == 404
    said = page(editor.post(again, follow=True))
    assert "It is called once more" in said or "يُعاد النداء" in said
    call.refresh_from_db()
    assert (call.failed_at, call.attempts) == (None, 0)
    assert AuditEntry.objects.filter(verb="webhook_tried_again", subject_id=call.pk).count() == 1
