"""Tests share what modules named by their idea hold, and never one another."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, kept_files, tree


def modules_named(module: ast.Module) -> Iterator[str]:
    """Every module that is imported, and every name that is imported from one, which may be a module too."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def of_a_test(name: str) -> bool:
    return name.startswith("tests.") and any(part.startswith("test_") for part in name.split("."))


def test_no_module_imports_from_one_of_tests() -> None:
    ours = [path for path in kept_files() if path.parts[0] == "tests" and path.suffix == ".py"]
    assert len(ours) > 300
    assert [
        (path.as_posix(), name) for path in ours for name in modules_named(tree(ROOT / path)) if of_a_test(name)
    ] == []


@pytest.mark.parametrize(
    "statement", ["from tests.a.test_b import c", "from tests.a import test_b", "import tests.a.test_b as b"]
)
def test_what_is_forbidden_is_seen(statement: str) -> None:
    assert [name for name in modules_named(ast.parse(statement)) if of_a_test(name)] != []
