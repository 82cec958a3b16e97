"""Which requests are listed for whoever signs in with their address, and which never are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.blind import WHO_FILED, blind
from permissions.citizens import services
from permissions.citizens.models import AddressKind, Citizen, ProvedAddress
from permissions.citizens.proved_addresses import proved_addresses
from permissions.citizens.sessions import ABSOLUTE
from permissions.now import now, standing_at
from tests.scenes import Country, file_case, publish_danger_words, submission
from tests.workflows.cases.spoken_requests import spoken, summarise
from workflows.cases.actions import (
    CloseAsSpam,
    Merge,
    ProposeSealing,
    RejectSealing,
    Release,
    SetParties,
    TreatAsConfidential,
    Withdraw,
)
from workflows.cases.actions.parties import Concerned
from workflows.cases.joining import join, joined_cases
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Channel, EventVerb, JoinedCase, ListingOptOut, Person
from workflows.cases.opening import open_case
from workflows.cases.renewing import Lost, renew_code
from workflows.cases.submission import GivenPerson
from workflows.cases.wiping import wipe
from workflows.notifications.came_back import RETURNED
from workflows.notifications.deliver import REFUSED, TAKEN, deliver_waiting
from workflows.notifications.own_requests import (
    Shown,
    announce_first_listing,
    put_back,
    requests_by_address,
    shown_of,
    take_all_off,
    take_off,
    was_taken,
)
from workflows.notifications.reaching import set_address
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.both]
EMAIL, PHONE = AddressKind.EMAIL, AddressKind.PHONE
CITIZEN, NUMBER = "citizen@example.org", "+962791234567"
BEATEN: dict[str, Any] = {"subject": "المعلم يضرب ابني", "text": "المعلم يضرب ابني كل يوم وعلى جسمه آثار"}
ADVERT: dict[str, Any] = {
    "subject": "عرض خاص",
    "text": "عرض خاص وكود خصم: https://a.example https://b.example https://c.example",
}
FRESH, ELEVEN_MONTHS, THIRTEEN_MONTHS = timedelta(0), timedelta(days=335), timedelta(days=395)


def signed_in(kind: AddressKind = EMAIL, address: str = CITIZEN) -> Citizen:
    return services.sign_in_by_address(kind, address)


def listed(citizen: Citizen | None = None) -> list[str]:
    return [request.case.tracking for request in requests_by_address(citizen or signed_in())]


def by_channel(channel: Channel) -> Case:
    return open_case(submission=submission(), channel=channel, actor=Actor.citizen(), idempotency_key=f"k-{channel}")


# --- the table: kinds of requests × what proves their address × how old they are --------------------------------------


def nothing(case: Case) -> None:
    OutboxEntry.objects.filter(case=case).delete()


def taken(case: Case) -> None:
    deliver_waiting()
    assert OutboxEntry.objects.filter(case=case, audience="citizen").get().data[TAKEN]


def came_back(case: Case) -> None:
    taken(case)
    entry = OutboxEntry.objects.get(case=case, audience="citizen")
    OutboxEntry.objects.filter(pk=entry.pk).update(data=entry.data | {RETURNED: {"email": now().isoformat()}})


def typed_code(case: Case) -> None:
    nothing(case)
    set_address(case, EMAIL, CITIZEN)
    nothing(case)


def link(case: Case) -> None:
    nothing(case)
    renew_code(case, by=Lost(case, EMAIL, CITIZEN))
    nothing(case)


def code_that_another_has_replaced(case: Case) -> None:
    typed_code(case)
    renew_code(Case.objects.get(pk=case.pk), by=Lost(case, PHONE, NUMBER))
    deliver_waiting()


ALWAYS, YOUNG, NEVER = (True, True, True), (True, True, False), (False, False, False)
"""Whether it is listed: on the day, after 11 months, after 13."""
PROOFS: dict[Callable[[Case], None], tuple[bool, bool, bool]] = {
    nothing: NEVER,
    taken: YOUNG,
    came_back: NEVER,
    typed_code: ALWAYS,
    link: ALWAYS,
    code_that_another_has_replaced: NEVER,
}
BY_CHANNEL: dict[Channel, dict[Callable[[Case], None], tuple[bool, bool, bool]]] = {
    Channel.WEB: PROOFS,
    Channel.CALL: PROOFS | {taken: NEVER},
}
AGES = (FRESH, ELEVEN_MONTHS, THIRTEEN_MONTHS)


@pytest.mark.parametrize("age", range(3), ids=["fresh", "11 months", "13 months"])
@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.__name__)
@pytest.mark.parametrize("channel", BY_CHANNEL)
@pytest.mark.usefixtures("land")
def test_an_ordinary_request(channel: Channel, proof: Callable[[Case], None], age: int) -> None:
    with standing_at(now() - AGES[age]):
        case = by_channel(channel)
        proof(case)
    assert (listed() == [case.tracking]) is BY_CHANNEL[channel][proof][age]


def plain(land: Country) -> Case:
    return file_case()


def inquiry(land: Country) -> Case:
    return file_case(kind="inquiry")


def withdrawn(land: Country) -> Case:
    case = file_case()
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    return case


def merged(land: Country) -> Case:
    lead, case = file_case(email="other@example.org"), file_case()
    apply(case.pk, Merge(lead_id=lead.pk), actor=land.actor("officer-moh"))
    return case


def sealed(land: Country) -> Case:
    return file_case(kind="integrity", agency=None)


def confidential(land: Country) -> Case:
    return file_case(confidential=True)


def made_confidential(land: Country) -> Case:
    case = file_case()
    apply(case.pk, TreatAsConfidential(reason="x"), actor=land.actor("officer-central"))
    return case


def accusing_a_person(land: Country) -> Case:
    return file_case(concerns="person")


def accusing_nobody_known_yet(land: Country) -> Case:
    return file_case(concerns="body", agency=None, subject="x", text="x")


def accusing_no_more(land: Country) -> Case:
    case = file_case()
    accused = Concerned(user_id=land.people["officer-moh"].pk)
    for parties in ((accused,), ()):
        apply(case.pk, SetParties(parties=parties, reason="x"), actor=land.actor("officer-central"))
    assert not Case.objects.get(pk=case.pk).guarded
    return case


def held_for_danger(land: Country) -> Case:
    publish_danger_words()
    case = file_case(**BEATEN)
    assert case.held
    return case


def released(land: Country) -> Case:
    case = held_for_danger(land)
    apply(case.pk, Release(note="It is a sports club."), actor=land.actor("officer-central"))
    assert not Case.objects.get(pk=case.pk).held
    return case


def suspected_spam(land: Country) -> Case:
    case = file_case(**ADVERT)
    assert case.held
    return case


def released_spam(land: Country) -> Case:
    case = suspected_spam(land)
    apply(case.pk, Release(), actor=land.actor("officer-central"))
    return case


def closed_as_spam(land: Country) -> Case:
    case = suspected_spam(land)
    apply(case.pk, CloseAsSpam(text="x"), actor=land.actor("officer-central"))
    return case


def proposed_for_sealing(land: Country) -> Case:
    case = file_case()
    apply(case.pk, ProposeSealing(reason="x"), actor=land.actor("officer-moh"))
    return case


def not_sealed_after_all(land: Country) -> Case:
    case = proposed_for_sealing(land)
    apply(case.pk, RejectSealing(reason="x"), actor=land.actor("officer-rights"))
    assert Case.objects.get(pk=case.pk).track == "ordinary"
    return case


def recorded(land: Country) -> Case:
    """Nobody has heard yet whether it speaks of danger."""
    return spoken()


def recorded_and_summarised(land: Country) -> Case:
    case = spoken()
    publish_danger_words()
    summarise(case, land.actor("officer-moh"))
    return case


def in_danger_as_a_recording_says(land: Country) -> Case:
    case = recorded_and_summarised(land)
    summarise(case, land.actor("officer-moh"), BEATEN["subject"], BEATEN["text"])
    summarise(case, land.actor("officer-moh"))  # what it said before still holds
    return case


def without_a_name(land: Country) -> Case:
    case = file_case(email="")
    assert case.anonymous
    return case


def of_another_with_them(land: Country) -> Case:
    return file_case(
        email="lawyer@example.org", others=(GivenPerson(role="about", name="Huda", relation="lawyer", email=CITIZEN),)
    )


KINDS: dict[Callable[[Country], Case], bool] = {
    **dict.fromkeys((plain, inquiry, withdrawn, merged, recorded_and_summarised), True),
    **dict.fromkeys((recorded, in_danger_as_a_recording_says), False),
    **dict.fromkeys((sealed, confidential, made_confidential), False),
    **dict.fromkeys((accusing_a_person, accusing_nobody_known_yet, accusing_no_more), False),
    **dict.fromkeys((held_for_danger, released, suspected_spam, released_spam, closed_as_spam), False),
    **dict.fromkeys((proposed_for_sealing, not_sealed_after_all, without_a_name), False),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_kind_of_request_with_the_best_of_proofs(land: Country, kind: Callable[[Country], Case]) -> None:
    """A code was typed on the day, and letters were taken."""
    case = kind(land)
    set_address(Case.objects.get(pk=case.pk), EMAIL, CITIZEN)
    deliver_waiting()
    assert (listed() == [case.tracking]) is KINDS[kind]


def test_who_is_only_named_on_a_request_is_not_shown_it(land: Country) -> None:
    of_another_with_them(land)
    deliver_waiting()
    assert listed() == []
    assert len(listed(signed_in(EMAIL, "lawyer@example.org"))) == 1


@pytest.mark.usefixtures("land")
def test_of_an_erased_one_nothing_is_left() -> None:
    case = file_case()
    typed_code(case)
    take_off(signed_in(), case.tracking)
    assert ListingOptOut.objects.filter(case=case).exists()
    wipe([case.pk])
    assert (listed(), ListingOptOut.objects.exists()) == ([], False)


# --- whose address it is ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("land")
def test_a_number_is_one_however_it_was_written(settings: Any, tmp_path: Path) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    case = file_case(email="", phone="0791234567", name="Huda")
    deliver_waiting()
    assert listed(signed_in(PHONE, NUMBER)) == [case.tracking]
    assert listed(signed_in(PHONE, "+962791234568")) == []


@pytest.mark.usefixtures("land")
def test_who_types_anothers_address_into_a_form_is_shown_nothing_of_theirs() -> None:
    theirs = file_case()
    deliver_waiting()
    attacker = signed_in(EMAIL, "attacker@example.org")
    join(attacker, file_case(), filed=True)  # their own, with the address of somebody else
    assert theirs.tracking not in listed(attacker)


@pytest.mark.usefixtures("land")
def test_what_is_filed_after_an_account_proved_its_number_waits_for_a_new_proof(settings: Any, tmp_path: Path) -> None:
    """The number may be somebody else's by now, who files with it: the former account is shown nothing of theirs."""
    settings.SMS_URL = f"file://{tmp_path}"
    with standing_at(now() - timedelta(days=60)):
        former = signed_in()
        services.add_address(former, PHONE, NUMBER)
    case = file_case(email="", phone=NUMBER, name="Omar")
    deliver_waiting()
    services.sign_in_by_address(EMAIL, CITIZEN)  # today, by their mailbox
    assert listed(former) == []
    services.add_address(former, PHONE, NUMBER)
    assert listed(former) == [case.tracking]


