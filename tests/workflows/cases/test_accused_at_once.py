"""Someone is accused at the moment in which they come to another place: whoever answers to them there is shut out."""

from __future__ import annotations

import pytest

from permissions.access.seating import seat
from permissions.actors import Actor
from permissions.agencies.models import Post
from tests.at_once import while_open
from tests.scenes import country, file_case
from tests.workflows.cases.accusing import mark, who_sees

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("seated_first", [True, False])
def test_the_places_of_the_accused_are_shut_whoever_was_a_moment_earlier(*, seated_first: bool) -> None:
    land = country()
    case = file_case(agency="moe")
    post = Post.objects.get(agency=land.agencies["moe"], level=1)
    accused = land.people["staff-moh"]

    def seating() -> None:
        seat(post=post, user=accused, rank=1, actor=Actor.operator)

    def marking() -> None:
        mark(land, case, "officer-central", "staff-moh")

    while_open(*((seating, marking) if seated_first else (marking, seating)))
    assert who_sees(land, case) & {"officer-moe", "level1-moe", "staff-moh"} == set()
    assert "level2-moe" in who_sees(land, case)
