"""What the inbox finds beside open work: cases by number in every state, what is over, what climbed, other agencies."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.now import now, standing_at
from permissions.platform.called import forget
from portal.admin_screens.entry import NOTED_EVERY
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Accept, Concerned, Decide, Escalate, NameReader, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.selectors import past

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")
THURSDAY = datetime(2026, 11, 26, 12, tzinfo=AMMAN)


@pytest.fixture
def land() -> Country:
    return country()


def being_worked(_land: Country) -> Case:
    return file_case()


def answered(land: Country, **changes: Any) -> Case:
    case = file_case(**changes)
    who = "officer-rights" if case.track == "sensitive" else f"officer-{case.agency.code}"
    apply(case.pk, Decide(outcome="resolved", text="حُدّد موعد."), actor=land.actor(who))
    return case


def closed(land: Country, **changes: Any) -> Case:
    case = answered(land, **changes)
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    return case


def listed(client: Client, asked: str) -> set[str]:
    return set(re.findall(r'<tr[^>]* data-case="([^"]+)"', page(client.get(f"/admin/desk/{asked}"))))


@pytest.mark.parametrize("made", [being_worked, answered, closed])
@pytest.mark.parametrize("how", ["{}", "\u2066{}\u2069 ", "bare", "arabic", "blanks"])
def test_a_whole_number_leads_into_its_case_in_every_state(
    land: Country, made: Callable[[Country], Case], how: str
) -> None:
    case = made(land)
    bare = case.tracking.replace("-", "")
    arabic = case.tracking.translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
    typed = {"bare": bare, "arabic": arabic, "blanks": case.tracking.replace("-", " ")}.get(
        how, how.format(case.tracking)
    )
    found = client_of(land, "officer-moh").get("/admin/desk/", {"q": typed})
    assert (found.status_code, found.get("Location")) == (302, f"/admin/desk/{case.tracking}/")


def test_what_is_over_is_asked_for_neither_level_nor_holder_nor_date(land: Country) -> None:
    case = closed(land)
    client = client_of(land, "officer-moh")
    asked = "?view=closed&level=1&who=unassigned&band=late"
    assert listed(client, asked) == {case.tracking}
    assert client.get(f"/admin/desk/{asked}").context["wanted"].asked == {"view": "closed"}


@pytest.mark.parametrize("stranger", ["officer-moe", "officer-rights"])
@pytest.mark.parametrize("made", [being_worked, answered, closed])
def test_the_number_of_a_foreign_case_is_as_unknown_as_any(
    land: Country, made: Callable[[Country], Case], stranger: str
) -> None:
    case = made(land)
    client = client_of(land, stranger)
    with standing_at(now()):  # the page says of when it is
        found, nothing = (client.get("/admin/desk/", {"q": number}) for number in (case.tracking, "26-0000-0000-0"))
    assert found.status_code == nothing.status_code == 200
    shown = [
        re.sub(r'(CSRF_TOKEN": |csrfmiddlewaretoken" value=)"\w+"', "", page(answer)).replace(number, "")
        for answer, number in ((found, case.tracking), (nothing, "26-0000-0000-0"))
    ]
    assert shown[0] == shown[1]


def test_a_sealed_number_leads_the_complaints_unit_nowhere(land: Country) -> None:
    case = closed(land, kind="integrity")
    assert client_of(land, "officer-central").get("/admin/desk/", {"q": case.tracking}).status_code == 200
    assert client_of(land, "officer-rights").get("/admin/desk/", {"q": case.tracking}).status_code == 302


def test_what_is_over_is_listed_to_those_who_might_see_it_open(land: Country) -> None:
    mine, over, others = answered(land), closed(land), closed(land, agency="moe")
    sealed = answered(land, kind="integrity")
    file_case()
    ordinary = client_of(land, "officer-moh")
    assert listed(ordinary, "?view=answered") == {mine.tracking}
    assert listed(ordinary, "?view=closed") == {over.tracking}
    central = client_of(land, "officer-central")
    assert listed(central, "?view=answered") == {mine.tracking}
    assert listed(central, "?view=closed") == {over.tracking, others.tracking}
    assert listed(client_of(land, "officer-rights"), "?view=answered") == {sealed.tracking}


def test_whom_a_case_concerns_does_not_find_it_when_it_is_over_and_who_may_read_it_does(land: Country) -> None:
    case, officer = answered(land), land.people["officer-moh"]
    named = NameReader(user_id=land.people["staff-moe"].pk, until=now() + timedelta(days=2), reason="رأي")
    apply(case.pk, named, actor=land.actor("level2-moh"))
    apply(case.pk, SetParties(parties=(Concerned(user_id=officer.pk),), reason="سبب"), actor=land.actor("level2-moh"))
    assert listed(client_of(land, "officer-moh"), "?view=answered") == set()
    assert listed(client_of(land, "staff-moe"), "?view=answered") == {case.tracking}


def test_the_last_changed_stands_first_and_a_word_finds_among_them(land: Country) -> None:
    for day, place in enumerate(("الزرقاء", "إربد", "الكرك")):
        with standing_at(THURSDAY + timedelta(days=day)):
            answered(land, place=place)
    client = client_of(land, "officer-moh")
    places = re.findall(r"الزرقاء|إربد|الكرك", page(client.get("/admin/desk/?view=answered")))
    assert places == ["الكرك", "إربد", "الزرقاء"]
    assert "إربد" in page(client.get("/admin/desk/?view=answered&q=اربد"))
    assert len(listed(client, "?view=answered&q=اربد")) == 1
    assert listed(client, "?q=اربد") == set()
    assert 'href="?q=%D8%A7%D8%B1%D8%A8%D8%AF&amp;view=answered"' in page(client.get("/admin/desk/?q=اربد"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL how it finds them")
@pytest.mark.parametrize("username", ["officer-moh", "officer-central"])
def test_lists_of_what_is_over_are_read_by_an_index_in_their_order(land: Country, username: str) -> None:
    for status in ("answered", "closed"):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        plan = past(land.actor(username), status)[:26].explain()
        assert "case_over_by" in plan, plan


@pytest.mark.parametrize("username", ["officer-moh", "level1-moh", "officer-central"])
@pytest.mark.parametrize("asked", ["", "?view=triage", "?view=answered", "?view=closed", "?agency=moh"])
def test_no_statement_more_than_before(land: Country, username: str, asked: str) -> None:
    """Eleven in every view, with what is in each of them; fewer where nothing open is shown."""
    for agency in ("moh", "moe", None):
        file_case(agency=agency)
        answered(land)
    client = client_of(land, username)
    client.get(f"/admin/desk/{asked}")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/admin/desk/{asked}")
    assert len(queries) <= 11


def test_what_the_clock_adds_is_counted(land: Country) -> None:
    """The name of the platform once a minute, and once in five minutes that the session is used: no view costs more
    than that beside its own, however long the page took to come."""
    file_case()
    client = client_of(land, "officer-moh")
    client.get("/admin/desk/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/desk/")
        return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for each in queries)

    usual = cost()
    forget()
    assert cost() == usual + 1
    with standing_at(now() + NOTED_EVERY):
        assert cost() == usual + 2


def test_what_falls_due_at_midnight_is_due_today(land: Country) -> None:
    """Filed on a Friday, its two working days end at the first instant of Tuesday: it is Monday's work."""
    with standing_at(datetime(2026, 11, 20, 12, tzinfo=AMMAN)):
        case = file_case()
    assert case.due == datetime(2026, 11, 23, 21, tzinfo=UTC)
    with standing_at(datetime(2026, 11, 23, 21, 8, tzinfo=AMMAN)):
        html = page(client_of(land, "officer-moh").get("/admin/desk/"))
        shown = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert re.findall(r'<tr class="band (\w+)"', html) == ["today"]
    assert "Today, until midnight" in html
    assert "Today, until midnight" in shown