@pytest.mark.usefixtures("land")
def test_what_is_filed_within_the_session_is_listed() -> None:
    citizen = signed_in()
    with standing_at(now() + ABSOLUTE - timedelta(minutes=1)):
        case = file_case()
        deliver_waiting()
        assert listed(citizen) == [case.tracking]


@pytest.mark.parametrize(("months", "is_listed"), [(11, True), (13, False)])
@pytest.mark.usefixtures("land")
def test_what_was_proved_of_a_number_shows_nothing_to_who_is_given_it_a_year_later(
    settings: Any, tmp_path: Path, months: int, *, is_listed: bool
) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    with standing_at(now() - timedelta(days=30 * months)):
        case = file_case(email="", phone=NUMBER, name="Huda")
        set_address(Case.objects.get(pk=case.pk), PHONE, NUMBER)
        services.sign_in_by_address(PHONE, NUMBER)
    assert (listed(signed_in(PHONE, NUMBER)) == [case.tracking]) is is_listed


@pytest.mark.usefixtures("land")
def test_what_stands_for_an_address_and_is_copied_to_another_request_lists_nothing() -> None:
    case = file_case()
    deliver_waiting()
    Person.objects.filter(case=case).update(email_blind=blind("thief@example.org", WHO_FILED))
    assert listed(signed_in(EMAIL, "thief@example.org")) == []


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize("bent", ["put in", "of another account", "another address"])
def test_a_proof_that_our_code_did_not_write_lists_nothing(bent: str) -> None:
    file_case()
    deliver_waiting()
    owner, thief = signed_in(), signed_in(EMAIL, "thief@example.org")
    row = ProvedAddress.objects.get(citizen=owner)
    Citizen.objects.filter(pk=owner.pk).update(email="gone@example.org")
    Citizen.objects.filter(pk=thief.pk).update(email=CITIZEN)
    thief.refresh_from_db()
    if bent == "put in":
        ProvedAddress.objects.filter(citizen=thief).update(digest="0" * 64)
    elif bent == "of another account":
        ProvedAddress.objects.filter(citizen=thief).update(digest=row.digest, proved_at=row.proved_at)
    assert proved_addresses(thief) == []
    assert listed(thief) == []


