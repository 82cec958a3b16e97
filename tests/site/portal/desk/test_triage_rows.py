"""A row of the inbox says of its own piece of work whether it has an agency yet, whatever stands beside it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.scenes import Country, file_case, publish_one
from tests.side_by_side import land_of_two, side_by_side
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AskCitizen, Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return land_of_two()


@pytest.fixture
def unit(land: Country) -> Client:
    return client_of(land, "officer-central")


def file_with_triage_at(step: str, **changes: Any) -> Case:
    """A complaint of which this one of its two steps is triage, at the complaints unit."""
    process = side_by_side()
    next(each for each in process["steps"] if each["key"] == step).update(
        performer={"agency": "@central"}, status="triage", **changes
    )
    publish_one("process", "complaint", process)
    return file_case()


def marked(client: Client, asked: str = "") -> dict[str, bool]:
    """The rows by the branches that they lead to, and whether each says that it has no agency yet."""
    rows = BeautifulSoup(page(client.get(f"/admin/desk/{asked}")), "lxml").select(".inbox tr[data-case]")
    return {
        str(row.select("td.subject a")[0]["href"]).rpartition("=")[2]: "without an agency yet" in row.get_text()
        for row in rows
    }


@pytest.mark.parametrize(("step", "branch"), [("health", "both_1"), ("education", "both_2")])
def test_only_the_row_that_is_triage_says_so_and_the_view_has_no_other(
    land: Country, unit: Client, step: str, branch: str
) -> None:
    file_with_triage_at(step)
    assert marked(unit) == {each: each == branch for each in ("both_1", "both_2")}
    assert marked(unit, "?view=triage") == {branch: True}


def test_a_question_of_triage_to_the_citizen_leaves_it_triage(land: Country, unit: Client) -> None:
    case = file_with_triage_at("health")
    work = Work.objects.get(case=case, step="health")
    apply(case.pk, AskCitizen(text="أين؟", work_id=work.pk), actor=land.actor("officer-central"))
    assert Case.objects.get(pk=case.pk).status == "waiting"
    assert marked(unit, "?view=triage") == {"both_1": True}


def test_what_goes_on_to_an_agency_is_triage_no_longer_though_the_other_is(land: Country, unit: Client) -> None:
    case = file_with_triage_at("health")
    work = Work.objects.get(case=case, step="education")
    apply(case.pk, Proceed(outcome="done", text="تم", work_id=work.pk), actor=land.actor("officer-moe"))
    assert marked(unit) == {"both_1": True}
    apply(case.pk, Proceed(outcome="done", text="تم"), actor=land.actor("officer-central"))
    assert set(marked(unit).values()) == {False}
    assert marked(unit, "?view=triage") == {}


def test_each_case_goes_by_the_version_that_it_is_on_and_many_versions_cost_no_more(
    land: Country, unit: Client
) -> None:
    first, second = file_with_triage_at("health"), file_with_triage_at("education")
    shown = BeautifulSoup(page(unit.get("/admin/desk/?view=triage")), "lxml")
    links = {str(row.select("td.subject a")[0]["href"]) for row in shown.select(".inbox tr[data-case]")}
    assert links == {f"/admin/desk/{case.tracking}/?branch=both_{n}" for case, n in ((first, 1), (second, 2))}
    with CaptureQueriesContext(connection) as few:
        unit.get("/admin/desk/?view=triage")
    for _again in range(5):
        file_with_triage_at("health")
    unit.get("/admin/desk/?view=triage")
    with CaptureQueriesContext(connection) as many:
        unit.get("/admin/desk/?view=triage")
    assert len(many) == len(few) <= 16
