"""The figures that the unit opens are those of the report, and nobody derives a small one from all that is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.journeys.entering import enter
from tests.scenes import Country, country, file_case
from tests.workflows.open_figures.outsider import Outsider, Place
from workflows.cases.actions import Accept, Decide
from workflows.cases.lifecycle import apply
from workflows.open_figures.keeping_back import LIMIT
from workflows.reports.period import Period, containing
from workflows.reports.services import take_snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

OpenPage = Callable[[tuple[int, int]], "Page"]
DESK, PHONE, PAPER = (1280, 900), (360, 740), 718
SMALL: Final = 3
RECEIVED: Final = {"complaint": (24, 13), "inquiry": (18, 9), "suggestion": (11, 5), "praise": (SMALL, 1)}
"""By kind: how many, and of these answered. With praise, which is in no rate, the key keeps back one kind more."""
OUTCOMES: Final = {"complaint": "resolved", "inquiry": "explained", "suggestion": "noted", "praise": "noted"}


def month_with_a_cell_of_three(land: Country, month: Period, *, more: int = 0) -> None:
    """Its report is made; ``more`` of the largest kind than in another month."""
    with standing_at(month.start + timedelta(days=2)):
        filed = {
            kind: [file_case(kind=kind) for _each in range(count + (more if kind == "complaint" else 0))]
            for kind, (count, _answered) in RECEIVED.items()
        }
    with standing_at(month.start + timedelta(days=3)):
        for kind, cases in filed.items():
            for case in cases[: RECEIVED[kind][1]]:
                apply(case.pk, Decide(outcome=OUTCOMES[kind], text="تم"), actor=land.actor("officer-moh"))
                if kind != "praise":  # which is closed by that
                    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    take_snapshot(period=month, cut_off=month.end, actor=Actor.operator)


def opened_by_the_unit(page: Page, month: Period) -> None:
    page.goto(f"/admin/figures/monthly/{month.name}/")
    with page.expect_navigation():
        page.locator('a[href$="/open/"]').click()
    with page.expect_navigation():
        page.locator('[data-do="open"]').click()


def rows_of(page: Page, table: str, cells: str) -> dict[str, list[str]]:
    """Each row of a table by its name, with the words of its cells."""
    return {
        row.locator("th").first.inner_text().strip(): [
            " ".join(each.split()) for each in row.locator(cells).all_inner_texts()
        ]
        for row in page.locator(table).all()
    }


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_the_public_page_of_a_month_says_what_the_report_says(
    open_page: OpenPage, barriers: Callable[[Page], list[str]], live_server: LiveServer, language: str
) -> None:
    land, month = country(), containing("monthly", now()).former
    month_with_a_cell_of_three(land, month)
    unit = open_page(DESK)
    enter(unit, land.people["officer-central"], language, live_server.url)
    unit.goto(f"/admin/figures/monthly/{month.name}/")
    rates = [unit.locator(f'[data-rate="{key}"] b').inner_text() for key in ("answered", "resolved")]
    report = rows_of(unit, ".rtable tbody tr:not([data-agency]):not([data-number])", "td.num")
    checksum = unit.locator("[data-files] bdi.no").inner_text()
    public = open_page(PHONE)
    answer = public.goto(f"/{language}/figures/{month.name}/")
    assert answer is not None
    assert answer.status == 404, "nobody has opened it"
    opened_by_the_unit(unit, month)
    public.goto(f"/{language}/figures/")
    with public.expect_navigation():
        public.locator(f'a[href="/{language}/figures/{month.name}/"]').first.click()
    assert barriers(public) == []
    assert rates[1] == "100%"
    # All complaints were resolved: that none is left is a small number, too, and is withheld.
    assert public.locator(".rates b").all_inner_texts() == rates[:1]
    assert public.locator(".page-head bdi.no").inner_text() == checksum
    said = rows_of(public, "section[aria-labelledby=by-kinds] tbody tr", "td.num")
    assert len(said) >= 2
    assert said.keys() <= RECEIVED.keys() - {"praise"}, "praise is in no rate, and its row would say so"
    told = 0
    for name, (received, answered, *_others) in said.items():
        in_report = report[name]
        if received[0].isdigit():
            assert received == in_report[0]
            told += 1
        if answered[0].isdigit():
            assert answered.split()[-1] == in_report[2]
            told += 1
    assert told >= 4
    assert "praise" in " ".join(public.locator("section[aria-labelledby=by-kinds] .silent").all_text_contents())


def test_an_outsider_derives_no_cell_of_three(open_page: OpenPage, live_server: LiveServer, tmp_path: Path) -> None:
    """From every figure of two months, as a browser takes them away, for each kind of which there were three."""
    land, month = country(), containing("monthly", now()).former
    for each, more in ((month.former, 0), (month, 9)):
        month_with_a_cell_of_three(land, each, more=more)
    unit = open_page(DESK)
    enter(unit, land.people["officer-central"], "en", live_server.url)
    for each in (month.former, month):
        opened_by_the_unit(unit, each)
    stranger = open_page(DESK)
    stranger.goto("/en/figures/")
    with stranger.expect_download() as coming:
        stranger.locator('a[download][href$=".json"]').click()
    coming.value.save_as(tmp_path / "all.json")
    told = told_in(json.loads((tmp_path / "all.json").read_text()))
    assert set(told) == {month.name, month.former.name}
    outsider = Outsider(told)
    for name, said in told.items():
        received: list[Place] = [(name, "kinds", "praise", "answered"), (name, "kinds", "praise", "-received")]
        for place in (received, received[:1], received[1:]):
            least, most = outsider.knows(place)
            assert least <= 0
            assert most >= LIMIT - 1
        # The solver is not blind: what is told it knows.
        whole = said["country"]["received"]
        assert outsider.knows([(name, "country", "", "answered"), (name, "country", "", "-received")]) == (whole, whole)


def told_in(said: Mapping[str, Any]) -> dict[str, Any]:
    """By month what its file says, as the outsider reads it."""
    return {
        month["month"]: {
            "country": month["country"],
            "tables": {table: {row["code"]: row["figures"] for row in rows} for table, rows in month["tables"].items()},
        }
        for month in said["months"]
    }


def test_without_scripts_and_on_paper_all_of_it_is_there(
    browser: Browser, live_server: LiveServer, open_page: OpenPage, tmp_path: Path
) -> None:
    land, month = country(), containing("monthly", now()).former
    month_with_a_cell_of_three(land, month)
    unit = open_page(DESK)
    enter(unit, land.people["officer-central"], "ar", live_server.url)
    opened_by_the_unit(unit, month)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="ar-JO")
    page = context.new_page()
    page.goto(f"/ar/figures/{month.name}/")
    silent = page.locator("section[aria-labelledby=by-kinds] .silent li")
    assert not silent.first.is_visible()
    page.locator("section[aria-labelledby=by-kinds] summary").press("Enter")
    assert silent.first.is_visible()
    with page.expect_download() as coming:
        page.locator('a[download][href$=".csv"]').click()
    coming.value.save_as(tmp_path / "figures.csv")
    assert (tmp_path / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbfmonth,table,code")
    assert page.locator('link[rel=alternate][type="application/atom+xml"]').get_attribute("href") == "/ar/figures/feed/"
    context.close()
    paper = open_page((PAPER, 1000))
    paper.emulate_media(media="print")
    paper.goto(f"/ar/figures/{month.name}/")
    for table in paper.locator(".scroll").all():
        assert table.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    assert paper.locator(".silent li").first.is_visible(), "what is folded is printed"
