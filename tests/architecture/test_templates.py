"""Who may draw: what is drawn lies on the floor above, so that the two lower floors say what is in it and no more."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import floor_modules, tree

LOWER = ("permissions", "workflows")


def drawing(module: ast.Module) -> Iterator[str]:
    """What a module would draw with: Django's template engine, the shortcut to it, the name of a template."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.startswith("django.template"))
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{each.name}" for each in node.names]
            yield from (name for name in names if f"{name}.".startswith(("django.template.", "django.shortcuts.")))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".html"):
            yield node.value


def test_the_two_lower_floors_draw_nothing() -> None:
    lower = {name: path for name, path in floor_modules().items() if name.startswith(LOWER)}
    assert len(lower) > 100
    assert [f"{name}: {found}" for name, path in lower.items() for found in drawing(tree(path))] == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.template.loader import render_to_string",
        "from django import template",
        "import django.template",
        "from django.shortcuts import render",
        "NAME = 'reports/monthly.html'",
    ],
)
def test_each_way_of_drawing_is_seen(line: str, tmp_path: Path) -> None:
    module = tmp_path / "below.py"
    module.write_text(line, encoding="utf-8")
    assert list(drawing(tree(module))) != []
