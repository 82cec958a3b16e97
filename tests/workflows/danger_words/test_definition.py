"""Words of danger as owners publish them: what is refused, what takes two, and what reading a text costs."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from permissions.access.errors import BodyRefused
from permissions.access.naming import say_emergency_numbers
from permissions.actors import Actor
from permissions.areas.models import Area
from permissions.platform import called
from permissions.platform.models import Platform
from tests.scenes import Country, country, hire, publish_one
from workflows.danger_words.decide import find_danger
from workflows.danger_words.definition import (
    CODES,
    DANGER_WORDS,
    KEY,
    check,
    danger_table_in_force,
    numbers_of,
    parse,
    weakened,
)
from workflows.danger_words.shipped import shipped
from workflows.versions.errors import NotPublishable, StillNamed
from workflows.versions.models import Subject, Version
from workflows.versions.references import problems
from workflows.versions.restoring import why_not_alone
from workflows.versions.services import draft, publish, retire

pytestmark = pytest.mark.django_db
NUMBERS = {"emergency": "199", "family": "116 111"}
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(autouse=True)
def _asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(called, "known", called.Known())
    with override("en"):
        yield


def changed(change: Change) -> dict[str, Any]:
    definition = copy.deepcopy(shipped())
    change(definition)
    return definition


def list_of(definition: dict[str, Any], key: str) -> dict[str, Any]:
    return next(each for each in definition["lists"] if each["key"] == key)


def ready() -> Country:
    land = country()
    say_emergency_numbers(NUMBERS, actor=Actor.operator)
    return land


def test_what_the_platform_is_delivered_with_can_be_published() -> None:
    ready()
    assert problems(Subject.DANGER, KEY, shipped()) == []
    assert danger_table_in_force() is None
    publish_one(Subject.DANGER, KEY, shipped())
    table = danger_table_in_force()
    assert table is not None
    assert [kind.code for kind in table.kinds] == list(CODES)
    match = find_danger("المعلم يضرب ابني", table)
    assert match is not None
    kind = table.kind(match.kind)
    assert kind is not None
    assert (kind.request_kind, [number for _label, number in numbers_of(kind)]) == ("rights", ["199", "116 111"])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda words: words["kinds"][0].update(code="insult"), "“insult” isn’t one of the kinds of danger"),
        (lambda words: words["kinds"].append(words["kinds"][0]), "The kind of danger “child” is there twice."),
        (lambda words: words["kinds"][0]["phrases"].append("[nowhere] son"), "names the list “nowhere”"),
        (lambda words: words["kinds"][0]["phrases"].append("-son"), "only excludes words"),
        (lambda words: words["kinds"][0]["phrases"].append("a " * 11), "is too long"),
        (lambda words: words["kinds"][0].update(request_kind=""), "choose the protected form"),
        (lambda words: words["kinds"][0].update(request_kind="complaint"), "is not protected as sensitive"),
        (lambda words: words["kinds"][0].update(request_kind="poems"), "which is not in force"),
        (lambda words: words["kinds"][0].update(numbers=["taxi"]), "no emergency number “taxi”"),
        (lambda words: words["kinds"][0]["sentence"].pop("ar"), "write what citizens read"),
        (lambda words: words["lists"][1].update(name=words["lists"][0]["name"]), "Two lists of words are called"),
        (lambda words: words["lists"][0].update(words={}), "has no words"),
        (lambda words: words.update(name={}), "need a name"),
        (lambda words: words.pop("kinds"), "cannot be read"),
    ],
)
def test_what_is_refused_says_why(change: Change, why: str) -> None:
    ready()
    assert why in " ".join(problems(Subject.DANGER, KEY, changed(change)))


@pytest.mark.parametrize(
    "named",
    [
        *(
            "moh",
            "MOE",
            "Khaled Al-Omari",
            "خالد",
            "Omari",
            "[hitting] khaled",
            "وزارة الأشغال",
            "وزارة الاشغال العامه",
        ),
        *("the teacher of Zarqa", "الزرقاء", "public works in zarqa"),
    ],
)
def test_a_name_of_a_person_an_agency_or_a_place_is_no_word_of_danger(named: str) -> None:
    land = ready()
    staff = hire(land, "central", username="khaled")
    staff.name = {"ar": "خالد العمري", "en": "Khaled Al-Omari"}
    staff.save()
    works = land.agencies["moe"]
    works.name = {"ar": "وزارة الأشغال العامة", "en": "Ministry of Public Works"}
    works.save()
    Area.objects.create(key="zarqa", name={"ar": "الزرقاء", "en": "Zarqa"})
    why = "is the name of a person, an agency or a place"
    assert why in " ".join(check(KEY, changed(lambda words: words["kinds"][0]["phrases"].append(named))))
    bare = named.replace("[hitting] ", "")
    assert why in " ".join(check(KEY, changed(lambda words: list_of(words, "child")["words"]["en"].append(bare))))


def test_what_the_platform_is_delivered_with_is_no_name_whoever_is_called_so() -> None:
    land = ready()
    staff = hire(land, "central", username="teacher")
    assert staff.name["en"] == "teacher"
    assert check(KEY, shipped()) == []


def test_it_is_published_with_the_numbers_that_it_names_and_they_stay() -> None:
    country()
    assert "An administrator must first enter the number" in " ".join(problems(Subject.DANGER, KEY, shipped()))
    say_emergency_numbers(NUMBERS, actor=Actor.operator)
    publish_one(Subject.DANGER, KEY, shipped())
    with pytest.raises(BodyRefused, match="citizens in danger see this number"):
        say_emergency_numbers({"emergency": "199"}, actor=Actor.operator)
    assert say_emergency_numbers({**NUMBERS, "family": "117"}, actor=Actor.operator)
    assert Platform.objects.get().emergency_numbers == {"emergency": "199", "family": "117"}
    for wrong in ({"emergency": "call us"}, {"taxi": "12"}):
        with pytest.raises(BodyRefused, match="isn’t a telephone number"):
            say_emergency_numbers({**NUMBERS, **wrong}, actor=Actor.operator)


def test_the_protected_form_to_which_it_leads_stays() -> None:
    ready()
    publish_one(Subject.DANGER, KEY, shipped())
    kind = DANGER_WORDS.in_force()
    assert set(kind) == {KEY}
    was = Version.objects.get(subject=Subject.KIND, key="rights", status="published")
    opened = draft(
        subject=Subject.KIND,
        key="rights",
        definition={**was.definition, "sensitive": False, "process": "inquiry", "routing": "main"},
        actor=Actor.operator,
    )
    with pytest.raises(NotPublishable, match="words of danger lead to its form"):
        publish(opened.pk, actor=Actor.operator)
    with pytest.raises(StillNamed):
        retire(was.pk, actor=Actor.operator)


WEAKER: list[Change] = [
    lambda words: words["kinds"].clear(),
    lambda words: words["kinds"].pop(),
    lambda words: words["kinds"][0]["phrases"].pop(0),
    lambda words: words["kinds"][0].update(request_kind="integrity"),
    lambda words: words["kinds"][0].update(numbers=[]),
    lambda words: list_of(words, "child")["words"]["ar"].pop(),
    lambda words: list_of(words, "things")["words"]["en"].append("teacher"),
    lambda words: words["lists"].remove(list_of(words, "child")),
]


@pytest.mark.parametrize("change", WEAKER)
def test_what_recognises_less_is_put_back_by_two(change: Change) -> None:
    held, weaker = shipped(), changed(change)
    assert list(weakened(Subject.DANGER, KEY, held, weaker))
    assert not list(weakened(Subject.LADDER, KEY, held, weaker))
    assert not list(weakened(Subject.DANGER, KEY, held, held))


def test_what_recognises_as_much_is_put_back_by_one() -> None:
    """A publication by two that took something away is taken back by one alone, and one that added something by two."""
    country()
    say_emergency_numbers(NUMBERS, actor=Actor.operator)
    publish_one(Subject.DANGER, KEY, shipped())
    publish_one(Subject.DANGER, KEY, changed(lambda words: words["kinds"][0]["phrases"].append("hits pupils")))
    current = Version.objects.get(subject=Subject.DANGER, status="published")
    former = Version.objects.get(subject=Subject.DANGER, status="retired")
    assert "always takes two people" in why_not_alone(former, by_two(current))
    publish_one(Subject.DANGER, KEY, shipped())
    current = Version.objects.get(subject=Subject.DANGER, status="published")
    former = Version.objects.get(subject=Subject.DANGER, number=2)
    assert why_not_alone(former, by_two(current)) == ""


def by_two(version: Version) -> Version:
    """As if one person had drafted it and another one published it."""
    version.drafted_by_id, version.published_by_id = 1, 2
    return version


def test_a_text_costs_one_statement_and_the_first_one_two(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ready()
    publish_one(Subject.DANGER, KEY, shipped())
    DANGER_WORDS._known.clear()
    with django_assert_num_queries(2):
        danger_table_in_force()
    with django_assert_num_queries(1):
        table = danger_table_in_force()
        assert table is not None
        assert find_danger("المعلم يضرب ابني", table) is not None


def test_the_definition_of_a_later_release_is_not_read() -> None:
    with pytest.raises(ValueError, match="format"):
        parse({**shipped(), "format": 2})
