"""The page of a request that is reviewed: whoever prepared it is not offered the review, and it names both."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.scenes import Country, country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.workflows.processes.reviewed import reviewed
from workflows.cases.actions import Decide, Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
POINT = {"key": "read", "name": {"ar": "قُرئ", "en": "It was read"}}
REVIEW = ("proceed", "checklist", "assign", "escalate", "priority")


@pytest.fixture
def land() -> Country:
    found = country()
    raw: dict[str, Any] = reviewed(agency="@routed")
    legal = next(step for step in raw["steps"] if step["key"] == "legal")
    legal.update(not_by=["handle"], checklist=[POINT], otherwise={"to": "heir", "role": "officer"})
    publish_one("process", "complaint", raw)
    return found


def prepared(land: Country) -> Case:
    case = file_case()
    apply(case.pk, Proceed(outcome="to_review", fields={"amount": "5000"}), actor=land.actor("officer-moh"))
    return case


def offered(html: str) -> set[str]:
    return set(re.findall(r'data-act="(\w+)"', html))


def names(html: str) -> list[tuple[str, str]]:
    found = re.findall(r"<dt>(\w+ by)</dt>\s*<dd data-hand>(.*?)<span", html, re.DOTALL)
    return [(did, re.sub(r"[^\w-]|<[^>]*>", "", who)) for did, who in found]


def test_whoever_prepared_it_is_told_and_not_offered_the_review(land: Country) -> None:
    case = prepared(land)
    own = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "You did “Handling”. This step is for someone else." in own
    assert offered(own).isdisjoint(REVIEW)
    assert {"note", "reply"} <= offered(own)
    client_of(land, "officer-moh").post(
        f"/admin/desk/{case.tracking}/proceed/", {"outcome": "agreed", "text": "", "work": 2}
    )
    assert case.works.get(done_at=None).step == "legal"
    other = page(client_of(land, "staff-moh").get(f"/admin/desk/{case.tracking}/"))
    assert offered(other) >= {*REVIEW, "note"}
    assert "You did “" not in other
    giving = other.partition('data-act="assign"')[2].partition("data-act=")[0]
    colleagues = re.findall(r"<option[^>]*>\s*([\w-]+)\s*</option>", giving)
    assert "level1-moh" in colleagues
    assert "officer-moh" not in colleagues, "they cannot be chosen for it"
    assert "not for officer-moh to review" in re.sub(r"[\u2066-\u2069]", "", other)


def test_to_answer_and_decide_is_offered_only_where_an_outcome_decides(land: Country) -> None:
    case, address = file_case(), "/admin/desk/{}/"
    handling = page(client_of(land, "officer-moh").get(address.format(case.tracking)))
    assert "decide" in offered(handling)
    apply(case.pk, Proceed(outcome="to_review", fields={"amount": "5000"}), actor=land.actor("officer-moh"))
    reviewer = client_of(land, "staff-moh")
    assert "decide" not in offered(page(reviewer.get(address.format(case.tracking))))
    sent = reviewer.post(f"{address.format(case.tracking)}decide/", {"outcome": "resolved", "text": "تم.", "work": 2})
    assert sent.status_code == 404
    apply(case.pk, Proceed(outcome="agreed"), actor=land.actor("staff-moh"))
    assert "decide" in offered(page(client_of(land, "officer-moh").get(address.format(case.tracking))))


def test_it_lies_in_the_inbox_of_whoever_may(land: Country) -> None:
    case = prepared(land)
    assert case.tracking in page(client_of(land, "staff-moh").get("/admin/desk/?who=mine"))
    assert case.tracking not in page(client_of(land, "officer-moh").get("/admin/desk/?who=mine"))


def test_the_answer_names_who_prepared_and_who_reviewed_it(land: Country) -> None:
    case = prepared(land)
    waiting = page(client_of(land, "staff-moh").get(f"/admin/desk/{case.tracking}/"))
    assert names(waiting) == [("Prepared by", "officer-moh")]
    apply(case.pk, Proceed(outcome="agreed"), actor=land.actor("staff-moh"))
    apply(case.pk, Decide(outcome="resolved", text="تم."), actor=land.actor("officer-moh"))
    html = page(client_of(land, "level2-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "How it was answered" in html
    assert names(html) == [("Prepared by", "officer-moh"), ("Reviewed by", "staff-moh")]


def test_the_page_asks_the_database_no_more_than_without_the_rule(land: Country) -> None:
    client, counts = client_of(land, "level1-moh"), []
    apart = Version.objects.get(subject="process", key="complaint", status="published").definition
    for definition in (apart, reviewed(agency="@routed"), apart):
        publish_one("process", "complaint", definition)
        case = prepared(land)
        client.get(f"/admin/desk/{case.tracking}/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/admin/desk/{case.tracking}/")
        checklists = sum("'checked'" in each["sql"] for each in asked)
        counts.append(len(asked) - checklists)
    assert counts[2] <= counts[1]


def test_a_process_without_a_review_names_nobody(land: Country) -> None:
    case = file_case(kind="inquiry")
    assert names(page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))) == []
