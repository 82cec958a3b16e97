"""Views, filters, columns and sorting of the inbox: what each shows, to whom, and at what cost."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.access.selectors import held_by
from permissions.now import now, standing_at
from portal.desk import rows
from portal.desk.columns import COLUMNS, OF_CASES, OF_WORK
from portal.desk.criteria import CRITERIA
from portal.desk.reader import Reader, reader_of
from portal.desk.views import VIEWS, offered_to
from portal.desk.wanted import Wanted, wanted_by
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import AskCitizen, Assign, Decide, Escalate, NameReader
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, FilledField

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    return country()


def listed(client: Client, asked: str) -> list[str]:
    return re.findall(r'<tr[^>]* data-case="([^"]+)"', page(client.get(f"/admin/desk/{asked}")))


def counted(client: Client, asked: str = "") -> dict[str, str]:
    html = page(client.get(f"/admin/desk/{asked}"))
    return dict(re.findall(r'data-view="(\w*)"[^>]*>[^<]*&nbsp;<bdi class="soft">([^<]+)</bdi>', html))


def reader(land: Country, username: str) -> Reader:
    person = land.people[username]
    return reader_of(person.pk, held_by(person.pk))


def test_each_view_shows_its_own_and_says_how_much_is_in_it(land: Country) -> None:
    mine, given, asked, over = file_case(), file_case(), file_case(), file_case()
    officer = land.actor("officer-moh")
    apply(given.pk, Assign(user_id=land.people["staff-moh"].pk), actor=officer)
    apply(asked.pk, AskCitizen(text="متى؟"), actor=officer)
    apply(over.pk, Decide(outcome="resolved", text="تم."), actor=officer)
    staff = client_of(land, "staff-moh")
    assert listed(staff, "?view=mine") == [given.tracking]
    assert listed(staff, "?view=waiting") == [asked.tracking]
    assert set(listed(staff, "")) == {mine.tracking, given.tracking, asked.tracking}
    found = {"": "3", "mine": "1", "waiting": "1", "answered": "1", "closed": "0", "watched": "0"}
    assert counted(staff, "?view=closed&q=x") == found
    assert counted(client_of(land, "officer-moh"))["mine"] == "3"


def test_what_was_escalated_is_a_view_of_those_above_alone(land: Country) -> None:
    case = file_case()
    file_case()
    apply(case.pk, Escalate(), actor=land.actor("officer-moh"))
    assert listed(client_of(land, "level1-moh"), "?view=climbed") == [case.tracking]
    assert counted(client_of(land, "level1-moh"))["climbed"] == "1"
    assert "climbed" not in counted(client_of(land, "officer-moh"))
    assert len(listed(client_of(land, "officer-moh"), "?view=climbed")) == 2


def test_the_unit_has_its_own_beside_all_and_what_has_no_agency_yet(land: Country) -> None:
    there, lost = file_case(), file_case(agency=None, subject="طلب", text="لا أعرف أين.")
    central = client_of(land, "officer-central")
    assert listed(central, "?view=agency") == [lost.tracking]
    assert listed(central, "?view=triage") == [lost.tracking]
    found = counted(central)
    assert (found[""], found["agency"], found["triage"]) == ("2", "1", "1")
    assert set(listed(central, "")) == {there.tracking, lost.tracking}


def test_cases_opened_by_name_are_a_view_in_whatever_state_and_end_with_the_naming(land: Country) -> None:
    open_one, over = file_case(), file_case()
    named = NameReader(user_id=land.people["staff-moe"].pk, until=now() + timedelta(days=2), reason="رأي")
    for case in (open_one, over):
        apply(case.pk, named, actor=land.actor("level2-moh"))
    apply(over.pk, Decide(outcome="resolved", text="تم."), actor=land.actor("officer-moh"))
    client = client_of(land, "staff-moe")
    assert set(listed(client, "?view=named")) == {open_one.tracking, over.tracking}
    assert counted(client)["named"] == "2"
    with standing_at(now() + timedelta(days=3)):
        assert listed(client_of(land, "staff-moe"), "?view=named") == []
        assert "named" not in counted(client_of(land, "staff-moe"))


def test_nobody_is_told_of_a_sealed_case_by_any_view_or_count(land: Country) -> None:
    sealed = file_case(kind="integrity")
    for username in ("officer-moh", "level2-moh", "officer-central"):
        client = client_of(land, username)
        assert set(counted(client).values()) == {"0"}
        for view in VIEWS:
            assert listed(client, f"?view={view}") == []
    assert listed(client_of(land, "officer-rights"), "") == [sealed.tracking]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("kind=inquiry&kind=praise", {"inquiry", "praise"}),
        ("kind=inquiry&who=unassigned", {"inquiry"}),
        ("kind=inquiry&priority=urgent&match=any", {"inquiry", "urgent"}),
        ("kind=inquiry&priority=urgent", set()),
        ("kind=nonsense&kind=inquiry", {"inquiry"}),
        ("channel=web", {"inquiry", "praise", "urgent", "plain"}),
        ("channel=call", set()),
        ("level=0&level=1", {"inquiry", "praise", "urgent", "plain"}),
        ("due=undated", {"praise"}),
        ("due=undated&kind=inquiry&match=any", {"praise", "inquiry"}),
        ("flag=no_such", {"inquiry", "praise", "urgent", "plain"}),
        (
            "match=nonsense&size=7&sort=subject&column=x&saved=12",
            {"inquiry", "praise", "urgent", "plain"},
        ),
    ],
)
def test_filters_combine_and_nonsense_filters_nothing(land: Country, asked: str, wanted: set[str]) -> None:
    cases = {
        "inquiry": file_case(kind="inquiry"),
        "praise": file_case(kind="praise"),
        "urgent": file_case(),
        "plain": file_case(),
    }
    Case.objects.filter(pk=cases["urgent"].pk).update(priority="urgent")
    found = listed(client_of(land, "officer-moh"), f"?{asked}")
    assert set(found) == {cases[name].tracking for name in wanted}


def test_due_between_two_days_takes_the_midnight_that_ends_the_last(land: Country) -> None:
    with standing_at(SUNDAY):
        tuesday = file_case()
    with standing_at(SUNDAY + timedelta(days=1)):
        file_case()
        client = client_of(land, "officer-moh")
        assert listed(client, "?from=2026-11-24&to=2026-11-24") == [tuesday.tracking]
        assert listed(client, "?to=2026-11-23") == []


@pytest.mark.parametrize("over", [False, True], ids=["open", "answered"])
def test_filed_between_two_days_takes_both_whole_days(land: Country, *, over: bool) -> None:
    filed: list[Case] = []
    for hour in (20, 21, 44, 45):  # two minutes around midnight, twice, as Amman has it
        with standing_at(datetime(2026, 11, 21, tzinfo=UTC) + timedelta(hours=hour)):
            filed.append(file_case())
            if over:
                apply(filed[-1].pk, Decide(outcome="resolved", text="تم."), actor=land.actor("officer-moh"))
    client, view = client_of(land, "officer-moh"), "view=answered&" if over else ""
    between = {case.tracking for case in filed[1:3]}
    assert set(listed(client, f"?{view}filed_from=2026-11-22&filed_to=2026-11-22")) == between
    assert len(listed(client, f"?{view}filed_from=2026-11-22")) == 3
    assert len(listed(client, f"?{view}filed_to=2026-11-22")) == 3
    html = page(client.get(f"/admin/desk/?{view}filed_from=2026-11-22&panel=filters"))
    assert "Filed from" in html.split("Filters that are on")[1]
    assert re.search(r'name="filed_from" value="2026-11-22"', html)
    assert ('name="from"' in html) is not over, "what is over is due no more"


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("filed_from=2026-11-24&filed_to=2026-11-23", "The last day is before the first."),
        ("from=2026-11-24&to=2026-11-23", "The last day is before the first."),
        ("filed_to=24.11.2026", "A day reads like"),
        ("from=2026-99-99", "A day reads like"),
        ("filed_from=0001-01-01", "A day reads like"),
    ],
)
def test_days_that_make_no_sense_are_told(land: Country, asked: str, problem: str) -> None:
    file_case()
    refused = client_of(land, "officer-moh").get(f"/admin/desk/?{asked}")
    assert refused.status_code == 422
    assert problem in refused.content.decode()


def test_a_flag_counts_as_it_was_set_last(land: Country) -> None:
    case, other = file_case(), file_case()
    given = {"work": case.works.get(), "key": "urgent_case", "name": {"ar": "س"}, "type": "yes_no", "at": now()}
    FilledField.objects.create(case=case, event_number=1, value="yes", **given)
    FilledField.objects.create(case=other, event_number=1, value="yes", **given | {"work": other.works.get()})
    FilledField.objects.create(case=other, event_number=2, value="no", **given | {"work": other.works.get()})
    flag = next(each for each in CRITERIA if each.name == "flag")
    who = reader(land, "officer-moh")
    assert [each.pk for each in Case.objects.filter(flag.asks(["urgent_case"], who, ""))] == [case.pk]
    works = rows.works_wanted(land.actor("officer-moh"), who, Wanted()).filter(
        flag.asks(["urgent_case"], who, "case__")
    )
    assert [each.case_id for each in works] == [case.pk]


def test_each_filter_that_is_on_is_taken_off_by_its_own_link(land: Country) -> None:
    file_case(kind="inquiry")
    html = page(client_of(land, "officer-moh").get("/admin/desk/?kind=inquiry&kind=praise&q=صورة&to=2030-01-01"))
    chips = re.search(r'<div class="sifted"(?s:.*?)</div>', html)
    assert chips is not None
    ways = [QueryDict(each.replace("&amp;", "&")[1:]) for each in re.findall(r'href="([^"]+)"', chips[0])]
    assert [sorted(each) for each in ways] == [["kind", "to"], ["kind", "q", "to"], ["kind", "q", "to"], ["kind", "q"]]
    assert [each.getlist("kind") for each in ways[1:3]] == [["praise"], ["inquiry"]]


@pytest.mark.parametrize("over", [False, True])
def test_every_column_is_drawn_and_every_one_that_sorts_sorts_both_ways(land: Country, over: bool) -> None:
    first, second = file_case(), file_case(kind="inquiry")
    if over:
        for case, outcome in ((first, "resolved"), (second, "explained")):
            apply(case.pk, Decide(outcome=outcome, text="تم.", refusal=REFUSAL), actor=land.actor("officer-moh"))
    client, view = client_of(land, "officer-moh"), "view=answered" if over else "view="
    names = [name for name, each in COLUMNS.items() if (each.cases if over else each.work)]
    html = page(client.get(f"/admin/desk/?{view}&" + "&".join(f"column={name}" for name in reversed(names))))
    head = html.partition('<table class="inbox')[2].partition("</thead>")[0]
    heads = re.findall(r'<th scope="col"[^>]*>(?:\s*<a[^>]*>)?\s*([^<\s][^<]*?)\s*<', head)
    with override("en"):
        assert heads == [str(COLUMNS[name].heading) for name in reversed(names)]
    for name in names:
        if COLUMNS[name].in_order is not None:
            both = [listed(client, f"?{view}&sort={sign}{name}") for sign in ("", "-")]
            assert both[0] == both[1][::-1], name


def test_columns_keep_their_order_and_number_and_subject_are_never_missing(land: Country) -> None:
    who = reader(land, "officer-moh")
    wanted = wanted_by(QueryDict("column=holder&column=due&column=holder&column=outcome"), who)
    assert wanted.shown_columns == ("number", "subject", "holder", "due")
    assert wanted_by(QueryDict("&".join(f"column={name}" for name in OF_WORK)), who).columns == ()
    assert wanted_by(QueryDict("view=closed&column=due"), who).shown_columns == OF_CASES


def test_more_rows_than_are_sorted_stay_in_their_order_and_it_is_said(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        file_case()
    client = client_of(land, "officer-moh")
    usual, sorted_ones = listed(client, ""), listed(client, "?sort=-filed")
    assert sorted_ones == usual[::-1]
    monkeypatch.setattr("portal.desk.inbox_screen.FURTHEST", 2)
    html = page(client.get("/admin/desk/?sort=-filed"))
    assert "data-too-many" in html
    assert listed(client, "?sort=-filed") == usual


@pytest.mark.parametrize(("size", "pages"), [("", [25, 25, 1]), ("50", [50, 1]), ("200", [51]), ("7", [25, 25, 1])])
def test_pages_are_as_long_as_one_likes_within_bounds(land: Country, size: str, pages: list[int]) -> None:
    for _number in range(51):
        file_case()
    client = client_of(land, "officer-moh")
    assert [len(listed(client, f"?size={size}&p={number}")) for number in range(1, len(pages) + 1)] == pages
    assert listed(client, f"?size={size}&p={len(pages) + 1}") == []


@pytest.mark.parametrize("username", ["officer-moh", "level1-moh", "officer-central", "staff-moe"])
def test_every_view_takes_twelve_statements_at_most(land: Country, username: str) -> None:
    for agency in (None, "moe", "moh"):
        case = file_case(agency=agency)
    apply(case.pk, Decide(outcome="resolved", text="تم."), actor=land.actor("officer-moh"))
    named = NameReader(user_id=land.people["staff-moe"].pk, until=now() + timedelta(days=2), reason="رأي")
    apply(file_case().pk, named, actor=land.actor("level2-moh"))
    client = client_of(land, username)
    client.get("/admin/desk/")
    views = offered_to(reader(land, username))
    assert len(views) >= 5
    for view in views:
        for more in ("", "&sort=-filed", "&kind=complaint&kind=inquiry&match=any&missed=citizen"):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/admin/desk/?view={view}{more}")
            assert len(queries) <= 12, (view, more)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_empty_view_says_what_it_is_empty_of(land: Country, language: str) -> None:
    client = client_of(land, "level1-moh", language)
    said = {
        view: re.findall(r'class="empty">\s*<p>\s*<b>([^<]+)', page(client.get(f"/admin/desk/?view={view}")))
        for view in VIEWS
    }
    assert all(len(each) == 1 for each in said.values())
    assert len({said[view][0] for view in ("", "mine", "climbed", "waiting", "answered")}) == 5


def test_an_address_says_the_same_again(land: Country) -> None:
    who = reader(land, "officer-central")
    asked: dict[str, Any] = {"view": "mine", "kind": ["complaint", "inquiry"], "match": "any", "sort": "-filed"}
    asked |= {"from": "2026-11-01", "filed_from": "2026-10-01", "filed_to": "2026-10-31"}
    asked |= {"column": ["subject", "due", "number"], "size": "50", "q": "ماء", "band": "missed"}
    query = QueryDict(mutable=True)
    for name, value in asked.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    wanted = wanted_by(query, who)
    assert (wanted.first_day, wanted.size, wanted.any_of) == (date(2026, 11, 1), 50, True)
    assert wanted_by(QueryDict(wanted.address()[1:]), who) == wanted


@pytest.mark.parametrize(
    ("username", "asked"),
    [
        ("officer-moh", ""),
        ("officer-moh", "?view=mine"),
        ("officer-moh", "?channel=web"),
        ("level1-moh", ""),
        ("officer-central", ""),
        ("officer-central", "?channel=web"),
    ],
)
def test_a_page_joins_neither_kinds_nor_versions_of_processes(land: Country, username: str, asked: str) -> None:
    """They are known already, and with each table more PostgreSQL plans twice as long."""
    case = file_case()
    client = client_of(land, username)
    with CaptureQueriesContext(connection) as queries:
        html = page(client.get(f"/admin/desk/{asked}"))
    with override("en"):
        assert str(case.kind) in html
    statements = [each["sql"] for each in queries]
    (read,) = (each for each in statements if each.startswith('SELECT "workflows_work"."id"') and "casekey" in each)
    assert "JOIN" in read
    for table in ("workflows_requestkind", "workflows_version"):
        assert f'JOIN "{table}"' not in read
    assert not [each for each in statements if '"workflows_requestkind"."id" =' in each]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="is about how PostgreSQL plans")
def test_a_page_of_a_person_is_planned_for_that_person(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for often it would be planned for whatever person, and walk all that is open at their agency."""
    file_case()
    client = client_of(land, "officer-moh")
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", 0)
    client.get("/admin/desk/?view=mine")
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        prepared = [statement for (statement,) in cursor.fetchall()]
    assert prepared
    assert not [each for each in prepared if "= ANY(ARRAY(" in each]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="is about how PostgreSQL plans")
