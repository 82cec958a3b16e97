"""An officer fills in what an outcome asks for in the form of the act, and everybody who works the case reads it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.scenes import Country, country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.workflows.processes.reviewed import reviewed
from workflows.cases.models import Case, FilledField, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    process = reviewed()
    handle = next(step for step in process["steps"] if step["key"] == "handle")
    handle["outcomes"][0]["fields"] = [{"field": "way"}]
    publish_one("process", "complaint", process)
    return file_case(agency="moh")


@pytest.fixture
def client(land: Country) -> Client:
    return client_of(land, "officer-moh")


def act(client: Client, case: Case, name: str, **values: Any) -> Any:
    work = case.works.count()
    return client.post(f"/admin/desk/{case.tracking}/{name}/", {"work": work, **values})


def form_of(html: str, act: str) -> str:
    return html.partition(f'id="act-{act}"')[2].partition("</form>")[0]


def test_each_field_has_the_input_of_its_type_with_name_and_hint(case: Case, client: Client) -> None:
    html = form_of(page(client.get(f"/admin/desk/{case.tracking}/")), "proceed")
    for drawn in (
        r'<input[^>]*name="field-amount"[^>]*inputmode="decimal"',
        r'<input[^>]*type="date"[^>]*name="field-seen_on"|<input[^>]*name="field-seen_on"[^>]*type="date"',
        r'<select[^>]*name="field-way"',
        r'<input[^>]*type="radio"[^>]*name="field-urgent"|<input[^>]*name="field-urgent"[^>]*type="radio"',
        r'<select[^>]*name="field-body"',
        r'<input[^>]*name="field-spot"',
        r'<textarea[^>]*name="field-why"',
    ):
        assert re.search(drawn, html), drawn
    assert "In short" in html
    assert html.count("(optional)") == 8  # seven fields and the words


def test_what_is_missing_or_wrong_stands_at_its_field_and_nothing_typed_is_lost(case: Case, client: Client) -> None:
    refused = act(client, case, "proceed", outcome="to_review", text="note", **{"field-why": "twice paid"})
    html = form_of(page(refused), "proceed")
    assert refused.status_code == 422
    assert "Fill in “Amount”." in html
    assert "twice paid" in html
    refused = act(client, case, "proceed", outcome="to_review", **{"field-amount": "lots", "field-seen_on": "soon"})
    html = form_of(page(refused), "proceed")
    assert "Write a number." in html
    assert "Write the date like this" in html
    assert "lots" in html
    assert not FilledField.objects.exists()


def test_what_is_filled_in_is_shown_to_whoever_comes_next(case: Case, client: Client, land: Country) -> None:
    filled = {"field-amount": "2,500", "field-way": "hand", "field-urgent": "yes", "field-body": "moe"}
    assert act(client, case, "proceed", outcome="to_review", **filled).status_code == 422  # a comma is no number's
    filled["field-amount"] = "2500"
    assert act(client, case, "proceed", outcome="to_review", **filled).status_code == 302
    assert Work.objects.get(case=case, done_at=None).step == "legal"
    html = page(client_of(land, "officer-central").get(f"/admin/desk/{case.tracking}/"))
    shown = html.partition('id="filled"')[2].partition("</section>")[0]
    for words in ("Amount", "2500", "By hand", "Yes", "MOE"):
        assert words in shown, words
    assert "Pages" not in shown


def test_a_field_that_one_outcome_asks_for_is_asked_only_where_it_is_chosen(case: Case, client: Client) -> None:
    html = form_of(page(client.get(f"/admin/desk/{case.tracking}/")), "decide")
    assert html.count("Only if you choose “") == 1
    assert html.count("Answer this and the next two questions only if you choose “") == 1
    assert 'data-outcomes="resolved"' in html
    assert act(client, case, "decide", outcome="resolved", text="تم").status_code == 422
    why = {"ground": "no_evidence", "rule": "x", "instead": "y"}
    assert act(client, case, "decide", outcome="refused", text="لا", **why, **{"field-way": "boat"}).status_code == 302
    assert not FilledField.objects.exists()


def test_the_words_of_a_way_that_answers_nobody_may_be_left_out(case: Case, client: Client) -> None:
    html = form_of(page(client.get(f"/admin/desk/{case.tracking}/")), "proceed")
    assert "Words for whoever acts next" in html
    assert act(client, case, "proceed", outcome="to_review", **{"field-amount": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("words", "title"),
    [({}, "On to: Step large"), ({"words": {"ar": "تحديد الرسم", "en": "Set the fee"}}, "Set the fee")],
)
def test_the_only_way_on_is_called_as_its_owner_calls_it(
    land: Country, client: Client, words: dict[str, Any], title: str
) -> None:
    process = reviewed()
    handle = next(step for step in process["steps"] if step["key"] == "handle")
    handle["outcomes"][-1] |= words
    publish_one("process", "complaint", process)
    html = form_of(page(client.get(f"/admin/desk/{file_case(agency='moh').tracking}/")), "proceed")
    summary = re.sub(r"<[^>]*>", "", html.partition("</summary>")[0].partition("<summary")[2].partition(">")[2])
    assert summary.strip() == title
