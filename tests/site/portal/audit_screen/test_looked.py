"""Who looked, as the auditor reads it: filtered, a page at a time, taken away, in both languages, closed to others."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from permissions.looking.models import Kind, Look
from permissions.looking.services import Thing, note, note_about_account
from permissions.now import standing_at
from permissions.people.models import User
from tests.letters import strange_words
from tests.scenes import Country, country, file_case
from tests.scenes import grant as grant_always
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
LOOKED = "/admin/audit/looked/"
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    land = country()
    land.people["auditor"] = User.objects.create(username="auditor", name={"ar": "مدقق", "en": "Auditor"})
    grant_always(land.people["auditor"], "auditor", land.agencies["central"])
    return land


@pytest.fixture
def case(land: Country) -> Case:
    """Read by an officer, whose login had failed before, and refused to a stranger."""
    case = file_case()
    officer, stranger = land.people["officer-moh"], land.people["officer-moe"]
    with standing_at(AT):
        note_about_account(Kind.LOGIN_FAILED, username="nobody-of-this-name")
        note_about_account(Kind.LOGIN_FAILED, username="officer-moh")
        note(Kind.CASE_READ, user_id=officer.pk, thing=Thing("case", case.pk, case_id=case.pk))
    with standing_at(AT + timedelta(days=1)):
        note(Kind.REFUSED, user_id=stranger.pk, thing=Thing("case", case.pk, case_id=case.pk))
        note(Kind.REFUSED, user_id=stranger.pk, thing=Thing("screen", detail="admin/audit/"))
    return case


@pytest.fixture
def auditor(land: Country) -> Client:
    return client_of(land, "auditor")


def kinds_in(html: str) -> list[str]:
    return re.findall(r'data-kind="(\w+)"', html)


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("kind=refused", ["refused", "refused"]),
        ("person=officer-moh", ["case_read", "login_failed"]),
        ("person=officer-moe&kind=case_read", []),
        ("since=2026-03-02&until=2026-03-02", ["refused", "refused"]),
        ("until=2026-03-01", ["case_read", "login_failed", "login_failed"]),
        ("until=2020-03-01", []),
    ],
)
def test_the_filters_find_what_they_say(auditor: Client, case: Case, asked: str, kinds: list[str]) -> None:
    assert kinds_in(page(auditor.get(f"{LOOKED}?{asked}"))) == kinds


def test_who_looked_at_one_request(auditor: Client, case: Case) -> None:
    html = page(auditor.get(f"{LOOKED}?number={case.tracking.lower()}"))
    assert kinds_in(html) == ["refused", "case_read"]
    assert case.tracking in html
    assert f"/admin/desk/{case.tracking}" not in html


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("number=26-00000-0", "Nobody has looked at a request of this number."),
        ("person=nobody", "There is nobody of this name."),
        ("since=2026-03-02&until=2026-03-01", "This day is before the first."),
        ("since=yesterday", "Write the date like this"),
    ],
)
def test_what_cannot_be_found_is_said(auditor: Client, case: Case, asked: str, told: str) -> None:
    answer = auditor.get(f"{LOOKED}?{asked}")
    assert answer.status_code == 422
    assert told in page(answer)
    assert kinds_in(page(answer)) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_told_in_words_of_ones_language(land: Country, case: Case, language: str) -> None:
    html = page(client_of(land, "auditor", language).get(LOOKED))
    table = "".join(re.findall(r"<tr data-kind.*?</tr>", html))
    said = re.findall(r'<td class="(?:when|what|about)".*?</td>', table)  # people here are called as they log in
    assert strange_words(re.sub(r"/admin/audit/", "", "".join(said)), language) == []
    assert {"en": "Could not log in", "ar": "تسجيل دخول فاشل"}[language] in table
    assert "nobody-of-this-name" not in html


def test_nothing_found_is_said(auditor: Client) -> None:
    assert "Nobody has looked at anything like that." in page(auditor.get(f"{LOOKED}?until=2020-03-01"))


def test_long_logs_come_in_pages(land: Country, auditor: Client) -> None:
    officer = land.people["officer-moh"]
    for number in range(120):
        with standing_at(AT + timedelta(minutes=number // 2)):
            note(Kind.CASE_READ, user_id=officer.pk, thing=Thing("case", number, case_id=None))
    address, seen = f"{LOOKED}?kind=case_read", 0
    for _page in range(3):
        html = page(auditor.get(address))
        seen += len(kinds_in(html))
        older = re.search(r'<a href="\?([^"]+)" rel="next">', html)
        address = f"{LOOKED}?{older[1].replace('&amp;', '&')}" if older else ""
    assert (seen, address) == (120, "")
    for nonsense in ("x", "2026-03-01T08:00:00~5", "2026-03-01T08:00:00+00:00~99999999999999999999"):
        assert auditor.get(LOOKED, {"before": nonsense}).status_code == 200


def test_whoever_reads_it_is_in_it_once_an_hour(land: Country, auditor: Client) -> None:
    for _time in range(3):
        auditor.get(LOOKED)
    assert 1 <= Look.objects.filter(kind=Kind.LOG_READ, user=land.people["auditor"]).count() <= 2


def test_it_is_taken_away_as_a_spreadsheet(auditor: Client, case: Case) -> None:
    answer = auditor.post(f"{LOOKED}export/?kind=refused")
    assert answer["Content-Disposition"].startswith('attachment; filename="who-looked-')
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == ("Time", "Who", "User name", "What happened", "What it is about")
    assert [line[2:5] for line in lines[1:]] == [
        ("officer-moe", "Refused", "the address /admin/audit/"),
        ("officer-moe", "Refused", case.tracking),
    ]
    assert auditor.post(f"{LOOKED}export/?until=2020-01-01").status_code == 422


def test_an_auditor_whom_a_case_accuses_reads_nothing_of_it(land: Country, auditor: Client) -> None:
    accusing = file_case()
    action = SetParties(parties=(Concerned(user_id=land.people["auditor"].pk),), reason="It says so")
    apply(accusing.pk, action, actor=land.actor("level2-moh"))
    note(
        Kind.CASE_READ,
        user_id=land.people["officer-moh"].pk,
        thing=Thing("case", accusing.pk, case_id=accusing.pk),
    )
    assert accusing.tracking not in page(auditor.get(LOOKED))
    assert auditor.get(f"{LOOKED}?number={accusing.tracking}").status_code == 422


@pytest.mark.parametrize("who", ["officer-moh", "officer-rights"])
def test_it_is_closed_to_others(land: Country, who: str) -> None:
    assert client_of(land, who).get(LOOKED).status_code == 404
    assert client_of(land, who).post(f"{LOOKED}export/").status_code == 404