@pytest.mark.parametrize(
    ("address", "of_it"),
    [
        ("/admin/desk/news/?since=2026-10-04T09:00:00%2B03:00", 'FROM "workflows_caseevent"'),
        ("/admin/desk/search/?q=water", "@@ "),
    ],
)
def test_news_and_searches_are_planned_for_what_is_asked(
    land: Country, monkeypatch: pytest.MonkeyPatch, address: str, of_it: str
) -> None:
    """Asked for often they would be planned for whatever moment and words, and read what all of a country filed."""
    file_case()
    client = client_of(land, "officer-moh")
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", 0)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert [each for each in asked.captured_queries if of_it in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        prepared = [statement for (statement,) in cursor.fetchall()]
    assert prepared
    assert not [each for each in prepared if of_it in each]


@pytest.mark.parametrize(
    ("language", "theirs", "yours"),
    [
        ("ar", "بانتظار إجابة صاحب الطلب", "بانتظار جوابك"),
        ("en", "Waiting for the citizen’s answer", "Waiting for your answer"),
    ],
)
def test_the_staff_reads_that_the_citizen_is_waited_for_who_alone_reads_that_it_is_their_turn(
    land: Country, language: str, theirs: str, yours: str
) -> None:
    case = file_case(subject="انقطاع المياه")
    apply(case.pk, AskCitizen(text="في أي شارع؟"), actor=land.actor("officer-moh"))
    staff = client_of(land, "officer-moh", language)
    for asked in ("?column=status", "search/?q=المياه"):
        said = page(staff.get(f"/admin/desk/{asked}"))
        assert (theirs in said, yours in said) == (True, False), asked
    client = Client()
    client.post(f"/{language}/track/", {"tracking": case.tracking, "secret": case.secret})
    assert yours in page(client.get(f"/{language}/track/{case.tracking}/"))
