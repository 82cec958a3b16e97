"""A lost secret by machine: the letter, the limits and the one-time link are those of the page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core import mail

from permissions.limits.catalogue import CODES, SHORT_LINKS
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now
from tests.scenes import file_case
from tests.site.portal.api.calling import Caller, errors, problem
from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.cases.tracking import find_case
from workflows.notifications.deliver import deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("land")]
CITIZEN = "citizen@example.org"


def ask_for(caller: Caller, tracking: str, address: str = CITIZEN) -> Any:
    return caller.post("/lost-code", {"tracking": tracking, "address": address})


def link_for(case: Case, caller: Caller | None = None) -> str:
    """The address in the newest letter."""
    assert ask_for(caller or Caller(), case.tracking).status_code == 202
    deliver_waiting()
    return str(re.findall(r"https?://\S+/track/new-code/[^/\s]+/", str(mail.outbox[-1].body))[-1])


def test_the_link_of_the_letter_gives_a_new_secret_and_the_old_one_and_its_token_die() -> None:
    case = file_case()
    former, caller = Caller(), Caller()
    former.open(case)
    link = link_for(case, caller)
    assert former.get("/request").status_code == 200, "asking for a link changes nothing"
    made = caller.post("/new-code", {"link": link})
    said = made.json()
    assert (made.status_code, said["tracking"]) == (200, case.tracking)
    assert find_case(case.tracking, case.secret) is None
    assert find_case(case.tracking, said["secret"]) == case
    assert former.get("/request").status_code == 401
    caller.token = said["token"]
    assert caller.get("/request").json()["subject"] == case.subject
    assert CaseEvent.objects.get(case=case, verb=EventVerb.CODE_RENEWED).data == {"proved": "email"}


@pytest.mark.parametrize(
    ("language", "title"), [("en", "This link no longer works"), ("ar", "انتهت صلاحية هذا الرابط")]
)
def test_a_link_is_good_once_in_whatever_part_it_is_sent(language: str, title: str) -> None:
    case, caller = file_case(), Caller(language=language)
    link = link_for(case)
    token = link.rstrip("/").rpartition("/")[2]
    assert caller.post("/new-code", {"link": f" {token} "}).status_code == 200
    for over in (link, token, "x", "", "ش\x00", link[:-4]):
        refused = caller.post("/new-code", {"link": over})
        assert (*problem(refused), refused.json()["title"]) == (410, "link-over", title)
    assert CaseEvent.objects.filter(verb=EventVerb.CODE_RENEWED).count() == 1


def test_whoever_asks_is_told_the_same_whatever_they_sent() -> None:
    hidden = [file_case(kind="integrity", agency=None), file_case(confidential=True), file_case(email="")]
    case, said = file_case(), set()
    for tracking, address in [
        (case.tracking, CITIZEN),
        (case.tracking, "stranger@example.org"),
        ("26-0000-0000-0", CITIZEN),
        *((each.tracking, CITIZEN) for each in hidden),
    ]:
        answer = ask_for(Caller(), tracking, address)
        said.add((answer.status_code, answer.content))
    assert len(said) == 1
    deliver_waiting()
    assert OutboxEntry.objects.filter(topic="lost_code", unsent_at=None).count() == 1


def test_what_is_no_address_is_told_at_its_key_in_both_languages() -> None:
    for language, sentence in (("en", "Enter the number of your request."), ("ar", "أدخل رقم طلبك.")):
        caller = Caller(language=language)
        assert errors(ask_for(caller, "", "no address"))["tracking"] == sentence
    assert set(errors(caller.post("/lost-code", {"tracking": "1", "address": CITIZEN, "more": "x"}))) == {"more"}
    assert not OutboxEntry.objects.filter(topic="lost_code").exists()


@pytest.mark.usefixtures("limits_on")
def test_links_asked_for_are_counted_with_those_of_the_page() -> None:
    case, at = file_case(), now()
    count_up({key_of(CODES, "127.0.0.1", at): CODES.free}, ends_at=hour_of(at) + HOUR)
    slowed = ask_for(Caller(), case.tracking)
    assert (problem(slowed), slowed.json()["challenge"]["ticket"] != "") == ((429, "limited"), True)
    count_up({key_of(CODES, "127.0.0.1", at): CODES.most or 0}, ends_at=hour_of(at) + HOUR)
    refused = ask_for(Caller(), case.tracking)
    assert (problem(refused), int(refused["Retry-After"]) > 0) == ((429, "limited"), True)
    assert not OutboxEntry.objects.filter(topic="lost_code").exists()


def test_the_short_link_of_a_text_message_does_the_same_and_guesses_are_counted(
    settings: Any, tmp_path: Any, limits_on: None
) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    case, caller = file_case(email="", phone="0790000000"), Caller()
    deliver_waiting()
    for file in tmp_path.iterdir():
        file.unlink()
    assert ask_for(caller, case.tracking, "0790000000").status_code == 202
    deliver_waiting()
    [file] = tmp_path.iterdir()
    link = json.loads(file.read_text(encoding="utf-8"))["text"].split()[-1]
    assert "/s/" in link
    made = caller.post("/new-code", {"link": link})
    assert find_case(case.tracking, made.json()["secret"]) == case
    assert problem(caller.post("/new-code", {"link": link})) == (410, "link-over")
    count_up({key_of(SHORT_LINKS, "127.0.0.1", now()): SHORT_LINKS.free}, ends_at=hour_of(now()) + HOUR)
    assert problem(caller.post("/new-code", {"link": "https://insa.example/s/77777777777"})) == (429, "limited")
