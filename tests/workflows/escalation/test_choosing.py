"""Which of several ladders counts: the one that names most; two that name equally much for the same are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.agencies.models import Post
from tests.scenes import LADDER, country, publish_one
from workflows.calendars.working_time import Duration
from workflows.escalation.decide import Situation, choose, fits, overlaps, ties
from workflows.escalation.definition import Applies, Ladder, newest
from workflows.escalation.publishable import LADDERS
from workflows.versions.errors import NotPublishable, StillNamed
from workflows.versions.references import problems
from workflows.versions.selectors import published
from workflows.versions.services import retire

HERE = Situation("complaint", "urgent", "moh", "handle")


def ladders(**applies: Applies) -> dict[str, Ladder]:
    return {key: Ladder({}, (), Duration(1), Duration(1), applies=each) for key, each in applies.items()}


def test_without_one_that_is_for_the_work_the_named_ladder_counts() -> None:
    assert choose({}, "default", HERE) == "default"
    assert choose(ladders(default=Applies(), low=Applies(priorities=("low",))), "default", HERE) == "default"


def test_the_one_that_names_most_counts() -> None:
    known = ladders(
        body=Applies(bodies=("moh",)),
        two=Applies(bodies=("moh", "moe"), priorities=("urgent", "low")),
        other=Applies(bodies=("moe",), priorities=("urgent",), kinds=("complaint",)),
    )
    assert choose(known, "default", HERE) == "two"
    assert choose(known, "default", Situation("inquiry", "normal", "moh", "handle")) == "body"


def test_the_named_ladder_counts_too_where_it_names_most_itself() -> None:
    named = Applies(kinds=("complaint",), priorities=("urgent",))
    assert choose(ladders(named=named, kind=Applies(kinds=("complaint",))), "named", HERE) == "named"
    assert choose(ladders(named=Applies(kinds=("complaint",)), both=named), "named", HERE) == "both"


def test_of_two_categories_in_one_another_the_lower_counts() -> None:
    roads = Situation("complaint", "urgent", "moh", "handle", categories=("works", "roads"))
    known = ladders(
        a=Applies(categories=("works",)), b=Applies(categories=("roads",)), c=Applies(categories=("water",))
    )
    assert [roads.depth(known[key].applies) for key in "abc"] == [1, 2, 0]
    assert choose(known, "default", roads) == "b"
    assert choose(known, "default", HERE) == "default"
    at_the_step = ladders(category=Applies(categories=("works",)), a=Applies(steps=("handle",)))
    assert choose(at_the_step, "default", roads) == "category"
    assert choose(at_the_step, "default", HERE) == "a"


def test_a_sealed_kind_goes_by_what_names_it_alone() -> None:
    sealed = Situation("rights", "urgent", "rights", "examine", sealed=True)
    assert not fits(Applies(priorities=("urgent",)), sealed)
    assert fits(Applies(kinds=("rights",)), sealed)
    assert not fits(Applies(), HERE)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Applies(kinds=("a",)), Applies(kinds=("b",)), None),
        (Applies(kinds=("a", "b")), Applies(kinds=("b", "c")), Applies(kinds=("b",))),
        (Applies(kinds=("a",)), Applies(bodies=("x",)), Applies(kinds=("a",), bodies=("x",))),
        (Applies(kinds=("a",)), Applies(kinds=("a",), bodies=("x",)), None),
        (Applies(kinds=("a",), bodies=("x",)), Applies(kinds=("b",), steps=("s",)), None),
        (Applies(), Applies(), None),
    ],
)
def test_two_meet_where_they_name_equally_much_of_the_same(one: Applies, other: Applies, both: Applies | None) -> None:
    assert overlaps(one, other) == overlaps(other, one) == both


def test_a_third_that_names_all_of_what_two_share_parts_them() -> None:
    two = {"kind": Applies(kinds=("a",)), "body": Applies(bodies=("x", "y"))}
    assert list(ties(two, "kind")) == ["body"]
    assert list(ties({**two, "third": Applies(kinds=("a",), bodies=("x",))}, "kind")) == ["body"]
    assert list(ties({**two, "third": Applies(kinds=("a", "b"), bodies=("x", "y"))}, "kind")) == []
    assert list(ties({**two, "third": Applies(priorities=("low",), bodies=("x", "y"))}, "body")) == ["kind"]


# --- as owners publish them -------------------------------------------------------------------------------------------


@pytest.fixture
def _land(db: None) -> Iterator[None]:
    country()
    with override("en"):
        yield


def definition(**applies: list[str]) -> dict[str, Any]:
    return {**newest(LADDER), "applies": applies}


@pytest.mark.usefixtures("_land")
def test_a_coin_toss_is_refused_and_what_prevents_one_stays() -> None:
    publish_one("ladder", "moh", definition(bodies=["moh"]))
    with pytest.raises(NotPublishable, match="chance would decide"):
        publish_one("ladder", "urgent", definition(priorities=["urgent"]))
    publish_one("ladder", "both", definition(bodies=["moh"], priorities=["urgent"]))
    publish_one("ladder", "urgent", definition(priorities=["urgent"]))
    with pytest.raises(StillNamed, match="as specific as another"):
        retire(published("ladder", "both").pk, actor=Actor.operator)
    retire(published("ladder", "moh").pk, actor=Actor.operator)
    retire(published("ladder", "both").pk, actor=Actor.operator)


@pytest.mark.usefixtures("_land")
@pytest.mark.parametrize(
    ("applies", "said"),
    [
        ({"bodies": ["mars"]}, "It is for the agency “mars”, which takes no requests."),
        ({"kinds": ["wish"]}, "It is for the kind of request “wish”, which does not exist."),
        ({"steps": ["nowhere"]}, "The ladder is for the step “nowhere”, which no process in force has."),
        ({"priorities": ["soon"]}, "The ladder is for the priority “soon”, which does not exist."),
        ({"steps": ["handle"], "kinds": ["complaint"], "bodies": ["moh"], "priorities": ["low"]}, ""),
    ],
)
def test_what_there_is_not_cannot_be_named(applies: dict[str, list[str]], said: str) -> None:
    assert problems("ladder", "special", definition(**applies)) == ([said] if said else [])


@pytest.mark.usefixtures("_land")
def test_bodies_without_the_post_of_a_rung_are_named_and_forbid_nothing() -> None:
    Post.objects.filter(agency__code="moe", level=2).delete()
    ladder = definition()
    (said,) = LADDERS.warnings("default", ladder)
    assert said.startswith("1 agency has no post of level 2: MOE. What is escalated to it goes to the next post above")
    assert list(LADDERS.warnings("default", definition(bodies=["moh"]))) == []
    assert problems("ladder", "default", ladder) == []
    assert list(LADDERS.warnings("default", {"rungs": 3})) == []
