"""A lost code: a link to the address that was given makes a new one, and nobody learns from asking."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from permissions.citizens.models import AddressKind, Citizen
from permissions.limits import catalogue
from permissions.limits.asking import ask
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now
from tests.after_filing import has_filed
from tests.scenes import file_case
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.citizen.signing_in import known
from workflows.cases import renewing
from workflows.cases.errors import NotPossible
from workflows.cases.joining import join
from workflows.cases.models import Case, CaseEvent, EventVerb, JoinedCase, Person
from workflows.cases.renewing import Lost, renew_code
from workflows.cases.tracking import find_case
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.reaching import set_address
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("land")]
CITIZEN = "citizen@example.org"


def ask_for(client: Client, tracking: str, address: str = CITIZEN, language: str = "en") -> Any:
    return client.post(f"/{language}/track/lost/", {"tracking": tracking, "address": address})


def links() -> list[str]:
    """The addresses, below ours, that letters to new codes lead to."""
    deliver_waiting()
    return re.findall(r"/(?:ar|en)/track/new-code/[^/\s]+/", " ".join(str(letter.body) for letter in mail.outbox))


def link_for(client: Client, case: Case, **said: str) -> str:
    assert ask_for(client, case.tracking, **said).status_code == 302
    return links()[-1]


def new_code(client: Client, link: str) -> str:
    """Press the button, and read the code."""
    answer = client.post(link, follow=True)
    found = re.search(r'data-secret="(\d{16})"', answer.content.decode())
    assert found is not None
    return found[1]


def test_whoever_left_a_phone_alone_is_sent_to_no_subject_line(client: Client) -> None:
    shown = client.get("/en/track/lost/").content.decode()
    assert "email and text message" in shown
    assert "in the subject" not in shown


def test_a_link_gives_a_new_code_and_the_old_one_dies_at_that_moment(client: Client) -> None:
    case = file_case()
    other = Client()
    prove(other, case, "en")
    link = link_for(client, case)
    opened = client.get(link)
    assert case.tracking in opened.content.decode()
    assert opened["Referrer-Policy"] == "same-origin", "with none a browser sends the button's form as of no origin"
    assert find_case(case.tracking, case.secret), "opening the link changes nothing"
    code = new_code(client, link)
    assert code != case.secret
    assert find_case(case.tracking, case.secret) is None
    assert find_case(case.tracking, code) == case
    assert case.subject in page(client, case, "en")
    assert other.get(f"/en/track/{case.tracking}/").status_code == 302, "what the old code had opened is shut"
    event = CaseEvent.objects.get(case=case, verb=EventVerb.CODE_RENEWED)
    assert event.data == {"proved": "email"}
    deliver_waiting()
    told = mail.outbox[-1]
    assert (told.to, "رمز جديد" in told.subject) == ([CITIZEN], True)
    assert code not in str(told.body)


def test_the_new_code_can_be_read_again_in_this_browser_alone_and_stands_in_no_row(client: Client) -> None:
    case = file_case()
    code = new_code(client, link_for(client, case))
    shown = client.get(f"/en/track/{case.tracking}/new-code/", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in shown.headers, "packed, its length would tell of the code"
    assert (shown["Referrer-Policy"], code in shown.content.decode()) == ("same-origin", True)
    assert Client().get(f"/en/track/{case.tracking}/new-code/").status_code == 302
    asked = str(list(OutboxEntry.objects.values())) + str(list(CaseEvent.objects.values()))
    assert code not in asked
    assert "new-code" not in asked
    client.post("/en/track/leave/")
    assert client.get(f"/en/track/{case.tracking}/new-code/").status_code == 302


def test_who_filed_without_a_name_and_left_an_address_since_reads_it_too_and_no_session_names_the_request() -> None:
    case, client = file_case(email="", phone="", name=""), Client()
    assert case.by_day
    set_address(case, AddressKind.EMAIL, CITIZEN)
    code = new_code(client, link_for(client, case))
    assert find_case(case.tracking, code) == case
    assert case.subject in page(client, case, "en")
    assert not Session.objects.exists()


def test_whoever_made_a_code_does_not_read_the_one_that_replaced_it(client: Client) -> None:
    case, thief = file_case(), Client()
    new_code(thief, link_for(client, case))
    assert "data-secret" in thief.get(f"/en/track/{case.tracking}/new-code/").content.decode()
    new_code(client, link_for(client, case))
    assert thief.get(f"/en/track/{case.tracking}/new-code/").status_code == 302


def test_a_link_works_once_for_half_an_hour_and_only_for_the_address_that_is_still_theirs(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = file_case()
    first, second = link_for(client, case), link_for(client, case)
    assert first != second
    new_code(client, first)
    for link in (first, second, first[:-5] + "/", "/en/track/new-code/x/"):
        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410
    third = link_for(client, case)
    Person.objects.update(email="other@example.org")
    assert client.post(third).status_code == 410
    Person.objects.update(email=CITIZEN)
    monkeypatch.setattr(renewing, "LASTS", timedelta(seconds=-1))
    assert client.post(third).status_code == 410
    assert CaseEvent.objects.filter(verb=EventVerb.CODE_RENEWED).count() == 1


@pytest.mark.parametrize("became", [{"confidential": True}, {"concerns": "person"}, {"track": "sensitive"}])
def test_a_link_is_over_once_the_code_may_stand_in_no_letter(client: Client, became: dict[str, Any]) -> None:
    case = file_case()
    link = link_for(client, case)
    Case.objects.filter(pk=case.pk).update(**became)
    assert [client.get(link).status_code, client.post(link).status_code] == [410, 410]


def test_of_two_tabs_that_press_at_once_the_second_changes_nothing() -> None:
    case = file_case()
    first, second = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    renew_code(first, by=Lost(first, AddressKind.EMAIL, CITIZEN))
    with pytest.raises(NotPossible):
        renew_code(second, by=Lost(second, AddressKind.EMAIL, CITIZEN))
    assert CaseEvent.objects.filter(verb=EventVerb.CODE_RENEWED).count() == 1


def test_whoever_asks_reads_the_same_whatever_they_typed(client: Client) -> None:
    case = file_case()
    hidden = [
        file_case(kind="integrity", agency=None),
        file_case(confidential=True),
        file_case(concerns="person"),
        file_case(email=""),
    ]
    seen = set()
    for tracking, address in [
        (case.tracking, CITIZEN),
        (case.tracking, "stranger@example.org"),
        ("26-0000-0000-0", CITIZEN),
        ("no number", CITIZEN),
        *((each.tracking, CITIZEN) for each in hidden),
    ]:
        answer = ask_for(Client(), tracking, address)
        seen.add((answer.status_code, answer["Location"]))
    assert seen == {(302, "/en/track/lost/?sent")}
    rows = OutboxEntry.objects.filter(topic="lost_code")
    assert not rows.exclude(case=None, user=None, audience="citizen", problem="").exists()
    assert all(case.tracking not in str(row.data) and CITIZEN not in str(row.data) for row in rows)
    assert len(links()) == 1
    unsent = rows.filter(unsent_at__isnull=False)
    assert {row.problem for row in unsent} == {Unsent.NO_LETTER}
    assert {str(row.data) for row in unsent} == {"{}"}, "what was typed is gone"


def test_the_address_is_known_however_it_is_written(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    case = file_case(email="", phone="0790000321")
    ask_for(client, case.tracking.replace("-", " "), "+962 79 000 0321")
    deliver_waiting()
    assert OutboxEntry.objects.get(topic="lost_code").delivered_at is not None
    mailed = file_case()
    assert link_for(client, mailed, address=" Citizen@Example.ORG ")


@pytest.mark.usefixtures("limits_on")
def test_too_many_letters_go_to_no_address_and_too_many_questions_come_from_no_network(client: Client) -> None:
    case = file_case()
    for _number in range(catalogue.CODE_LETTERS.free):
        ask(catalogue.CODE_LETTERS, f"email|{CITIZEN}")
    ask_for(client, case.tracking)
    assert links() == []
    unsent = OutboxEntry.objects.get(topic="lost_code")
    assert (unsent.problem, unsent.data) == (Unsent.TOO_MANY, {}), "nothing stays of what was typed"
    count_up({key_of(catalogue.CODES, "127.0.0.1", now()): catalogue.CODES.most or 0}, ends_at=hour_of(now()) + HOUR)
    assert ask_for(client, case.tracking).status_code == 429
    assert OutboxEntry.objects.filter(topic="lost_code").count() == 1


def test_the_browser_that_filed_reads_no_code_that_another_has_made(client: Client) -> None:
    case = file_case()
    filer = has_filed(Client(), case)
    code = new_code(client, link_for(client, case))
    for address in (f"/en/filed/{case.tracking}/", f"/en/track/{case.tracking}/"):
        answer = filer.get(address)
        assert answer.status_code == 302
        assert code not in answer.content.decode()


def test_a_letter_of_receipt_that_is_late_holds_no_code_that_was_made_since(client: Client) -> None:
    case = file_case()
    renew_code(Case.objects.get(pk=case.pk), by=Lost(case, AddressKind.EMAIL, CITIZEN))
    deliver_waiting()
    (received,) = (str(letter.body) for letter in mail.outbox if "استلمنا" in letter.subject)
    assert not re.search(r"\d{4} \d{4} \d{4} \d{4}", received)


def test_who_is_signed_in_makes_a_new_code_of_their_own_ordinary_request_without_a_letter() -> None:
    at = now()
    citizen = Citizen.objects.create(email="huda@example.org", created_at=at, signed_in_at=at)
    mine, hidden, strange = file_case(), file_case(confidential=True), file_case()
    for case in (mine, hidden):
        join(citizen, case)
    client = known(citizen)
    assert "/new-code/" in page(client, mine, "en")
    code = new_code(client, f"/en/track/{mine.tracking}/new-code/")
    assert find_case(mine.tracking, code) == mine
    for case in (hidden, strange):
        assert client.post(f"/en/track/{case.tracking}/new-code/")["Location"].startswith("/en/track/?")
        assert find_case(case.tracking, case.secret) == case


def test_a_new_code_takes_the_request_from_whoever_joined_it_by_the_old_one(client: Client) -> None:
    case, at = file_case(), now()
    filer, finder, owner = (
        Citizen.objects.create(email=email, created_at=at, signed_in_at=at)
        for email in ("filer@example.org", "finder@example.org", CITIZEN)
    )
    join(filer, case, filed=True)
    for each in (finder, owner):
        join(each, case)
    assert case.subject in page(known(finder), case, "en")
    link = link_for(client, case)
    code = new_code(client, link)
    assert known(finder).get(f"/en/track/{case.tracking}/").status_code == 302
    for each in (filer, owner):
        assert case.subject in page(known(each), case, "en")
    join(finder, case)  # who was given the new code adds it as before
    assert client.post(link).status_code == 410
    assert JoinedCase.objects.filter(case=case).count() == 3, "a link that is over takes nothing from anybody"
    assert find_case(case.tracking, code) == case


def test_who_makes_a_new_code_while_signed_in_keeps_the_request_and_others_lose_it() -> None:
    case, at = file_case(), now()
    mine, other = (
        Citizen.objects.create(email=email, created_at=at, signed_in_at=at)
        for email in ("huda@example.org", "other@example.org")
    )
    for each in (mine, other):
        join(each, case)
    new_code(known(mine), f"/en/track/{case.tracking}/new-code/")
    assert list(JoinedCase.objects.filter(case=case).values_list("citizen", flat=True)) == [mine.pk]
