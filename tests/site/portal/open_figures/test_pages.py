"""The pages of the open figures: what the report says, less what is kept back, for everybody and in both languages."""

from __future__ import annotations

import csv
import io
import json
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from jsonschema_rs import Draft202012Validator
from lxml import etree
from pytest_django import DjangoAssertNumQueries, Settings

from permissions.actors import Actor
from permissions.isolated import without_isolates
from permissions.now import standing_at
from permissions.writing import written_number
from tests.letters import strange_words
from tests.scenes import country
from tests.seeded_site import pages_and_forms
from tests.workflows.open_figures.drawn import numbers
from tests.workflows.open_figures.opened import opened
from tests.workflows.reports.october import CANARY, at, october
from workflows.figures.terms import TERMS
from workflows.open_figures import telling
from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.open_figures.services import open_figures
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
MONTH = "/en/figures/2026-10/"
NOT_TOLD = "withheld"


def read(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "lxml")


def rows_of(page: BeautifulSoup, section: str) -> dict[str, list[str]]:
    """The cells of a table by the name of its row."""
    found = {}
    for row in page.select(f"section[aria-labelledby={section}] tbody tr"):
        cells = [" ".join(cell.get_text(" ").split()) for cell in row.select("td.num")]
        found[name_of(row)] = cells
    return found


def name_of(row: Tag) -> str:
    head = row.find("th")
    assert head is not None
    return " ".join(head.get_text(" ").split())


def test_the_page_of_a_month_says_what_the_report_says(client: Client) -> None:
    """Each number that is told is the report's, in its place; no other is."""
    period = opened()
    counted = period.snapshot.numbers
    page = read(client, MONTH)
    told = 0
    for table in ("agencies", "kinds"):
        shown = rows_of(page, f"by-{table}")
        for code, figures in counted[table].items():
            cells = shown.get(code.title(), [NOT_TOLD] * 6)
            for place, key in enumerate(("received", "answered", "closed", "resolved", "rated", "satisfied")):
                number = period.told["tables"][table][code][key]
                assert cells[place].split()[0] == ("withheld" if number is None else written_number(figures[key]))
                told += number is not None
    assert told > 30
    whole = counted["national"]["received"]
    assert written_number(whole) in page.select("section[aria-labelledby=country]")[0].get_text()


def test_a_whole_is_told_though_its_part_is_withheld(client: Client) -> None:
    """What stands in the files stands on the page."""
    counted = numbers(3, busy=0.9)
    counted["national"] |= {"received": 1234, "answered": 1231}
    period = opened(counted=counted)
    assert (period.told["country"]["received"], period.told["country"]["answered"]) == (1234, None)
    (rate, *_others) = read(client, MONTH).select(".rates > div")
    told = " ".join(each.get_text() for each in rate.select("p, small"))
    assert " ".join(told.split()) == f"{NOT_TOLD} Received, without praise: 1,234. The number answered is withheld."
    assert rate.select_one(".bar") is None


def test_rows_of_which_nothing_is_told_are_named_beside_the_table(client: Client) -> None:
    counted = numbers(3, busy=0.9)
    counted["agencies"] |= {f"quiet{number}": {} for number in range(3)}
    period = opened(counted=counted)
    silent = {
        code.title()
        for code, row in period.told["tables"]["agencies"].items()
        if row["received"] is None and row["closed"] is None and row["rated"] is None
    }
    assert silent
    page = read(client, MONTH)
    section = page.select("section[aria-labelledby=by-agencies]")[0]
    assert {each.get_text(strip=True) for each in section.select(".silent li")} == silent
    assert not silent & rows_of(page, "by-agencies").keys()


BLOCK: dict[str, dict[str, int | None]] = {
    "moh": {"received": 40, "answered": 30, "closed": None, "resolved": None},
    "moe": {"received": 12, "answered": None, "closed": None, "resolved": None, "rated": None, "satisfied": None},
    "mol": {"received": None, "answered": None, "closed": None, "resolved": None},
}


