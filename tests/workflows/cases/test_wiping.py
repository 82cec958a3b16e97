"""What goes with a case, and what stays since something else needs it."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from permissions.citizens.models import Citizen
from permissions.now import now
from tests.scenes import Country, country, file_case, hire
from workflows.cases.actions import (
    AskIdentity,
    AskToErase,
    LiftHold,
    OpenIdentity,
    RefuseToErase,
    SetHold,
    SetTags,
    Withdraw,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.erasing import erase_again
from workflows.cases.lifecycle import apply
from workflows.cases.models import (
    Answer,
    BytesToRemove,
    Case,
    CaseKey,
    CaseTag,
    ErasureRequest,
    File,
    FilledField,
    IdentityRequest,
    JoinedCase,
    LegalHold,
    Message,
    OtherPerson,
    Person,
    RelayAddress,
    Watch,
)
from workflows.cases.submission import GivenAnswer, GivenPerson, StoredFile
from workflows.cases.tags import add_tag
from workflows.cases.wiping import wipe
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def photo(key: str) -> StoredFile:
    return StoredFile("photo.jpg", "image/jpeg", 3, "0" * 64, key)


def test_bytes_that_another_request_names_too_stay_until_that_goes(land: Country) -> None:
    first = file_case(files=(photo("2026/11/own"), photo("2026/11/shared")))
    second = file_case(files=(photo("2026/11/shared"),))
    wipe([first.pk])
    assert set(BytesToRemove.objects.values_list("storage_key", flat=True)) == {"2026/11/own"}
    assert File.objects.filter(case=second).exists()
    wipe([second.pk])
    assert set(BytesToRemove.objects.values_list("storage_key", flat=True)) == {"2026/11/own", "2026/11/shared"}


GOES = (
    *(Message, Answer, FilledField, File, OtherPerson, Person, RelayAddress, JoinedCase, Watch, CaseTag),
    *(OutboxEntry, CaseKey),
)


def test_each_row_that_says_something_of_it_goes_and_none_of_another(land: Country) -> None:
    cases = [full_case(land), full_case(land)]
    wipe([cases[0].pk])
    assert [model.__name__ for model in GOES if model._default_manager.filter(case=cases[0]).exists()] == []
    assert [model.__name__ for model in GOES if not model._default_manager.filter(case=cases[1]).exists()] == []


def full_case(land: Country) -> Case:
    """One that has a row in each table whose rows go."""
    given = GivenAnswer("why", "Why?", "Because.", "Because.", "text")
    other = GivenPerson("about", "Rami Haddad", "parent", "9991234567")
    case, at = file_case(files=(photo("2026/11/x"),), answers=(given,), others=(other,)), now()
    tag = add_tag(land.agencies["moh"].pk, f"tag {case.pk}", actor=land.actor("level1-moh"))
    apply(case.pk, SetTags(add=(tag.pk,)), actor=land.actor("officer-moh"))
    work = case.works.get()
    FilledField.objects.create(case=case, work=work, event_number=1, key="a", name={}, value="x", type="text", at=at)
    RelayAddress.objects.create(case=case, address="x")
    Watch.objects.create(case=case, user=land.people["officer-moh"], since=at)
    citizen = Citizen.objects.create(email=f"{case.pk}@a.example", created_at=at, signed_in_at=at)
    JoinedCase.objects.create(case=case, citizen=citizen, joined_at=at)
    return case


def test_of_requests_and_holds_the_words_go_and_verify_names_those_that_are_left(land: Country) -> None:
    hire(land, "custodian", "rights")
    for name in ("keeper", "keeper2"):
        hire(land, "data_protection", "central", "rights", username=name)
    case = file_case(kind="integrity", agency=None)
    apply(case.pk, AskIdentity(reason="They must be heard."), actor=land.actor("officer-rights"))
    opening = OpenIdentity(request_id=IdentityRequest.objects.get().pk, reason="Needed.", hours=4)
    apply(case.pk, opening, actor=land.actor("custodian"))
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper"))
    apply(case.pk, RefuseToErase(number=1, reason="Too early."), actor=land.actor("keeper2"))
    apply(case.pk, SetHold(reason="A trial."), actor=land.actor("keeper"))
    apply(case.pk, LiftHold(reason="It is over."), actor=land.actor("keeper"))
    erase_again(case.pk, now())
    said = [
        *IdentityRequest.objects.values_list("reason", "answer"),
        *ErasureRequest.objects.values_list("reason", "answer"),
        *LegalHold.objects.values_list("reason", "lifted_because"),
    ]
    assert said == [("", "")] * 3
    assert list(inconsistencies()) == []
    for model in (IdentityRequest, ErasureRequest, LegalHold):
        model.objects.update(reason="x")
    assert [each for each in inconsistencies() if "words of" in each] == [
        f"case {case.tracking}: it was erased, and still has words of {model}"
        for model in ("IdentityRequest", "ErasureRequest", "LegalHold")
    ]
