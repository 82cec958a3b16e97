"""Which small wrong changes are made of a module, and which are not, since nothing could notice them."""

from __future__ import annotations

import pytest

from tests.architecture.sources import ROOT
from tests.mutants.changes import mutants
from tests.mutants.modules import MODULES


def words_of(source: str) -> list[str]:
    return [mutant.words for mutant in mutants(source, "it.py")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a < b", ["without a < b", "a < b → a <= b", "a < b → a >= b"]),
        ("x = a or b", ["a or b → a and b", "a or b → b", "a or b → a"]),
        (
            "x = a and b and c",
            [f"a and b and c → {other}" for other in ("a or b or c", "b and c", "a and c", "a and b")],
        ),
        ("x = not a", ["not a → a"]),
        ("x = a + 1", ["a + 1 → a - 1", "1 → 2"]),
        (
            "x = b <= a <= c",
            [f"b <= a <= c → {other}" for other in ("b < a <= c", "b > a <= c", "b <= a < c", "b <= a > c")],
        ),
        ("x = 'word'", ["'word' → 'word!'"]),
        ("x = True", ["True → False"]),
        ("x = None", []),
        ("x = a if b else c", ["a if b else c → a", "a if b else c → c"]),
        ("x = [a for a in b if a.c]", ["without a.c"]),
        ("if a:\n    b()", ["if a → True", "if a → False", "without b()"]),
        ("while a:\n    break", ["if a → False"]),
        ("def f():\n    return a", ["return a → return None"]),
        ("def f():\n    return", ["without return"]),
        ("def f():\n    yield a", ["without yield a"]),
        ("def f():\n    yield from a", ["without yield from a"]),
        ("def f():\n    raise A", ["without raise A"]),
        ("for a in b:\n    c += a", ["without for a in b:", "without c += a"]),
        ("match a:\n    case 'b':\n        pass", ["without case 'b'", "'b' → 'b!'"]),
    ],
)
def test_each_change_is_made(source: str, words: list[str]) -> None:
    assert words_of(source) == words


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "def f(a: int = None) -> Literal['x']: ...",
        "@dataclass(frozen=True, slots=True)\nclass A(Protocol): ...",
        "Act = Begin | Leave",
        "Test = Literal['one', 'two']",
        "Fact = Callable[[str], str]",
        "match a:\n    case _:\n        assert_never(a)",
    ],
)
def test_what_no_test_can_notice_is_left_alone(source: str) -> None:
    assert words_of(source) == []


def test_one_place_is_changed_at_a_time_and_set_right_again() -> None:
    results = []
    for mutant in mutants("x = 1\ny = 1", "it.py"):
        space: dict[str, int] = {}
        exec(mutant.code, space)  # noqa: S102  the line above
        results.append((mutant.line, space["x"], space["y"]))
    assert results == [(1, 2, 1), (2, 1, 2)]


def test_every_module_and_its_tests_are_there() -> None:
    assert [path for pair in MODULES.items() for path in (pair[0], *pair[1]) if not (ROOT / path).exists()] == []