def test_on_the_last_working_day_the_weekend_is_no_tomorrow(land: Country) -> None:
    with standing_at(datetime(2026, 11, 24, 15, tzinfo=AMMAN)):
        thursday = file_case()
    with standing_at(datetime(2026, 11, 25, 10, tzinfo=AMMAN)):
        sunday = file_case()
    with standing_at(THURSDAY):
        html = page(client_of(land, "officer-moh").get("/admin/desk/"))
    rows = re.findall(r'<tr class="is-(\w+)" data-case="([^"]+)"', html)
    assert rows == [("today", thursday.tracking), ("tomorrow", sunday.tracking)]
    assert "Next working day" in html
    assert "Tomorrow" not in html


def test_what_climbed_to_a_supervisor_comes_first_whatever_is_due_before(land: Country) -> None:
    with standing_at(THURSDAY - timedelta(days=3)):
        early, late = file_case(), file_case()
    with standing_at(THURSDAY - timedelta(days=2)):
        apply(late.pk, Escalate(), actor=land.actor("officer-moh"))
        assert late.works.get().holder == land.people["level1-moh"]
        above, below, top = (
            page(client_of(land, username).get("/admin/desk/"))
            for username in ("level1-moh", "officer-moh", "level2-moh")
        )
    order = [re.findall(r'<tr class="is-\w+" data-case="([^"]+)"', html) for html in (above, below, top)]
    assert order == [[late.tracking, early.tracking], [early.tracking, late.tracking], [early.tracking, late.tracking]]
    assert re.findall(r'<tr class="band (\w+)"', above)[0] == "climbed"
    assert re.search(r'data-band="climbed"[^>]*><b><bdi>1</bdi>', above)
    assert "climbed" not in below
    assert 'data-band="climbed"' not in top


