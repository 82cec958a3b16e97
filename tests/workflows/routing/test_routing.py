"""Which rule decides, and what a table must have before it is published."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.arabic import fold
from tests.scenes import ROUTING, country
from workflows.routing.checks import check_routing
from workflows.routing.decide import route
from workflows.routing.definition import parse


def facts(**known: str) -> Any:
    return lambda name: known.get(name, "")


def test_the_first_rule_that_holds_decides_and_says_its_name() -> None:
    table = parse(ROUTING)
    named = route(table, facts(agency="moe", subject_text="مستشفى"), fold=fold)
    words = route(table, facts(subject_text="في المُسْتَشفَى"), fold=fold)
    assert named is not None
    assert words is not None
    assert (named.rule, named.agency) == ("named", "moe")
    assert (words.rule, words.agency) == ("hospitals", "moh")
    assert route(table, facts(subject_text="شيء آخر"), fold=fold) is None


@pytest.mark.django_db
def test_a_broken_table_says_what_is_missing_and_where() -> None:
    country()
    assert check_routing("main", ROUTING) == []
    rule = {"key": "x", "name": {"ar": "س"}, "when": [], "to": {"agency": "nowhere"}}
    broken = {"name": {}, "rules": [rule, rule | {"when": [{"fact": "moon", "is": "equals", "value": ""}]}]}
    assert len(check_routing("main", broken)) == 8
    assert check_routing("main", {"name": {}, "rules": []}) != []
    assert check_routing("main", {"rules": [{"key": "x"}]}) != []
