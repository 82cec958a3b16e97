"""A table of format 1 means in format 2 what it meant; conditions lie in one another there, and nothing is unknown."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from permissions.arabic import fold
from tests.scenes import ROUTING, country, publish_one
from workflows.routing.checks import check_routing
from workflows.routing.decide import Routed, route
from workflows.routing.definition import parse
from workflows.routing.upgrade import to_format_2
from workflows.versions.models import Subject, Version
from workflows.versions.raw import Malformed
from workflows.versions.references import problems

WATER = {"fact": "subject_text", "is": "contains_any", "value": ["water", "tap"]}
NORTH = {"fact": "where", "is": "contains_any", "value": ["Irbid"]}
CALLED = {"fact": "channel", "is": "one_of", "value": ["call"]}


def table(*whens: dict[str, Any], weighs: bool = False) -> Any:
    rules = [
        {"key": f"r{place}", "name": {}, "when": when, "to": {"agency": f"body{place}"}}
        for place, when in enumerate(whens)
    ]
    reading = {"reading": {"place_words": {"en": ["near"]}}} if weighs else {}
    return parse({"format": 2, "name": {}, **reading, "rules": rules})


def gone(table: Any, subject: str, **known: str) -> Routed | None:
    facts = {"subject": subject, "subject_text": subject, "where": subject, **known}
    return route(table, lambda name: facts.get(name, ""), fold=fold)


@pytest.mark.parametrize("weighs", [False, True])
def test_conditions_lie_in_one_another(weighs: bool) -> None:
    one = table({"all": [WATER, {"any": [NORTH, CALLED]}]}, weighs=weighs)
    assert gone(one, "No water") is None
    assert gone(one, "No water", channel="call") == Routed("r0", "body0", words=(0,))
    assert gone(one, "Tap dry, Irbid") == Routed("r0", "body0", words=(1,))
    assert gone(one, "Irbid", channel="call") is None


@pytest.mark.parametrize("weighs", [False, True])
def test_a_rule_that_holds_without_words_needs_none(weighs: bool) -> None:
    either = table({"any": [WATER, CALLED]}, {"fact": "kind", "is": "given"}, weighs=weighs)
    assert gone(either, "No water", kind="complaint") == Routed("r0", "body0", words=(0,))
    assert gone(either, "No light", kind="complaint", channel="call") == Routed("r0", "body0")
    assert gone(either, "No light", kind="complaint") == Routed("r1", "body1")


def test_a_weighed_rule_with_two_lists_of_words_needs_one_of_each_that_it_asks() -> None:
    light = {"fact": "subject_text", "is": "contains_any", "value": ["light"]}
    both, either = table({"all": [WATER, light]}, weighs=True), table({"any": [WATER, light]}, weighs=True)
    assert gone(both, "No light") is None
    assert gone(both, "No light, no water") == Routed("r0", "body0", words=(0, 2))
    assert gone(either, "No light") == Routed("r0", "body0", words=(2,))
    assert gone(either, "Near the light") is None, "that is a place"


def drawn(rng: Random) -> dict[str, Any]:
    """A table of format 1, as any could have been published."""

    def test() -> dict[str, Any]:
        kind = rng.choice(["equals", "one_of", "contains_any", "given"])
        fact = rng.choice(["subject_text", "where", "channel", "kind", "agency"])
        value: Any = rng.sample(["water", "tap", "call", "moh"], 2)
        raw = {"fact": fact, "is": kind}
        return raw if kind == "given" else raw | {"value": value[0] if kind == "equals" else value}

    rules = [
        {
            "key": f"r{place}",
            "name": {"ar": "ق"},
            "when": [test() for _test in range(rng.randint(1, 3))],
            "to": {"agency": rng.choice(["@agency", "moh", "moe"])} | ({"process": "x"} if rng.random() < 0.2 else {}),
        }
        for place in range(rng.randint(1, 6))
    ]
    reading = {"reading": {"place_words": {"en": ["near"]}}} if rng.random() < 0.5 else {}
    return {"name": {"ar": "ج"}, **reading, "rules": rules}


def former(raw: dict[str, Any], facts: dict[str, str]) -> Routed | None:
    """Which rule of a table without a reading decided in format 1, written down once more from what it said."""
    for rule in raw["rules"]:
        if all(_held(test, facts) for test in rule["when"]):
            agency = facts["agency"] if rule["to"]["agency"] == "@agency" else rule["to"]["agency"]
            of_words = [
                each for each in rule["when"] if each["fact"] == "subject_text" and each["is"] == "contains_any"
            ]
            words = [word for each in of_words for word in each["value"]]
            found = tuple(place for place, word in enumerate(words) if word in facts["subject_text"])
            if agency:
                return Routed(rule["key"], agency, rule["to"].get("process"), found)
    return None


def _held(test: dict[str, Any], facts: dict[str, str]) -> bool:
    value = facts[test["fact"]]
    match test["is"]:
        case "given":
            return bool(value)
        case "equals":
            return bool(value == test["value"])
        case "one_of":
            return value in test["value"]
        case _:
            return any(word in value for word in test["value"])


def test_what_was_published_in_format_1_decides_as_it_did() -> None:
    rng = Random(20261126)  # noqa: S311  the same tables each time
    decided = 0
    for _table in range(400):
        raw = drawn(rng)
        upgraded = to_format_2(raw)
        assert parse(upgraded) == parse(raw)
        if "reading" in raw:
            continue
        facts = {name: rng.choice(["", "water", "call", "moh", "no tap"]) for name in ("where", "channel", "kind")}
        facts |= {"agency": rng.choice(["", "moh"]), "subject_text": rng.choice(["water", "a tap", "light"])}
        found = route(parse(raw), facts.__getitem__, fold=str)
        assert found == former(raw, facts)
        decided += found is not None
    assert decided > 50


Spoil = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("place", "spoil"),
    [
        ("format: newer", lambda raw: raw.update(format=3)),
        ("format: wrong", lambda raw: raw.update(format="2")),
        ("colour: unknown", lambda raw: raw.update(colour="red")),
        ("reading.weights: unknown", lambda raw: raw.update(reading={"place_words": {}, "weights": {}})),
        ("rules[0].then: unknown", lambda raw: raw["rules"][0].update(then="x")),
        ("rules[1].to.post: unknown", lambda raw: raw["rules"][1]["to"].update(post="x")),
        ("rules[0].to.agency: missing", lambda raw: raw["rules"][0]["to"].pop("agency")),
        ("rules[1].when: wrong", lambda raw: raw["rules"][1].update(when=[{"fact": "kind", "is": "given"}])),
        ("rules[1].when: wrong", lambda raw: raw["rules"][1].update(when={"fact": "kind", "is": "equals"})),
        ("rules[0].name: wrong", lambda raw: raw["rules"][0].update(name="x")),
    ],
)
def test_what_is_not_understood_is_refused_and_said_where(place: str, spoil: Spoil) -> None:
    raw = copy.deepcopy(to_format_2(ROUTING))
    parse(raw)
    spoil(raw)
    with pytest.raises(Malformed) as refused:
        parse(raw)
    assert str(refused.value) == place


@pytest.mark.django_db
def test_a_table_of_format_1_stays_as_it_is_and_can_be_published_again() -> None:
    country()
    version = Version.objects.get(subject=Subject.ROUTING, key="main", number=1)
    assert version.definition == ROUTING
    assert problems(Subject.ROUTING, "main", ROUTING) == problems(Subject.ROUTING, "main", to_format_2(ROUTING)) == []
    publish_one("routing", "main", to_format_2(ROUTING))
    assert check_routing("main", {**to_format_2(ROUTING), "colour": "red"}) != []
