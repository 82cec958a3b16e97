"""Redacted copies: beside the original, sent on purpose, withdrawn, and read alone by whoever comes later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenes import Country, country, file_case
from workflows.cases.actions import AddToAnswer, Consult, Decide, Redact, Refer, Reply, WithdrawCopy
from workflows.cases.consistency import inconsistencies
from workflows.cases.consultations import file_shared, shared_with
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Consultation, File
from workflows.cases.models.words import PROOF
from workflows.cases.redacted import say_what_is_withheld
from workflows.cases.selectors import files_of, state_of, timeline
from workflows.cases.submission import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def stored(name: str, asked_by: str = "") -> StoredFile:
    return StoredFile(name, "image/jpeg", 10, "0" * 64, f"2026/11/{name}", asked_by)


def with_photo(**changes: Any) -> Case:
    return file_case(files=(stored("photo.jpg"),), **changes)


def redacted(land: Country, case: Case, who: str = "officer-moh") -> File:
    act = Redact(file_id=files_of(case)[0].pk, copy=stored("covered.jpg"), areas=2)
    event = apply(case.pk, act, actor=land.actor(who))
    return File.objects.get(case=case, event_number=event.number)


def read_by(land: Country, case: Case, who: str) -> dict[str, bool]:
    """By name, whether the file is withheld."""
    files = files_of(case)
    say_what_is_withheld(land.actor(who), state_of(case), files)
    return {file.name: file.withheld for file in files}


def test_the_copy_stands_beside_the_original_and_the_diary_has_codes_alone(land: Country) -> None:
    case = with_photo()
    copy = redacted(land, case)
    original = File.objects.get(name="photo.jpg")
    assert (copy.redacts_id, copy.public, original.public, original.withdrawn) == (original.pk, False, True, False)
    event = case.events.get(verb="redacted")
    moh = land.agencies["moh"].pk
    assert event.data == {"file": original.pk, "areas": 2, "bodies": [moh]}
    assert [file.name for each in timeline(case, public=True) for file in each.files] == ["photo.jpg"]


@pytest.mark.parametrize("act", [Reply, Decide])
def test_it_goes_out_with_words_in_which_it_is_chosen(land: Country, act: type[Reply | Decide]) -> None:
    case = with_photo()
    copy = redacted(land, case)
    more: dict[str, Any] = {"outcome": "resolved"} if act is Decide else {}
    apply(
        case.pk,
        act(text="See.", copies=(copy.pk,), files=(stored("map.jpg"),), **more),
        actor=land.actor("officer-moh"),
    )
    sent = [each.files for each in timeline(case, public=True)][-1]
    assert [(file.name, file.storage_key, file.redacts_id) for file in sent] == [
        ("map.jpg", "2026/11/map.jpg", None),
        ("covered.jpg", copy.storage_key, copy.redacts_id),
    ]
    with pytest.raises(NotPossible):
        apply(case.pk, WithdrawCopy(file_id=copy.pk), actor=land.actor("officer-moh"))


def test_it_goes_with_an_addition_to_the_answer_too(land: Country) -> None:
    case = with_photo()
    copy = redacted(land, case)
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=land.actor("officer-moh"))
    apply(case.pk, AddToAnswer(text="See.", copies=(copy.pk,)), actor=land.actor("officer-moh"))
    assert File.objects.filter(public=True, storage_key=copy.storage_key).count() == 1


def test_what_was_withdrawn_is_there_no_more_and_goes_out_with_nothing(land: Country) -> None:
    case = with_photo()
    copy = redacted(land, case)
    apply(case.pk, WithdrawCopy(file_id=copy.pk), actor=land.actor("staff-moh"))
    assert [(file.number, file.name) for file in files_of(case)] == [(1, "photo.jpg")]
    for act in (WithdrawCopy(file_id=copy.pk), Reply(text="x", copies=(copy.pk,))):
        with pytest.raises(NotPossible):
            apply(case.pk, act, actor=land.actor("officer-moh"))
    again = redacted(land, case)
    assert [(file.number, file.pk) for file in files_of(case)][-1] == (3, again.pk)
    assert case.events.get(verb="copy_withdrawn").data == {"file": copy.pk}


def test_an_agency_that_gets_it_later_reads_the_copy_alone(land: Country) -> None:
    case = with_photo()
    copy = redacted(land, case)
    assert read_by(land, case, "officer-moh") == {"photo.jpg": False, "covered.jpg": False}
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    assert read_by(land, case, "officer-moe") == {"photo.jpg": True, "covered.jpg": False}
    assert read_by(land, case, "officer-central") == {"photo.jpg": False, "covered.jpg": False}
    with pytest.raises(NotAllowed):
        redacted(land, case, "officer-moe")
    apply(case.pk, Refer(agency="moh", reason="x"), actor=land.actor("officer-moe"))
    assert read_by(land, case, "officer-moh") == {"photo.jpg": False, "covered.jpg": False}
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    apply(case.pk, WithdrawCopy(file_id=copy.pk), actor=land.actor("officer-central"))
    assert read_by(land, case, "officer-central") == {"photo.jpg": False}


def test_the_same_file_that_came_twice_is_withheld_in_both_places(land: Country) -> None:
    case = file_case(files=(stored("photo.jpg"), stored("photo.jpg")))
    redacted(land, case)
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    files = files_of(case)
    say_what_is_withheld(land.actor("officer-moe"), state_of(case), files)
    assert [file.withheld for file in files] == [True, True, False]


def test_nobody_elses_copies_go_out_and_none_is_made_of_what_proves_who_somebody_is(land: Country) -> None:
    mine, other = with_photo(), with_photo()
    copy = redacted(land, other)
    apply(mine.pk, Reply(text="x", copies=(copy.pk,)), actor=land.actor("officer-moh"))
    assert [file.name for file in files_of(mine)] == ["photo.jpg"]
    proof = file_case(files=(stored("card.jpg", PROOF),))
    with pytest.raises(NotPossible):
        redacted(land, proof)


def test_only_those_who_work_the_case_cover_and_withdraw(land: Country) -> None:
    case = with_photo()
    copy = redacted(land, case)
    for act in (
        WithdrawCopy(file_id=copy.pk),
        Redact(file_id=files_of(case)[0].pk, copy=stored("other.jpg"), areas=1),
    ):
        with pytest.raises(NotAllowed):
            apply(case.pk, act, actor=land.actor("officer-moe"))
    with pytest.raises(NotAllowed):
        apply(
            case.pk, Redact(file_id=copy.pk + 999, copy=stored("other.jpg"), areas=1), actor=land.actor("officer-moh")
        )


def test_an_agency_that_is_asked_gets_the_copy_in_the_place_of_the_file(land: Country) -> None:
    case = file_case(files=(stored("photo.jpg"), stored("map.jpg")))
    redacted(land, case)
    asking = Consult(agency="moe", text="What is it?", shares_text=True, shares_files=True)
    apply(case.pk, asking, actor=land.actor("officer-moh"))
    asked = Consultation.objects.get(case=case)
    assert [file.name for file in shared_with(asked).files] == ["map.jpg", "covered.jpg"]
    assert (file_shared(asked, 1), getattr(file_shared(asked, 3), "name", "")) == (None, "covered.jpg")