@pytest.mark.parametrize(
    ("events", "shown"),
    [
        ([], Shown.GIVEN),
        ([("address_set", {"kind": "phone"})], Shown.GIVEN),
        ([("address_set", {"kind": "email"})], Shown.PROVED),
        ([("code_renewed", {"proved": "email"})], Shown.PROVED),
        ([("code_renewed", {"proved": "phone"})], Shown.GIVEN),
        ([("code_renewed", {})], Shown.GIVEN),
        ([("address_set", {"kind": "email"}), ("code_renewed", {"proved": "phone"})], Shown.DOUBTFUL),
        ([("address_set", {"kind": "email"}), ("code_renewed", {"proved": "email"})], Shown.PROVED),
        ([("code_renewed", {"proved": "phone"}), ("address_set", {"kind": "email"})], Shown.PROVED),
    ],
)
def test_what_the_diary_shows_of_an_address(events: list[tuple[str, dict[str, Any]]], shown: Shown) -> None:
    assert {verb for verb, _data in events} <= {EventVerb.ADDRESS_SET, EventVerb.CODE_RENEWED}
    assert shown_of(EMAIL, events) is shown


@pytest.mark.parametrize(
    ("letters", "is_taken"),
    [
        ([], False),
        ([{}], False),
        ([{TAKEN: {"sms": ""}}], False),
        ([{TAKEN: {"email": ""}}], True),
        ([{TAKEN: ["email"]}], True),
        ([{}, {TAKEN: {"email": ""}}], True),
        ([{TAKEN: {"email": ""}, RETURNED: {"email": ""}}], False),
        ([{REFUSED: {"email": ""}}, {TAKEN: {"email": ""}}], False),
        ([{TAKEN: {"email": ""}}, {REFUSED: {"email": ""}}], True),
    ],
)
def test_whether_what_was_sent_last_was_taken(letters: list[dict[str, Any]], *, is_taken: bool) -> None:
    assert was_taken(EMAIL, letters) is is_taken


