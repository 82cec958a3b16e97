"""Of sealed and anonymous requests no screen, file or letter tells an hour; of all others they do."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from openpyxl import load_workbook

from permissions.actors import Actor
from permissions.now import standing_at
from permissions.writing import by_day, told_instant, written_moment
from portal.desk.case_paper import Asked as Wanted
from portal.desk.case_paper import case_html
from tests.scenes import Country, country, file_case
from tests.site.portal.api.calling import Caller
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import AddInformation, AskCitizen, Note
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.reports.diary import numbers_by_day

pytestmark = pytest.mark.django_db

AMMAN = ZoneInfo("Asia/Amman")
BEGUN = datetime(2026, 11, 23, 11, 37, tzinfo=AMMAN)
HOUR = re.compile(
    r"(?<![\d/:.+-])(?!0:00)\d{1,2}:\d{2}(?![\d:])|T\d\d:\d\d(?!:00\+)|\d+ (?:hours?|minutes?)\b|\b\d+ (?:h|min)\b"
)
"""``0:00`` is where a recording begins; ``T00:00:00+03:00`` is a day, as the API tells it."""
TAGS = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]*(?:datetime=\"([^\"]*)\")[^>]*>|<[^>]+>", re.DOTALL)
ANONYMOUS = {"email": ""}
KINDS: dict[str, dict[str, Any]] = {
    "sealed": {"kind": "integrity", "agency": None},
    "anonymous": ANONYMOUS,
}


def hours_in(html: str) -> list[str]:
    """The hours that are told, to people or in what machines read."""
    return HOUR.findall(TAGS.sub(lambda tag: f" {tag[1] or ''} ", html))


def worked(land: Country, **changes: Any) -> tuple[Case, str]:
    """A case to which all sorts of things happen at odd minutes, and who works it."""
    with standing_at(BEGUN):
        case = file_case(**changes)
    who = f"officer-{case.agency.code}"
    actor, steps = land.actor(who), timedelta(minutes=131)
    acts = (
        (Note(text="For us alone"), actor),
        (AskCitizen(text="Which floor was it?"), actor),
        (AddInformation(text="It was the second."), Actor.citizen(case.pk)),
    )
    for number, (act, by) in enumerate(acts, 1):
        with standing_at(BEGUN + number * steps):
            apply(case.pk, act, actor=by)
    return case, who


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture(autouse=True)
def _some_time_later() -> Iterator[None]:
    with standing_at(BEGUN + timedelta(hours=21, minutes=12)):
        yield


def test_how_much_of_its_time_is_spent_tells_no_hour_either(land: Country) -> None:
    spent: dict[str, set[str]] = {}
    for name, changes in {**KINDS, "named": {}}.items():
        for hours in (-3, 0, 2):
            with standing_at(BEGUN + timedelta(hours=hours)):
                case = file_case(**changes)
            html = client_of(land, f"officer-{case.agency.code}").get(f"/admin/desk/{case.tracking}/").content.decode()
            (drawn,) = re.findall(r'aria-label="(\d+) percent', html)
            spent.setdefault(name, set()).add(drawn)
    assert {name: len(drawn) for name, drawn in spent.items()} == {"sealed": 1, "anonymous": 1, "named": 3}


def read_by_staff(land: Country, case: Case, who: str) -> dict[str, str]:
    """What the staff are shown of a case, by where."""
    client = client_of(land, who)
    shown = {
        path: client.get(path).content.decode()
        for path in (
            f"/admin/desk/{case.tracking}/",
            "/admin/desk/?column=due&column=number&column=changed&column=limit&column=filed&column=since",
            f"/admin/desk/search/?q={case.tracking[:7]}",
            "/admin/notices/",
        )
    }
    # The inbox says when it was drawn itself.
    shown = {
        path: re.sub(r'<span class="soft">\s*\w+day .*?</span>', "", html, count=1) for path, html in shown.items()
    }
    asked = "?column=due&column=number&column=changed&column=limit&column=filed&column=since"
    sheet: Any = client.post("/admin/desk/sheet/", {"asked": asked, "kind": "csv"})
    shown["csv"] = b"".join(sheet.streaming_content).decode("utf-8-sig")
    answer = client.post("/admin/desk/sheet/", {"asked": asked, "kind": "xlsx"})
    book: Any = load_workbook(io.BytesIO(answer.content)).active
    shown["xlsx"] = "\n".join(str(cell.value) for row in book.iter_rows() for cell in row)
    with by_day(wanted=False):
        shown["paper"] = case_html(Wanted(case.tracking, "en", inside=True), land.actor(who))
    return shown


def read_by_citizen(case: Case) -> dict[str, str]:
    """What its citizen is shown."""
    client = Client()
    client.post("/en/track/", {"tracking": case.tracking, "secret": case.secret})
    shown = {"follow": client.get(f"/en/track/{case.tracking}/").content.decode()}
    caller = Caller()
    caller.open(case)
    shown["api"] = caller.get("/request").content.decode()
    return shown


@pytest.mark.parametrize("kind", list(KINDS))
def test_no_screen_file_or_answer_tells_an_hour(land: Country, kind: str) -> None:
    case, who = worked(land, **KINDS[kind])
    assert case.by_day
    shown = read_by_staff(land, case, who) | read_by_citizen(case)
    assert {where: hours_in(html) for where, html in shown.items() if hours_in(html)} == {}
    assert all(
        case.tracking in html for where, html in shown.items() if where not in ("/admin/notices/", "csv", "xlsx")
    )
    assert "2026" in shown["follow"]


def test_of_any_other_they_do(land: Country) -> None:
    case, who = worked(land)
    assert not case.by_day
    shown = read_by_staff(land, case, who) | read_by_citizen(case)
    told = {where for where, html in shown.items() if hours_in(html)}
    assert {f"/admin/desk/{case.tracking}/", "paper", "follow", "csv", "xlsx", "api"} <= told


def test_what_is_stored_is_exact_and_a_list_of_both_tells_of_each_what_is_its(land: Country) -> None:
    anonymous, _who = worked(land, **ANONYMOUS)
    named, _who = worked(land)
    assert anonymous.opened_at == named.opened_at == BEGUN
    html = client_of(land, "officer-moh").get("/admin/desk/?column=number&column=changed").content.decode()
    rows = {case: next(row for row in html.split("<tr") if case.tracking in row) for case in (anonymous, named)}
    assert (hours_in(rows[anonymous]), bool(hours_in(rows[named]))) == ([], True)
    assert numbers_by_day([anonymous.tracking, named.tracking]) == {anonymous.tracking}
    assert numbers_by_day([named.tracking]) == set(), "of none but those that are asked about"


def test_an_hour_is_hidden_to_the_end_of_one_request_alone(land: Country) -> None:
    case, who = worked(land, **ANONYMOUS)
    client_of(land, who).get(f"/admin/desk/{case.tracking}/")
    assert hours_in(written_moment(BEGUN)) != []
    assert told_instant(BEGUN) == BEGUN
    with by_day(wanted=True):
        assert hours_in(written_moment(BEGUN)) == []
        assert told_instant(BEGUN) == BEGUN.replace(hour=0, minute=0)
