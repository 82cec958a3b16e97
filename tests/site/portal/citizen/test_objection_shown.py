"""What a citizen reads of their objection: by whom, until when, the doors outside; and what officers are offered."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from content.pages.seeding import seed_pages
from portal.case_shown.climb import climb
from portal.case_shown.ladder import ShownRung
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Decide, Merge
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    seed_pages()
    return country()


@pytest.fixture
def case(client: Client, land: Country) -> Case:
    case = file_case()
    prove(client, case)
    return case


def decides(land: Country, case: Case, user: str, *, text: str = REASONS, outcome: str = "refused") -> None:
    apply(case.pk, Decide(outcome=outcome, text=text, refusal=REFUSAL), actor=land.actor(user))


def card(client: Client, case: Case) -> str:
    found = BeautifulSoup(page(client, case), "lxml").select_one("#objection")
    return " ".join(found.get_text(" ").split()) if found is not None else ""


def climbed(case: Case) -> list[ShownRung]:
    return climb(list(CaseEvent.objects.filter(case=case).select_related("agency").order_by("number")))


def objected(client: Client, case: Case) -> list[str]:
    """With whom each objection went, as the diary says, the first of them first."""
    return re.findall(r"اعترضت على القرار؛ وهو الآن لدى: (\w+)", page(client, case))[::-1]


def send(client: Client, case: Case, act: str, text: str) -> str:
    answer = client.post(f"/ar/track/{case.tracking}/{act}/", {"text": text}, follow=True)
    return answer.content.decode()


def test_the_whole_road_in_arabic(client: Client, land: Country, case: Case) -> None:
    decides(land, case, "officer-moh", text="ليس ضمن الخطة.")
    assert "من المستوى الأعلى أولًا، ثم من جهة أخرى إن اعترضت مرة أخرى" in page(client, case)
    assert "وصل اعتراضك" in send(client, case, "reopen", "لا سبب في الرد.")
    assert "ينظر فيه moh · المستوى الأول آخر موعد" in card(client, case)
    assert "نهاية الدوام" in card(client, case)  # a day, as above it
    decides(land, case, "level1-moh")
    assert card(client, case) == ""
    assert [(rung.level, rung.state) for rung in climbed(case)] == [(1, "done"), (2, "past")]
    again = page(client, case)
    assert "تقرّر فيه جهة أخرى" in again
    assert "من المستوى الأعلى أولًا" not in again
    send(client, case, "reopen", "ولا هنا.")
    assert objected(client, case) == ["moh", "central"]
    assert "اعتراضك الثاني" in card(client, case)
    assert "central" in card(client, case)
    decides(land, case, "officer-central")
    over = page(client, case)
    assert 'id="reopen"' not in over
    assert "المحكمة الإدارية خلال 60 يومًا" in card(client, case)
    assert "/ar/after-objection/" in over
    assert client.get("/ar/after-objection/").status_code == 200
    decided = CaseEvent.objects.filter(case=case, verb="decided").values_list("actor_user_id", flat=True)
    assert len(set(decided)) == 3


def test_twice_by_two_windows(client: Client, land: Country, case: Case) -> None:
    decides(land, case, "officer-moh")
    send(client, case, "reopen", "من نافذة.")
    assert "اعترضت من قبل" in send(client, case, "reopen", "من أخرى.")
    assert CaseEvent.objects.filter(case=case, verb="reopened").count() == 1


def test_only_what_was_promised_can_be_sent_back_to_the_work(client: Client, land: Country, case: Case) -> None:
    decides(land, case, "officer-moh", outcome="resolved")
    assert 'id="again"' in page(client, case)
    assert "عاد إلى من ينفّذه" in send(client, case, "again", "لم يُصلح.")
    decides(land, case, "officer-moh", outcome="resolved")
    assert 'id="again"' not in page(client, case)
    assert 'id="reopen"' in page(client, case)
    refused = file_case()
    decides(land, refused, "officer-moh")
    prove(client, refused)
    assert 'id="again"' not in page(client, refused)


def test_a_follower_objects_for_itself_alone(client: Client, land: Country, case: Case) -> None:
    lead = file_case()
    apply(case.pk, Merge(lead_id=lead.pk), actor=land.actor("officer-moh"))
    decides(land, lead, "officer-moh")
    send(client, case, "reopen", "لا.")
    assert "المستوى الأول" in card(client, case)
    assert Case.objects.get(pk=lead.pk).status == "answered"


def test_whoever_decided_is_offered_no_decision(land: Country, case: Case) -> None:
    decides(land, case, "officer-moh", text="لا")
    apply_objection = Client()
    prove(apply_objection, case)
    send(apply_objection, case, "reopen", "لا.")
    for user, offered in (("officer-moh", False), ("level1-moh", True)):
        desk = Client()
        desk.force_login(land.people[user])
        found = desk.get(f"/admin/desk/{case.tracking}/").content.decode()
        assert ('name="outcome"' in found) is offered, user
        assert ("ينظر في الاعتراض غيرك" in found) is not offered
