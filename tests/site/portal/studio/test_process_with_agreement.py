"""The template with a superior's agreement: nothing is refused before it was given, by whoever stands high enough."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.actors import Actor
from portal.studio.process_templates import two_stages, with_agreement
from tests.scenes import Country, country, file_case, hire, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Action, Decide, Note, Proceed, Refer
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.processes.publishable import warnings
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db
PROPOSED: dict[str, Any] = {"outcome": "proposed", "fields": {"proposal": "لا يحق له ذلك."}}


@pytest.fixture
def land() -> Country:
    found = country()
    definition = {**with_agreement(), "name": {"ar": "موافقة", "en": "Agreement"}}
    assert problems(Subject.PROCESS, "complaint", definition) == []
    publish_one("process", "complaint", definition)
    return found


def does(case: Case, land: Country, login: str, action: Action) -> tuple[str, int]:
    """Somebody's act, and where the case stands then."""
    apply(case.pk, action, actor=land.actor(login))
    work = case.works.get(done_at=None)
    return work.step, work.level


def proposed(land: Country) -> Case:
    case = file_case(agency="moh")
    assert does(case, land, "officer-moh", Proceed(**PROPOSED)) == ("agreement", 1)
    return case


def test_what_settles_it_is_answered_at_once(land: Country) -> None:
    assert does(file_case(agency="moh"), land, "officer-moh", Decide(outcome="resolved", text="تم.")) == ("confirm", 0)


def test_a_refusal_goes_to_the_superior_and_back(land: Country) -> None:
    case = proposed(land)
    assert case.works.get(done_at=None).holder_id == land.people["level1-moh"].pk
    assert does(case, land, "level1-moh", Proceed(outcome="back", text="اسأله أولًا.")) == ("handle", 0)
    does(case, land, "officer-moh", Proceed(**PROPOSED))
    assert does(case, land, "level1-moh", Proceed(outcome="agreed")) == ("refusal", 0)
    assert does(case, land, "officer-moh", Decide(outcome="refused", text="نأسف.", refusal=REFUSAL)) == ("confirm", 0)


@pytest.mark.parametrize("login", ["officer-moh", "staff-moh"])
def test_nobody_below_agrees_with_themselves(land: Country, login: str) -> None:
    case = proposed(land)
    for action in (Proceed(outcome="agreed"), Proceed(outcome="back"), Refer(agency="moe", reason="لها")):
        with pytest.raises(NotPossible):
            apply(case.pk, action, actor=land.actor(login))
    apply(case.pk, Note(text="بانتظار الموافقة"), actor=land.actor(login))


def test_a_superior_who_proposed_it_does_not_agree_with_themselves(land: Country) -> None:
    case = file_case(agency="moh")
    assert does(case, land, "level1-moh", Proceed(**PROPOSED)) == ("agreement", 0)
    work = case.works.get(done_at=None)
    assert (work.agency.code, work.holder) == ("central", land.people["officer-central"]), "the unit, as the step says"
    assert does(case, land, "officer-central", Proceed(outcome="agreed"))[0] == "refusal"


def test_the_templates_with_a_review_have_it_done_by_somebody_else(land: Country) -> None:
    for template in (with_agreement, two_stages):
        definition = {**template(), "name": {"ar": "مراجعة", "en": "Review"}}
        assert problems(Subject.PROCESS, "complaint", definition) == []
        said = [str(each) for each in warnings("complaint", definition)]
        assert not any("مراجعة" in each and "يبدو" in each for each in said), "none sounds like a review without it"
        assert [step["not_by"] for step in definition["steps"] if "not_by" in step] == [["handle"]]


@pytest.mark.parametrize("login", ["level2-moh", "officer-central"])
def test_whoever_stands_above_may(land: Country, login: str) -> None:
    assert does(proposed(land), land, login, Proceed(outcome="agreed"))[0] == "refusal"


def test_the_page_of_whoever_stands_below_says_so(land: Country) -> None:
    case = proposed(land)
    below = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "superior’s to decide" in below
    assert 'data-act="note"' in below
    assert 'data-act="proceed"' not in below
    above = page(client_of(land, "level1-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "superior’s to decide" not in above
    assert 'data-act="proceed"' in above
    assert 'data-act="decide"' not in above, "no outcome of the step decides"
    assert "لا يحق له ذلك." in above


def test_a_form_sent_all_the_same_changes_nothing(land: Country) -> None:
    case = proposed(land)
    client = client_of(land, "officer-moh")
    client.post(f"/admin/desk/{case.tracking}/proceed/", {"outcome": "agreed", "text": "", "work": 2})
    assert case.works.get(done_at=None).step == "agreement"


def test_a_deputy_who_holds_it_agrees(land: Country) -> None:
    """Where the post is empty somebody else holds the step, whatever their own level."""
    case = proposed(land)
    work = case.works.get(done_at=None)
    work.holder = hire(land, "officer", "moh", username="deputy")
    work.save(update_fields=["holder"])
    apply(case.pk, Proceed(outcome="agreed"), actor=Actor.staff(work.holder_id or 0))
    assert case.works.get(done_at=None).step == "refusal"
