"""A dashboard shows what is kept in few statements; a wall names nobody; a head sees no neighbour."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.agencies.models import Agency
from permissions.isolated import without_isolates
from permissions.now import now
from permissions.writing import local, midnight, written_day
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards.arranging import add
from workflows.dashboards.tiles import BOARDS
from workflows.figures.measure import Condition
from workflows.figures.models import Occurrence, Standing
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
    assert "Being worked out" not in first
    assert first.count("counted up to") == 1
    assert first.index("counted up to") < first.index("data-tile="), "before the first number"
    assert not KeptTable.objects.filter(wanted=True).exists()


def test_what_takes_too_long_to_count_is_left_to_the_queue_and_the_page_says_so(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(land, "officer-moh")
    with monkeypatch.context() as slow:
        slow.setattr(kept, "AT_ONCE_WITHIN", timedelta(seconds=-1))
        first = page(client.get("/admin/dashboards/officer/"))
    assert first.count("Being worked out") == len(BOARDS["officer"].tiles)
    renew_wanted()
    assert "Being worked out" not in page(client.get("/admin/dashboards/officer/"))


def test_a_first_look_reads_what_owners_set_once_for_all_tiles(land: Country) -> None:
    client = client_of(land, "officer-moh")
    client.get("/admin/dashboards/officer/")
    KeptTable.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        client.get("/admin/dashboards/officer/")
    for table in ("workflows_segment", "workflows_fiscalyear"):
        assert sum(f'FROM "{table}"' in each["sql"] for each in asked) == 1, table


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
            missed, since = (place >= 15), midnight(day)
            counted_case(decided_on=day, missed=missed, since=since, agency_id=land.agencies["moh"].pk)
    tile = tile_of(page(client_of(land, "level2-moh").get("/admin/dashboards/head/")), "kept_share")
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
    assert "Share decided by the promised date" in html
    assert "/arrange/" not in html
    for screen in ("arrange", "thresholds"):
        assert client_of(land, "auditor").get(f"/admin/dashboards/office/{screen}/").status_code == 404


def test_a_head_sees_the_median_of_the_country_and_no_neighbour(land: Country) -> None:
    for place in range(5):
        agency = Agency.objects.create(code=f"n{place}", name={"ar": f"جارة{place}", "en": f"NEIGHBOUR{place}"})
        counted_case(agency_id=agency.pk, decided_on=now().date())
    counted_case(agency_id=land.agencies["moh"].pk)
    html = counted(client_of(land, "level2-moh"), "head")
    assert "NEIGHBOUR" not in html
    tile = re.search(r'data-tile="kept_share".*?</section>', html, re.DOTALL)
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
    assert "Being worked out" not in tile


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


def missed_by(land: Country, times: dict[str, int]) -> None:
    """So many promises to citizens missed lately at each agency, by its code."""
    today = local(now()).date()
    for code, count in times.items():
        agency = Agency.objects.get_or_create(code=code, defaults={"name": {"ar": f"جهة {code}", "en": code}})[0]
        case = counted_case(agency_id=agency.pk)
        stands = Standing.objects.get(case=case)
        same = {name: getattr(stands, name) for name in ("kind", "channel", "language", "priority", "agency_id")}
        row = Occurrence(case=case, number=1, verb="missed", on=today, by="clock", **same)
        Occurrence.objects.bulk_create([row] * count)


@pytest.mark.parametrize(("language", "more"), [("en", "2 rows more"), ("ar", "صفّان آخران")])
def test_agencies_that_miss_most_promises_stand_first_and_lead_to_their_requests(
    land: Country, language: str, more: str
) -> None:
    missed_by(land, {f"agency-{place:02}": 1 + place for place in range(12)})
    html = page(client_of(land, "officer-central", language).get("/admin/dashboards/unit/"))
    (tile,) = re.findall(r'data-tile="missed_agencies">.*?</section>', html, re.DOTALL)
    words = without_isolates(bare(tile))
    names = [f"agency-{place:02}" for place in (11, 10, 2, 1, 0)]
    places = [words.find(name) for name in names]
    assert places[:3] == sorted(places[:3])
    assert places[0] >= 0
    assert places[3:] == [-1, -1]
    assert more in words
    assert "/admin/reports/own/cases/" in tile


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "No promise to a citizen was missed in this time."),
        ("ar", "لم يفت أي موعد لأصحاب الطلبات في هذه المدة."),
    ],
)
def test_where_no_promise_was_missed_the_tile_says_so(land: Country, language: str, sentence: str) -> None:
    html = page(client_of(land, "officer-central", language).get("/admin/dashboards/unit/"))
    assert sentence in tile_of(html, "missed_agencies")


STATES = frozenset({"open", "open_missed", "pending", "pending_levels", "pending_agencies"})


@pytest.mark.parametrize(("language", "lately", "on"), [("en", "days", "on "), ("ar", "آخر ", "يوم ")])
@pytest.mark.parametrize(
    ("username", "board"),
    [
        ("officer-moh", "officer"),
        ("level1-moh", "supervisor"),
        ("level2-moh", "head"),
        ("officer-central", "unit"),
        ("officer-central", "office"),
    ],
)
def test_a_tile_of_how_it_stands_says_on_which_day_and_no_other_does(
    land: Country, username: str, board: str, language: str, lately: str, on: str
) -> None:
    counted_case()
    html = page(client_of(land, username, language).get(f"/admin/dashboards/{board}/"))
    with override(language):
        day = f"{on}{written_day(local(now()).date())}"
    for key in BOARDS[board].tiles:
        (of,) = re.findall(rf'data-tile="{key}">.*?<p class="of">(.*?)<span', html, re.DOTALL)
        words = without_isolates(bare(of)).strip()
        assert (words == day) == (key in STATES), key
        assert (lately in words or "12" in words) == (key not in STATES), key


def test_a_report_of_both_says_the_day_of_what_stands_alone(land: Country) -> None:
    """Of a period that is over it is the last day of that, and beside it stands the last day of the one before."""
    over = Period("", date(2026, 3, 1), date(2026, 4, 1))
    placed(land, Question(measures=("received", "pending"), period=over), Drawn.TABLE)
    alone = placed(land, Question(measures=("pending",), period=over, compared=True), Drawn.TABLE)
    html = page(client_of(land, "officer-moh").get("/admin/dashboards/officer/"))
    of = [without_isolates(bare(each)).strip() for each in re.findall(r'<p class="of">(.*?)<span', html, re.DOTALL)]
    assert of[-1] == "on Tuesday 31 March 2026"
    assert of[-2] == "from 01/03/2026 to 31/03/2026 · Pending requests: on Tuesday 31 March 2026"
    assert "On 28/02/2026" in without_isolates(bare(alone))
