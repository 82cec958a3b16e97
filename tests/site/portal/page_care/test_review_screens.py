"""Editors on their screens: a form is made ready, read, tried, agreed on, taken back; for nobody else is there one,
and no screen of Wagtail's publishes one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from content.forms.page import FormPage
from content.forms.review.models import FormReview, ReviewState
from content.forms.review.services import as_read, offer_for_translation, ready
from content.pages.models import FilingPage, StandardPage
from permissions.people.models import User
from tests.content.forms import made
from tests.content.forms.review.drafting import form, key, new_question, public, publish_by_two, save_draft
from tests.scenes import Country, hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db


def address() -> str:
    return f"/admin/page-care/forms/{key()}/"


def send(client: Client, act: str, **fields: Any) -> Any:
    return client.post(address(), {"do": act, **fields}, follow=True)


def test_from_a_draft_to_the_public_and_back(land: Country) -> None:
    amal, basem = client_of(land, "amal"), client_of(land, "basem")
    assert "No form is waiting" in page(amal.get("/admin/page-care/forms/"))
    save_draft(land, "amal", new_question())
    shown = page(amal.get(address()))
    assert "added, may stay empty" in shown
    assert 'value="ready"' in shown
    assert 'value="agree"' not in shown
    send(amal, "ready", words="For the buses")
    review = FormReview.objects.get()
    assert 'value="agree"' not in page(amal.get(address()))
    assert "waits for you" in page(basem.get("/admin/page-care/forms/"))
    assert "data-forms-for-second" in page(basem.get("/admin/"))
    assert "data-forms-for-second" not in page(amal.get("/admin/"))
    shown = page(basem.get(address()))
    assert "For the buses" in shown
    assert 'value="agree"' in shown
    send(basem, "agree", review=review.pk, read=as_read(review))
    assert "bus" in {question.key for question in form().schema.questions}
    shown = page(amal.get(address()))
    assert 'value="take_back"' in shown
    assert "Last agreed" in shown
    send(amal, "take_back", review=review.pk)
    shown = page(amal.get(address()))
    assert "Last taken back" in shown
    assert "Last agreed" not in shown
    assert "bus" not in {question.key for question in form().schema.questions}


def test_it_is_sent_back_with_a_reason_only(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = ready(key(), words="", actor=land.actor("amal"))
    basem = client_of(land, "basem")
    assert basem.post(address(), {"do": "send_back", "review": review.pk}).status_code == 422
    send(basem, "send_back", review=review.pk, reason="Which bus?")
    assert "Which bus?" in page(client_of(land, "amal").get(address()))


def test_where_all_editors_wrote_in_it_the_page_says_how_one_takes_their_part_back(land: Country) -> None:
    for name in ("amal", "basem"):
        save_draft(land, name, heading=f"عنوان {name}")
    ready(key(), words="", actor=land.actor("amal"))
    basem = client_of(land, "basem")
    shown = page(basem.get(address()))
    assert 'value="agree"' not in shown
    assert "one of you can take back their part" in shown
    assert f"/admin/pages/{form().pk}/history/" in shown
    assert f"/admin/pages/{form('en').pk}/history/" not in shown, "its words are a translator’s"
    assert "no one is left to decide" not in shown
    User.objects.filter(username="carol").update(is_active=False)
    assert "no one is left to decide" in page(basem.get(address()))


def test_bad_input_is_refused_and_says_why(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = ready(key(), words="", actor=land.actor("amal"))
    amal, basem = client_of(land, "amal"), client_of(land, "basem")
    own = amal.post(address(), {"do": "agree", "review": review.pk, "read": as_read(review)})
    assert (own.status_code, "another editor decides" in page(own)) == (422, True)
    old = basem.post(address(), {"do": "agree", "review": review.pk, "read": "0"})
    assert (old.status_code, "changed meanwhile" in page(old)) == (422, True)
    unknown = basem.post(address(), {"do": "agree", "review": review.pk + 999, "read": ""})
    assert (unknown.status_code, "decided meanwhile" in page(unknown)) == (422, True)
    for act, number, status in (("agree", "x", 404), ("drop", review.pk, 422), ("agree", "9" * 40, 404)):
        assert basem.post(address(), {"do": act, "review": number}).status_code == status
    assert basem.get("/admin/page-care/forms/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert FormReview.objects.get().state == ReviewState.WAITING


@pytest.mark.parametrize("role", ["owner", "auditor", "administrator"])
def test_for_others_these_screens_do_not_exist(land: Country, role: str) -> None:
    client = client_of(land, hire(land, role, username=f"a-{role}").username)
    for path in ("/admin/page-care/forms/", address(), f"{address()}try/ar/"):
        assert client.get(path).status_code == 404
    assert client.post(address(), {"do": "ready"}).status_code == 404


def test_a_draft_is_tried_with_its_conditions_and_nothing_is_filed(land: Country) -> None:
    shown_if = made.condition(("visited", "one_of", "yes"))
    visited = made.question("yes_no", key="visited", label="هل راجعت الجهة؟", required=True)
    save_draft(land, "amal", visited, made.question("number", key="bus", label="رقم", required=True, shown_if=shown_if))
    basem, trial = client_of(land, "basem"), f"{address()}try/ar/"
    assert "data-try" in page(basem.get(trial))
    wrong = basem.post(trial, {**made.GOOD, "visited": "yes"})
    assert (wrong.status_code, "data-errors" in page(wrong)) == (422, True)
    right = page(basem.post(trial, {**made.GOOD, "visited": "no"}))
    assert "data-outcome" in right
    assert f"<dd data-agency>{land.agencies['moh']}" in right.replace("<bdi>", "")
    assert '<bdi class="soft ltr">visited</bdi>' in right
    assert "data-outcome" in page(basem.post(trial, {**made.GOOD, "visited": "yes", "bus": "7"}))
    assert not Case.objects.exists()


def test_a_language_that_is_not_translated_says_so_and_the_other_goes_alone(land: Country) -> None:
    save_draft(land, "amal", new_question())
    offer_for_translation(form())
    shown = page(client_of(land, "amal").get(address()))
    assert "Sentences to translate: 1." in shown


def editing(of: FormPage) -> dict[str, Any]:
    return {"title": of.title, "slug": of.slug, "heading": of.heading, "action-publish": "1"}


def test_no_screen_of_wagtail_publishes_takes_off_or_moves_a_form(land: Country) -> None:
    amal, complaint = client_of(land, "amal"), form()
    about = StandardPage.objects.get(slug="about", locale__language_code="ar")
    above = FilingPage.objects.get(locale__language_code="ar")
    before, drafted = public(), f"?next=/admin/&id={complaint.pk}"
    shown = page(amal.get(f"/admin/pages/{complaint.pk}/edit/"))
    assert "action-publish" not in shown
    assert 'name="action-ready"' in shown
    posts: list[tuple[str, dict[str, Any]]] = [
        (f"/admin/pages/{complaint.pk}/edit/", editing(complaint)),
        (f"/admin/pages/{complaint.pk}/unpublish/", {"include_descendants": "on"}),
        (f"/admin/pages/{above.pk}/unpublish/", {"include_descendants": "on"}),
        (f"/admin/pages/{complaint.pk}/delete/", {}),
        (f"/admin/pages/{complaint.pk}/move/{about.pk}/confirm/", {}),
        (f"/admin/pages/{form('en').pk}/edit/", {"action": "publish"}),
        (f"/admin/localize/page/{form('en').pk}/convert_to_alias/", {}),
        (f"/admin/pages/{complaint.pk}/copy/", {"new_slug": "copied", "publish_copies": "on"}),
        *((f"/admin/bulk/wagtailcore/page/{act}/{drafted}", {}) for act in ("publish", "unpublish", "delete", "move")),
    ]
    for path, fields in posts:
        answer = amal.post(path, fields)
        assert answer.status_code < 500, path
        assert public() == before, path


def test_a_page_is_not_copied_with_published_forms_below(land: Country) -> None:
    amal, above = client_of(land, "amal"), FilingPage.objects.get(locale__language_code="ar")
    before = public()
    sent = {
        "new_title": "x",
        "new_slug": "copied",
        "new_parent_page": above.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    answer = amal.post(f"/admin/pages/{above.pk}/copy/", sent, follow=True)
    assert "two editors" in page(answer)
    assert public() == before
    assert not FilingPage.objects.filter(slug="copied").exists()


def test_after_a_publication_by_two_the_list_says_who(land: Country) -> None:
    save_draft(land, "amal", new_question())
    publish_by_two(land)
    shown = page(client_of(land, "carol").get("/admin/page-care/forms/"))
    assert "Recent decisions" in shown
    assert "basem" in shown