# --- taken off --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("land")
def test_what_is_taken_off_stays_off_for_the_address_whoever_signs_in_with_it() -> None:
    case, other = file_case(), file_case()
    deliver_waiting()
    citizen = signed_in()
    join(citizen, case)
    take_off(citizen, case.tracking)
    assert listed(citizen) == [other.tracking]
    assert joined_cases(citizen) == []
    services.forget(citizen)
    assert listed(signed_in()) == [other.tracking]
    set_address(case, EMAIL, "new@example.org")
    assert listed(signed_in(EMAIL, "new@example.org")) == [case.tracking], "of another address nobody said it"
    join(signed_in(), case)
    assert len(joined_cases(signed_in())) == 1, "by number and code it is added as before"


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize("filed", [False, True])
def test_undoing_brings_back_what_was_there_and_no_more(filed: bool) -> None:
    case = file_case()
    deliver_waiting()
    citizen, since = signed_in(), now()
    join(citizen, case, filed=filed)
    before = JoinedCase.objects.get().joined_at
    assert put_back(citizen, case.tracking, take_off(citizen, case.tracking), since=since)
    assert (listed(citizen), len(joined_cases(citizen))) == ([case.tracking], 1)
    assert (JoinedCase.objects.get().joined_at == before) is filed, "who filed it stays who filed it"


