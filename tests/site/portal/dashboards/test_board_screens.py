"""A dashboard shows what is kept in few statements; a wall names nobody; a head sees no neighbour."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from permissions.agencies.models import Agency
from permissions.isolated import without_isolates
from permissions.now import now
from permissions.writing import local, midnight
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards.arranging import add
from workflows.dashboards.tiles import BOARDS
from workflows.figures.measure import Condition
from workflows.figures.models import Standing
from workflows.figures.question import Period, Question
from workflows.saved_reports import kept
from workflows.saved_reports.kept import renew_wanted
from workflows.saved_reports.models import Drawn, KeptTable, SavedReport
from workflows.saved_reports.services import save_new

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 15


@pytest.fixture
def land() -> Country:
    return country()


def counted(client: Client, board: str) -> str:
    """The page, once the queue has counted what it asked for."""
    client.get(f"/admin/dashboards/{board}/")
    renew_wanted()
    return page(client.get(f"/admin/dashboards/{board}/"))


def bare(html: str) -> str:
    """Its words alone."""
    return re.sub(r"<[^>]*>", "", html)


def test_a_first_look_shows_all_tiles_and_one_moment(land: Country) -> None:
    client = client_of(land, "officer-moh")
    first = page(client.get("/admin/dashboards/", follow=True))
    assert "Being counted" not in first
    assert first.count("counted up to") == 1
    assert not KeptTable.objects.filter(wanted=True).exists()


def test_what_takes_too_long_to_count_is_left_to_the_queue_and_the_page_says_so(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(land, "officer-moh")
    with monkeypatch.context() as slow:
        slow.setattr(kept, "AT_ONCE_WITHIN", timedelta(seconds=-1))
        first = page(client.get("/admin/dashboards/officer/"))
    assert first.count("Being counted") == len(BOARDS["officer"].tiles)
    renew_wanted()
    assert "Being counted" not in page(client.get("/admin/dashboards/officer/"))


def tile_of(html: str, key: str) -> str:
    """The words of a tile."""
    (tile,) = re.findall(rf'data-tile="{key}">.*?</section>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", without_isolates(tile)).split())


def test_a_share_of_nothing_is_no_number_and_says_so(land: Country) -> None:
    tile = tile_of(page(client_of(land, "officer-moh").get("/admin/dashboards/officer/")), "satisfied_share")
    assert "– " in tile
    assert "no requests" in tile
    assert "%" not in tile


@pytest.mark.parametrize(("before", "there", "told"), [(30, 30, True), (29, 30, False), (30, 29, False)])
def test_of_how_many_a_share_is_and_of_few_no_change(land: Country, before: int, there: int, told: bool) -> None:
    today = local(now()).date()
    for count, day in ((before, today - timedelta(days=40)), (there, today)):
        for place in range(count):
            answered_on = day if place < 15 else None
            since = midnight(day)
            counted_case(opened_on=day, answered_on=answered_on, since=since, agency_id=land.agencies["moh"].pk)
    tile = tile_of(page(client_of(land, "level2-moh").get("/admin/dashboards/head/")), "answered_share")
    assert f"Out of {there}" in tile
    assert f"(of {before})" in tile
    assert ("points" in tile) == told


def test_a_number_stands_with_its_unit(land: Country) -> None:
    tile = counted(client_of(land, "officer-moh"), "officer").partition('data-tile="days_to_answer"')[2]
    assert "working days" in tile.partition("<dl>")[0]


@pytest.mark.parametrize(
    ("username", "board"), [("officer-moh", "officer"), ("level2-moh", "head"), ("officer-central", "unit")]
)
def test_a_dashboard_costs_few_statements(
    land: Country, username: str, board: str, django_assert_max_num_queries: Any
) -> None:
    client = client_of(land, username)
    counted_case()
    counted(client, board)
    for address in (f"/admin/dashboards/{board}/", f"/admin/dashboards/{board}/tiles/?wall"):
        with django_assert_max_num_queries(MOST_STATEMENTS):
            client.get(address)


def test_numbers_open_their_requests_and_on_a_wall_they_do_not(land: Country) -> None:
    counted_case()
    client = client_of(land, "officer-moh")
    assert "/admin/reports/own/cases/" in counted(client, "officer")
    wall = page(client.get("/admin/dashboards/officer/wall/"))
    assert "/admin/reports/own/cases/" not in wall
    assert "officer-moh" not in wall.split('id="main"')[1]


def test_whoever_reads_figures_alone_gets_no_link_to_requests(land: Country) -> None:
    hire(land, "auditor", "central")
    counted_case()
    html = counted(client_of(land, "auditor"), "office")
    assert "/admin/reports/own/cases/" not in html
    assert "Share answered" in html
    assert "/arrange/" not in html
    for screen in ("arrange", "thresholds"):
        assert client_of(land, "auditor").get(f"/admin/dashboards/office/{screen}/").status_code == 404


def test_a_head_sees_the_median_of_the_country_and_no_neighbour(land: Country) -> None:
    for place in range(5):
        agency = Agency.objects.create(code=f"n{place}", name={"ar": f"جارة{place}", "en": f"NEIGHBOUR{place}"})
        counted_case(agency_id=agency.pk, answered_on=now().date())
    counted_case(agency_id=land.agencies["moh"].pk)
    html = counted(client_of(land, "level2-moh"), "head")
    assert "NEIGHBOUR" not in html
    tile = re.search(r'data-tile="answered_share".*?</section>', html, re.DOTALL)
    assert tile is not None
    assert "The median agency" in tile[0]
    assert "100%" in bare(tile[0])


def test_what_is_set_apart_is_in_no_number(land: Country) -> None:
    case = counted_case()
    client = client_of(land, "officer-moh")
    received = re.compile(r'data-tile="received".*?class="large">(.*?)</p>', re.DOTALL)
    assert bare(received.findall(counted(client, "officer"))[0]).strip() == "1"
    Standing.objects.filter(case=case).update(apart="sensitive")
    KeptTable.objects.all().delete()
    assert bare(received.findall(counted(client, "officer"))[0]).strip() == "0"


def test_another_s_dashboard_is_not_there(land: Country) -> None:
    client = client_of(land, "officer-moh")
    for board in ("unit", "head", "owner", "office", "supervisor", "none"):
        for screen in ("", "tiles/", "wall/", "arrange/", "thresholds/"):
            assert client.get(f"/admin/dashboards/{board}/{screen}").status_code == 404


def test_who_reads_no_figures_finds_no_dashboards(land: Country) -> None:
    hire(land, "editor", "central")
    assert client_of(land, "editor").get("/admin/dashboards/").status_code == 404


def test_tiles_that_are_as_the_page_has_them_are_not_sent_again(land: Country) -> None:
    client = client_of(land, "officer-moh")
    counted(client, "officer")
    address = "/admin/dashboards/officer/tiles/"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "<html" not in first.content.decode()
    counted_case()
    KeptTable.objects.all().delete()
    client.get(address)
    renew_wanted()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def placed(land: Country, question: Question, drawn: str = Drawn.BARS, name: str = "تقريري") -> str:
    """An officer's dashboard with a report on it, counted."""
    owner = land.people["officer-moh"].pk
    report = save_new(name=name, question=question.as_json(), drawn=drawn, owner_id=owner)
    assert add(BOARDS["officer"], owner, f"report-{report.pk}")
    html = counted(client_of(land, "officer-moh"), "officer")
    (tile,) = re.findall(rf'data-tile="report-{report.pk}">.*?</section>', html, re.DOTALL)
    return str(tile)


