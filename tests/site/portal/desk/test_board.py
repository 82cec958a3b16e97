"""The board of supervisors: their own body's work, who has it, what climbs next; nothing of anybody else's."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.isolated import without_isolates
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Assign, Decide, Merge, Reply
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.clock.sweep import sweep_clock

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/desk/board/"
MORNING = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    cache.clear()
    return country()


def count(html: str) -> int:
    return int(re.findall(r"<dd data-count[^>]*>(?:<bdi>)?([0-9,]+)", html)[0])


def shown(land: Country, who: str, asked: str = "", language: str = "en") -> str:
    answer = client_of(land, who, language).get(ADDRESS + asked)
    assert answer.status_code == 200
    return page(answer)


@pytest.mark.parametrize("who", ["officer-moh", "staff-moh", "officer-rights"])
def test_below_level_1_there_is_no_board(land: Country, who: str) -> None:
    client = client_of(land, who)
    assert client.get(ADDRESS).status_code == 404
    assert ADDRESS not in page(client.get("/admin/desk/"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_supervisor_reads_of_their_own_body_alone(land: Country, language: str) -> None:
    mine = [file_case() for _each in range(3)]
    other, sealed = file_case(agency="moe"), file_case(kind="integrity", agency="moh")
    html = shown(land, "level1-moh", language=language)
    assert count(html) == 3
    assert all(case.tracking in html for case in mine)
    assert other.tracking not in html
    assert sealed.tracking not in html
    assert ADDRESS in html
    assert client_of(land, "level1-moh").get(ADDRESS, {"agency": "moe"}).status_code == 404
    assert count(shown(land, "level1-rights")) == 1
    assert client_of(land, "level1-central").get(ADDRESS, {"agency": "rights"}).status_code == 404


def test_what_accuses_them_is_counted_nowhere(land: Country) -> None:
    case = file_case(concerns="head")
    assert Case.objects.get(pk=case.pk).guarded
    assert case.tracking not in shown(land, "level2-moh")
    assert count(shown(land, "level2-moh")) == 0
    assert 'data-agency="moh"' not in shown(land, "officer-central")


def test_the_unit_finds_every_body_by_its_name(land: Country) -> None:
    file_case(), file_case(), file_case(agency="moe"), file_case(kind="integrity")
    html = shown(land, "officer-central")
    assert count(html) == 3
    assert set(re.findall(r'data-agency="(\w+)"', html)) == {"moh", "moe"}
    assert re.findall(r'data-agency="(\w+)"', shown(land, "officer-central", "?q=MOE")) == ["moe"]
    assert count(shown(land, "officer-central", "?agency=moe")) == 1
    assert client_of(land, "officer-central").get(ADDRESS, {"agency": "none"}).status_code == 404


def test_what_climbs_by_when_and_what_missed_a_promise(land: Country) -> None:
    with standing_at(MORNING):  # half an hour earlier and later it is the same day
        file_case()
    due = Work.objects.get().due
    assert due is not None
    with standing_at(due - timedelta(minutes=30)):
        html = shown(land, "level1-moh")
        assert re.findall(r'data-climbs="(\d+)"', html) == ["1", "1", "1"]
        assert 'class="alarm"' not in html
    with standing_at(due + timedelta(minutes=30)):
        html = shown(land, "level1-moh")
        assert re.findall(r'data-climbs="(\d+)"', html) == ["0", "0", "0"]
        sweep_clock()
        html = shown(land, "level1-moh")
    assert 'class="alarm" data-missed="1"' in html
    assert 'data-missed-requests="1"' in html
    words = " ".join(without_isolates(BeautifulSoup(html, "lxml").get_text(" ")).split())
    assert "1 open request · 1 promise missed · 1 promise missed inside" in words
    assert 'data-missed-inside="1"' in html
    (step,) = BeautifulSoup(html, "lxml").select("tr[data-step]")
    assert [cell.get_text(strip=True) for cell in step.select("td.num")][-2:] == ["1", "1"], "apart"


@pytest.mark.parametrize(("username", "tables"), [("officer-central", 2), ("level1-moh", 2)])
def test_on_a_phone_each_number_stands_beside_its_heading(land: Country, username: str, tables: int) -> None:
    file_case()
    apply(file_case().pk, Decide(outcome="resolved", text="تم."), actor=land.actor("officer-moh"))
    soup = BeautifulSoup(shown(land, username), "lxml")
    assert len(soup.select("table")) == len(soup.select("table.board-table")) == tables
    for table in soup.select("table"):
        heads = [head.get_text(strip=True) for head in table.select("thead th")]
        for row in table.select("tbody tr"):
            assert [cell["data-label"] for cell in row.select("td")] == heads[1:]


def test_the_worst_agency_comes_first(land: Country) -> None:
    with standing_at(MORNING):
        file_case(agency="moe")
        due = Work.objects.get().due
    assert due is not None
    with standing_at(due):
        sweep_clock()
        for _each in range(2):
            file_case(agency="moh")
        html = shown(land, "officer-central")
    assert re.findall(r'data-agency="(\w+)"', html) == ["moe", "moh"]
    rows = BeautifulSoup(html, "lxml").select("tr[data-agency]")
    figures = [[cell.get_text(strip=True) for cell in row.select("td")[:-1]] for row in rows]
    assert figures == [["1", "1", "1", "1", "1"], ["2", "0", "0", "0", "0"]]


def test_merged_requests_are_one(land: Country) -> None:
    one, lead = file_case(), file_case()
    apply(one.pk, Merge(lead_id=lead.pk), actor=land.actor("officer-moh"))
    assert count(shown(land, "level1-moh")) == 1


def test_a_supervisor_gives_work_to_another_and_undoes_it_on_the_board(land: Country) -> None:
    cases, client = [file_case() for _each in range(2)], client_of(land, "level1-moh")
    values = {"act": "assign", "user": land.people["staff-moh"].pk, "board": "moh"}
    sent = client.post("/admin/desk/together/", {**values, "cases": [case.tracking for case in cases]})
    assert sent["Location"] == f"{ADDRESS}?agency=moh"
    assert set(Work.objects.values_list("assignee", flat=True)) == {land.people["staff-moh"].pk}
    drawn = BeautifulSoup(client.get(sent["Location"]).content, "lxml")
    [back] = drawn.select("[data-done] form")
    fields = {name: [each["value"] for each in back.select(f"[name={name}]")] for name in ("user", "former", "board")}
    undone = client.post(str(back["action"]), fields)
    assert undone["Location"] == sent["Location"]
    assert set(Work.objects.values_list("assignee", flat=True)) == {None}


@pytest.mark.parametrize(
    ("chosen", "user", "said"),
    [(False, "", "Choose at least one request first."), (True, "", "Choose a colleague."), (True, "0", "choice")],
)
def test_what_is_missing_is_said_on_the_board(land: Country, chosen: bool, user: str, said: str) -> None:
    case, client = file_case(), client_of(land, "level1-moh")
    values = {"act": "assign", "user": user, "board": "moh", "cases": [case.tracking] if chosen else []}
    sent = client.post("/admin/desk/together/", values)
    assert sent["Location"] == f"{ADDRESS}?agency=moh"
    assert said in page(client.get(sent["Location"]))
    nothing = client.post("/admin/desk/together/back/", {"board": "moh"})
    assert nothing["Location"] == f"{ADDRESS}?agency=moh"
    assert "There is nothing to undo here." in page(client.get(nothing["Location"]))


def test_what_the_people_sent_today(land: Country) -> None:
    one, other, foreign = file_case(), file_case(), file_case(agency="moe")
    apply(one.pk, Reply(text="x"), actor=land.actor("officer-moh"))
    apply(other.pk, Decide(outcome="resolved", text="x"), actor=land.actor("officer-moh"))
    apply(foreign.pk, Reply(text="x"), actor=land.actor("officer-moe"))
    sent = shown(land, "level1-moh").partition('id="sent"')[2]
    assert "officer-moh" in sent
    assert "officer-moe" not in sent
    with standing_at(now() + timedelta(days=1)):
        assert 'id="sent"' not in shown(land, "level1-moh")


def test_its_cost_does_not_grow_with_the_work(land: Country) -> None:
    client, unit = client_of(land, "level1-moh"), client_of(land, "officer-central")

    def asked() -> list[int]:
        found = []
        for each in (client, unit):
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                assert each.get(ADDRESS).status_code == 200
            found.append(len(queries))
        return found

    file_case()
    asked()
    before = asked()
    for number in range(12):
        case = file_case(agency=("moh", "moe")[number % 2])
        if number % 3 == 0 and number % 2 == 0:
            apply(case.pk, Assign(user_id=land.people["staff-moh"].pk), actor=land.actor("officer-moh"))
    assert asked() == before
    assert max(before) <= 18
