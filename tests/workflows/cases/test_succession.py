"""A body closes: its open work goes to the body that takes over, nothing is lost, and the dates stay as promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from permissions.access.bodies import keep_open, make_body
from permissions.access.body_posts import NewPost, make_post
from permissions.access.errors import BodyRefused, OutOfReach, PostRefused
from permissions.access.models import Party
from permissions.access.tree import NewBody
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.now import now, standing_at
from permissions.writing import local
from tests.scenes import ROUTING, Country, country, file_case, hire, publish_one
from tests.workflows.cases.bending import taken_as_said
from workflows.cases.actions import Accept, AskCitizen, Assign, Decide, PassOn, Reopen
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.cases.selectors import case_for
from workflows.cases.succession import cases_left_at, close_body, close_post, close_what_is_due, pass_on
from workflows.clock.sweep import sweep_clock
from workflows.outbox.models import OutboxEntry
from workflows.versions.errors import NotPublishable

pytestmark = pytest.mark.django_db
LONG = 60.0
DAY = timedelta(days=1)


@pytest.fixture
def land() -> Iterator[Country]:
    found = country()
    hire(found, "administrator", username="admin")
    yield found
    assert list(inconsistencies()) == []


@pytest.fixture
def admin(land: Country) -> Actor:
    return land.actor("admin")


def today() -> date:
    return local(now()).date()


def close(land: Country, admin: Actor, *, heir: str = "moh") -> Agency:
    """Education closes today."""
    return close_body(land.agencies["moe"], heir=land.agencies[heir], day=today(), actor=admin)


def test_open_work_goes_to_the_same_level_at_the_heir_and_the_count_goes_on(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    with standing_at(now() + 6 * DAY):
        sweep_clock()  # it has gone up a level
        before = case.works.get()
        apply(case.pk, Assign(user_id=land.people["staff-moe"].pk), actor=land.actor("level1-moe"))
        assert pass_on(close(land, admin), actor=admin, patience=LONG)
    after = case.works.get()
    assert (before.level, after.level, after.due, after.reached_at) == (1, 1, before.due, before.reached_at)
    assert (after.agency, after.holder, after.assignee) == (land.agencies["moh"], land.people["level1-moh"], None)
    case.refresh_from_db()
    assert (case.agency, case.due) == (land.agencies["moh"], before.due)
    event = case.events.latest("number")
    assert (event.verb, event.body, event.went) == (EventVerb.PASSED_ON, land.agencies["moe"], land.agencies["moh"])
    assert event.data["holder"] == land.people["level1-moh"].pk


def test_the_citizen_is_told_and_the_officers_are_not_written_to_for_each(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    pass_on(close(land, admin), actor=admin, patience=LONG)
    told = OutboxEntry.objects.filter(case=case, event_number=2).values_list("topic", "audience")
    assert list(told) == [("referred", "citizen")]


def test_whoever_takes_over_reads_and_works_it_and_the_former_officer_does_not(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    pass_on(close(land, admin), actor=admin, patience=LONG)
    former = land.actor("officer-moe")
    with pytest.raises(NotAllowed):
        case_for(former, case.tracking)
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    assert CaseEvent.objects.filter(case=case, verb=EventVerb.DECIDED).exists()


def test_a_question_that_is_open_goes_on_resting_the_count(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moe"))
    before = case.works.get()
    pass_on(close(land, admin), actor=admin, patience=LONG)
    after = case.works.get()
    assert (after.paused_at, after.question_open, after.due) == (before.paused_at, True, None)


def test_what_waits_for_the_citizen_goes_too_and_an_objection_reaches_the_heir(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moe"))
    pass_on(close(land, admin), actor=admin, patience=LONG)
    apply(case.pk, Reopen(reason="لا"), actor=Actor.citizen(case.pk))
    work = case.works.get(done_at=None)
    assert (work.agency, work.holder) == (land.agencies["moh"], land.people["level1-moh"])


def test_a_case_that_was_over_before_is_opened_again_at_the_heir(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moe"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert pass_on(close(land, admin), actor=admin, patience=LONG)
    case.refresh_from_db()
    assert case.agency == land.agencies["moe"]  # what is past keeps its name
    apply(case.pk, Reopen(reason="لا"), actor=Actor.citizen(case.pk))
    assert case.works.get(done_at=None).agency == land.agencies["moh"]


def test_new_requests_cannot_name_it_any_more(land: Country, admin: Actor) -> None:
    pass_on(close(land, admin), actor=admin, patience=LONG)
    with pytest.raises(NotPossible):
        file_case(agency="moe")


def test_when_nothing_is_left_all_that_was_held_there_ends(land: Country, admin: Actor) -> None:
    file_case(agency="moe")
    closing = close(land, admin)
    assert Holding.objects.filter(post__agency=closing, ends=None).count() == 3  # until its work is passed on
    pass_on(closing, actor=admin, patience=LONG)
    assert not Holding.objects.filter(post__agency=closing, ends=None).exists()
    assert Agency.objects.get(code="moe").closed_at is not None


def test_the_clock_closes_it_on_its_day_and_not_before(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    close_body(land.agencies["moe"], heir=land.agencies["moh"], day=today() + 3 * DAY, actor=admin)
    assert close_what_is_due() == 0
    assert file_case(agency="moe").agency == land.agencies["moe"]
    with standing_at(now() + 3 * DAY):
        assert close_what_is_due() == 1
        assert close_what_is_due() == 0
    assert case.works.get().agency == land.agencies["moh"]
    assert case.events.latest("number").actor_kind == "clock"
    assert Agency.objects.get(code="moe").closed_at is not None


def test_a_closing_that_is_called_off_changes_nothing(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    close_body(land.agencies["moe"], heir=land.agencies["moh"], day=today() + DAY, actor=admin)
    keep_open(land.agencies["moe"], actor=admin)
    with standing_at(now() + 3 * DAY):
        assert close_what_is_due() == 0
    assert case.works.get().agency == land.agencies["moe"]


def test_an_heir_that_closes_later_hands_on_what_it_got(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    heir = make_body(NewBody("heir", {"ar": "وريث", "en": "Heir"}), actor=admin)
    pass_on(close_body(land.agencies["moe"], heir=heir, day=today(), actor=admin), actor=admin, patience=LONG)
    pass_on(close_body(heir, heir=land.agencies["moh"], day=today(), actor=admin), actor=admin, patience=LONG)
    assert case.works.get().agency == land.agencies["moh"]
    assert case.events.filter(verb=EventVerb.PASSED_ON).count() == 2


def test_what_comes_late_to_a_closed_body_is_passed_on_by_the_next_pass(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    closing = close(land, admin)
    Agency.objects.filter(pk=closing.pk).update(closed_at=now())  # as if it had been filed in the same moment
    assert close_what_is_due() == 1
    assert case.works.get().agency == land.agencies["moh"]


def test_one_case_that_fails_holds_up_no_other(
    land: Country, admin: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, fine = file_case(agency="moe"), file_case(agency="moe")
    decide = PassOn.decide

    def fail(self: PassOn, change: object, rules: object) -> None:
        if change.case.pk == broken.pk:  # type: ignore[attr-defined]
            raise RuntimeError("broken")
        decide(self, change, rules)  # type: ignore[arg-type]

    monkeypatch.setattr(PassOn, "decide", fail)
    assert not pass_on(close(land, admin), actor=admin, patience=LONG)
    assert fine.works.get().agency == land.agencies["moh"]
    assert broken.works.get().agency == land.agencies["moe"]
    assert f"Case {broken.pk} could not be passed on" in caplog.text
    assert Agency.objects.get(code="moe").closed_at is None
    monkeypatch.undo()
    assert pass_on(Agency.objects.get(code="moe"), actor=admin, patience=LONG)


def test_a_case_that_accuses_someone_of_the_heir_goes_past_them(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    Party.objects.create(case_id=case.pk, user=land.people["officer-moh"])
    Case.objects.filter(pk=case.pk).update(guarded=True)
    case.works.update(guarded=True)
    taken_as_said(case)
    closing = close(land, admin)
    assert cases_left_at(closing.pk) == 0  # it is counted nowhere, and goes with the others
    pass_on(closing, actor=admin, patience=LONG)
    work = case.works.get()
    assert (work.agency, work.holder) == (land.agencies["moh"], land.people["level1-moh"])


def test_where_the_heir_has_nobody_whoever_acts_for_it_gets_it(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    heir = make_body(NewBody("heir", {"ar": "وريث", "en": "Heir"}), actor=admin)
    pass_on(close_body(land.agencies["moe"], heir=heir, day=today(), actor=admin), actor=admin, patience=LONG)
    work = case.works.get()
    assert (work.agency, work.holder) == (heir, land.people["officer-central"])


def test_without_an_heir_only_what_never_had_work_closes(land: Country, admin: Actor) -> None:
    file_case(agency="moe")
    Holding.objects.filter(post__agency=land.agencies["moe"]).delete()
    with pytest.raises(BodyRefused, match="حدّد"):
        close_body(land.agencies["moe"], heir=None, day=today(), actor=admin)
    empty = make_body(NewBody("empty", {"ar": "خالية", "en": "Empty"}), actor=admin)
    assert pass_on(close_body(empty, heir=None, day=today(), actor=admin), actor=admin, patience=LONG)


def test_what_rules_name_does_not_close_and_nothing_comes_to_name_what_closes(land: Country, admin: Actor) -> None:
    with pytest.raises(BodyRefused):
        close_body(land.agencies["moh"], heir=land.agencies["moe"], day=today(), actor=admin)
    close_body(land.agencies["moe"], heir=land.agencies["moh"], day=today() + DAY, actor=admin)
    naming = {**ROUTING["rules"][1], "key": "schools", "to": {"agency": "moe"}}
    with pytest.raises(NotPublishable):
        publish_one("routing", "main", {**ROUTING, "rules": [*ROUTING["rules"], naming]})


@pytest.mark.parametrize("who", ["officer-moe", "level2-moe", "officer-central"])
def test_only_administrators_close_and_pass_on(land: Country, admin: Actor, who: str) -> None:
    case = file_case(agency="moe")
    with pytest.raises(OutOfReach):
        close_body(land.agencies["moe"], heir=land.agencies["moh"], day=today(), actor=land.actor(who))
    close(land, admin)
    with pytest.raises(NotAllowed):
        apply(case.pk, PassOn(agency_id=land.agencies["moe"].pk), actor=land.actor(who))


def test_nothing_is_passed_on_of_a_body_that_is_open(land: Country, admin: Actor) -> None:
    case = file_case(agency="moe")
    with pytest.raises(NotPossible):
        apply(case.pk, PassOn(agency_id=land.agencies["moe"].pk), actor=admin)


def test_it_costs_the_same_for_more_cases(
    land: Country, admin: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(2):
        file_case(agency="moe")
    closing = close(land, admin)
    with django_assert_num_queries(69) as few:
        pass_on(closing, actor=admin, patience=LONG)
    for _number in range(12):
        file_case(agency="moh")
    publish_one("routing", "main", {**ROUTING, "rules": ROUTING["rules"][:1]})  # it names moh no more
    heir = make_body(NewBody("heir", {"ar": "وريث", "en": "Heir"}), actor=admin)
    for level in range(3):
        make_post(NewPost(heir, level, {"ar": "م", "en": "P"}), actor=admin)
    closing = close_body(land.agencies["moh"], heir=heir, day=today(), actor=admin)
    with django_assert_num_queries(len(few.captured_queries)):
        pass_on(closing, actor=admin, patience=LONG)


def test_a_post_that_a_ladder_or_arriving_requests_need_stays(land: Country, admin: Actor) -> None:
    moh = land.agencies["moh"]
    Holding.objects.filter(post__agency=moh).delete()
    for level in (2, 0):
        with pytest.raises(PostRefused):
            close_post(Post.objects.get(agency=moh, level=level), actor=admin)
    extra = make_post(NewPost(moh, 3, {"ar": "فوق", "en": "Above"}), actor=admin)
    assert close_post(extra, actor=admin)
