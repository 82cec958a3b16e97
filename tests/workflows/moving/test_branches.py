"""Cases that several agencies work side by side move whole, or not at all."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

import pytest

from permissions.access.models import Party
from permissions.actors import Actor
from tests.scenes import Country, publish_one
from tests.side_by_side import file_for_two, land_of_two, side_by_side
from tests.workflows.moving.plans_made import (
    Raw,
    carried_out,
    counts,
    looked,
    planned,
    publish_changed,
    stands,
    taken_back,
)
from tests.workflows.trial.past_lives import steps
from workflows.cases.actions import Proceed
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.moving.places import Between, NoPlace, branch_of
from workflows.outbox.models import OutboxEntry
from workflows.processes import engine
from workflows.processes.advance import Token
from workflows.processes.parsing import parse
from workflows.processes.upgrade import to_newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    yield land_of_two()
    assert list(inconsistencies()) == []


def proceed(case: Case, work: Work) -> None:
    holder = Work.objects.get(pk=work.pk).holder_id or 0
    outcome = "done" if work.step != "summary" else "over"
    apply(case.pk, Proceed(outcome=outcome, text="تم", work_id=work.pk), actor=Actor.staff(holder))


def marking(case: Case) -> set[tuple[str, str]]:
    found = engine.lock(Case.objects.get(pk=case.pk).engine_process or 0).marking
    return {(token.branch, token.step) for token in found}


def test_both_branches_and_one_that_waits_at_the_join_move_together(land: Country) -> None:
    both, one = file_for_two(), file_for_two()
    proceed(one[0], one[1])
    source = publish_changed(lambda raw: steps(raw)["summary"].update(name={"ar": "جواب", "en": "One answer"}))
    plan = planned(source)
    assert counts(looked(plan)) == {"health+education": {"moves": 1}, "met+education": {"moves": 1}}
    carried_out(plan)
    assert marking(one[0]) == {("both_1", "met"), ("both_2", "education")}
    for case, *_works in (both, one):
        for work in Work.objects.filter(case=case, done_at=None).order_by("branch"):
            proceed(case, work)
        assert stands(case) == {("", "summary")}
    proceed(one[0], Work.objects.get(case=one[0], done_at=None))
    assert stands(one[0]) == set()


def turned_round(raw: Raw) -> None:
    steps(raw)["both"]["branches"] = ["education", "health"]


def test_a_branch_that_comes_at_another_place_is_the_same_branch(land: Country) -> None:
    case, health, _education = file_for_two()
    proceed(case, health)
    plan = planned(publish_changed(turned_round))
    carried_out(plan)
    assert marking(case) == {("both_2", "met"), ("both_1", "education")}
    taken_back(plan)
    assert marking(case) == {("both_1", "met"), ("both_2", "education")}
    proceed(case, Work.objects.get(case=case, done_at=None))
    assert stands(case) == {("", "summary")}


def one_behind_the_other(raw: Raw) -> None:
    """Health, then education: nothing runs side by side any more."""
    by_key = steps(raw)
    for key, following in (("health", "education"), ("education", "summary"), ("moved", "education")):
        for outcome in by_key[key]["outcomes"]:
            outcome["next"] = following if outcome["next"] in ("met", "no_part") else outcome["next"]
    for outcome in by_key["confirm"]["outcomes"]:
        outcome["next"] = "health" if outcome["next"] == "both" else outcome["next"]
    raw["steps"] = [step for step in raw["steps"] if step["key"] not in ("both", "met", "no_part")]
    raw["start"] = "health"


def test_what_would_break_a_join_is_refused_whatever_an_owner_says(land: Country) -> None:
    both, one = file_for_two(), file_for_two()
    proceed(one[0], one[1])
    source = publish_changed(one_behind_the_other)
    at_both, at_one = '[["both_1","health"],["both_2","education"]]', '[["both_1","met"],["both_2","education"]]'
    plan = planned(source, positions={at_both: "also", at_one: "also"})
    assert counts(looked(plan)) == {"health+education": {"join": 1}, "met+education": {"join": 1}}
    assert {Case.objects.get(pk=case.pk).process_version_id for case in (both[0], one[0])} == {source.pk}


def without(key: str) -> Callable[[Raw], None]:
    def change(raw: Raw) -> None:
        steps(raw)["both"]["branches"].remove(key)
        raw["steps"] = [step for step in raw["steps"] if step["key"] != key]

    return change


def with_a_third(raw: Raw) -> None:
    third = {**copy.deepcopy(steps(raw)["education"]), "key": "third", "performer": {"agency": "@central"}}
    steps(raw)["both"]["branches"].append("third")
    raw["steps"].append(third)


@pytest.mark.parametrize("gone", ["health", "education"])
def test_a_join_with_fewer_branches_is_refused_where_the_case_has_them(gone: str) -> None:
    before, after = whole(), whole()
    with_a_third(before)
    with_a_third(after)
    without(gone)(after)
    between = Between(parse(before), parse(after), {})
    one = {"health": "both_1", "education": "both_2"}[gone]
    arrived = frozenset({Token(one, "met"), Token("both_3", "third")})
    with pytest.raises(NoPlace) as caught:
        between.moved(arrived)
    assert caught.value.why == "join"
    with pytest.raises(NoPlace) as caught:
        between.moved(frozenset({Token(one, gone), Token("both_3", "third")}))
    assert (caught.value.why, caught.value.step) == ("step", gone)
    assert between.moved(frozenset({Token("both_3", "third")})) == {Token("both_3", "third"): Token("both_2", "third")}


def test_a_new_branch_is_run_by_no_case_unless_an_owner_says_so(land: Country) -> None:
    case, health, education = file_for_two()
    source = publish_changed(with_a_third)
    assert counts(looked(planned(source))) == {"health+education": {"road": 1}}
    carried_out(planned(source, positions={'[["both_1","health"],["both_2","education"]]': "also"}))
    proceed(case, health)
    proceed(case, education)
    assert stands(case) == {("", "summary")}


def test_two_branches_never_meet_at_one_step() -> None:
    between = Between(parse(whole()), parse(whole()), {"education": "health"})
    with pytest.raises(NoPlace):
        between.moved(frozenset({Token("both_1", "health"), Token("both_2", "education")}))


def test_where_a_step_lies_is_read_from_the_process() -> None:
    process = parse(whole())
    assert [branch_of(process, key) for key in ("health", "education", "summary")] == ["both_1", "both_2", ""]


def whole() -> Raw:
    return to_newest(side_by_side(), 2)


def test_two_bodies_to_which_branches_go_at_once_are_both_shut_out() -> None:
    land_of_two()
    at_the_unit = side_by_side()
    for key in ("health", "education"):
        steps(at_the_unit)[key]["performer"] = {"agency": "@central"}
    publish_one("process", "complaint", at_the_unit)
    case, *_works = file_for_two(agency=None, subject="سؤال", text="لا أعرف لمن", concerns="head")
    assert not Party.objects.filter(case_id=case.pk).exists()

    def to_bodies(raw: Raw) -> None:
        for key, body in (("health", "moh"), ("education", "moe")):
            steps(raw)[key]["performer"] = {"agency": body}

    carried_out(planned(publish_changed(to_bodies)))
    assert set(Party.objects.filter(case_id=case.pk).values_list("agency__code", flat=True)) == {"moh", "moe"}
    assert {work.agency.code for work in Work.objects.filter(case=case, done_at=None)} == {"central"}
    assert list(inconsistencies()) == []


def test_where_steps_change_their_names_no_work_gets_the_number_that_another_leaves(land: Country) -> None:
    case, *_works = file_for_two()
    before = set(Work.objects.filter(case=case).values_list("step", "entry"))
    source = publish_changed(lambda raw: steps(raw)["summary"].update(name={"ar": "جواب", "en": "One answer"}))
    word = {'[["both_1","health"],["both_2","education"]]': "also"}
    plan = planned(source, pairs={"health": "education", "education": "health"}, positions=word)
    assert counts(carried_out(plan)) == {"health+education": {"moves": 1}}
    after = set(Work.objects.filter(case=case).values_list("step", "entry"))
    assert {step for step, _entry in after} == {"health", "education"}
    assert not before & after
    # Each went to another body: one letter tells the citizen of both.
    told = OutboxEntry.objects.filter(case=case, topic="referred").values_list("audience", flat=True)
    assert list(told) == ["citizen"]
