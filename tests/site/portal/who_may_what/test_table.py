"""The table is complete and makes sense: every address stands in it, under the roles of the demo world."""

from __future__ import annotations

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path, re_path
from django.urls.resolvers import RegexPattern
from django.views import View

from permissions.access.models import RoleAtAgency
from permissions.access.selectors import groups_in_force
from permissions.roles.catalogue import BY_CODE
from portal.operations.demo_world.people.roster import roster
from portal.who_may_what.table import TableError, read, the_table
from tests.site.portal.who_may_what.routes import routes
from tests.site.portal.who_may_what.world import LOGINS, SEATS, World

UNDECLARED = """These addresses stand nowhere in site/portal/who_may_what/table.toml.
Write each into the line of those who may open it, or add a line to its room:

[[room.line]]
what = {{ ar = "…", en = "…" }}
routes = [
{routes}
]
read = []          # who may look, e.g. ["officers"]; read.mine = [] and so on where the address names a case
act = []           # who may change something
"""


def declared() -> list[str]:
    return [route for line in the_table().lines() for route in line.routes]


def test_every_address_of_the_site_stands_in_the_table() -> None:
    missing = [route for route in routes() if route not in declared()]
    assert not missing, UNDECLARED.format(routes="\n".join(f"  '{route}'," for route in missing))


def test_an_address_of_tomorrow_is_found_wherever_it_hangs() -> None:
    screens = include(([path("new/<int:pk>/", View.as_view()), re_path(r"^old/$", View.as_view())], "new"))
    site = URLResolver(RegexPattern(r""), [path("admin/", screens), *i18n_patterns(path("more/", View.as_view()))])
    found = routes(site)
    assert found == ["admin/new/<int:pk>/", "admin/^old/$", "<language>/more/"]
    assert set(found).isdisjoint(declared())


def test_no_line_of_the_table_is_about_an_address_that_is_gone() -> None:
    gone = sorted(set(declared()) - set(routes()))
    assert gone == [], "Take these out of site/portal/who_may_what/table.toml: the site has them no more."


def test_somebody_in_the_demo_world_has_each_role_of_the_catalogue() -> None:
    assert {seat.role for seat in roster()} == set(BY_CODE)


def test_its_roles_are_those_of_the_demo_world_and_the_two_who_have_no_account() -> None:
    assert set(the_table().roles) == {"visitor", "citizen"} | {seat.role for seat in roster()}


def test_one_login_of_the_demo_world_walks_for_each_role() -> None:
    assert len(SEATS) == len(LOGINS)
    assert set(SEATS) == set(the_table().roles) - {"visitor", "citizen"}


@pytest.mark.django_db
def test_whoever_walks_holds_what_the_demo_world_gives_them_and_nothing_else(world: World) -> None:
    for seat in SEATS.values():
        held = RoleAtAgency.objects.filter(group__in=groups_in_force(world.land.people[seat.login].pk))
        wanted = {(seat.role, code) for code in (seat.agency, *seat.also_at)}
        assert set(held.values_list("role__code", "agency__code")) == wanted, seat.login


@pytest.mark.django_db
def test_what_tells_lines_of_one_route_apart_is_a_thing_of_the_small_world(world: World) -> None:
    names = {key.partition(" · ")[2] for key in world.samples}
    assert [line.of for line in the_table().lines() if line.of not in names] == []


ROOM = """
[[roles]]
code = "visitor"
short = { ar = "ز", en = "V" }
[[roles]]
code = "owner"
short = { ar = "م", en = "O" }
[groups]
all = ["visitor", "owner"]
[[room]]
key = "r"
name = { ar = "غ", en = "Room" }
about = { ar = "غ", en = "About" }
[[room.line]]
what = { ar = "س", en = "Line" }
routes = ["a/"]
"""


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('read = ["ownr"]', "r: Line: there is no role or group ownr."),
        ('read.hers = ["owner"]', "r: Line: a case is not hers; it is mine, other, accused, sealed."),
        ('reads = ["owner"]', "r: Line: a line has no reads."),
        ('read = []\nread_and_act = ["owner"]', "r: Line: read_and_act stands in the place of read and act."),
        ('[[room.line]]\nwhat = { ar = "س", en = "Twice" }\nroutes = ["a/"]', "r: 'a/' stands in the table already."),
        (
            '[[room.line]]\nwhat = { en = "Half" }\nroutes = ["b/"]',
            "r: Half: what people read is in Arabic (ar) and in English (en).",
        ),
    ],
)
def test_a_slip_in_the_table_is_named(added: str, said: str) -> None:
    with pytest.raises(TableError) as caught:
        read(ROOM + added)
    assert str(caught.value) == said


def test_a_group_stands_for_its_roles_and_a_case_for_whose_it_is() -> None:
    (line,) = read(ROOM + 'read.mine = ["all"]\nact.sealed = ["owner"]').lines()
    assert line.subjects == ("mine", "other", "accused", "sealed")
    assert [line.may("visitor", subject, act=False) for subject in line.subjects] == [True, False, False, False]
    assert [line.may("owner", subject, act=True) for subject in line.subjects] == [False, False, False, True]
