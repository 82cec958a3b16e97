"""A dashboard shows what is kept in few statements; a wall names nobody; a head sees no neighbour."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from permissions.agencies.models import Agency
from permissions.now import now
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards.tiles import BOARDS
from workflows.figures.models import Standing
from workflows.saved_reports.kept import renew_wanted
from workflows.saved_reports.models import KeptTable

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


def test_a_first_look_asks_the_queue_and_says_so(land: Country) -> None:
    client = client_of(land, "officer-moh")
    first = page(client.get("/admin/dashboards/", follow=True))
    assert first.count("Being counted") == len(BOARDS["officer"].tiles)
    assert KeptTable.objects.filter(wanted=True).count() > len(BOARDS["officer"].tiles)
    renew_wanted()
    assert "Being counted" not in page(client.get("/admin/dashboards/officer/"))


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
