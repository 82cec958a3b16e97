"""What behaves differently on PostgreSQL is tested there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import FLOORS, ROOT, floor_modules, tree
from tests.on_postgres import (
    EVERYWHERE,
    HERE_ALONE,
    LOWER_FLOORS,
    SAME_THERE,
    STAND_FOR,
    namesake_of,
    of_what_says_nothing,
    runs_on_postgres,
    speaking_modules,
    standing_for,
    ways_of_its_own,
)


def test_each_module_that_speaks_to_the_database_in_its_own_way_is_tested_there() -> None:
    """Where no tests have its name, ``STAND_FOR`` in ``tests/on_postgres.py`` says which stand for it."""
    for name in speaking_modules():
        path = ROOT / standing_for(name)
        assert path.is_file(), f"{name} says {', '.join(sorted(ways_of_its_own(tree(floor_modules()[name]))))}"
        assert touches_the_database(tree(path)), name
        assert runs_on_postgres(standing_for(name), commits=False), name


def touches_the_database(module: ast.Module) -> bool:
    words = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    fixtures = {node.arg for node in ast.walk(module) if isinstance(node, ast.arg)}
    return bool({"django_db"} & words or {"db", "transactional_db", "live_server", "child_environment"} & fixtures)


def test_the_lower_floors_are_tested_there_but_for_modules_that_say_nothing_of_their_own() -> None:
    for floor in LOWER_FLOORS:
        spoken = [
            name
            for name, path in floor_modules().items()
            if name.startswith(f"{floor}.") and ways_of_its_own(tree(path)) != set()
        ]
        assert len(spoken) > 10
        assert all(runs_on_postgres(namesake_of(name), commits=False) for name in spoken)
    silent = [path for path in (ROOT / "tests/workflows").rglob("test_*.py") if of_what_says_nothing(relative(path))]
    assert len(silent) > 10
    assert not any(runs_on_postgres(relative(path), commits=False) for path in silent)
    assert all(runs_on_postgres(relative(path), commits=True) for path in silent)
    assert runs_on_postgres(Path("tests/workflows/cases/test_side_by_side.py"), commits=False)
    assert set(LOWER_FLOORS) < set(FLOORS)


def relative(path: Path) -> Path:
    return path.relative_to(ROOT)


def test_nothing_is_named_that_is_not_there_or_says_nothing_of_its_own() -> None:
    assert set(STAND_FOR) <= set(speaking_modules())
    assert set(EVERYWHERE) & set(HERE_ALONE) == set()
    assert [path for path in (*EVERYWHERE, *HERE_ALONE, *SAME_THERE) if not (ROOT / path).is_file()] == []
    assert [path for path in SAME_THERE if of_what_says_nothing(Path(path))] == []


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("Case.objects.select_for_update().get()", "select_for_update"),
        ("rows.filter(name__ar__icontains=word)", "name__ar__icontains"),
        ("rows.order_by(F('due').asc(nulls_last=True))", "nulls_last"),
        ("connection.cursor()", "cursor"),
        ("if connection.vendor == 'sqlite': pass", "vendor"),
        ("models.JSONField()", "JSONField"),
        ("try:\n    save()\nexcept (KeyError, IntegrityError):\n    pass", "IntegrityError"),
        ("rows.annotate(month=TruncMonth('at'))", "TruncMonth"),
        ("class Folded(Func): pass", "Func"),
        ("rows.bulk_create(made, ignore_conflicts=True)", "ignore_conflicts"),
    ],
)
def test_a_way_of_its_own_is_seen(statement: str, word: str) -> None:
    assert ways_of_its_own(ast.parse(statement)) == {word}
    assert ways_of_its_own(ast.parse("Case.objects.filter(kind='x').order_by('-pk').exists()")) == set()