def block(name: str = "2026-Q4") -> OpenBlock:
    """``moh`` has ratings in its months; of ``mol`` nothing is told."""
    names = {code: {"en": code.upper(), "ar": f"جهة {code}", "position": 0} for code in BLOCK}
    return OpenBlock.objects.create(name=name, told=BLOCK, names=names, opened_at=at(11, 25))


@pytest.mark.parametrize(
    ("received", "answered", "sentence"),
    [
        (1234, 864, "public agencies received 1,234 requests, not counting praise. About 7 in 10 had an answer."),
        (1000, 960, "public agencies received 1,000 requests, not counting praise. Nearly all had an answer."),
        (1000, 40, "public agencies received 1,000 requests, not counting praise. Hardly any had an answer."),
        (40, 38, "public agencies received 40 requests, not counting praise."),
        (4, 4, "there were too few requests to say how many."),
    ],
)
def test_a_sentence_says_the_month(client: Client, received: int, answered: int, sentence: str) -> None:
    rows = {"moh": {"received": received, "answered": answered}}
    opened(counted={"national": rows["moh"], "agencies": rows, "kinds": {}})
    for path in ("/en/figures/", MONTH):
        leads = [" ".join(each.get_text().split()) for each in read(client, path).select("p.lead")]
        assert any(lead.startswith("In October 2026") and lead.endswith(sentence) for lead in leads)


def test_the_home_page_says_what_became_of_the_latest_month(client: Client) -> None:
    country()
    pages_and_forms()
    assert read(client, "/en/").select("[data-latest-month]") == [], "before the first month is open"
    rows = {"moh": {"received": 1234, "answered": 864}}
    opened(counted={"national": rows["moh"], "agencies": rows, "kinds": {}})
    (said,) = read(client, "/en/").select("[data-latest-month]")
    assert "public agencies received 1,234 requests, not counting praise. About 7 in 10 had an answer." in " ".join(
        said.get_text().split()
    )
    assert said.select("a[href='/en/figures/']")


def test_a_longer_period_has_the_agencies_that_are_told_in_it(client: Client) -> None:
    opened()
    block()
    page = read(client, "/en/figures/2026-Q4/")
    assert rows_of(page, "by-agencies") == {
        "MOE": ["12", NOT_TOLD, NOT_TOLD, NOT_TOLD, NOT_TOLD, NOT_TOLD, NOT_TOLD],
        "MOH": ["40", "30 75%", NOT_TOLD, NOT_TOLD, "by shorter periods", NOT_TOLD],
    }
    assert {link["href"] for link in page.select("section[aria-labelledby=months] a")} == {
        f"/en/figures/2026-{month}/" for month in (10, 11, 12)
    }
    for path in ("/en/figures/", MONTH):
        [link] = read(client, path).select("a[href='/en/figures/2026-Q4/']")
        assert " ".join(link.get_text().split()) == "October 2026 to December 2026"


def test_an_agency_shows_its_longer_periods_above_its_months(client: Client) -> None:
    rows = {"moh": {"received": 300, "answered": 200}}
    opened("2026-10", counted={"national": rows["moh"], "agencies": rows, "kinds": {}})
    block()
    page = read(client, "/en/figures/moh/")
    assert rows_of(page, "longer")["October 2026 to December 2026"][:2] == ["40", "30 75%"]
    assert list(rows_of(page, "months")) == ["October 2026"]


