"""What stands on the page: every number as text and link, drawings that screen readers pass, patterns by colours."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.utils import translation

from portal.charts.chart import KINDS, Chart, Kind, Threshold, Total
from portal.charts.shown import FOLDED_AFTER, render
from tests.site.portal.charts.charted import chart, series, square
from workflows.reports.pdf import PangoMissing, make_pdf

VOID = {"path", "br", "meta", "link"}


class Tags(HTMLParser):
    """Whether each tag is closed by its own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


def drawn(made: Chart, language: str = "en") -> str:
    with translation.override(language):
        return str(render(made))


def whole(kind: Kind) -> Chart:
    one, two = series("Received", 12, 0, None, link="/one/"), series("Closed", 7, 3, 1, link="/two/")
    return replace(
        chart(kind, one, two),
        outlines=(square(35, 31), square(36, 31), None) if kind == "map" else (),
        totals=(Total("12", "/all/", "(+2)"), Total("11")),
        thresholds=(Threshold(10, "At most 10", crossed=True),),
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_kind_says_what_it_shows_in_whole_tags(kind: Kind, language: str) -> None:
    html = drawn(whole(kind), language)
    tags = Tags()
    tags.feed(html)
    assert (tags.open, tags.wrong) == ([], [])
    assert "What it shows" in html
    assert "style=" not in html
    assert "<text" not in html


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "number"])
def test_every_number_stands_in_a_table_with_heads_and_opens_its_requests(kind: Kind) -> None:
    html = drawn(whole(kind))
    for link in ("/one/0", "/one/2", "/two/1"):
        assert html.count(f'href="{link}"') == 1
    assert html.count('scope="row"') == 4
    assert html.count('scope="col"') == 3
    # What is drawn is passed over by screen readers, and so nothing in it takes the focus.
    for hidden in re.findall(r'<(svg|div|table)[^>]*aria-hidden="true".*?</\1>', html, re.DOTALL):
        assert "href" not in hidden


def test_what_stands_under_a_series_opens_its_requests_and_says_what_is_beside_it() -> None:
    html = drawn(whole("bars"))
    assert 'href="/all/"' in html.rpartition('class="sums"')[2]
    assert "(+2)" in html.rpartition('class="sums"')[2]


def test_what_is_not_drawn_stands_in_the_table_alone_and_bends_no_scale() -> None:
    apart = replace(series("All", 900, 900, 900), drawn=False)
    html = drawn(chart("bars", series("x", 50, 100, None), apart))
    assert "k0 v100 a0" in html
    assert html.count("<i ") == 2
    assert html.count("<bdi>900</bdi>") == 3
    assert "legend" not in html
    only = drawn(chart("line", series("x", None, None, None), apart))
    assert only.count("<bdi>900</bdi>") == 3


def test_bars_are_as_long_as_their_numbers_and_no_number_has_none() -> None:
    html = drawn(chart("bars", series("x", 50, 100, None)))
    assert "k0 v50 a0" in html
    assert "k0 v100 a0" in html
    assert html.count("<i ") == 2


def test_rows_beyond_what_one_reads_are_folded_and_not_lost() -> None:
    html = drawn(chart("bars", series("x", *range(92)), categories=92))
    seen, folded = html.split("<details>")
    assert seen.count('scope="row"') == FOLDED_AFTER
    assert folded.count('scope="row"') == 92 - FOLDED_AFTER
    assert "<bdi>77</bdi> rows more" in folded


def test_parts_below_nothing_are_bars_and_a_map_without_outlines_too() -> None:
    assert 'class="chart bars"' in drawn(chart("stacked", series("x", 1, -2, 3)))
    without = drawn(chart("map", series("x", 1, 2, 3)))
    assert 'class="chart bars"' in without
    assert "outlines" in without


def test_nothing_at_all_is_said() -> None:
    for kind in KINDS:
        assert "nothing to show" in drawn(chart(kind, categories=0))
    assert "nothing to show" in drawn(chart("line", series("x", None, None, None)))


def test_hostile_words_stay_words() -> None:
    html = drawn(replace(chart("bars", series("<script>", 1, 2, 3)), says="<img src=x>"))
    assert "<script>" not in html
    assert "<img" not in html


def test_each_series_has_its_own_pattern() -> None:
    html = drawn(chart("stacked", *(series(f"S{place}", 5, 5, 5) for place in range(6))))
    assert {f"k{place}" for place in range(6)} <= set(re.findall(r"\bk\d\b", html))


def test_time_runs_with_the_reading_direction() -> None:
    rising = chart("line", series("x", 0, 100), categories=2)
    assert 'd="M250 240L750 0"' in drawn(rising, "en")
    assert 'd="M750 240L250 0"' in drawn(rising, "ar")


def test_a_crossed_threshold_says_so_beside_the_number() -> None:
    made = chart("number", series("Received", 12), series("Last month", 9), categories=1)
    assert "Too many" in drawn(replace(made, thresholds=(Threshold(10, "Too many", crossed=True),)))
    assert "Too many" not in drawn(replace(made, thresholds=(Threshold(10, "Too many"),)))


def test_the_same_is_drawn_on_paper() -> None:
    sheets = "".join(f'<link rel="stylesheet" href="css/{each}.css">' for each in ("tokens", "shares", "charts"))
    body = "".join(drawn(whole(kind), "ar") for kind in KINDS)
    try:
        made = make_pdf(f'<html lang="ar" dir="rtl"><head>{sheets}</head><body>{body}</body></html>')
    except PangoMissing:
        pytest.skip("pango is not installed")
    assert made.startswith(b"%PDF")


def test_more_columns_than_a_telephone_has_room_for_move_in_a_frame_that_a_keyboard_reaches() -> None:
    columns = [series(f"S{place}", 5, 5, 5) for place in range(3)]
    assert 'class="wide" tabindex="0"' in drawn(chart("bars", *columns))
    assert "tabindex" not in drawn(chart("bars", *columns[:2]))
