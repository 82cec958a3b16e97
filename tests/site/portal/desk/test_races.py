"""Whoever loses a race keeps their text and reads who was quicker; what was said meanwhile is read first."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.now import now, standing_at
from portal.desk.offering import FORMS
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AddInformation, Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="page" value="([^"]+)"')
MINE, THEIRS = "نتابع طلبك مع قسم الأشعة.", "كتبها زميلٌ في هذه الأثناء."
KEPT = re.compile(r"<textarea[^>]* data-kept>\s*([^<]*)</textarea>")


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    return file_case()


@pytest.fixture
def mine(land: Country) -> Client:
    return client_of(land, "officer-moh")


@pytest.fixture
def theirs(land: Country) -> Client:
    return client_of(land, "staff-moh")


def token(client: Client, case: Case) -> str:
    """What the forms of the case's page hold, as it is now."""
    return str(TOKEN.findall(page(client.get(f"/admin/desk/{case.tracking}/")))[0])


def send(client: Client, case: Case, act: str, drawn: str, **values: Any) -> Any:
    return client.post(f"/admin/desk/{case.tracking}/{act}/", {"work": 1, "page": drawn, **values})


def take_away(land: Country, case: Case) -> None:
    """It concerns the ministry as a whole: nobody there sees it any more."""
    body = Concerned(agency_id=land.agencies["moh"].pk)
    apply(case.pk, SetParties(parties=(body,), reason="سبب"), actor=Actor.operator)


def verbs(case: Case) -> list[str]:
    return list(case.events.values_list("verb", flat=True))


def test_who_is_second_to_answer_reads_who_was_first_and_has_the_text(case: Case, mine: Client, theirs: Client) -> None:
    drawn = token(mine, case)
    send(theirs, case, "decide", token(theirs, case), text=THEIRS, outcome="resolved")
    late = send(mine, case, "decide", drawn, text=MINE, outcome="refused")
    html = page(late)
    assert late.status_code == 409
    assert KEPT.findall(html) == [MINE]
    since = html[html.index('id="since"') : html.index("data-kept")]
    assert ("Decided: resolved" in since, "staff-moh" in since, THEIRS in since) == (True, True, True)
    assert verbs(case) == ["opened", "decided"]


def test_a_reply_that_came_in_between_is_shown_and_sending_again_goes_through(
    case: Case, mine: Client, theirs: Client
) -> None:
    drawn = token(mine, case)
    send(theirs, case, "reply", token(theirs, case), text=THEIRS)
    asked = send(mine, case, "reply", drawn, text=MINE)
    html = page(asked)
    assert (asked.status_code, verbs(case)) == (409, ["opened", "replied"])
    assert THEIRS in html[html.index('id="since"') : html.index('id="acting"')]
    assert re.search(rf'<textarea name="text"[^>]*>\s*{MINE}</textarea>', html)
    again = send(mine, case, "reply", TOKEN.findall(html)[0], text=MINE)
    assert (again.status_code, verbs(case)) == (302, ["opened", "replied", "replied"])


def test_what_was_said_is_read_first_from_a_page_that_lay_open_for_long_too(
    case: Case, mine: Client, theirs: Client
) -> None:
    drawn = token(mine, case)
    send(theirs, case, "reply", token(theirs, case), text=THEIRS)
    with standing_at(now() + timedelta(days=8)):
        asked = send(mine, case, "reply", drawn, text=MINE)
    assert (asked.status_code, verbs(case)) == (409, ["opened", "replied"])


def test_what_the_citizen_added_meanwhile_is_read_before_one_answers(case: Case, mine: Client) -> None:
    drawn = token(mine, case)
    apply(case.pk, AddInformation(text="اتصلوا بي وحُدّد الموعد."), actor=Actor.citizen(case.pk))
    asked = send(mine, case, "decide", drawn, text=MINE, outcome="resolved")
    assert (asked.status_code, verbs(case)) == (409, ["opened", "citizen_added"])
    assert "اتصلوا بي" in page(asked)


@pytest.mark.parametrize("act", ["note", "assign"])
def test_what_no_citizen_reads_is_not_held_up_by_what_was_said(
    land: Country, case: Case, mine: Client, theirs: Client, act: str
) -> None:
    drawn = token(mine, case)
    send(theirs, case, "reply", token(theirs, case), text=THEIRS)
    done = send(mine, case, act, drawn, text=MINE, user=land.people["staff-moh"].pk)
    assert (done.status_code, case.events.count()) == (302, 3)


@pytest.mark.parametrize("act", ["assign", "priority"])
def test_who_chooses_what_a_colleague_has_just_chosen_reads_so_in_words(
    land: Country, case: Case, mine: Client, theirs: Client, act: str
) -> None:
    drawn, chosen = token(mine, case), {"user": land.people["staff-moh"].pk, "priority": "urgent", "reason": MINE}
    send(theirs, case, act, token(theirs, case), **chosen)
    late = send(mine, case, act, drawn, **chosen)
    html = page(late)
    assert (late.status_code, case.events.count()) == (422, 2)
    assert "the request has changed since you opened it" in html
    assert "Select a valid choice" not in html
    assert "staff-moh" in html[html.index('id="since"') : html.index('id="acting"')]


def test_a_note_meanwhile_holds_nobody_up(case: Case, mine: Client, theirs: Client) -> None:
    drawn = token(mine, case)
    send(theirs, case, "note", token(theirs, case), text=THEIRS)
    assert send(mine, case, "reply", drawn, text=MINE).status_code == 302


