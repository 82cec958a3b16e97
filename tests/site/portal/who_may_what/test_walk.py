"""The table holds: every address × every role × whose the case is, asked of the running site; by every method too.

And no page among the answers comes without the headers that keep it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from zlib import crc32

import pytest
from django.test import Client

from permissions.citizens.models import AddressKind
from permissions.citizens.services import sign_in_by_address
from permissions.citizens.sessions import KEY
from permissions.now import now
from portal.who_may_what.table import ANYTHING, Line, the_table
from tests.scenes import Country
from tests.site.portal.who_may_what.answers import Answer, Person
from tests.site.portal.who_may_what.routes import address, values_of
from tests.site.portal.who_may_what.samples import of_case, of_no_case, posted
from tests.site.portal.who_may_what.world import World

# Wagtail leaves a drawn picture's file to the collector, wagtail-localize lists translations in no order: both warn.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
ONCE = ("HEAD", "PUT", "DELETE")
"""Methods that are tried on one case only."""
OF_ALL_METHODS = ("visitor",)
"""Who tries these in each run, at every address: a door stands before the view, whatever the method."""
ONE_IN = 3
"""Of what the table forbids the others, they try one address in so many in each run, each of them other ones; and all
of it by every method where time is."""
NOWHERE_IN_THE_ADMIN = "/admin/no-such/address/at-all/"


@dataclass
class Walker:
    """One role on its way through the table; ``wrong`` gathers what is not as the table says."""

    world: World
    role: str
    once: tuple[str, ...] = ()
    one_in: int = 1
    wrong: list[str] = field(default_factory=list)
    asked: int = 0
    nothing: dict[tuple[str, str], Answer] = field(default_factory=dict)

    @cached_property
    def person(self) -> Person:
        return Person(self.world.clients[self.role])

    def walk(self) -> None:
        for line in the_table().lines():
            for route in line.routes:
                for number, subject in enumerate(line.subjects):
                    if not self.passes_over(line, route, subject):
                        for method in ("GET", "POST", *(self.once if number == 0 else ())):
                            self.try_one(line, route, subject, method)

    def passes_over(self, line: Line, route: str, subject: str) -> bool:
        """Whether it is one of those that others try in this run."""
        allowed = any(line.may(self.role, subject, act=act) for act in (False, True))
        turn = crc32(route.encode()) + list(the_table().roles).index(self.role)
        return not allowed and turn % self.one_in != 0

    def try_one(self, line: Line, route: str, subject: str, method: str) -> None:
        values = values_of(route, self.world.samples, line.of)
        case = of_case(self.world.cases[subject]) if subject != ANYTHING else {}
        place = address(route, values | case)
        answer = self.person.asks(method, place, posted(route, self.world.samples, line.of))
        self.asked += 1
        problem = self.problem(line, route, subject, method, answer) or ", ".join(answer.bare)
        if problem:
            whose = f" ({subject})" if subject else ""
            self.wrong.append(f"{self.role}: {method} {route}{whose}, here {place}: {problem}")

    def problem(self, line: Line, route: str, subject: str, method: str, answer: Answer) -> str:
        """What is wrong with an answer; empty for what is as the table says."""
        reads, acts = line.may(self.role, subject, act=False), line.may(self.role, subject, act=True)
        allowed = reads if method in ("GET", "HEAD") else acts
        if allowed and method not in ("GET", "HEAD", "POST"):
            return ""  # who may act has POST for it: these reach the same screen, or none
        if allowed:
            return "" if answer.lets_in else f"the table allows it, the answer is {answer.status} {answer.error}"
        if answer.seen == self.nothing_like(line, route, method).seen:
            return ""
        if answer.status in (401, 405) and (reads or acts or not route.startswith("admin/")):
            return ""  # they know the address; the public knows all of these, also that which asks for a token
        return f"the table forbids it, the answer is {answer.status} {answer.location}, not that of nothing"

    def nothing_like(self, line: Line, route: str, method: str) -> Answer:
        """What this person is answered where there is nothing, by the same method."""
        if route.startswith("admin/"):
            place = NOWHERE_IN_THE_ADMIN if route.endswith(("/", "$")) else NOWHERE_IN_THE_ADMIN.rstrip("/")
        else:
            place = "/ar/no-such/address/" if line.subjects == (ANYTHING,) else address(route, of_no_case())
        if (place, method) not in self.nothing:
            self.nothing[place, method] = self.person.asks(method, place)
        return self.nothing[place, method]


IN, NOT_THERE, NO_SUCH_METHOD = Answer(200, "", ("in",)), Answer(404, "", ("nothing",)), Answer(405, "", ("method",))
FORBIDDEN = Answer(403, "", ("forbidden",))
OWNERS = Line({"ar": "س", "en": "x"}, ("admin/x/",), "", {ANYTHING: frozenset({"owner"})}, {})


@pytest.mark.parametrize(
    ("role", "method", "answer", "right"),
    [
        ("owner", "GET", IN, True),
        ("owner", "GET", NOT_THERE, False),
        ("owner", "GET", FORBIDDEN, False),
        ("owner", "POST", IN, False),
        ("owner", "POST", NOT_THERE, True),
        ("owner", "POST", NO_SUCH_METHOD, True),
        ("auditor", "GET", IN, False),
        ("auditor", "GET", FORBIDDEN, False),
        ("auditor", "GET", NOT_THERE, True),
        ("auditor", "POST", NO_SUCH_METHOD, False),
    ],
)
def test_the_walker_sees_what_is_not_as_the_table_says(role: str, method: str, answer: Answer, right: bool) -> None:
    walker = Walker(World(Country({}, {})), role, nothing={(NOWHERE_IN_THE_ADMIN, method): NOT_THERE})
    assert (walker.problem(OWNERS, "admin/x/", ANYTHING, method, answer) == "") is right


def test_who_is_signed_in_as_a_citizen_is_a_visitor_everywhere(world: World) -> None:
    """Every address of the staff's, Wagtail's among them, answers them what it answers nobody."""
    citizen = Client()
    signed_in = sign_in_by_address(AddressKind.EMAIL, "somebody@example.org")
    session = citizen.session
    session[KEY] = {"id": signed_in.pk, "at": now().timestamp(), "seen": now().timestamp()}
    session.save()
    citizen.cookies["sessionid"] = str(session.session_key)
    assert "somebody@example.org" in citizen.get("/en/my/").content.decode()
    walker = Walker(replace(world, clients={"visitor": citizen}), "visitor", one_in=ONE_IN)
    walker.walk()
    assert walker.asked > 300
    assert not walker.wrong, "\n".join(walker.wrong)


# Of the two upper levels the table says the same of every line: the walk of one of them is for the long runs.
WALKED = [pytest.param(role, marks=pytest.mark.large) if role == "level1" else role for role in the_table().roles]


def test_both_upper_levels_may_the_same() -> None:
    """But speaking for the agency: its head and its liaison officer do."""
    lines = [
        line for line in the_table().lines() if not any(route.startswith("admin/register/") for route in line.routes)
    ]
    assert len(lines) > 100
    for line in lines:
        for subject in line.subjects:
            for act in (False, True):
                assert line.may("level1", subject, act=act) == line.may("level2", subject, act=act)


@pytest.mark.parametrize("role", WALKED)
def test_every_address_answers_this_role_as_the_table_says(world: World, role: str) -> None:
    whole = role in OF_ALL_METHODS
    walker = Walker(world, role, once=ONCE, one_in=1) if whole else Walker(world, role, one_in=ONE_IN)
    walker.walk()
    assert walker.asked > (1_000 if whole else 300)
    assert not walker.wrong, "\n".join(walker.wrong)


def test_who_tries_all_methods_has_a_role_of_the_table() -> None:
    assert set(OF_ALL_METHODS) <= set(the_table().roles)


def test_what_is_forbidden_is_tried_by_several_in_each_run() -> None:
    walkers = [Walker(World(Country({}, {})), role, one_in=ONE_IN) for role in the_table().roles]
    for line in the_table().lines():
        for route in line.routes:
            for subject in line.subjects:
                assert sum(not walker.passes_over(line, route, subject) for walker in walkers) >= len(walkers) // ONE_IN


@pytest.mark.large
@pytest.mark.parametrize("role", [role for role in the_table().roles if role not in OF_ALL_METHODS])
def test_every_address_answers_this_role_by_every_method(world: World, role: str) -> None:
    walker = Walker(world, role, once=ONCE)
    walker.walk()
    assert walker.asked > 1_000
    assert not walker.wrong, "\n".join(walker.wrong)
