"""Who may know who filed a case, and how an identity is asked for, opened, and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.access.models import Party
from permissions.access.selectors import held_by
from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case, grant, hire
from workflows.cases.actions import AskIdentity, CloseIdentity, OpenIdentity, RefuseIdentity
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.identity import Knowing, knows, person_shown, read_identity, requests_for
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, EventVerb, IdentityRequest, Person
from workflows.cases.selectors import case_for, state_of
from workflows.cases.submission import GivenPerson
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
WHY = "He must be heard in person before the committee."


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def land() -> Country:
    land = country()
    for name, places in (("custodian", ("central", "rights")), ("custodian2", ("central",))):
        hire(land, "custodian", *places, username=name)
    return land


@pytest.fixture
def hidden(land: Country) -> Case:
    return file_case(confidential=True, name="Samar Haddad")


@pytest.fixture
def sealed(land: Country) -> Case:
    return file_case(kind="integrity", name="Samar Haddad")


def how(land: Country, username: str, case: Case) -> Knowing:
    return knows(land.actor(username), state_of(Case.objects.get(pk=case.pk)))


def asked(land: Country, case: Case, by: str) -> IdentityRequest:
    apply(case.pk, AskIdentity(reason=WHY), actor=land.actor(by))
    return IdentityRequest.objects.latest("pk")


def opened(land: Country, case: Case, by: str, custodian: str = "custodian", hours: int = 4) -> IdentityRequest:
    request = asked(land, case, by)
    apply(case.pk, OpenIdentity(request_id=request.pk, reason="Needed.", hours=hours), actor=land.actor(custodian))
    return IdentityRequest.objects.get(pk=request.pk)


def read(land: Country, username: str, case: Case) -> str:
    actor = land.actor(username)
    person, _request = read_identity(actor, state_of(case), held=held_by(land.people[username].pk))
    return person.name if person else ""


def test_an_ordinary_citizen_is_known_to_those_who_work_the_case_and_to_nobody_else(land: Country) -> None:
    case = file_case(name="Samar Haddad")
    for username in ("officer-moh", "staff-moh", "level2-moh", "officer-central"):
        assert how(land, username, case) is Knowing.PLAINLY
        person = person_shown(land.actor(username), state_of(case))
        assert person is not None
        assert person.name == "Samar Haddad"
    for username in ("officer-moe", "officer-rights", "custodian"):
        assert how(land, username, case) is Knowing.NOT
        assert person_shown(land.actor(username), state_of(case)) is None


def test_a_confidential_citizen_is_known_to_the_complaints_unit_alone(land: Country, hidden: Case) -> None:
    assert how(land, "officer-central", hidden) is Knowing.RECORDED
    for username in ("officer-moh", "staff-moh", "level2-moh", "custodian", "officer-rights"):
        assert how(land, username, hidden) is Knowing.NOT
        with pytest.raises(NotAllowed):
            read(land, username, hidden)


def test_also_while_the_case_lies_with_the_complaints_unit_the_agency_learns_nothing(land: Country) -> None:
    case = file_case(confidential=True, agency=None)
    assert (case.agency.code, how(land, "officer-central", case)) == ("central", Knowing.RECORDED)
    assert how(land, "officer-moh", case) is Knowing.NOT


def test_a_sensitive_citizen_is_known_to_nobody(land: Country, sealed: Case) -> None:
    for username in ("officer-rights", "level2-rights", "officer-central", "officer-moh", "custodian"):
        assert how(land, username, sealed) is Knowing.NOT


def test_whoever_the_case_accuses_learns_nothing_whatever_they_hold(land: Country, hidden: Case) -> None:
    Party.objects.create(case_id=hidden.pk, user=land.people["officer-central"])
    Case.objects.filter(pk=hidden.pk).update(guarded=True)
    assert how(land, "officer-central", hidden) is Knowing.NOT
    assert how(land, "level1-central", hidden) is Knowing.RECORDED


def test_reading_a_case_loads_nobody(land: Country, hidden: Case) -> None:
    with CaptureQueriesContext(connection) as queries:
        case_for(land.actor("officer-moh"), hidden.tracking)
    assert not [query for query in queries if "workflows_person" in query["sql"]]


def test_an_opened_identity_is_read_by_asker_and_custodian_until_its_end(land: Country, sealed: Case) -> None:
    request = opened(land, sealed, "officer-rights")
    assert request.until == request.answered_at + timedelta(hours=4)  # type: ignore[operator]
    with standing_at(now() + timedelta(hours=3.9)):
        assert [read(land, who, sealed) for who in ("officer-rights", "custodian")] == ["Samar Haddad"] * 2
        for other in ("level2-rights", "officer-central", "custodian2"):
            with pytest.raises(NotAllowed):
                read(land, other, sealed)
    with standing_at(now() + timedelta(hours=4.1)):
        for who in ("officer-rights", "custodian"):
            with pytest.raises(NotAllowed):
                read(land, who, sealed)


def test_each_reading_is_in_the_trail_and_holds_no_words(land: Country, sealed: Case, hidden: Case) -> None:
    request = opened(land, sealed, "officer-rights")
    read(land, "officer-rights", sealed)
    read(land, "officer-rights", sealed)
    read(land, "officer-central", hidden)
    entries = AuditEntry.objects.filter(verb="identity_read").order_by("sequence")
    assert [(entry.actor_user, entry.subject, entry.subject_id, entry.data) for entry in entries] == [
        (land.people["officer-rights"], "identity", sealed.pk, {"request": request.pk}),
        (land.people["officer-rights"], "identity", sealed.pk, {"request": request.pk}),
        (land.people["officer-central"], "identity", hidden.pk, {}),
    ]


def test_a_right_that_was_taken_back_meanwhile_closes_it_at_once(land: Country, hidden: Case) -> None:
    opened(land, hidden, "staff-moh")
    assert read(land, "staff-moh", hidden) == "Samar Haddad"
    revoke(user=land.people["staff-moh"], role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    with pytest.raises(NotAllowed):
        read(land, "staff-moh", hidden)
    revoke(user=land.people["custodian"], role="custodian", agency=land.agencies["central"], actor=Actor.operator)
    with pytest.raises(NotAllowed):
        read(land, "custodian", hidden)


def test_a_custodian_never_grants_their_own_request(land: Country, hidden: Case) -> None:
    grant(land.people["custodian"], "officer", land.agencies["moh"])
    request = asked(land, hidden, "custodian")
    for action in (
        OpenIdentity(request_id=request.pk, reason="Needed.", hours=1),
        RefuseIdentity(request_id=request.pk, reason="No."),
    ):
        with pytest.raises(NotPossible, match="yourself"):
            apply(hidden.pk, action, actor=land.actor("custodian"))
    apply(hidden.pk, OpenIdentity(request_id=request.pk, reason="Yes.", hours=1), actor=land.actor("custodian2"))
    assert read(land, "custodian", hidden) == "Samar Haddad"


def test_a_sealed_identity_is_opened_by_the_custodian_of_its_unit_alone(land: Country, sealed: Case) -> None:
    request = asked(land, sealed, "officer-rights")
    for username in ("custodian2", "officer-rights", "officer-central", "level2-moh"):
        with pytest.raises(NotAllowed):
            apply(sealed.pk, OpenIdentity(request_id=request.pk, reason="Needed.", hours=1), actor=land.actor(username))
    assert list(requests_for(land.actor("custodian2"))) == []
    assert list(requests_for(land.actor("custodian"))) == [request]


def test_only_those_who_work_the_case_and_do_not_know_may_ask(land: Country, hidden: Case, sealed: Case) -> None:
    for username, case in (("officer-moe", hidden), ("custodian", hidden), ("officer-central", sealed)):
        with pytest.raises(NotAllowed):
            apply(case.pk, AskIdentity(reason=WHY), actor=land.actor(username))
    with pytest.raises(NotPossible, match="already"):
        apply(hidden.pk, AskIdentity(reason=WHY), actor=land.actor("officer-central"))
    with pytest.raises(NotPossible, match="already"):
        apply(file_case().pk, AskIdentity(reason=WHY), actor=land.actor("officer-moh"))
    with pytest.raises(NotPossible):
        apply(hidden.pk, AskIdentity(reason="  "), actor=land.actor("officer-moh"))
    asked(land, hidden, "officer-moh")
    with pytest.raises(NotPossible, match="asked already"):
        apply(hidden.pk, AskIdentity(reason=WHY), actor=land.actor("officer-moh"))


def test_a_request_is_answered_once_and_about_its_own_case(land: Country, hidden: Case, sealed: Case) -> None:
    request = asked(land, hidden, "officer-moh")
    with pytest.raises(NotAllowed):
        apply(sealed.pk, RefuseIdentity(request_id=request.pk, reason="No."), actor=land.actor("custodian"))
    with pytest.raises(NotPossible):
        apply(hidden.pk, OpenIdentity(request_id=request.pk, reason="Yes.", hours=500), actor=land.actor("custodian"))
    apply(hidden.pk, RefuseIdentity(request_id=request.pk, reason="No."), actor=land.actor("custodian"))
    with pytest.raises(NotPossible, match="already"):
        apply(hidden.pk, OpenIdentity(request_id=request.pk, reason="Yes.", hours=1), actor=land.actor("custodian2"))
    assert how(land, "officer-moh", hidden) is Knowing.NOT


def test_it_is_not_opened_to_somebody_who_may_not_work_the_case_any_more(land: Country, hidden: Case) -> None:
    request = asked(land, hidden, "staff-moh")
    revoke(user=land.people["staff-moh"], role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    with pytest.raises(NotPossible):
        apply(hidden.pk, OpenIdentity(request_id=request.pk, reason="Yes.", hours=1), actor=land.actor("custodian"))


def test_closing_it_early_closes_it_for_both_and_not_twice(land: Country, hidden: Case) -> None:
    request = opened(land, hidden, "officer-moh", hours=72)
    apply(hidden.pk, CloseIdentity(request_id=request.pk), actor=land.actor("custodian"))
    assert how(land, "officer-moh", hidden) is how(land, "custodian", hidden) is Knowing.NOT
    with pytest.raises(NotPossible, match="already"):
        apply(hidden.pk, CloseIdentity(request_id=request.pk), actor=land.actor("custodian"))


def test_the_diary_says_that_it_was_asked_and_opened_and_never_why(land: Country, hidden: Case) -> None:
    request = opened(land, hidden, "officer-moh", hours=24)
    events = CaseEvent.objects.filter(case=hidden, verb__startswith="identity").order_by("number")
    assert [event.verb for event in events] == [EventVerb.IDENTITY_ASKED, EventVerb.IDENTITY_OPENED]
    said = [event.data for event in events]
    assert said[0] == {"request": request.pk}
    assert said[1] == {
        "request": request.pk,
        "until": request.until.isoformat() if request.until else "",
        "hours": 24,
        "asked_by": land.people["officer-moh"].pk,
    }
    assert request.reason == WHY


def test_letters_go_to_the_custodians_then_to_the_asker_and_the_citizen(land: Country, sealed: Case) -> None:
    opened(land, sealed, "officer-rights")
    told = OutboxEntry.objects.filter(topic__startswith="identity").order_by("pk")
    assert [(each.topic, each.audience, each.user and each.user.username) for each in told] == [
        ("identity_asked", "staff", "custodian"),
        ("identity_opened", "staff", "officer-rights"),
        ("identity_opened", "citizen", None),
    ]


@pytest.mark.parametrize("filed", [{"kind": "integrity"}, {"confidential": True}], ids=["sealed", "confidential"])
def test_where_nothing_was_left_there_is_nothing_to_ask_for(land: Country, filed: dict[str, Any]) -> None:
    case = file_case(email="", **filed)
    officer = "officer-rights" if case.track == "sensitive" else "officer-moh"
    with pytest.raises(NotPossible, match="nothing to open"):
        apply(case.pk, AskIdentity(reason=WHY), actor=land.actor(officer))
    Person.objects.filter(case=case).update(email_blind="left since")
    apply(case.pk, AskIdentity(reason=WHY), actor=land.actor(officer))


def test_whoever_left_no_name_and_named_another_is_asked_for(land: Country) -> None:
    other = GivenPerson(role="witness", name="Omar")
    case = file_case(kind="integrity", email="", others=(other,))
    apply(case.pk, AskIdentity(reason=WHY), actor=land.actor("officer-rights"))
