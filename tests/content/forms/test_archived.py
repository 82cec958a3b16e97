"""An archived form is away from citizens, and its address leads on; a copy begins as a draft in every language."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from content.forms.asked import answers_asked
from content.forms.copying import copy_form, is_free
from content.forms.page import FormPage
from content.pages.selectors import doors, home_in, public_pages
from permissions.now import now
from tests.content.forms import made
from tests.content.forms.made import condition, question
from tests.content.forms.sending import URL, send, text_of
from tests.scenes import hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db


def form(language: str = "en", slug: str = "complaint") -> FormPage:
    found: FormPage = FormPage.objects.get(slug=slug, locale__language_code=language)
    return found


def archive(**changes: object) -> FormPage:
    archived = form()
    archived.archived = True
    for name, value in changes.items():
        setattr(archived, name, value)
    archived.save_revision().publish()
    return archived


def test_an_archived_form_says_so_leads_on_and_takes_nothing() -> None:
    made.english_forms("complaint", "praise")
    citizen = Client()
    begun = citizen.get(URL)
    archived = archive(instead=form(slug="praise"))
    gone = citizen.get(URL)
    assert gone.status_code == HTTPStatus.GONE
    assert "Requests that were sent with it go on" in text_of(gone)
    assert 'href="/en/file/praise/"' in page(gone).partition("data-instead")[2]
    late = send(citizen, begun)
    assert late.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This form is no longer open. Nothing was sent" in text_of(late)
    assert not Case.objects.exists()
    home = home_in("en")
    assert home is not None
    assert [door.kind for door in doors(home)] == ["praise"]
    assert list(answers_asked(("complaint",))) == []
    kinds = Client().get("/api/v1/kinds", headers={"accept-language": "en"}, secure=True).json()
    assert "complaint" not in str(kinds)
    archived.archived = False
    archived.save_revision().publish()
    assert citizen.get(URL).status_code == HTTPStatus.OK


def test_a_form_whose_answers_decide_something_is_not_archived_unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    made.english_forms("complaint")
    asks = form()
    asks.questions = made.stream([*made.every_kind()])
    asks.save_revision().publish()
    monkeypatch.setattr("content.forms.page.who_names", lambda _to, key: ["the table"] * (key == "answer.visited"))
    asks = form()
    asks.archived = True
    with pytest.raises(ValidationError, match="because it is needed by: the table"):
        asks.full_clean()


def test_a_copy_is_a_draft_in_both_languages_with_its_rules() -> None:
    made.published_forms()
    original = form("ar")
    original.questions = made.stream(
        [
            *original.questions.get_prep_value(),
            question("yes_no", key="visited", label="هل راجعت؟"),
            question("short_text", key="whom", label="من؟", shown_if=condition(("visited", "one_of", "yes"))),
        ]
    )
    original.closes_at = now()
    original.save_revision().publish()
    assert any(URL in listed.address for listed in public_pages())
    archive()
    assert not any(URL in listed.address for listed in public_pages())
    copy = copy_form(form("en"), {"ar": "شكوى أخرى", "en": "Another complaint"}, "other-complaint", user=None)
    twin = form("en", "other-complaint")
    assert (copy.live, twin.live, copy.closes_at) == (False, False, None)
    assert (copy.title, twin.title, copy.slug) == ("شكوى أخرى", "Another complaint", "other-complaint")
    assert copy.translation_key == twin.translation_key != original.translation_key
    assert [each.key for each in copy.schema.questions] == [each.key for each in original.schema.questions]
    assert [each.shown_if for each in copy.schema.questions] == [each.shown_if for each in original.schema.questions]
    assert twin.schema.questions[0].label == form("en").schema.questions[0].label
    assert not is_free("other-complaint", original.get_parent())


def test_an_editor_copies_it_from_its_page_and_others_may_not() -> None:
    land = made.published_forms()
    hire(land, "editor")
    address = f"/admin/pages/{form('ar').pk}/copy/"
    editor = client_of(land, "editor")
    assert "all rules and the translations" in page(editor.get(address))
    taken = editor.post(address, {"ar": "نسخة", "en": "A copy", "slug": "praise"})
    assert "Another page has this address" in page(taken)
    sent = editor.post(address, {"ar": "نسخة", "en": "A copy", "slug": "a-copy"})
    assert sent["Location"] == f"/admin/pages/{form('ar', 'a-copy').pk}/edit/"
    assert client_of(land, "officer-moh").get(address).status_code in (HTTPStatus.FOUND, HTTPStatus.NOT_FOUND)