def test_what_climbed_comes_first_over_pages(land: Country) -> None:
    with standing_at(THURSDAY - timedelta(days=3)):
        for _number in range(26):
            last = file_case()
        apply(last.pk, Escalate(), actor=land.actor("officer-moh"))
    with standing_at(THURSDAY - timedelta(days=2)):
        client = client_of(land, "level1-moh")
        first, second = (page(client.get(f"/admin/desk/?p={number}")) for number in (1, 2))
    rows = [re.findall(r'<tr class="is-\w+" data-case="([^"]+)"', html) for html in (first, second)]
    assert (rows[0][0], len(rows[0]), len(rows[1])) == (last.tracking, 25, 1)


def test_the_complaints_unit_filters_by_agency_and_finds_it_by_name(land: Country) -> None:
    here, there = file_case(agency="moh"), file_case(agency="moe")
    over = answered(land, agency="moe")
    central = client_of(land, "officer-central")
    assert listed(central, "?agency=moe") == {there.tracking}
    assert listed(central, "?view=answered&agency=moe") == {over.tracking}
    assert listed(central, "?q=MOH") == {here.tracking}
    assert listed(central, "?q=moe صورة") == {there.tracking}
    assert listed(central, "?agency=nonsense") == {here.tracking, there.tracking}
    assert 'name="agency"' in page(central.get("/admin/desk/?panel=filters"))
    assert 'name="agency"' not in page(client_of(land, "officer-moh").get("/admin/desk/?panel=filters"))


def test_cases_without_an_agency_are_marked_and_have_a_view(land: Country) -> None:
    unknown, known = file_case(agency=None, subject="طلب", text="لا أعرف أين."), file_case(agency="moh")
    central = client_of(land, "officer-central")
    assert listed(central, "?view=triage") == {unknown.tracking}
    rows = page(central.get("/admin/desk/")).split('<tr class="is-')[1:]
    marked = {
        each.tracking: "without an agency yet" in row
        for each in (unknown, known)
        for row in rows
        if each.tracking in row
    }
    assert marked == {unknown.tracking: True, known.tracking: False}
    assert "view=triage" not in page(client_of(land, "officer-moh").get("/admin/desk/"))


def test_only_levels_that_posts_have_are_offered(land: Country) -> None:
    html = page(client_of(land, "officer-moh").get("/admin/desk/?panel=filters"))
    assert re.findall(r'name="level" value="(\d)"', html.replace("\n", " ")) == ["0", "1", "2"]


def test_past_the_last_page_is_no_empty_inbox(land: Country) -> None:
    file_case()
    html = page(client_of(land, "officer-moh").get("/admin/desk/?p=9"))
    assert "The list ends before this page." in html
    assert "Nothing waits for you." not in html
