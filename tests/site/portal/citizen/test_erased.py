"""What a citizen reads while it is asked that their request be erased, and what is left of it then."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override

from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.now import now
from tests.after_filing import has_filed, link_to
from tests.content.forms import made
from tests.content.forms.sending import URL, send, text_of
from tests.scenes import file_case, hire
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import Withdraw
from workflows.cases.actions.erasing import AgreeToErase, AskToErase, RefuseToErase
from workflows.cases.consistency import inconsistencies
from workflows.cases.erasing import erase_again
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.notifications.chosen import fewer_token
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.selectors import notices_of
from workflows.notifications.notices.words import said

pytestmark = pytest.mark.django_db
ASKED = "Someone asked for this request to be erased before its time."


@pytest.mark.parametrize("kind", ["complaint", "integrity"])
def test_whoever_does_not_want_it_erased_reads_that_it_was_asked_and_where_to_say_so(kind: str) -> None:
    land = made.english_forms("complaint")
    first, second = (
        hire(land, "data_protection", "central", "rights", username=each) for each in ("keeper", "keeper2")
    )
    client, case = Client(), file_case(kind=kind)
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    prove(client, case, "en")
    assert ASKED not in page(client, case, "en")
    apply(case.pk, AskToErase(wish="citizen", reason="By letter."), actor=Actor.staff(first.pk))
    shown = page(client, case, "en")
    assert ASKED in shown
    assert "By letter." not in shown
    apply(case.pk, RefuseToErase(number=1, reason="They came back."), actor=Actor.staff(second.pk))
    shown = page(client, case, "en")
    assert ASKED not in shown
    assert "It is not erased before its time" in shown
    apply(case.pk, AskToErase(wish="citizen", reason="Once more."), actor=Actor.staff(first.pk))
    assert ASKED in page(client, case, "en")
    apply(case.pk, AgreeToErase(number=2, typed=case.tracking), actor=Actor.staff(second.pk))
    shown = page(client, case, "en")
    assert ASKED not in shown
    assert "before its time: someone asked for it" in shown


@pytest.mark.parametrize("language", ["en", "ar"])
def test_whoever_filed_it_says_on_its_page_that_it_is_not_their_wish(language: str) -> None:
    land = made.english_forms("complaint")
    first, second = (
        hire(land, "data_protection", "central", "rights", username=each) for each in ("keeper", "keeper2")
    )
    client, case = Client(), file_case()
    keep = f"/{language}/track/{case.tracking}/keep/"
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    prove(client, case, language)
    assert keep not in page(client, case, language), "nobody asked"
    apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=Actor.staff(first.pk))
    assert keep not in page(client, case, language), "what a court wants is not theirs to answer"
    assert client.post(keep).status_code == 422
    apply(case.pk, RefuseToErase(number=1, reason="Not of this court."), actor=Actor.staff(second.pk))
    apply(case.pk, AskToErase(wish="citizen", reason="By letter."), actor=Actor.staff(first.pk))
    assert keep in page(client, case, language)
    assert Client().post(keep)["Location"] == f"/{language}/track/", "not who has no code"
    assert client.post(keep).status_code == 302
    assert keep not in page(client, case, language)
    with pytest.raises(NotPossible, match="answered already"), override("en"):
        apply(case.pk, AgreeToErase(number=2, typed=case.tracking), actor=Actor.staff(second.pk))
    assert client.post(keep).status_code == 422, "once is enough"
    deliver_waiting()
    with override("en"):
        bell = [each.text for each in said(notices_of(first.pk, held_by(first.pk)))]
    assert "It is not erased: whoever filed it does not wish it" in bell
    land.people["keeper"] = first
    desk = client_of(land, "keeper").get(f"/admin/erasures/{case.tracking}/").content.decode()
    assert "Not wished by: whoever filed it" in " ".join(desk.split())
    apply(case.pk, AskToErase(wish="citizen", reason="They came in person."), actor=Actor.staff(first.pk))
    apply(case.pk, AgreeToErase(number=3, typed=case.tracking), actor=Actor.staff(second.pk))
    assert list(inconsistencies()) == []


def test_where_a_list_alone_says_that_it_was_erased_its_page_says_when_and_no_why() -> None:
    made.english_forms("complaint")
    client, case = Client(), file_case()
    prove(client, case, "en")
    erase_again(case.pk, now())
    shown = page(client, case, "en")
    assert "This request was erased on" in shown
    assert "before its time" not in shown
    assert "because the time was over" not in shown
    assert "data-unsent" in shown  # closing it here warns of what lies unsent, as everywhere


def test_the_page_after_filing_leads_on_where_the_request_is_erased_within_the_hour() -> None:
    made.english_forms("complaint")
    case = file_case()
    client = has_filed(Client(), case)
    erase_again(case.pk, now())
    assert client.get(link_to(case.tracking))["Location"] == f"/en/track/?tracking={case.tracking}"


def test_a_form_that_is_sent_again_once_its_request_is_erased_says_that_it_was_sent_before() -> None:
    made.english_forms("complaint")
    client = Client()
    shown = client.get(URL)
    send(client, shown)
    case = Case.objects.get()
    erase_again(case.pk, now())
    assert "This form was sent before" in text_of(send(client, shown))
    assert Case.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_link_to_fewer_letters_says_so_too_once_there_are_none(method: str) -> None:
    made.english_forms("complaint")
    case = file_case(email="rana@example.org")
    erase_again(case.pk, now())
    answer = getattr(Client(), method)(f"/en/letters/{fewer_token(case)}/")
    assert answer.status_code == 200
    assert answer.context["done"]
