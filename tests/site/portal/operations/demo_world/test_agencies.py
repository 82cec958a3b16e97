"""The 92 public bodies: exact, in a tree, named rightly in both languages."""

from __future__ import annotations

import re

import pytest

from portal.operations.demo_world.agencies import LARGE, PUBLIC_BODIES
from portal.operations.demo_world.agencies.shape import TITLES, Body
from portal.operations.demo_world.people.names import names_for
from portal.operations.demo_world.people.roster import roster
from portal.operations.set_up.units import UNITS, Unit

ARABIC = re.compile(r"[\u0621-\u0652\s()\-]+")
ENGLISH = re.compile(r"[A-Za-z\s(),'&\-]+")
ALL: tuple[Body | Unit, ...] = (*PUBLIC_BODIES, *UNITS)
BODIES = {body.code: body for body in PUBLIC_BODIES}


def test_there_are_92_public_bodies_and_two_units() -> None:
    assert len(PUBLIC_BODIES) == len(BODIES) == 92
    assert [unit.code for unit in UNITS] == ["central", "rights"]


def test_no_name_stands_twice() -> None:
    assert len({body.arabic for body in PUBLIC_BODIES}) == 92
    assert len({body.english for body in PUBLIC_BODIES}) == 92


def test_codes_are_short_and_stable() -> None:
    assert all(re.fullmatch(r"[a-z]{2,8}", code) for code in BODIES)
    assert [BODIES[code].english for code in ("moh", "moe", "mopw", "amm")] == [
        "Ministry of Health",
        "Ministry of Education",
        "Ministry of Public Works and Housing",
        "Greater Amman Municipality",
    ]


def test_every_department_stands_under_a_body_and_only_ministries_stand_alone() -> None:
    alone = {body.code for body in PUBLIC_BODIES if body.parent is None}
    assert alone == {body.code for body in PUBLIC_BODIES if body.kind == "ministry"}
    assert len(alone) == 27
    assert {body.parent for body in PUBLIC_BODIES if body.parent} <= set(BODIES)
    assert not {"central", "rights"} & set(BODIES)


@pytest.mark.parametrize("place", ALL, ids=lambda place: place.code)
def test_names_and_posts_are_in_their_language(place: Body | Unit) -> None:
    names = [place.name, *({"ar": arabic, "en": english} for arabic, english in place.posts)]
    for name in names:
        assert ARABIC.fullmatch(name["ar"]), name
        assert ENGLISH.fullmatch(name["en"]), name


def test_each_post_of_an_agency_has_a_name_of_its_own() -> None:
    for place in ALL:
        assert len({english for _, english in place.posts}) == 3, place.code


@pytest.mark.parametrize(
    ("code", "arabic", "head"),
    [
        ("aqac", "هيئة الاعتماد وضمان الجودة", "رئيس الهيئة"),
        ("def", "صندوق التنمية والتشغيل", "المدير العام"),
        ("jmd", "إدارة الأرصاد الجوية", "مدير إدارة الأرصاد الجوية"),
        ("ccd", "دائرة مراقبة الشركات", "مراقب عام الشركات"),
        ("mc", "هيئة الإعلام", "المدير العام"),
        ("iftaa", "دائرة الإفتاء العام", "المفتي العام للمملكة"),
    ],
)
def test_bodies_and_their_heads_are_called_as_the_law_calls_them(code: str, arabic: str, head: str) -> None:
    assert BODIES[code].arabic == arabic
    assert BODIES[code].posts[2][0] == head


def test_what_a_law_has_abolished_is_not_there() -> None:
    # Law No. (6) of 2025 gave its tasks to the commission for accreditation.
    assert "هيئة تنمية وتطوير المهارات المهنية والتقنية" not in {body.arabic for body in PUBLIC_BODIES}


def test_every_kind_of_body_is_used() -> None:
    assert {body.kind for body in PUBLIC_BODIES} == set(TITLES)


def test_eight_large_agencies_have_two_liaison_officers_so_that_there_are_a_hundred() -> None:
    liaison = [seat for seat in roster() if seat.login.startswith(("officer-", "officer2-"))]
    assert len(LARGE) == len(set(LARGE)) == 8
    assert len(liaison) == 100
    assert {seat.login for seat in liaison if seat.login.startswith("officer2-")} == {
        f"officer2-{code}" for code in LARGE
    }
    assert all(seat.level == 0 for seat in liaison)


def test_everyone_has_a_name_of_their_own_in_both_languages() -> None:
    logins = [seat.login for seat in roster()]
    names = names_for(logins)
    assert list(names) == logins
    assert len({name["ar"] for name in names.values()}) == len({name["en"] for name in names.values()}) == len(logins)
    for name in names.values():
        assert ARABIC.fullmatch(name["ar"]), name
        assert ENGLISH.fullmatch(name["en"]), name


def test_names_stay_the_same() -> None:
    logins = [seat.login for seat in roster()]
    assert names_for(logins) == names_for(logins)
