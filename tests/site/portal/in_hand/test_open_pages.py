"""Who has a case open is told to those who may read it, in one statement, and only of those who may act on it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.now import now, standing_at
from permissions.people.models import StaffSession
from portal.in_hand.models import OpenPage
from portal.in_hand.open_pages import GONE_AFTER, forget_open_pages
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import NameReader
from workflows.cases.erasing import erase_again
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="page" value="([^"]+)"')
THEIRS = "كتبها زميلٌ في هذه الأثناء."


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


def ask(client: Client, case: Case, **values: Any) -> Any:
    return client.post(f"/admin/desk/{case.tracking}/open/", values, headers={"insaf-poll": "1"})


def test_each_is_told_of_the_other_until_they_left(case: Case, mine: Client, theirs: Client) -> None:
    assert ask(mine, case).json()["others"] == ""
    assert "officer-moh" in ask(theirs, case).json()["others"]
    assert "staff-moh" in ask(mine, case).json()["others"]
    with standing_at(now() + GONE_AFTER + timedelta(seconds=1)):
        assert ask(mine, case).json()["others"] == ""
        forget_open_pages()
        assert OpenPage.objects.count() == 1


def test_a_poll_is_one_statement_and_one_more_each_minute(case: Case, mine: Client, theirs: Client) -> None:
    ask(theirs, case)
    ask(mine, case)
    with CaptureQueriesContext(connection) as queries:
        ask(mine, case)
    of_cases = [each["sql"] for each in queries if "workflows_" in each["sql"] or "portal_" in each["sql"]]
    assert len(of_cases) == 1
    with standing_at(now() + timedelta(seconds=60)), CaptureQueriesContext(connection) as queries:
        ask(mine, case)
    assert len([each for each in queries if "portal_openpage" in each["sql"]]) == 2


def test_who_may_only_read_sees_them_and_is_not_shown(land: Country, case: Case, mine: Client) -> None:
    expert = land.people["officer-moe"]
    naming = NameReader(user_id=expert.pk, until=now() + timedelta(days=3), reason="خبير")
    reader = client_of(land, "officer-moe")
    assert ask(reader, case).status_code == 404
    apply(case.pk, naming, actor=land.actor("officer-moh"))
    ask(mine, case)
    assert "officer-moh" in ask(reader, case).json()["others"]
    assert list(OpenPage.objects.values_list("user__username", flat=True)) == ["officer-moh"]


def test_what_happened_meanwhile_is_shown_once_and_read_before_it_is_sent(
    case: Case, mine: Client, theirs: Client
) -> None:
    drawn = token(mine, case)
    assert ask(mine, case, page=drawn).json()["news"] == ""
    send(theirs, case, "reply", token(theirs, case), text=THEIRS)
    said = ask(mine, case, page=drawn).json()
    assert THEIRS in said["news"]
    assert ask(mine, case, page=drawn, told=said["told"]).json()["news"] == ""
    assert send(mine, case, "reply", drawn, text="رد").status_code == 409
    assert send(mine, case, "reply", said["page"], text="رد").status_code == 302


def test_that_it_was_erased_meanwhile_is_told_and_nothing_more_is_asked_for(case: Case, mine: Client) -> None:
    drawn = token(mine, case)
    assert erase_again(case.pk, now())
    said = ask(mine, case, page=drawn).json()
    assert "nothing can be sent" in said["news"]
    assert "data-read" not in said["news"]


@pytest.mark.usefixtures("sessions_end")
def test_asking_by_itself_is_no_use_of_the_session(land: Country, case: Case, mine: Client) -> None:
    mine.get("/admin/desk/")
    began = StaffSession.objects.get(user=land.people["officer-moh"]).used_at
    with standing_at(now() + timedelta(minutes=30)):
        ask(mine, case)
        assert StaffSession.objects.get(user=land.people["officer-moh"]).used_at == began
    with standing_at(now() + timedelta(minutes=61)):
        over = ask(mine, case)
        assert "json" not in over["content-type"]