@pytest.mark.parametrize(
    ("act", "values", "home"),
    [
        ("reply", {"text": MINE}, "case"),
        ("note", {"text": MINE}, "case"),
        ("decide", {"text": MINE, "outcome": "resolved"}, "case"),
        ("refer", {"agency": "moe", "reason": MINE}, "inbox"),
        ("escalate", {"sure": "on", "reason": "عاجل"}, "case"),
    ],
)
def test_five_clicks_one_after_the_other_are_one_act(
    case: Case, mine: Client, act: str, values: dict[str, str], home: str
) -> None:
    drawn = token(mine, case)
    letters = OutboxEntry.objects.count()
    answers = [send(mine, case, act, drawn, **values) for _click in range(5)]
    where = {"case": f"/admin/desk/{case.tracking}/", "inbox": "/admin/desk/"}[home]
    assert [(each.status_code, each["Location"]) for each in answers] == [(302, where)] * 5
    assert case.events.count() == 2
    assert OutboxEntry.objects.count() - letters <= 2
    with override("en"):
        said = str(FORMS[act].done)
    assert page(mine.get(where)).count(said) == 1


@pytest.mark.django_db(transaction=True)
def test_five_clicks_at_once_send_one_reply_and_one_letter(land: Country) -> None:
    case, first = file_case(), client_of(land, "officer-moh")
    drawn = token(first, case)
    letters = OutboxEntry.objects.count()

    def click(_number: int) -> int:
        try:
            client = Client()
            client.cookies = first.cookies.copy()  # type: ignore[assignment]  # the same browser
            return int(send(client, case, "reply", drawn, text=MINE).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as clicking:
        answers = list(clicking.map(click, range(5)))
    assert answers == [302] * 5
    assert verbs(case) == ["opened", "replied"]
    assert OutboxEntry.objects.count() == letters + 1


def test_other_words_from_the_same_page_are_another_reply_and_asked_about(case: Case, mine: Client) -> None:
    drawn = token(mine, case)
    send(mine, case, "reply", drawn, text=MINE)
    assert send(mine, case, "reply", drawn, text="أمر آخر.").status_code == 409
    assert verbs(case) == ["opened", "replied"]


def test_a_case_that_left_says_so_and_keeps_the_text_and_tells_nothing_else(
    land: Country, case: Case, mine: Client, theirs: Client
) -> None:
    drawn = token(mine, case)
    send(theirs, case, "refer", token(theirs, case), agency="moe", reason=THEIRS)
    late = send(mine, case, "reply", drawn, text=MINE)
    html = page(late)
    assert (late.status_code, KEPT.findall(html)) == (409, [MINE])
    assert "This request has moved on" in html
    assert [word for word in (THEIRS, "MOE", case.subject, "staff-moh") if word in html] == []
    assert verbs(case) == ["opened", "referred"]


def test_a_case_from_which_one_was_shut_out_says_the_same(land: Country, case: Case, mine: Client) -> None:
    drawn = token(mine, case)
    person = Concerned(user_id=land.people["officer-moh"].pk)
    apply(case.pk, SetParties(parties=(person,), reason="سبب"), actor=land.actor("level2-moh"))
    shut, gone = send(mine, case, "reply", drawn, text=MINE), file_case()
    drawn = token(mine, gone)
    take_away(land, gone)
    assert page(shut).split("<main")[-1] == page(send(mine, gone, "reply", drawn, text=MINE)).split("<main")[-1]


def test_the_token_of_another_person_case_or_week_is_none(land: Country, case: Case, mine: Client) -> None:
    drawn, stranger, other = token(mine, case), client_of(land, "officer-moe"), file_case()
    assert send(stranger, case, "reply", drawn, text=MINE).status_code == 404
    take_away(land, other)
    assert send(mine, other, "reply", drawn, text=MINE).status_code == 404
    assert send(mine, other, "reply", drawn + "x", text=MINE).status_code == 404
    take_away(land, case)
    assert send(mine, case, "reply", drawn, text=MINE).status_code == 409
    with standing_at(now() + timedelta(days=8)):
        assert send(client_of(land, "officer-moh"), case, "reply", drawn, text=MINE).status_code == 404


def test_an_act_that_does_not_exist_is_nothing_whatever_token_comes(case: Case, mine: Client) -> None:
    assert send(mine, case, "erase", token(mine, case), text=MINE).status_code == 404


def test_who_lost_the_right_to_work_it_is_told_of_no_race(land: Country, case: Case, theirs: Client) -> None:
    drawn = token(theirs, case)
    revoke(user=land.people["staff-moh"], role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    assert send(theirs, case, "reply", drawn, text=MINE).status_code == 302  # to the login, as for all without a role
    assert verbs(case) == ["opened"]


@pytest.mark.parametrize("act", ["reply", "decide"])
def test_the_token_costs_no_statement(land: Country, mine: Client, act: str) -> None:
    counted = []
    for tokened in (False, True):
        case = file_case()
        drawn = token(mine, case) if tokened else ""
        with CaptureQueriesContext(connection) as queries:
            assert send(mine, case, act, drawn, text=MINE, outcome="resolved").status_code == 302
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_decided_case_can_still_be_noted(case: Case, mine: Client) -> None:
    send(mine, case, "decide", token(mine, case), text=MINE, outcome="resolved")
    html = page(mine.get(f"/admin/desk/{case.tracking}/"))
    assert 'id="act-note" open' in html
    assert send(mine, case, "note", token(mine, case), text="اتصلنا به أيضًا.").status_code == 302
    assert verbs(case) == ["opened", "decided", "noted"]