@pytest.mark.parametrize("name", ["all", "moh", "2026-Q4"])
def test_files_say_of_longer_periods_what_the_page_says(client: Client, name: str) -> None:
    rows = {"moh": {"received": 300, "answered": 200}}
    opened("2026-10", counted={"national": rows["moh"], "agencies": rows, "kinds": {}})
    block()
    codes = {"moh"} if name == "moh" else {"moh", "moe"}
    said = json.loads(client.get(f"/en/figures/{name}.json").content)
    [period] = said["longer_periods"]
    assert (period["period"], period["months"]) == ("2026-Q4", ["2026-10", "2026-11", "2026-12"])
    assert {row["code"]: row["figures"] for row in period["agencies"]} == {code: BLOCK[code] for code in codes}
    described = json.loads(client.get("/en/figures/schema.json").content)
    assert [error.message for error in Draft202012Validator(described).iter_errors(said)] == []
    text = client.get(f"/en/figures/{name}.csv").content.decode("utf-8-sig")
    lines = [each for each in csv.DictReader(io.StringIO(text)) if each["month"] == "2026-Q4"]
    assert {(each["code"], each["figure"]): each["value"] for each in lines} == {
        (code, figure): "" if number is None else str(number)
        for code in codes
        for figure, number in BLOCK[code].items()
    }


@pytest.mark.parametrize("path", ["2026-Q3/", "2026-Q5/", "2026-Q3.csv", "2026/", "2026-H2.json"])
def test_a_longer_period_that_is_not_open_is_not_there(client: Client, path: str) -> None:
    block("2026-Q4")
    assert client.get(f"/en/figures/{path}").status_code == HTTPStatus.NOT_FOUND


def test_agencies_stand_in_the_order_of_their_names_with_words_beside_them(client: Client) -> None:
    opened()
    page = read(client, MONTH)
    names = list(rows_of(page, "by-agencies"))
    assert names == sorted(names, key=lambda name: (len(name), name)) or names == sorted(names)
    assert "not how good its work is" in page.get_text(" ", strip=True)


def test_an_agency_has_its_months_and_a_month_its_neighbours(client: Client) -> None:
    opened("2026-09")
    opened("2026-10")
    page = read(client, "/en/figures/agencies3/")
    assert list(rows_of(page, "months")) == ["October 2026", "September 2026"]
    beside = {link["href"] for link in read(client, MONTH).select("nav a[href^='/en/figures/2026']")}
    assert beside == {"/en/figures/2026-09/"}


def test_the_list_has_every_month_and_what_is_set_apart_by_years(client: Client) -> None:
    opened("2026-09")
    opened("2026-10")
    apart = {"sensitive": {"received": 10, "pending": 0, "answered": None}, "guarded": {"received": 0, "pending": 0}}
    opened("2025", kind="yearly", counted={"national": {}, "apart": apart})
    page = read(client, "/en/figures/")
    assert list(rows_of(page, "months")) == ["October 2026", "September 2026"]
    assert "10 to 14" in page.select("section[aria-labelledby=apart]")[0].get_text()


