"""Owners and administrators see what was learned and how good it was, have it learned anew, and switch it off."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.tallies import memory
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.trees import publish_tree
from tests.workflows.suggestions.taught import taught
from workflows.cases.actions import NotThisBody
from workflows.cases.lifecycle import apply
from workflows.suggestions.models import About, Steering, Suggester
from workflows.suggestions.selectors import forget, suggested
from workflows.suggestions.services import note_chosen, note_offered
from workflows.suggestions.tasks import is_due

pytestmark = pytest.mark.django_db
ALL = "/admin/suggestions/"
BODY = {"about": "body", "kind": ""}
TEXT = "الطبيب والدواء والمستشفى"


@pytest.fixture
def land() -> Iterator[Country]:
    land = country()
    for role, username in (
        ("owner", "owner"),
        ("administrator", "admin"),
        ("editor", "editor"),
        ("auditor", "auditor"),
    ):
        hire(land, role, username=username)
    taught(About.BODY, {"health": "moh", "roads": "moe", "water": "moe"})
    memory.mine.take(older_than=0)
    yield land
    forget()


@pytest.fixture
def owner(land: Country) -> Client:
    return client_of(land, "owner")


def test_the_figures_stand_there_with_the_baseline_and_how_often_it_is_sure(land: Country, owner: Client) -> None:
    Suggester.objects.update(first=0.913, among_three=0.979, sure_right=0.985, sure_share=0.74, baseline=0.121)
    publish_tree()
    shown = page(owner.get(ALL))
    for figure in ("300", "91.3%", "97.9%", "98.5%", "12.1%"):
        assert figure in shown
    assert "(sure in \u206674.0%\u2069)" in shown
    assert 'data-lesson="category:complaint"' in shown
    assert "not yet" in shown


def test_what_was_offered_and_taken_is_told_by_whom(land: Country, owner: Client) -> None:
    for _time in range(4):
        note_offered(About.BODY, by="citizens", taken=False)
    note_offered(About.BODY, by="citizens", taken=True)
    note_chosen(About.CATEGORY, taken=True)
    note_chosen(About.CATEGORY, taken=False)
    shown = page(owner.get(ALL))
    assert "25.0%" in shown
    assert "50.0%" in shown


def test_learning_now_is_due_at_once_and_in_the_audit_trail(land: Country, owner: Client) -> None:
    Suggester.objects.create(about="body", language="en", learned_at=Suggester.objects.get().learned_at)
    assert not is_due()
    assert owner.post(f"{ALL}learn/", BODY).status_code == 302
    assert is_due()
    assert AuditEntry.objects.filter(verb="suggestions_wanted", actor_user=land.people["owner"]).exists()
    assert "It is being learned again; this takes a few minutes." in page(owner.get(ALL))


def test_what_is_switched_off_says_nothing_keeps_nothing_and_comes_back_when_it_is_learned(
    land: Country, owner: Client
) -> None:
    assert suggested(About.BODY, TEXT, language="ar")
    owner.post(f"{ALL}off/", BODY)
    forget()
    assert suggested(About.BODY, TEXT, language="ar") == []
    assert Suggester.objects.get().weights is None
    assert not is_due(), "nothing is learned that is off"
    shown = page(owner.get(ALL))
    assert 'data-on="no"' in shown
    assert f'action="{ALL}learn/"' not in shown
    owner.post(f"{ALL}on/", BODY)
    assert is_due()
    assert Steering.objects.get().on
    verbs = AuditEntry.objects.filter(subject="suggestions").order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["suggestions_off", "suggestions_on"]


def test_the_audit_trail_says_what_was_switched_off(land: Country, owner: Client) -> None:
    owner.post(f"{ALL}off/", BODY)
    assert "Suggestions switched off" in page(client_of(land, "auditor").get("/admin/audit/"))


def test_of_what_is_not_learned_and_of_acts_that_are_none_there_is_nothing(land: Country, owner: Client) -> None:
    assert owner.post(f"{ALL}learn/", {"about": "category", "kind": "praise"}).status_code == 404
    assert owner.post(f"{ALL}learn/", {}).status_code == 404
    assert owner.post(f"{ALL}burn/", BODY).status_code == 404
    assert owner.get(f"{ALL}learn/").status_code == 404
    assert not Steering.objects.exists()


@pytest.mark.parametrize(("who", "sees"), [("admin", True), ("officer-moh", False), ("editor", False)])
def test_administrators_see_it_and_nobody_else(land: Country, who: str, sees: bool) -> None:
    client = client_of(land, who)
    assert client.get(ALL).status_code == (200 if sees else 404)
    assert client.post(f"{ALL}off/", BODY).status_code == (302 if sees else 404)
    assert Steering.objects.exists() == sees


def test_where_the_rules_sent_requests_in_vain_is_told_with_what_citizens_think_of(
    land: Country, owner: Client
) -> None:
    for perhaps in ("moe", "moe", ""):
        case = file_case(agency=None, subject="حفرة أمام المستشفى")
        apply(case.pk, NotThisBody(perhaps=perhaps), actor=Actor.citizen(case.pk))
    file_case(agency=None, subject="حفرة أمام المستشفى")
    shown = page(owner.get(ALL))
    assert 'data-misrouted="3"' in shown
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", shown[shown.index("data-misrouted") :])
    assert len(rows) == 1
    assert str(land.agencies["moh"].name["en"]) in rows[0]
    assert str(land.agencies["moe"].name["en"]) in rows[0]
