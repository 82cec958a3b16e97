"""What is said of a table's order holds for every case there can be: compared with going through all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from permissions.arabic import fold
from workflows.facts.conditions import Condition, Value, facts_in, holds, parts_of, text_of
from workflows.facts.fact import FactType
from workflows.routing.analysis import Analysis, Finding, analyse
from workflows.routing.cutting import Known
from workflows.routing.decide import Routed, route
from workflows.routing.definition import NAMED, WORDS, Table, parse

TODAY = date(2026, 11, 26)
KNOWN = {
    "kind": Known(FactType.CHOICE, ("a", "b", "c"), always=True),
    "channel": Known(FactType.CHOICE, ("web", "call")),
    "agency": Known(FactType.AGENCY, ("moe", "moh")),
    "answer.sum": Known(FactType.MONEY),
    "answer.many": Known(FactType.CHOICES, ("x", "y")),
    "category": Known(FactType.CHOICES, ("roads", "holes", "water"), {"roads": ("holes",)}),
}
TEXTS = ("", "red", "blue", "red blue")
TREE: tuple[Value, ...] = ("", ("roads",), ("roads", "holes"), ("water",))
SUMS = ("", "0", "1", "1.5", "2", "3")
SEVERAL: tuple[Value, ...] = ("", ("x",), ("y",), ("x", "y"))


def cases(facts: frozenset[str]) -> Iterator[dict[str, Value]]:
    """Every case there can be, of the facts that a table asks for."""
    values: dict[str, tuple[Value, ...]] = {
        "kind": ("a", "b", "c"),
        "channel": ("", "web", "call"),
        "agency": ("", "moe", "moh"),
        "answer.sum": SUMS,
        "answer.many": SEVERAL,
        "category": TREE,
        WORDS: TEXTS,
    }
    asked = {name: there if name in facts else there[:1] for name, there in values.items()}
    for chosen in product(*asked.values()):
        yield {**dict(zip(asked, chosen, strict=True)), "subject": ""}


TEST = st.one_of(
    st.builds(
        lambda fact, test, value: {"fact": fact, "is": test, "value": value},
        st.sampled_from(["kind", "kind", "category"]),
        st.sampled_from(["one_of", "none_of"]),
        st.lists(st.sampled_from(["a", "b", "c", "roads", "holes"]), min_size=1, max_size=3),
    ),
    st.builds(
        lambda fact, test: {"fact": fact, "is": test},
        st.sampled_from(["channel", "agency", "answer.many"]),
        st.sampled_from(["given", "missing"]),
    ),
    st.builds(
        lambda test, value: {"fact": "answer.sum", "is": test, "value": [value]},
        st.sampled_from(["at_least", "at_most"]),
        st.sampled_from(["1", "2", "2.0"]),
    ),
    st.builds(
        lambda test, value: {"fact": "answer.many", "is": test, "value": value},
        st.sampled_from(["one_of", "none_of"]),
        st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=2, unique=True),
    ),
)
WORD = st.builds(
    lambda value: {"fact": WORDS, "is": "contains_any", "value": value},
    st.lists(st.sampled_from(["red", "blue"]), min_size=1, max_size=2, unique=True),
)


def tables(test: st.SearchStrategy[dict[str, Any]], *, reading: bool) -> st.SearchStrategy[Table]:
    whens = st.recursive(
        test,
        lambda inner: st.builds(
            lambda word, of: {word: of}, st.sampled_from(["all", "all", "any"]), st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=4,
    )
    rules = st.lists(st.tuples(whens, st.sampled_from(["moe", "moh", NAMED])), min_size=1, max_size=5)
    return rules.map(lambda found: table(found, reading=reading))


def table(rules: list[tuple[dict[str, Any], str]], *, reading: bool = False, **further: Any) -> Table:
    raw: dict[str, Any] = {
        "format": 2,
        "name": {},
        "rules": [
            {"key": f"r{number}", "name": {}, "when": when, "to": {"agency": agency}, **further}
            for number, (when, agency) in enumerate(rules)
        ],
    }
    if reading:
        raw["reading"] = {"place_words": {}, "weighing": 2}
    return parse(raw)


def analysed(found: Table, **further: Any) -> Analysis:
    return analyse(found, KNOWN, fold=fold, today=TODAY, **further)


def asked_of(found: Table) -> frozenset[str]:
    return frozenset(
        {test.fact for rule in found.rules for test in facts_in(rule.when)}
        | ({"agency"} if any(rule.agency == NAMED for rule in found.rules) else set())
    )


def never(found: Analysis) -> set[int]:
    return {finding.rule for finding in found.findings if finding.sign in ("dead", "never", "over")}


def plain(found: Table, case: Mapping[str, Value], asked: list[str]) -> Routed | None:
    """All rules one after the other, as it is said of a table."""

    def fact(name: str) -> Value:
        asked.append(name)
        return case[name]

    says = parts_of(fact, fold)
    for rule in found.rules:
        if holds(rule.when, fact, says=says):
            agency = text_of(fact("agency")) if rule.agency == NAMED else rule.agency
            if agency:
                words = tuple(number for number, word in enumerate(rule.words) if says(WORDS, (word,)))
                return Routed(rule.key, agency, words=words)
    return None


@settings(max_examples=30, deadline=None)
@given(tables(TEST, reading=False))
def test_of_rules_without_words_all_is_said_and_nothing_else(found: Table) -> None:
    decides: set[str] = set()
    left = 0
    said = analysed(found)
    whens = [each.what for each in said.untaken]
    for case in cases(asked_of(found)):
        to = route(found, case.__getitem__, fold=fold)
        if to is not None:
            decides.add(to.rule)
            continue
        left += 1
        assert any(holds(when, case.__getitem__, says=lambda *_: False) for when in whens) or not said.whole
    idle = {number for number, rule in enumerate(found.rules) if rule.key not in decides}
    several = "answer.many" in asked_of(found)  # what it can be lies in columns that depend on each other
    assert never(said) <= idle
    assert several or never(said) == idle
    assert several or bool(whens) == bool(left)


@settings(max_examples=30, deadline=None)
@given(st.one_of(tables(st.one_of(TEST, WORD), reading=False), tables(st.one_of(TEST, WORD), reading=True)))
def test_a_rule_that_is_said_never_to_decide_never_does(found: Table) -> None:
    idle = {found.rules[number].key for number in never(analysed(found))}
    for case in cases(asked_of(found)):
        to = route(found, case.__getitem__, fold=fold)
        assert to is None or to.rule not in idle


@settings(max_examples=30, deadline=None)
@given(tables(st.one_of(TEST, WORD), reading=False))
@example(
    table(
        [
            (
                {"any": [{"fact": "kind", "is": "given"}, {"fact": WORDS, "is": "contains_any", "value": ["red"]}]},
                "@agency",
            )
        ]
    )
)
def test_the_index_decides_as_going_through_all_rules_does_and_asks_the_same(found: Table) -> None:
    for case in cases(asked_of(found)):
        asked: list[str] = []
        indexed: list[str] = []

        def fact(name: str, case: Mapping[str, Value] = case, into: list[str] = indexed) -> Value:
            into.append(name)
            return case[name]

        assert route(found, fact, fold=fold) == plain(found, case, asked)
        assert dict.fromkeys(indexed) == dict.fromkeys(asked)


ANY_KIND = {"fact": "kind", "is": "given"}


def kind(*values: str) -> dict[str, Any]:
    return {"fact": "kind", "is": "one_of", "value": list(values)}


def words(*values: str) -> dict[str, Any]:
    return {"fact": WORDS, "is": "contains_any", "value": list(values)}


def signs(found: Analysis) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(finding.sign, finding.rule, finding.others) for finding in found.findings]


def test_the_rules_that_take_all_of_another_are_named() -> None:
    found = table([(kind("a"), "moe"), (kind("b", "c"), "moh"), ({"all": [ANY_KIND, words("red")]}, "moe")])
    assert signs(analysed(found)) == [("dead", 2, (0, 1))]


def test_words_that_a_rule_above_has_are_taken_and_an_exception_is_no_matter() -> None:
    found = table([(words("red", "blue"), "moe"), (words("red"), "moh"), (words("Blue", "green"), "moh")])
    assert signs(analysed(found)) == [("dead", 1, (0,)), ("partly", 2, (0,))]
    (share,) = analysed(found).of(2)
    assert share.share.conditions == (Condition(WORDS, "contains_any", ("blue",)),)
    special = table([(words("red"), "moe"), (words("red", "blue"), "moh")])
    assert signs(analysed(special)) == []


def test_rules_that_differ_in_one_fact_are_joined_where_nothing_stands_between_them() -> None:
    web, call = ({"fact": "channel", "is": "one_of", "value": [each]} for each in ("web", "call"))
    one, other = ({"all": [kind("a"), each]} for each in (web, call))
    assert signs(analysed(table([(one, "moe"), (other, "moe")]))) == [("join", 1, (0,))]
    asked: dict[str, Any] = {"fact": "answer.sum", "is": "at_least", "value": ["1"]}
    between = [(one, "moe"), (asked, "moh"), (other, "moe")]
    assert ("join", 2, (0,)) not in signs(analysed(table(between)))


def test_what_no_rule_takes_is_said_with_most_cases_first() -> None:
    found = table([(kind("a"), "moe")])
    fell = [{"kind": "c"}, {"kind": "c"}, {"kind": "b"}]
    (said,) = analysed(found, fell=fell).untaken
    assert said.what.conditions == (Condition("kind", "none_of", ("a",)),)
    assert said.cases == 3
    several = table([({"all": [kind("a"), {"fact": "channel", "is": "given"}]}, "moe"), (kind("b"), "moh")])
    first, second = analysed(several, fell=fell).untaken
    assert (first.cases, second.cases) == (2, 0)


def test_a_rule_whose_days_are_past_and_a_value_that_is_gone_are_said() -> None:
    past = table([(kind("a"), "moe")], until="2026-11-25")
    assert signs(analysed(past)) == [("over", 0, ())]
    later = table([(kind("a", "z"), "moe")], since="2027-01-01", until="2027-02-01")
    assert analysed(later).findings == [Finding("gone", 0, values=("z",))]


def test_a_rule_that_stands_for_a_time_takes_nothing_for_ever() -> None:
    raw = [(kind("a"), "moe"), (kind("a"), "moh")]
    lasting = table(raw).rules[1]
    for_a_time = table(raw[:1], until="2026-12-31").rules[0]
    found = Table({}, (for_a_time, lasting))
    assert never(analysed(found)) == set()
    assert route(found, {"kind": "a"}.__getitem__, fold=fold, day=date(2027, 1, 1)) == Routed("r1", "moh")
    assert route(found, {"kind": "a"}.__getitem__, fold=fold, day=date(2026, 12, 31)) == Routed("r0", "moe")


def test_a_rule_that_decided_nothing_lately_is_said_and_a_dead_one_but_once() -> None:
    found = table([(kind("a"), "moe"), (kind("b"), "moh"), (kind("a"), "moh")])
    assert signs(analysed(found, hits={"r0": 3})) == [("not_hit", 1, ()), ("dead", 2, (0,))]


def test_of_too_many_ors_nothing_is_said() -> None:
    either = {"any": [kind("a"), words("red"), {"fact": "channel", "is": "given"}]}
    found = table([({"all": [either] * 5}, "moe"), ({"all": []}, "moh")])
    assert signs(analysed(found)) == [("unclear", 0, ())]
