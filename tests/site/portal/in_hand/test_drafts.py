"""What an officer types is kept for them alone, offered again anywhere, and gone once it was sent or is not theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.now import now, standing_at
from portal.in_hand.drafts import KEPT, forget_drafts
from portal.in_hand.models import KeptDraft
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent

pytestmark = pytest.mark.django_db
WORDS = "نتابع طلبك مع قسم الأشعة، ونكتب إليك يوم الأحد."


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    return file_case()


@pytest.fixture
def mine(land: Country) -> Client:
    return client_of(land, "officer-moh")


def keep(client: Client, case: Case, act: str = "decide", **values: Any) -> Any:
    address = f"/admin/desk/{case.tracking}/{act}/draft/"
    return client.post(address, {"work": 1, **values}, headers={"accept": "application/json"})


def shown(client: Client, case: Case) -> str:
    return page(client.get(f"/admin/desk/{case.tracking}/"))


def test_what_was_typed_stands_in_its_form_again_and_nowhere_else(land: Country, case: Case, mine: Client) -> None:
    kept = keep(mine, case, text=WORDS, outcome="refused")
    assert (kept.status_code, "Draft kept at" in kept.json()["said"]) == (200, True)
    html = shown(mine, case)
    assert WORDS in html
    assert '<option value="refused" selected' in html
    assert 'id="act-decide" open' in html
    assert WORDS not in shown(client_of(land, "staff-moh"), case)
    assert WORDS not in KeptDraft.objects.get().typed
    assert CaseEvent.objects.filter(case=case).count() == 1


def test_the_draft_of_another_form_is_opened_first(case: Case, mine: Client) -> None:
    keep(mine, case, "ask", text=WORDS)
    assert 'id="act-ask" open' in shown(mine, case)


def test_the_same_form_is_kept_once_in_few_statements(case: Case, mine: Client) -> None:
    keep(mine, case, text="أول")
    with CaptureQueriesContext(connection) as queries:
        keep(mine, case, text=WORDS)
    said = [each["sql"] for each in queries if "portal_keptdraft" in each["sql"]]
    assert len(said) == 1
    assert KeptDraft.objects.count() == 1
    assert WORDS in shown(mine, case)


def test_it_is_gone_once_sent_emptied_or_discarded(case: Case, mine: Client) -> None:
    keep(mine, case, text=WORDS)
    keep(mine, case, text="  ", outcome="resolved", effects="on")
    assert not KeptDraft.objects.exists()
    keep(mine, case, text=WORDS)
    keep(mine, case, do="discard")
    assert not KeptDraft.objects.exists()
    keep(mine, case, "reply", text=WORDS)
    keep(mine, case, "note", text="ملاحظة")
    sent = mine.post(f"/admin/desk/{case.tracking}/reply/", {"work": 1, "text": WORDS})
    assert sent.status_code == 302
    assert list(KeptDraft.objects.values_list("act", flat=True)) == ["note"]


def test_of_an_act_that_is_over_the_words_are_still_there(land: Country, case: Case, mine: Client) -> None:
    keep(mine, case, text=WORDS)
    other = client_of(land, "staff-moh")
    other.post(f"/admin/desk/{case.tracking}/decide/", {"work": 1, "text": "تمّ", "outcome": "resolved"})
    html = shown(mine, case)
    assert "data-unsent" in html
    assert WORDS in html


def test_without_scripts_a_button_keeps_it_and_leads_back(case: Case, mine: Client) -> None:
    sent = mine.post(f"/admin/desk/{case.tracking}/reply/draft/", {"work": 1, "text": WORDS, "do": "keep"}, follow=True)
    assert sent.redirect_chain[-1][0] == f"/admin/desk/{case.tracking}/"
    assert "Draft kept at" in page(sent)


def test_nobody_keeps_anything_where_they_may_not_read(land: Country, case: Case, mine: Client) -> None:
    assert keep(client_of(land, "officer-moe"), case, text=WORDS).status_code == 404
    assert keep(mine, case, "nonsense", text=WORDS).status_code == 404
    assert keep(mine, case, text="ا" * 60_001).status_code == 422
    assert not KeptDraft.objects.exists()


def test_names_that_no_form_has_do_no_harm(case: Case, mine: Client) -> None:
    assert keep(mine, case, text=WORDS, nothing="x", __class__="y").status_code == 200
    assert WORDS in shown(mine, case)


def test_tidying_lets_go_of_old_ones_and_of_cases_that_left(land: Country, case: Case, mine: Client) -> None:
    stays, old = file_case(), file_case()
    with standing_at(now() - KEPT - timedelta(hours=1)):
        keep(mine, old, text=WORDS)
    with standing_at(now() - timedelta(hours=2)):
        keep(mine, case, text=WORDS)
        keep(mine, stays, text=WORDS)
    body = Concerned(agency_id=land.agencies["moh"].pk)
    apply(case.pk, SetParties(parties=(body,), reason="سبب"), actor=Actor.operator)
    forget_drafts()
    assert list(KeptDraft.objects.values_list("case_id", flat=True)) == [stays.pk]


def test_what_is_kept_for_a_branch_that_the_case_has_not_is_the_forms_own(land: Country) -> None:
    case, client = file_case(), client_of(land, "officer-moh")
    for branch in ("", "a", "b", "b/c", "\u202e"):
        client.post(f"/admin/desk/{case.tracking}/reply/draft/", {"text": WORDS, "branch": branch})
    assert KeptDraft.objects.get().branch == ""
