"""Ids that do not stand in the path: another agency's object in a query string or in what is sent."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from permissions.people.models import User
from tests.site.portal.signed_in import page
from tests.site.portal.who_may_what.world import World
from workflows.cases.models import Case, File, Work

pytestmark = pytest.mark.django_db


def lines(case: Case) -> tuple[Any, ...]:
    """All that an act would change."""
    works = Work.objects.filter(case=case).order_by("pk").values_list("agency", "holder", "assignee", "level", "due")
    case.refresh_from_db()
    return case.events_count, case.messages.count(), case.files.count(), list(works)


def work_of(case: Case) -> int:
    """The place of the open step among those of its case, by which a form names it."""
    assert case.works.order_by("pk").last() == case.works.get(done_at__isnull=True)
    return case.works.count()


def foreign_to(case: Case, theirs: Work | File) -> int:
    """What a form or an address of the case would have to say to mean this row of another one: its id, and no place."""
    return max(theirs.pk, case.works.count() + 1, case.files.count() + 1)


@pytest.mark.parametrize("act", ["reply", "ask", "decide", "assign", "refer", "escalate"])
@pytest.mark.parametrize("whose", ["other", "accused", "sealed"])
def test_an_act_at_ones_own_case_never_reaches_anothers_work(world: World, act: str, whose: str) -> None:
    mine, theirs = world.cases["mine"], world.cases[whose]
    before = lines(mine), lines(theirs)
    sent = {
        "work": foreign_to(mine, theirs.works.get(done_at__isnull=True)),
        "text": "x",
        "outcome": "resolved",
        "agency": "moe",
        "reason": "x",
    }
    answer = world.clients["liaison"].post(f"/admin/desk/{mine.tracking}/{act}/", sent)
    assert answer.status_code in (404, 422)
    assert theirs.tracking not in page(answer)
    assert (lines(mine), lines(theirs)) == before


@pytest.mark.parametrize("whose", ["other", "accused", "sealed"])
def test_a_note_stands_at_the_case_of_its_address_whatever_is_sent_with_it(world: World, whose: str) -> None:
    mine, theirs = world.cases["mine"], world.cases[whose]
    before = lines(theirs)
    answers = [
        world.clients["liaison"].post(f"/admin/desk/{mine.tracking}/note/", {"work": work, "text": "x"})
        for work in (work_of(theirs), foreign_to(mine, theirs.works.get(done_at__isnull=True)))
    ]
    assert {answer["Location"] for answer in answers} == {f"/admin/desk/{mine.tracking}/"}
    assert lines(theirs) == before


@pytest.mark.parametrize("stranger", ["staff-moe", "officer-rights", "auditor"])
def test_a_case_is_assigned_to_nobody_of_another_agency(world: World, stranger: str) -> None:
    mine = world.cases["mine"]
    before = lines(mine)
    person = world.land.people[stranger]
    sent = {
        "work": work_of(mine),
        "assignee": person.pk,
        "person": person.pk,
        "colleague": person.pk,
        "user": person.pk,
    }
    answer = world.clients["liaison"].post(f"/admin/desk/{mine.tracking}/assign/", sent)
    assert answer.status_code == 422
    assert person.username not in page(answer)
    assert lines(mine) == before


def test_an_ordinary_case_is_not_referred_into_the_sensitive_unit(world: World) -> None:
    mine = world.cases["mine"]
    before = lines(mine)
    unit = world.land.agencies["rights"]
    for agency in ("rights", unit.pk):
        sent = {"work": work_of(mine), "agency": agency, "reason": "x", "text": "x"}
        assert world.clients["liaison"].post(f"/admin/desk/{mine.tracking}/refer/", sent).status_code == 422
    assert lines(mine) == before


@pytest.mark.parametrize("role", ["liaison", "level2", "central"])
def test_no_filter_of_the_inbox_shows_what_is_not_theirs(world: World, role: str) -> None:
    hidden = [world.cases["sealed"], *([] if role == "central" else [world.cases["other"], world.cases["accused"]])]
    for case in hidden:
        work = case.works.get(done_at__isnull=True)
        queries: tuple[dict[str, Any], ...] = (
            {"q": case.tracking},
            {"q": case.subject},
            {"kind": case.kind.code},
            {"agency": work.agency.code},
            {"agency": work.agency_id, "holder": work.holder_id, "who": work.holder_id},
            {"work": work.pk, "case": case.pk, "id": case.pk},
        )
        for query in queries:
            html = page(world.clients[role].get("/admin/desk/", query))
            assert f'data-case="{case.tracking}"' not in html, query


@pytest.mark.parametrize("whose", ["other", "accused", "sealed"])
def test_a_file_of_another_case_is_not_had_through_ones_own(world: World, whose: str) -> None:
    mine, file = world.cases["mine"], world.cases[whose].files.get()
    nothing = world.clients["liaison"].get("/admin/no-such-address/")
    answer = world.clients["liaison"].get(f"/admin/desk/{mine.tracking}/files/{foreign_to(mine, file)}/")
    assert (answer.status_code, page(answer)) == (404, page(nothing))
    assert world.clients["citizen"].get(f"/ar/track/{mine.tracking}/files/{foreign_to(mine, file)}/").status_code == 404


def test_an_edition_that_was_never_frozen_is_nothing(world: World) -> None:
    period = world.samples["admin/figures/"]["name"]
    for edition in ("1", "99999999999999999999", "x", "-1"):
        query = f"/admin/figures/monthly/{period}/?edition={edition}"
        assert world.clients["auditor"].get(query).status_code == 404
        assert world.clients["auditor"].post(query, {"edition": edition}).status_code == 404


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_no_link_leads_from_the_login_to_another_site(world: World, elsewhere: str) -> None:
    person = User.objects.get(username="officer-moh")
    person.set_password("a long enough one")
    person.save()
    sent = {"username": person.username, "password": "a long enough one", "next": elsewhere}
    answer = Client().post(f"/admin/login/?next={elsewhere}", sent)
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/"
