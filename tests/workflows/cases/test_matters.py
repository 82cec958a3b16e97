"""Cases about the same matter: linked, answered together though each has its number and citizen, and apart again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils.translation import override

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case
from workflows.cases.actions import (
    Action,
    AddInformation,
    AskCitizen,
    Concerned,
    Decide,
    Link,
    Merge,
    Note,
    Refer,
    Reply,
    SetParties,
    Split,
    TakeBack,
    Unlink,
    Withdraw,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply, apply_each
from workflows.cases.models import Case, CaseLink, Message, Work
from workflows.cases.selectors import inbox, links_of
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def land() -> Iterator[Country]:
    with override("en"):
        yield country()
    assert list(inconsistencies()) == []


def act(land: Country, case: Case, action: Action, who: str = "officer-moh") -> Any:
    return apply(case.pk, action, actor=land.actor(who))


def fresh(case: Case) -> Case:
    return Case.objects.select_related("agency").get(pk=case.pk)


def work(case: Case) -> Work:
    return Work.objects.get(case=case, done_at=None)


def merged(land: Country, count: int = 2) -> tuple[Case, list[Case]]:
    """A lead, and others that are answered with it."""
    lead, *others = [file_case() for _each in range(count + 1)]
    for other in others:
        act(land, other, Merge(lead_id=lead.pk))
    return lead, others


def test_two_are_linked_and_each_diary_names_the_other_by_its_id(land: Country) -> None:
    one, other = file_case(), file_case(kind="inquiry")
    act(land, one, Link(other_id=other.pk, relation="duplicate"))
    said = {event.case_id: event.data for case in (one, other) for event in case.events.filter(verb="linked")}
    assert (said[one.pk]["other"], said[other.pk]["other"]) == (other.pk, one.pk)
    assert [(link.case_id, link.other_id) for link in CaseLink.objects.all()] == [(one.pk, other.pk)]
    for case in (one, other):
        with pytest.raises(NotPossible):
            act(land, case, Link(other_id=(other if case is one else one).pk))
    act(land, other, Unlink(other_id=one.pk))
    assert not CaseLink.objects.exists()


def test_a_link_is_seen_by_those_alone_who_may_read_the_other_one(land: Country) -> None:
    one, other = file_case(), file_case(agency="moe")
    act(land, one, Link(other_id=other.pk), "officer-central")
    assert [link.other_id for link in links_of(land.actor("officer-central"), one)] == [other.pk]
    assert links_of(land.actor("officer-moh"), one) == links_of(land.actor("officer-moe"), other) == []


@pytest.mark.parametrize("action", [Link, Merge])
def test_whoever_may_work_one_alone_links_and_merges_nothing(land: Country, action: type[Any]) -> None:
    one, other, sealed = file_case(), file_case(agency="moe"), file_case(kind="integrity")
    for stranger in (other.pk, sealed.pk, 999_999):
        with pytest.raises(NotAllowed):
            act(land, one, action(**{"other_id" if action is Link else "lead_id": stranger}))
    assert one.events.count() == other.events.count() == sealed.events.count() == 1


def test_one_answer_goes_to_each_with_its_own_letter_and_each_goes_on_by_itself(land: Country) -> None:
    lead, others = merged(land)
    act(land, lead, Decide(outcome="resolved", text="عاد الماء."))
    assert {(case.status, case.outcome) for case in Case.objects.all()} == {("answered", "resolved")}
    assert Message.objects.filter(kind="decision", text="عاد الماء.").values("case").distinct().count() == 3
    assert OutboxEntry.objects.filter(topic="decided", audience="citizen").values("case").distinct().count() == 3
    assert not Case.objects.filter(lead__isnull=False).exists()
    assert not fresh(lead).leads
    assert {event.data["with"] for case in others for event in case.events.filter(verb="decided")} == {lead.pk}
    # What they had a part of is known still.
    assert {link.other_id for link in CaseLink.objects.all()} == {lead.pk}
    with pytest.raises(NotPossible):
        act(land, others[0], Split())


def test_a_follower_rests_is_due_with_its_lead_and_stands_in_no_inbox(land: Country) -> None:
    lead, (other,) = merged(land, 1)
    before = work(other)
    assert (before.due, before.follows, before.paused_at) == (fresh(lead).due, True, None)
    assert [each.case_id for each in inbox(land.actor("officer-moh"))] == [lead.pk]
    assert not Deadline.objects.filter(case=other, done=None, due__isnull=False).exists()
    with standing_at(now() + timedelta(days=6)):
        sweep_clock()
    assert (fresh(lead).level, fresh(other).level) == (1, 0)
    assert fresh(lead).due == fresh(other).due == work(other).due != before.due
    assert not other.events.filter(verb="escalated").exists()


def test_split_it_counts_on_with_what_it_had_left(land: Country) -> None:
    with standing_at(MORNING):  # half an hour later it must be the same day
        lead, (other,) = merged(land, 1)
    due = Deadline.objects.get(case=lead, kind=DeadlineKind.ESCALATE, done=None).due
    with standing_at(MORNING + timedelta(minutes=30)):
        act(land, other, Split())
    assert due is not None
    again = work(other)
    assert again.due is not None
    assert (again.follows, fresh(other).lead_id, CaseLink.objects.count()) == (False, None, 0)
    assert timedelta(0) <= again.due - due <= timedelta(minutes=31)
    act(land, other, Reply(text="x"))


@pytest.mark.parametrize("action", [Reply(text="x"), AskCitizen(text="x"), Decide(outcome="resolved", text="x")])
def test_nobody_acts_on_a_follower_by_itself(land: Country, action: Action) -> None:
    _lead, (other,) = merged(land, 1)
    with override("en"), pytest.raises(NotPossible, match="answered with another"):
        act(land, other, action)
    act(land, other, Note(text="x"))


def test_a_reply_and_a_referral_are_followed_and_the_referral_taken_back(land: Country) -> None:
    lead, others = merged(land)
    act(land, lead, Reply(text="نعمل عليه."))
    assert Message.objects.filter(kind="reply", text="نعمل عليه.").count() == 3
    act(land, lead, Refer(agency="moe", reason="x"))
    assert {case.agency.code for case in Case.objects.select_related("agency")} == {"moe"}
    assert Case.objects.filter(lead=lead).count() == 2
    assert [each.case_id for each in inbox(land.actor("officer-moe"))] == [lead.pk]
    act(land, lead, TakeBack())
    assert {case.agency.code for case in Case.objects.select_related("agency")} == {"moh"}
    assert {each.case_id for each in inbox(land.actor("officer-moh"))} == {lead.pk}
    assert all(work(other).follows for other in others)


def test_a_question_is_asked_of_the_leads_citizen_alone(land: Country) -> None:
    lead, (other,) = merged(land, 1)
    act(land, lead, AskCitizen(text="x"))
    assert not other.events.filter(verb="asked").exists()
    assert fresh(other).status == "in_progress"
    assert fresh(other).due is fresh(lead).due is None


def test_the_lead_is_withdrawn_and_the_others_go_on_by_themselves(land: Country) -> None:
    lead, others = merged(land)
    apply(lead.pk, Withdraw(reason=""), actor=Actor.citizen(lead.pk))
    assert {fresh(other).lead_id for other in others} == {None}
    assert {each.case_id for each in inbox(land.actor("officer-moh"))} == {other.pk for other in others}
    assert all(work(other).due is not None for other in others)


def test_a_follower_is_withdrawn_or_adds_something_by_itself(land: Country) -> None:
    lead, (one, other) = merged(land)
    apply(other.pk, AddInformation(text="x"), actor=Actor.citizen(other.pk))
    apply(one.pk, Withdraw(reason=""), actor=Actor.citizen(one.pk))
    assert fresh(one).status == "closed"
    act(land, lead, Decide(outcome="resolved", text="x"))
    assert (fresh(other).status, fresh(one).outcome) == ("answered", "withdrawn")


def test_a_lead_and_its_followers_are_done_once_each_where_all_are_chosen(land: Country) -> None:
    lead, others = merged(land)
    ids = [lead.pk, *(other.pk for other in others)]
    tried = apply_each(
        dict.fromkeys(ids, lambda state: Decide(outcome="resolved", text="x")), actor=land.actor("officer-moh")
    )
    assert {each.case_id for each in tried} == set(ids)
    assert {case.status for case in Case.objects.all()} == {"answered"}
    assert Message.objects.filter(kind="decision").count() == 3


def test_what_cannot_be_answered_together_is_refused_in_words(land: Country) -> None:
    one = file_case()
    lead, (follower,) = merged(land, 1)
    accused = file_case()
    parties = (Concerned(agency_id=land.agencies["moe"].pk, level=1),)
    act(land, accused, SetParties(parties=parties, reason="x"), "officer-central")
    answered, asked = file_case(), file_case()
    act(land, answered, Decide(outcome="resolved", text="x"))
    act(land, asked, AskCitizen(text="x"))
    elsewhere = file_case(agency="moe")
    refused: list[tuple[Case, Case, str, str]] = [
        (one, one, "itself", "officer-moh"),
        (one, file_case(kind="inquiry"), "different kinds", "officer-moh"),
        (one, accused, "about somebody", "officer-moh"),
        (accused, one, "about somebody", "officer-moh"),
        (one, follower, "third", "officer-moh"),
        (follower, one, "Take it out first", "officer-moh"),
        (lead, one, "Others are answered", "officer-moh"),
        (lead, follower, "third", "officer-moh"),
        (one, answered, "answered already", "officer-moh"),
        (asked, one, "waits for an answer", "officer-moh"),
        (one, elsewhere, "Different agencies", "officer-central"),
    ]
    for case, other, said, who in refused:
        events = case.events.count()
        with override("en"), pytest.raises(NotPossible, match=said):
            act(land, case, Merge(lead_id=other.pk), who)
        assert case.events.count() == events
    assert not Case.objects.filter(pk=F("lead")).exists()


def test_verify_says_what_does_not_fit(land: Country) -> None:
    lead, (other,) = merged(land, 1)
    Case.objects.filter(pk=lead.pk).update(leads=False)
    assert any("does not lead it" in each for each in inconsistencies())
    Case.objects.filter(pk=lead.pk).update(leads=True)
    Work.objects.filter(case=other).update(follows=False)
    assert any("does not with one" in each for each in inconsistencies())
    Work.objects.filter(case=other).update(follows=True)


def test_what_comes_to_accuse_somebody_is_answered_by_itself(land: Country) -> None:
    lead, (other, third) = merged(land, 2)
    accused = Concerned(user_id=land.people["officer-moh"].pk)
    act(land, other, SetParties(parties=(accused,), reason="x"), "officer-central")
    assert (fresh(other).lead_id, work(other).follows) == (None, False)
    act(land, lead, Decide(outcome="resolved", text="عاد الماء."))
    assert not other.events.filter(verb="decided").exists()
    assert third.events.filter(verb="decided").exists()


def test_a_lead_that_comes_to_accuse_somebody_is_answered_by_itself(land: Country) -> None:
    lead, (other,) = merged(land, 1)
    accused = Concerned(user_id=land.people["officer-moh"].pk)
    act(land, lead, SetParties(parties=(accused,), reason="x"), "officer-central")
    assert (fresh(lead).leads, fresh(other).lead_id, work(other).follows) == (False, None, False)
    act(land, other, Reply(text="x"))
