"""The document in both languages, and the real PDF of it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from pypdf import PdfReader
from pypdf.generic import ArrayObject

from permissions.actors import Actor
from tests.letters import strange_words
from tests.workflows.reports.october import CANARY, NATIONAL, October, at, october
from workflows.cases.models import RequestKind
from workflows.reports import volumes
from workflows.reports.confirming import lay_out
from workflows.reports.document import html_of
from workflows.reports.models import Snapshot
from workflows.reports.pdf import SHELF, NotOurs, PangoMissing, make_pdf, static_file
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot
from workflows.reports.unit_models import RegisterLine

MONTH, YEAR = Period(2026, 10), Period(2026)


@pytest.fixture
def scene(db: None) -> October:
    return october()


def frozen(period: Period, scene: October) -> Snapshot:
    snapshot = take_snapshot(period=period, cut_off=MONTH.end, actor=Actor.operator)
    if period == YEAR:
        lay_out(snapshot)
    return snapshot


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("period", [MONTH, YEAR])
def test_a_report_keeps_to_its_language_and_holds_no_words_of_a_person(
    scene: October, period: Period, language: str
) -> None:
    html = html_of(frozen(period, scene), language)
    page = BeautifulSoup(html, "lxml")
    kinds = set(RequestKind.objects.values_list("code", flat=True))
    # The small country's agencies, posts and kinds are called by their codes: names stand apart.
    for named in page.select("[data-agency] th, span[data-agency], h3[data-agency], [data-number] td"):
        named.decompose()
    for row in page.select("tbody th"):
        if row.get_text(strip=True) in kinds:
            row.decompose()
    assert strange_words(str(page), language) == []
    assert CANARY not in html
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html


def test_both_languages_say_the_same_numbers(scene: October) -> None:
    snapshot = frozen(MONTH, scene)
    arabic, english = (BeautifulSoup(html_of(snapshot, language), "lxml") for language in ("ar", "en"))

    def figures(page: BeautifulSoup) -> list[str]:
        return [cell.get_text() for cell in page.select("td.num bdi, .rates b bdi")]

    assert figures(arabic) == figures(english)
    assert [cell.get_text() for cell in arabic.select(".rates b bdi")] == ["50%", "0%", "40%", "–", "–", "100%"]


def test_the_report_shows_totals_checksum_cut_off_and_the_law(scene: October) -> None:
    snapshot = frozen(MONTH, scene)
    html = html_of(snapshot, "en")
    page = BeautifulSoup(html, "lxml")
    received = next(row for row in page.select("tr") if row.th and row.th.get_text(strip=True) == "Received")
    assert [cell.get_text(strip=True) for cell in received.select("td")] == [str(NATIONAL["received"]), "2", "–"]
    assert snapshot.checksum in page.select_one(".definitions").get_text()  # type: ignore[union-attr]  # it is there
    assert "No. (156) of 2016" in page.get_text()
    assert "Sunday 1 November 2026, 12:00\u00a0midnight" in page.get_text()
    assert "To date" not in html


def test_agencies_without_a_request_stand_in_a_sentence_and_not_in_rows_of_zeros(scene: October) -> None:
    snapshot = frozen(MONTH, scene)
    page = BeautifulSoup(html_of(snapshot, "en"), "lxml")
    rows = {row["data-agency"] for row in page.select("tr[data-agency]")}
    others = {name["data-agency"] for name in page.select("span[data-agency]")}
    with_numbers = {code for code, numbers in snapshot.numbers["agencies"].items() if any(numbers.values())}
    assert rows == with_numbers
    assert rows | others == set(snapshot.names["agencies"])
    assert others
    assert not rows & others


def test_where_the_clock_alone_escalated_no_person_is_spoken_of(scene: October) -> None:
    snapshot = frozen(MONTH, scene)
    national = snapshot.numbers["national"]
    said = {
        1: "the rest by a person before the date",
        national["escalated"]: "All of them automatically.",
    }
    assert len(said) == 2
    for by_clock, words in said.items():
        national["escalated_by_clock"] = by_clock
        html = html_of(snapshot, "en")
        assert [text in html for text in said.values()] == [text == words for text in said.values()]


@pytest.mark.parametrize("period", [MONTH, YEAR])
def test_no_row_of_a_report_tells_of_a_sensitive_case(scene: October, period: Period) -> None:
    html = html_of(frozen(period, scene), "en")
    assert "integrity" not in html
    assert "RIGHTS" not in html
    assert scene.numbers["sensitive"] not in html
    assert scene.numbers["sensitive_open"] not in html


def test_a_report_of_a_month_that_goes_on_says_so_on_the_cover(scene: October) -> None:
    snapshot = take_snapshot(period=MONTH, cut_off=at(10, 15), actor=Actor.operator)
    cover = BeautifulSoup(html_of(snapshot, "en"), "lxml").select_one(".cover")
    assert cover is not None
    assert "To date" in cover.get_text()
    assert "up to Thursday 15 October 2026, 10:00\u00a0am" in cover.get_text()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pdf_has_its_title_its_checksum_pages_an_outline_and_our_letters(scene: October, language: str) -> None:
    snapshot = frozen(MONTH, scene)
    html = html_of(snapshot, language)
    try:
        made = make_pdf(html)
    except PangoMissing as error:
        pytest.skip(str(error))
    assert made.startswith(b"%PDF-")
    inside = made + b"".join(_streams(made))
    assert snapshot.checksum.encode() in inside
    assert len(re.findall(rb"/Type /Page\b", inside)) >= 6
    assert inside.count(b"/Dest") >= 6
    assert b"/StructTreeRoot" in inside
    assert f"/Lang ({language})".encode() in inside
    title = html.partition("<title>")[2].partition("</title>")[0]
    assert title.encode() in inside or title.encode("utf-16-be").hex().encode() in inside.lower()
    if finders.find("vendor/plex-arabic/ibm-plex-sans-arabic-arabic-400-normal.woff2"):
        assert b"IBM-Plex-Sans" in inside or b"IBMPlexSans" in inside


def _streams(pdf: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            # By an object: where the last byte of a stream is a line end, the expression above has taken it.
            found.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return found


def test_only_our_own_sheets_and_fonts_are_read() -> None:
    assert static_file(f"{SHELF}css/report.css").name == "report.css"
    for address in (
        "file:///etc/passwd",
        f"{SHELF}../portal/settings.css",
        f"{SHELF}css/nothing.css",
        f"{SHELF}icons/mark.svg",
        "http://example.org/report.css",
    ):
        with pytest.raises(NotOurs):
            static_file(address)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("period", [MONTH, YEAR])
def test_the_pdf_is_tagged_as_pdf_ua_asks(scene: October, period: Period, language: str) -> None:
    try:
        made = make_pdf(html_of(frozen(period, scene), language))
    except PangoMissing as error:
        pytest.skip(str(error))
    reader = PdfReader(io.BytesIO(made))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title
    tags = list(_tags(root["/StructTreeRoot"]["/K"]))
    headings = [int(tag["/S"][2:]) for tag in tags if re.fullmatch(r"/H\d", tag["/S"])]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings)), headings
    assert [tag for tag in tags if tag["/S"] == "/Figure" and not tag.get("/Alt")] == []
    headers = {tag["/ID"] for tag in tags if tag["/S"] == "/TH"}
    cells = [tag for tag in tags if tag["/S"] == "/TD"]
    assert len(cells) > 20
    told = [tag for tag in cells if tag["/A"].get("/Headers")]
    assert len(told) >= 0.8 * len(cells)
    assert {each for tag in told for each in tag["/A"]["/Headers"]} <= headers


def _tags(found: Any) -> Iterator[Any]:
    """Every element of the tree of tags, in the order of reading."""
    waiting = [found]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, list):
            waiting.extend(reversed([kid for kid in each if not isinstance(kid, int)]))
        elif "/S" in each:
            yield each
            kids = each.get("/K", [])
            waiting.append(ArrayObject([kids] if isinstance(kids, int) else kids))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("period", [MONTH, YEAR])
def test_the_contents_lead_to_each_part_and_say_its_page(scene: October, period: Period, language: str) -> None:
    html = html_of(frozen(period, scene), language)
    page = BeautifulSoup(html, "lxml")
    parts = {f"#{each['id']}": each.get_text(strip=True) for each in page.select("h2")}
    assert len(parts) >= 4
    assert {str(each["href"]): each.get_text(strip=True) for each in page.select(".toc a")} == parts
    try:
        made = make_pdf(html)
    except PangoMissing as error:
        pytest.skip(str(error))
    reader = PdfReader(io.BytesIO(made))
    starts = [reader.get_destination_page_number(each) for each in _outline(reader.outline)]
    printed = [int(number) for number in re.findall(r"\.{3,} *(\d+)", reader.pages[1].extract_text())]
    assert printed == [(number or 0) + 1 for number in starts]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_volume_of_the_register_begins_with_its_agencies(
    scene: October, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "IN_ONE", 1)
    html = html_of(frozen(YEAR, scene), language, volume=1)
    page = BeautifulSoup(html, "lxml")
    agencies = [heading.get_text(strip=True) for heading in page.select("h2[data-agency]")]
    assert len(agencies) >= 2
    contents = {str(link["href"]): link.get_text(strip=True) for link in page.select(".toc a")}
    assert contents == {f"#{heading['id']}": heading.get_text(strip=True) for heading in page.select("h2")}
    assert list(contents.values())[1:] == agencies, "behind the part that says which rows these are"
    try:
        made = make_pdf(html)
    except PangoMissing as error:
        pytest.skip(str(error))
    second_page = PdfReader(io.BytesIO(made)).pages[1].extract_text()
    assert re.findall(r"\.{3,} *(\d+)", second_page) == ["3"] * len(contents)


def test_a_volume_of_one_agency_has_no_contents(scene: October, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "IN_ONE", 1)
    snapshot = frozen(YEAR, scene)
    RegisterLine.objects.filter(snapshot=snapshot).exclude(agency__code="moh").delete()
    page = BeautifulSoup(html_of(snapshot, "en", volume=1), "lxml")
    assert len(page.select("h2[data-agency]")) == 1
    assert page.select(".toc") == []


def _outline(found: Any) -> Iterator[Any]:
    """The entries of the parts, which lie under that of the cover."""
    for each in found:
        yield from [one for one in each if not isinstance(one, list)] if isinstance(each, list) else ()
