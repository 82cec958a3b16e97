"""What each screen asks, PostgreSQL answers; the walk of all roles is SQLite's."""

from __future__ import annotations

import pytest

from portal.who_may_what.table import ANYTHING, Line, the_table
from tests.site.portal.who_may_what.answers import Person
from tests.site.portal.who_may_what.routes import address, values_of
from tests.site.portal.who_may_what.samples import of_case, posted
from tests.site.portal.who_may_what.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def who(line: Line, subject: str, *, act: bool) -> list[str]:
    """One of those who may, the first in the order of the table; nobody where none may."""
    return [role for role in the_table().roles if line.may(role, subject, act=act)][:1]


def test_every_address_lets_in_one_who_may_read_and_one_who_may_act(world: World) -> None:
    asked, wrong = 0, []
    for line in the_table().lines():
        for route in line.routes:
            values = values_of(route, world.samples, line.of)
            for subject in line.subjects:
                place = address(route, values | (of_case(world.cases[subject]) if subject != ANYTHING else {}))
                for method, act in (("GET", False), ("POST", True)):
                    for role in who(line, subject, act=act):
                        data = posted(route, world.samples, line.of) if act else None
                        answer = Person(world.clients[role]).asks(method, place, data)
                        asked += 1
                        if not answer.lets_in:
                            wrong.append(f"{role}: {method} {place}: {answer.status} {answer.error}")
    assert asked > 200
    assert not wrong, "\n".join(wrong)