def test_three_months_are_drawn_with_gaps_where_nothing_is_told(client: Client) -> None:
    """Of October the answered are kept back; nobody opened August."""
    for month, received, answered in (("2026-07", 40, 30), ("2026-09", 50, 41), ("2026-10", 60, 58)):
        rows = {"moh": {"received": received, "answered": answered}}
        opened(month, counted={"national": rows["moh"], "agencies": rows, "kinds": {}})
    for path in ("", "moh/"):
        (figure,) = read(client, f"/en/figures/{path}").select("figure.chart.line")
        lines = [
            [" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in figure.select("tr")[2:]
        ]
        assert lines == [
            ["July 2026", "40", "30"],
            ["August 2026", "–", "–"],
            ["September 2026", "50", "41"],
            ["October 2026", "60", "withheld"],
        ]


def test_where_nothing_is_told_nothing_is_drawn(client: Client) -> None:
    for month in ("2026-08", "2026-09", "2026-10"):
        rows = {"moh": {"received": 3}, "moe": {"received": 47}}
        opened(month, counted={"national": {"received": 50}, "agencies": rows, "kinds": {}})
    assert rows_of(read(client, "/en/figures/moh/"), "months")["October 2026"][0] == NOT_TOLD
    assert read(client, "/en/figures/moh/").select("figure.chart") == []


def test_two_months_are_not_worth_a_drawing(client: Client) -> None:
    opened("2026-09")
    opened("2026-10")
    assert read(client, "/en/figures/").select("figure.chart, link[href*='charts.css']") == []


def test_before_the_first_month_the_list_says_what_comes(client: Client) -> None:
    assert "No figures yet" in read(client, "/en/figures/").get_text()


@pytest.mark.parametrize(
    "path", ["2026-10/", "2026-10.csv", "2026-10.json", "2025/", "nowhere/", "nowhere.csv", "2026-13.json"]
)
def test_what_is_not_open_is_not_there(client: Client, path: str) -> None:
    opened("2026-09")
    assert client.get(f"/en/figures/{path}").status_code == HTTPStatus.NOT_FOUND


def test_only_the_report_of_a_month_that_was_opened_is_there(client: Client) -> None:
    october()
    with standing_at(at(11, 25)):
        take_snapshot(period=Period(2026, 10), cut_off=Period(2026, 10).end, actor=Actor.operator)
    assert client.get(MONTH).status_code == HTTPStatus.NOT_FOUND


def test_each_line_of_the_spreadsheet_is_a_figure(client: Client) -> None:
    period = opened()
    response = client.get("/en/figures/2026-10.csv")
    assert response["Content-Disposition"] == 'attachment; filename="figures-2026-10-en.csv"'
    lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    found = {(each["table"], each["code"], each["figure"]): each["value"] for each in lines}
    assert len(found) == len(lines)
    assert found["country", "", "received"] == str(period.told["country"]["received"])
    for table, rows in period.told["tables"].items():
        for code, row in rows.items():
            for figure, number in row.items():
                assert found[table, code, figure] == ("" if number is None else str(number))


@pytest.mark.parametrize("name", ["all", "2026-10", "agencies3"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_json_is_what_the_schema_describes(client: Client, name: str, language: str) -> None:
    opened("2026-09")
    opened("2026-10")
    described = json.loads(client.get(f"/{language}/figures/schema.json").content)
    said: dict[str, Any] = json.loads(client.get(f"/{language}/figures/{name}.json").content)
    assert [error.message for error in Draft202012Validator(described).iter_errors(said)] == []
    assert said["licence"] == "CC-BY-4.0"
    assert len(said["months"]) == (1 if name == "2026-10" else 2)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_came_by_the_promised_date_stands_on_the_pages_and_in_the_files(client: Client, language: str) -> None:
    rows = {code: {"received": 300, "answered": 200} for code in ("moh", "moe", "mol", "mot")}
    country = {figure: 1200 if figure == "received" else 800 for figure in ("received", "answered")}
    country |= {"rated": 90, "satisfied": 60, "needs_said": 80, "needs_met": 50}
    kept = {"moh": 150, "moe": 199, "mol": 2, "mot": 100}
    opened(counted={"national": country, "agencies": rows, "kinds": {}, "answers_kept": kept})
    month = read(client, f"/{language}/figures/2026-10/")
    cells = [row[-1] for row in rows_of(month, "by-agencies").values()]
    words = {
        "en": ["75%", "more than 90%", "less than 10%", "50%"],
        "ar": ["75%", "أكثر من 90%", "أقل من 10%", "50%"],
    }
    assert sorted(cells) == sorted(words[language])
    assert words[language][0] in rows_of(read(client, f"/{language}/figures/moh/"), "months").popitem()[1][-1]
    assert "50" in month.select_one("section[aria-labelledby=country] dl").get_text()  # type: ignore[union-attr]
    terms = BeautifulSoup(client.get(f"/{language}/figures/words/").content, "lxml")
    assert terms.select("#kept")
    lines = lines_of(client, "all")
    assert lines["2026-10", "moh", "kept"] == "150"
    assert lines["2026-10", "moe", "kept_over"] == "90"
    assert lines["2026-10", "mol", "kept_under"] == "10"
    assert not {code for _month, code, figure in lines if figure == "kept"} - {"moh", "mot"}
    said = json.loads(client.get(f"/{language}/figures/all.json").content)
    described = json.loads(client.get(f"/{language}/figures/schema.json").content)
    assert [error.message for error in Draft202012Validator(described).iter_errors(said)] == []
    assert said["months"][0]["country"]["needs_met"] == 50


def test_months_that_were_opened_before_say_nothing_of_the_promised_date(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "COUNTRY_PAIRS", (*telling.PAIRS, ("limited", "in_time")))
    opened(definitions=10)
    page = read(client, "/en/figures/2026-10/")
    assert "By the promised date" not in page.get_text()
    assert "I got what I needed" not in page.select_one("section[aria-labelledby=country] dl").get_text()  # type: ignore[union-attr]
    assert client.get("/en/figures/all.json").status_code == client.get("/en/figures/all.csv").status_code == 200


def lines_of(client: Client, name: str) -> dict[tuple[str, str, str], str]:
    """The value of each line of a spreadsheet, by month, code and figure."""
    text = client.get(f"/en/figures/{name}.csv").content.decode("utf-8-sig")
    return {(each["month"], each["code"], each["figure"]): each["value"] for each in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_files_have_the_usual_days_that_are_told_and_no_others(client: Client, language: str) -> None:
    """Of ``moe``, whose months are withheld, in the quarter; of ``mol``, which answered fewer than half, in none."""
    rows = {f"agency{place}": {"received": 300, "answered": 200} for place in range(8)}
    rows |= {"moe": {"received": 3, "answered": 3}, "mol": {"received": 300, "answered": 100}}
    country = {figure: sum(row[figure] for row in rows.values()) for figure in ("received", "answered")}
    for month, days in (("2026-07", 2), ("2026-08", 6)):
        kept = {code: [[days, row["answered"]]] for code, row in rows.items()}
        opened(month, counted={"national": country, "agencies": rows, "kinds": {}, "answer_days": kept})
    quarter: dict[str, Any] = {"moe": {"received": 120, "answered": 70, "days": 5}, "mol": {"closed": None}}
    OpenBlock.objects.create(name="2026-Q3", told=quarter, names={}, opened_at=at(11, 25))
    usual = {key: value for key, value in lines_of(client, "all").items() if key[2] == "usual_days"}
    told = {
        (month.period, code, "usual_days"): str(row["days"])
        for month in OpenPeriod.objects.all()
        for code, row in month.told["tables"]["agencies"].items()
        if "days" in row
    }
    assert usual == told | {("2026-Q3", "moe", "usual_days"): "5"}
    assert {month for month, _code, _figure in told} == {"2026-07", "2026-08"}
    assert not {"moe", "mol"} & {code for _month, code, _figure in told}
    said = json.loads(client.get(f"/{language}/figures/all.json").content)
    described = json.loads(client.get(f"/{language}/figures/schema.json").content)
    assert [error.message for error in Draft202012Validator(described).iter_errors(said)] == []
    found = {
        (month["month"], row["code"], "usual_days"): str(row["figures"]["usual_days"])
        for month in said["months"]
        for row in month["tables"]["agencies"]
        if "usual_days" in row["figures"]
    }
    assert found == told
    assert said["longer_periods"][0]["agencies"][0]["figures"]["usual_days"] == 5
    assert str(TERMS["usual_days"].meaning[language]) in json.dumps(described, ensure_ascii=False)


def test_the_file_of_an_agency_has_nothing_of_others(client: Client) -> None:
    opened()
    said = json.loads(client.get("/en/figures/agencies3.json").content)
    (month,) = said["months"]
    assert [row["code"] for row in month["tables"]["agencies"]] == ["agencies3"]
    assert (set(month["tables"]), "country" in month) == ({"agencies"}, False)


def test_no_cell_of_the_spreadsheet_is_a_formula(client: Client) -> None:
    opened("2026-08", counted={"national": {"received": 50}, "agencies": {"=1+1": {"received": 50}}, "kinds": {}})
    text = client.get("/en/figures/2026-08.csv").content.decode()
    assert ",'=1+1," in text


def test_files_may_be_read_from_any_page_and_kept(client: Client) -> None:
    opened()
    for path in ("2026-10.csv", "2026-10.json", "schema.json"):
        response = client.get(f"/en/figures/{path}")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["ETag"]
        assert not response.cookies


def test_a_page_that_is_kept_is_another_once_a_month_is_opened(client: Client) -> None:
    opened("2026-09")
    assert "October 2026" not in read(client, "/en/figures/").get_text()
    opened("2026-10")
    client.post("/en/track/")  # whoever changes something wants to see it now
    assert "October 2026" in read(client, "/en/figures/").get_text()


def test_the_feed_has_the_months_in_its_language(client: Client, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://insaf.example"
    opened()
    found = etree.fromstring(client.get("/ar/figures/feed/").content)
    (entry,) = found.iterfind("{*}entry")
    (link,) = entry.iterfind("{*}link")
    assert link.get("href") == "https://insaf.example/ar/figures/2026-10/"
    assert "تشرين الأول 2026" in str(entry.findtext("{*}title"))


def test_no_word_of_a_case_is_on_any_of_them(client: Client) -> None:
    scene = october()
    with standing_at(at(11, 25)):
        snapshot = take_snapshot(period=Period(2026, 10), cut_off=Period(2026, 10).end, actor=Actor.operator)
        open_figures(snapshot, actor=Actor.operator)
    for path in ("", "2026-10/", "moh/", "all.csv", "all.json", "feed/"):
        text = client.get(f"/en/figures/{path}").content.decode()
        assert CANARY not in text
        assert not [number for number in scene.numbers.values() if number in text]


@pytest.mark.parametrize("path", ["", "2026-10/", "agencies3/", "2026-Q4/", "words/"])
def test_every_word_is_arabic_on_the_arabic_page(client: Client, path: str) -> None:
    country()
    opened()
    block()
    page = read(client, f"/ar/figures/{path}")
    main = page.select("main")[0]
    for name in main.select("h1, tbody th, .silent, [aria-current=page]"):
        name.decompose()  # the drawn names are Latin
    assert strange_words(str(main), "ar") == []


def heads(page: BeautifulSoup) -> list[list[str]]:
    """Of each table of months what its wholes are called."""
    tables = page.select("section[aria-labelledby=months] table")
    return [[" ".join(head.get_text().split()) for head in table.select("thead th")][1:4:2] for table in tables]


@pytest.mark.parametrize("path", ["", "moh/"])
def test_months_of_former_definitions_keep_their_heads(client: Client, path: str) -> None:
    """And no month of today stands under them."""
    rows = {"moh": {"received": 300, "answered": 200}}
    told: dict[str, Any] = {"national": rows["moh"], "agencies": rows, "kinds": {}}
    opened("2026-09", counted=told, definitions=6)
    opened("2026-10", counted=told)
    page = read(client, f"/en/figures/{path}")
    assert heads(page) == [["Received, without praise", "Complaints closed"], ["Received", "Closed"]]
    assert [name_of(row) for row in page.select("section[aria-labelledby=months] tbody tr")] == [
        "October 2026",
        "September 2026",
    ]
    assert "Counted by earlier definitions" in page.get_text()


@pytest.mark.parametrize(("language", "word"), [("ar", "محلول"), ("en", "Resolved")])
def test_everybody_reads_what_each_word_counts(client: Client, language: str, word: str) -> None:
    opened()
    for path in ("", "2026-10/", "agencies3/"):
        link = read(client, f"/{language}/figures/{path}").select(f"main a[href='/{language}/figures/words/']")
        assert len(link) == 1, path
    page = read(client, f"/{language}/figures/words/")
    assert [each["data-term"] for each in page.select("[data-term]")] == list(TERMS)
    assert word in [without_isolates(name.get_text()).strip() for name in page.select("[data-term] dt")]


def test_a_page_costs_few_statements(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    opened("2026-09")
    opened("2026-10")
    client.get("/en/figures/")
    with django_assert_max_num_queries(14):
        client.get(MONTH)
