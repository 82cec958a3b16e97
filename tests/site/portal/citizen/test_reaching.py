"""Where letters go and which: an address counts once it is proved, and what must be known comes in any case."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from permissions.actors import Actor
from permissions.citizens.models import AddressKind, SignInCode
from permissions.limits.catalogue import CODES
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now
from tests.scenes import Country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.workflows.notifications.notices import notice
from workflows.cases.actions import AskCitizen, Reply, SetNotices
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, EventVerb, Notices, Person
from workflows.notifications.came_back import message_id, note
from workflows.notifications.chosen import fewer_token
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("land")]
NEW = "right@example.org"


def code_for(client: Client, case: Case, address: str = NEW) -> str:
    """Ask for letters to go there, and read the code in the letter."""
    answer = client.post(f"/en/track/{case.tracking}/address/", {"address": address})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/track/{case.tracking}/address/code/")
    deliver_waiting()
    assert mail.outbox[-1].to == [address]
    return str(re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[-1])


def correct(client: Client, case: Case, address: str = NEW) -> None:
    code = code_for(client, case, address)
    answer = client.post(f"/en/track/{case.tracking}/address/code/", {"code": code})
    assert answer["Location"] == f"/en/track/{case.tracking}/"


def proving(case: Case) -> Client:
    client = Client()
    prove(client, case, "en")
    return client


def reply(case: Case, land: Country) -> None:
    apply(case.pk, Reply(text="نعمل عليه."), actor=land.actor("officer-moh"))


def letters_to(address: str) -> list[str]:
    deliver_waiting()
    return [str(letter.subject) for letter in mail.outbox if letter.to == [address]]


@pytest.mark.parametrize("kind", ["complaint", "rights"])
def test_a_new_address_counts_once_the_code_that_went_there_is_typed(kind: str) -> None:
    case = file_case(kind=kind, agency="moh" if kind == "complaint" else None, email="wrogn@example.org")
    client = proving(case)
    code = code_for(client, case)
    assert case.tracking not in str(mail.outbox[-1].body) + str(mail.outbox[-1].subject), "it may be a stranger's"
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert client.post(f"/en/track/{case.tracking}/address/code/", {"code": wrong}).status_code == 422
    assert Person.objects.get(case=case).email == "wrogn@example.org"
    client.post(f"/en/track/{case.tracking}/address/code/", {"code": code})
    assert Person.objects.get(case=case).email == NEW
    assert kind == "complaint" or not Session.objects.exists(), "it would name a sealed request"
    assert [name for name, each in client.cookies.items() if "address-code" in name and each.value] == []
    (event,) = CaseEvent.objects.filter(case=case, verb=EventVerb.ADDRESS_SET)
    assert event.data == {"kind": "email"}
    assert "You corrected where our letters reach you" in page(client, case, "en")
    assert len(letters_to("wrogn@example.org")) == 1, "nobody had proved it: it is not told"


def test_a_code_serves_one_case_in_one_browser_once() -> None:
    mine, other = file_case(), file_case()
    client, stranger = proving(mine), proving(other)
    code = code_for(client, mine)
    prove(client, other, "en")
    to_mine = f"/en/track/{mine.tracking}/address/code/"
    assert stranger.post(to_mine, {"code": code})["Location"].startswith("/en/track/?")
    for browser in (client, stranger):
        answer = browser.post(f"/en/track/{other.tracking}/address/code/", {"code": code})
        assert answer["Location"] == f"/en/track/{other.tracking}/address/"
    assert client.post(to_mine, {"code": code})["Location"] == f"/en/track/{mine.tracking}/"
    again = client.post(to_mine, {"code": code})
    assert again["Location"] == f"/en/track/{mine.tracking}/address/"
    assert SignInCode.objects.count() == 0
    assert Person.objects.get(case=other).email == "citizen@example.org"


def test_the_former_address_is_told_where_it_was_proved_and_never_of_a_case_whose_citizen_stays_hidden() -> None:
    for case, told in ((file_case(), 1), (file_case(confidential=True), 0), (file_case(kind="rights", agency=None), 0)):
        client = proving(case)
        correct(client, case, f"first-{case.pk}@example.org")
        correct(client, case, f"second-{case.pk}@example.org")
        former = letters_to(f"first-{case.pk}@example.org")
        assert sum("عنوان آخر" in subject for subject in former) == told, former


def test_one_address_takes_the_place_of_the_other_in_one_go(client: Client) -> None:
    case = file_case(phone="0790000000")
    path = f"/en/track/{case.tracking}/letters/"
    prove(client, case, "en")
    for chosen in ({"email": "all", "phone": "none"}, {"email": "none", "phone": "all"}):
        assert client.post(path, chosen).status_code == 302
        person = Person.objects.get(case=case)
        assert {kind: person.notices_by(AddressKind(kind)) for kind in chosen} == chosen


def test_whoever_has_no_code_reaches_none_of_the_pages(client: Client) -> None:
    case = file_case()
    for path in ("address", "address/code", "letters", "new-code"):
        for method in (client.get, client.post):
            answer = method(f"/en/track/{case.tracking}/{path}/", {"address": NEW})
            assert answer["Location"] == f"/en/track/?tracking={case.tracking}"
    assert not SignInCode.objects.exists()


def test_a_letter_that_came_back_asks_for_another_address_until_there_is_one() -> None:
    case = file_case()
    client = proving(case)
    deliver_waiting()
    assert "data-lost-letter" not in page(client, case, "en")
    assert note(notice(message_id(OutboxEntry.objects.get(topic="acknowledged").pk)))
    assert "data-lost-letter" in page(client, case, "en")
    correct(client, case)
    assert "data-lost-letter" not in page(client, case, "en")


def test_news_goes_where_it_is_wanted_and_what_is_needed_goes_anyhow(land: Country) -> None:
    case = file_case(language="en")
    client = proving(case)
    before = len(letters_to("citizen@example.org"))
    assert client.post(f"/en/track/{case.tracking}/letters/", {"email": "needed"}).status_code == 302
    reply(case, land)
    assert len(letters_to("citizen@example.org")) == before
    assert OutboxEntry.objects.get(topic="replied").problem == Unsent.UNWANTED
    assert "A reply without a decision" not in page(client, case, "en")
    apply(case.pk, AskCitizen(text="أي مستشفى؟"), actor=land.actor("officer-moh"))
    assert len(letters_to("citizen@example.org")) == before + 1


def test_of_two_addresses_one_can_be_left_out_and_never_both(settings: Any, tmp_path: Any, land: Country) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    case = file_case(phone="0790000321")
    client = proving(case)
    deliver_waiting()
    path = f"/en/track/{case.tracking}/letters/"
    assert client.post(path, {"email": "none", "phone": "none"}).status_code == 422
    assert Person.objects.get(case=case).notices == {}
    assert client.post(path, {"email": "none", "phone": "needed"}).status_code == 302
    apply(case.pk, AskCitizen(text="أي مستشفى؟"), actor=land.actor("officer-moh"))
    reply(case, land)
    deliver_waiting()
    assert list(OutboxEntry.objects.get(topic="asked", audience="citizen").data["taken"]) == ["sms"]
    assert OutboxEntry.objects.get(topic="replied").problem == Unsent.UNWANTED
    settings.SMS_URL = ""
    apply(case.pk, SetNotices(kind=AddressKind.PHONE, notices=Notices.ALL), actor=Actor.citizen(case.pk))
    assert client.post(path, {"email": "all", "phone": "none"}).status_code == 302
    with pytest.raises(NotPossible):
        apply(case.pk, SetNotices(kind=AddressKind.EMAIL, notices=Notices.NONE), actor=Actor.citizen(case.pk))


def test_what_is_needed_goes_to_an_address_that_was_left_out_where_no_other_can_be_reached(
    settings: Any, land: Country
) -> None:
    settings.SMS_URL = ""
    case = file_case(phone="0790000321")
    apply(case.pk, SetNotices(kind=AddressKind.EMAIL, notices=Notices.NONE), actor=Actor.citizen(case.pk))
    apply(case.pk, AskCitizen(text="أي مستشفى؟"), actor=land.actor("officer-moh"))
    reply(case, land)
    deliver_waiting()
    assert list(OutboxEntry.objects.get(topic="asked", audience="citizen").data["taken"]) == ["email"]
    assert OutboxEntry.objects.get(topic="replied").problem == Unsent.UNWANTED


def test_one_press_in_a_mail_program_stops_news_and_the_link_shows_nothing(land: Country, client: Client) -> None:
    case = file_case(language="en")
    deliver_waiting()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    reply(case, land)
    deliver_waiting()
    letter = next(each for each in mail.outbox if "News about" in each.subject)
    headers = letter.extra_headers
    link = re.fullmatch(r"<https?://[^/]+(/en/letters/[^/]+/)>", str(headers["List-Unsubscribe"]))
    assert link is not None
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link[1] in str(letter.body)
    shown = client.get(link[1]).content.decode()
    assert (case.tracking in shown, case.subject in shown, Person.objects.get(case=case).notices) == (False, False, {})
    program = Client(enforce_csrf_checks=True)
    for _press in range(2):
        assert program.post(link[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Person.objects.get(case=case).notices == {"email": "needed"}
    assert CaseEvent.objects.filter(verb=EventVerb.NOTICES_SET).count() == 1
    assert client.post("/en/letters/made-up/").status_code == 404


def test_who_wanted_no_letters_there_at_all_gets_no_more_by_the_link(client: Client) -> None:
    case = file_case(phone="0790000321")
    apply(case.pk, SetNotices(kind=AddressKind.EMAIL, notices=Notices.NONE), actor=Actor.citizen(case.pk))
    client.post(f"/en/letters/{fewer_token(case)}/")
    assert Person.objects.get(case=case).notices == {"email": "none"}


@pytest.mark.usefixtures("limits_on")
def test_what_is_no_address_is_said_and_a_crowded_network_waits(client: Client) -> None:
    case = file_case()
    prove(client, case, "en")
    path = f"/en/track/{case.tracking}/address/"
    assert client.post(path, {"address": "no address"}).status_code == 422
    count_up({key_of(CODES, "127.0.0.1", now()): CODES.most or 0}, ends_at=hour_of(now()) + HOUR)
    assert client.post(path, {"address": NEW}).status_code == 429
    assert not SignInCode.objects.exists()


def test_a_phone_is_no_address_of_a_sealed_request(settings: Any, tmp_path: Any) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    case = file_case(kind="rights", agency=None, email="", phone="0790000000")
    client = proving(case)
    assert "text messages can be read on a locked phone" in page(client, case, "en")
    assert (
        "text messages can be read on a locked phone"
        in client.get(f"/en/track/{case.tracking}/letters/").content.decode()
    )
    refused = client.post(f"/en/track/{case.tracking}/address/", {"address": "0791111111"})
    assert refused.status_code == 422
    assert "Nothing is sent to a phone about a sensitive request." in refused.content.decode()
    assert "0791111111" in refused.content.decode(), "nothing typed is lost"
    assert not OutboxEntry.objects.filter(topic="address_code").exists()