def test_a_report_has_its_own_name_on_its_tile_and_leads_to_itself(land: Country) -> None:
    counted_case()
    tile = placed(land, Question(measures=("received",), period=Period("this_month"), rows=("kind",)))
    assert "<figcaption>تقريري</figcaption>" in tile
    assert f"/reports/own/{SavedReport.objects.get().pk}/" in tile


def test_a_report_whose_segment_is_gone_says_so_on_its_tile(land: Country) -> None:
    asked = Question(measures=("received",), period=Period("this_month"), filters=(Condition("segment", ("roads",)),))
    tile = placed(land, asked)
    assert "The segment “roads” is not there any more." in tile
    assert "Being counted" not in tile


def test_a_report_that_no_tile_can_show_says_so_and_does_not_wait_for_ever(land: Country) -> None:
    asked = Question(measures=("received",), period=Period("last_12_months"), rows=("day",))
    tile = placed(land, asked)
    assert "more rows or columns than a tile can show" in tile
    client = client_of(land, "officer-moh")
    assert "data-waits" not in page(client.get("/admin/dashboards/officer/tiles/"))


def test_all_measures_of_a_report_without_a_split_are_on_its_tile(land: Country) -> None:
    counted_case()
    tile = placed(land, Question(measures=("received", "pending"), period=Period("this_month")), Drawn.TABLE)
    assert "Requests received" not in bare(tile)
    assert "Pending requests" in bare(tile)