@pytest.mark.usefixtures("land")
def test_undoing_takes_back_nothing_that_was_said_before_and_lets_nobody_past_a_new_code() -> None:
    case = file_case()
    deliver_waiting()
    take_off(signed_in(), case.tracking)
    citizen, since = signed_in(), now()
    join(citizen, case)
    taken = take_off(citizen, case.tracking)
    assert taken.digests == ()
    assert put_back(citizen, case.tracking, taken, since=since)
    assert listed(citizen) == []
    taken = take_off(citizen, case.tracking)
    renew_code(Case.objects.get(pk=case.pk), by=Lost(case, EMAIL, CITIZEN))
    assert not put_back(citizen, case.tracking, taken, since=since)
    assert joined_cases(citizen) == []


@pytest.mark.usefixtures("land")
def test_a_new_key_of_the_operator_brings_nothing_back(settings: Any) -> None:
    case = file_case()
    deliver_waiting()
    take_off(signed_in(), case.tracking)
    settings.FIELD_KEYS = ["new" * 12, *settings.FIELD_KEYS]
    assert listed(signed_in()) == []


@pytest.mark.usefixtures("land")
def test_nobody_takes_anothers_off() -> None:
    case = file_case()
    deliver_waiting()
    take_off(signed_in(EMAIL, "omar@example.org"), case.tracking)
    assert (listed(), ListingOptOut.objects.count()) == ([case.tracking], 0)


@pytest.mark.usefixtures("land")
def test_who_is_forgotten_finds_nothing_again_but_what_they_file_anew() -> None:
    file_case()
    deliver_waiting()
    citizen = signed_in()
    take_all_off(citizen)
    services.forget(citizen)
    assert (listed(), JoinedCase.objects.count()) == ([], 0)
    anew = file_case()
    deliver_waiting()
    assert listed(signed_in()) == [anew.tracking]


# --- one message ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("land")
def test_the_first_listing_sends_one_message_to_the_address() -> None:
    file_case()
    deliver_waiting()
    mail.outbox.clear()
    announce_first_listing([], language="en")
    for _time in range(2):
        announce_first_listing(requests_by_address(signed_in()), language="en")
    deliver_waiting()
    (letter,) = mail.outbox
    assert letter.to == [CITIZEN]
    assert letter.subject == "Anyone who signs in with this address now sees your requests"
    row = OutboxEntry.objects.get(topic="requests_listed")
    assert (row.case, CITIZEN in str(row.data)) == (None, False), "nothing stays of where it went"
    services.add_address(signed_in(), EMAIL, "new@example.org")
    file_case(email="new@example.org")
    deliver_waiting()
    announce_first_listing(requests_by_address(signed_in(EMAIL, "new@example.org")), language="en")
    assert OutboxEntry.objects.filter(topic="requests_listed").count() == 2, "another address is told for itself"


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_as_a_text_message_it_is_one_part(settings: Any, tmp_path: Path, language: str) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    file_case(email="", phone=NUMBER, name="Huda")
    deliver_waiting()
    before = set(tmp_path.iterdir())
    announce_first_listing(requests_by_address(signed_in(PHONE, NUMBER)), language=language)
    deliver_waiting()
    (sent,) = set(tmp_path.iterdir()) - before
    message = json.loads(sent.read_text())
    assert message["to"] == NUMBER
    assert len(message["text"]) <= (70 if language == "ar" else 160)


@pytest.mark.usefixtures("land")
def test_statements_are_as_many_for_thirty_requests_as_for_one() -> None:
    counts = []
    for more in (1, 29):
        for _number in range(more):
            file_case()
        deliver_waiting()
        citizen = signed_in()
        with CaptureQueriesContext(connection) as done:
            found = requests_by_address(citizen)
        counts.append(len(done))
    assert (len(found), counts) == (30, [5, 5])
