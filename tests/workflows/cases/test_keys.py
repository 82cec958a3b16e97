"""A key of a case that was bent or taken away: what is written then is refused with a sentence, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import override

from permissions.actors import Actor
from permissions.citizens.models import Citizen
from permissions.now import now
from tests.scenes import Country, country, file_case
from tests.site.portal.citizen.following import prove
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AddInformation, Note
from workflows.cases.consistency import inconsistencies
from workflows.cases.erasing import erase_again
from workflows.cases.errors import NotPossible
from workflows.cases.joining import join
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, CaseKey, Message, RelayAddress
from workflows.cases.relay import leave_relay

pytestmark = pytest.mark.django_db

SAID = {
    "en": "the key of this request is missing or was changed",
    "ar": "ومفتاح هذا الطلب مفقود أو قد غُيّر",
}


@pytest.fixture
def land() -> Country:
    return country()


def bent(case: Case) -> None:
    CaseKey.objects.filter(case=case).update(wrapped="00000000.AAAA")


def taken_away(case: Case) -> None:
    CaseKey.objects.filter(case=case).delete()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("damage", [bent, taken_away])
def test_an_officer_and_a_citizen_read_why_and_keep_their_words(
    land: Country, damage: Callable[[Case], None], language: str
) -> None:
    case, client = file_case(kind="integrity"), Client()
    prove(client, case, language)
    kept = CaseKey.objects.get(case=case)
    damage(case)
    before = (CaseEvent.objects.count(), Message.objects.count(), list(CaseKey.objects.values()))
    officer = client_of(land, "officer-rights", language)
    for answer in (
        officer.post(f"/admin/desk/{case.tracking}/note/", {"text": "Written for nobody."}),
        client.post(f"/{language}/track/{case.tracking}/add/", {"text": "Written for nobody."}),
    ):
        assert answer.status_code == 422
        assert SAID[language] in page(answer)
        assert "Written for nobody." in page(answer)
    assert (CaseEvent.objects.count(), Message.objects.count(), list(CaseKey.objects.values())) == before
    CaseKey.objects.filter(case=case).delete()
    kept.save(force_insert=True)
    assert officer.post(f"/admin/desk/{case.tracking}/note/", {"text": "Written for all."}).status_code == 302
    assert Message.objects.filter(case=case).latest("pk").text == "Written for all."


@pytest.mark.parametrize("damage", [bent, taken_away])
def test_neither_an_address_nor_an_account_is_joined_to_it(land: Country, damage: Callable[[Case], None]) -> None:
    case = file_case(kind="integrity")
    citizen = Citizen.objects.create(email="huda@example.org", created_at=now(), signed_in_at=now())
    damage(case)
    with override("en"), pytest.raises(NotPossible, match=SAID["en"]):
        leave_relay(case, "quiet@example.org")
    with override("en"), pytest.raises(NotPossible, match=SAID["en"]):
        join(citizen, Case.objects.get(pk=case.pk))


def test_an_ordinary_one_is_worked_on_meanwhile(land: Country) -> None:
    case = file_case()
    bent(case)
    apply(case.pk, Note(text="Its words are plain."), actor=land.actor("officer-moh"))
    apply(case.pk, AddInformation(text="So are these."), actor=Actor.citizen(case.pk))
    assert Message.objects.filter(case=case).count() == 3


def test_one_that_is_erased_just_then_gets_neither_a_key_nor_an_address_nor_an_account(land: Country) -> None:
    case = file_case()
    citizen = Citizen.objects.create(email="huda@example.org", created_at=now(), signed_in_at=now())
    read_before = Case.objects.get(pk=case.pk)
    CaseKey.objects.filter(case=case).delete()
    read_as_of_before = Case.objects.get(pk=case.pk)
    erase_again(case.pk, now())
    with override("en"), pytest.raises(NotPossible, match="It was erased on"):
        leave_relay(read_before, "quiet@example.org")
    with override("en"), pytest.raises(NotPossible, match="It was erased on"):
        join(citizen, read_as_of_before)
    assert not CaseKey.objects.filter(case=case).exists()
    assert not RelayAddress.objects.filter(case=case).exists()
    assert list(inconsistencies()) == []
