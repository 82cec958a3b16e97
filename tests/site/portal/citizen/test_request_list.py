"""The list of who is signed in: whose turn it is and by when, searched where it is long, and left by one press."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.pages.template_tags import bdi
from permissions.actors import Actor
from permissions.citizens import services
from permissions.citizens.models import AddressKind, Citizen
from permissions.limits.subjects import phone_at_home
from permissions.writing import written_due
from portal.citizen.request_list import A_PAGE, LONG, RequestList
from tests.scenes import Country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.citizen.signing_in import HUDA, is_in, known, sign_in
from workflows.cases.actions import AskCitizen, Decide, Withdraw
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.notifications.deliver import deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("land")]


def filed(count: int = 1, **said: Any) -> list[Case]:
    cases = [file_case(email=HUDA, **{"subject": f"Water {number}"} | said) for number in range(count)]
    deliver_waiting()
    return cases


def citizen() -> Citizen:
    return services.sign_in_by_address(AddressKind.EMAIL, HUDA)


def shown(**given: str) -> list[str]:
    query = QueryDict(mutable=True)
    query.update(given)
    return [row.case.subject for row in RequestList(citizen(), query).shown]


def test_what_was_filed_with_the_address_is_listed_with_its_date_and_opens(client: Client) -> None:
    (case,) = filed()
    sign_in(client)
    said = client.get("/en/my/").content.decode()
    case.refresh_from_db()
    assert case.due is not None
    assert "Water 0" in said
    assert bdi(written_due(case.due, by_day=case.due_by_day)) in said
    assert "MOH" in said
    assert "h…@example.org" in said, "why it is here"
    assert "Do others use this phone" in said
    assert "Your turn" not in said
    assert "Water 0" in page(client, case, "en")
    assert {event.verb for event in CaseEvent.objects.filter(case=case)} == {"opened"}, "officers see nothing of it"


def test_a_promised_date_that_has_passed_is_marked_until_it_is_answered(client: Client, land: Country) -> None:
    (case,) = filed()
    mark = "A promised date has passed"
    sign_in(client)
    assert mark not in client.get("/en/my/").content.decode()
    Case.objects.filter(pk=case.pk).update(missed=1)
    assert mark in client.get("/en/my/").content.decode()
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=land.actor("officer-moh"))
    assert mark not in client.get("/en/my/").content.decode()


def test_a_question_makes_it_their_turn(client: Client, land: Country) -> None:
    (case,) = filed()
    apply(case.pk, AskCitizen(text="Which street?"), actor=land.actor("officer-moh"))
    sign_in(client)
    said = client.get("/en/my/").content.decode()
    assert "Your turn" in said
    assert "There’s a question for you." in said


def test_the_address_is_told_once_however_often_the_list_is_read(client: Client) -> None:
    sign_in(client)
    client.get("/en/my/")
    assert not OutboxEntry.objects.filter(topic="requests_listed").exists(), "an empty list is nothing to be told of"
    filed()
    for _time in range(3):
        client.get("/en/my/")
    deliver_waiting()
    assert [letter.subject for letter in mail.outbox].count(
        "Anyone who signs in with this address now sees your requests"
    ) == 1


def test_one_press_takes_it_off_for_good(client: Client) -> None:
    first, second = filed(2)
    sign_in(client)
    answer = client.post(f"/en/my/part/{first.tracking}/", follow=True).content.decode()
    assert "off your list for good" in answer
    client.post("/en/my/leave/")
    sign_in(client)
    said = client.get("/en/my/").content.decode()
    assert (first.tracking in said, second.tracking in said) == (False, True)
    assert client.get(f"/en/track/{first.tracking}/").status_code == 302
    prove(client, first, "en")
    assert "Water 0" in page(client, first, "en"), "its number and code open it"


def test_taking_off_a_number_that_is_nobodys_reads_the_same(client: Client) -> None:
    theirs = file_case(email="omar@example.org")
    sign_in(client)
    seen = {
        client.post(f"/en/my/part/{tracking}/", follow=True).content.decode().partition("off your list for good")[1]
        for tracking in (theirs.tracking, "26-0000-0000-0", "x")
    }
    assert seen == {"off your list for good"}


def test_who_is_forgotten_does_not_find_them_again(client: Client) -> None:
    (case,) = filed()
    sign_in(client)
    client.post("/en/my/forget/")
    sign_in(client)
    assert case.tracking not in client.get("/en/my/").content.decode()


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    sign_in(client)
    said = client.get("/en/my/").content.decode()
    assert "No request is here yet" in said
    assert "File a request" in said
    assert 'role="search"' not in said


def test_a_long_list_is_looked_through_and_has_pages(client: Client) -> None:
    filed(A_PAGE + 1)
    filed(subject="صرف صحي")
    assert len(shown()) == A_PAGE
    assert len(shown(page="2")) == 2
    assert shown(page="99999") == shown(page="2")
    assert shown(page="x") == shown()
    assert shown(q="صرف صحى") == ["صرف صحي"]
    assert shown(q="MOH صرف") == ["صرف صحي"]
    assert shown(q="nothing of the kind") == []
    sign_in(client)
    said = client.get("/en/my/", {"q": "water"}).content.decode()
    assert 'role="search"' in said
    assert "?q=water&amp;page=2" in said
    none = client.get("/en/my/", {"q": "x" * 500}).content.decode()
    assert "No requests match your search" in none
    assert "Show all" in none


def test_states_are_chosen(land: Country) -> None:
    waiting, over, _other = filed(3)
    apply(waiting.pk, AskCitizen(text="Which street?"), actor=land.actor("officer-moh"))
    apply(over.pk, Withdraw(), actor=Actor.citizen(over.pk))
    assert shown(state="turn") == ["Water 0"]
    assert shown(state="over") == ["Water 1"]
    assert sorted(shown(state="open")) == ["Water 0", "Water 2"]
    assert len(shown(state="bent")) == 3


def test_statements_are_as_many_for_a_long_list_as_for_a_short_one() -> None:
    counts = []
    for more in (2, LONG + 10):
        filed(more)
        client = known(citizen())
        client.get("/en/my/")  # tells the address, the first time
        with CaptureQueriesContext(connection) as done:
            client.get("/en/my/")
        counts.append(len(done))
    assert counts[0] == counts[1]


def test_the_header_says_who_is_signed_in_and_has_the_way_out(client: Client) -> None:
    (case,) = filed()
    assert "Signed in as" not in client.get("/en/track/").content.decode()
    sign_in(client)
    for address in ("/en/my/", f"/en/track/{case.tracking}/", f"/en/track/{case.tracking}/data/", "/en/my/data/"):
        said = client.get(address).content.decode()
        assert "Signed in as" in said, address
        assert HUDA in said, address
        assert 'action="/en/my/leave/"' in said, address
    assert "Signed in as" not in client.get("/en/protected/").content.decode(), "a page that is the same for everybody"
    client.post("/en/my/leave/")
    assert not is_in(client)


def test_no_page_of_a_sealed_request_says_who_is_signed_in(client: Client) -> None:
    case = file_case(kind="integrity", agency=None)
    sign_in(client)
    prove(client, case, "en")
    assert "Signed in as" not in page(client, case, "en")


@pytest.mark.parametrize(
    ("number", "written"),
    [("+962791234567", "0791234567"), ("0791234567", "0791234567"), ("+971501234567", "+971501234567"), ("", "")],
)
def test_a_number_is_written_as_at_home(number: str, written: str) -> None:
    assert phone_at_home(number) == written
