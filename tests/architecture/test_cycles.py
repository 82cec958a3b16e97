"""No module reaches itself by what it imports, also where an import hides in a function or is for types alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.sources import floor_modules, tree

Graph = Mapping[str, set[str]]


def imports(module: ast.Module) -> Iterator[str]:
    """Every dotted name that a module imports, wherever in it: ``a.b``, and ``a.b.c`` of ``from a.b import c``."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for each in node.names:
                yield f"{node.module}.{each.name}"


def graph() -> dict[str, set[str]]:
    """Each module with those of ours that it imports; a name that is no module stands for the module that holds it."""
    modules = floor_modules()
    found: dict[str, set[str]] = {}
    for name, path in modules.items():
        held = {each if each in modules else each.rpartition(".")[0] for each in imports(tree(path))}
        found[name] = (held & modules.keys()) - {name}
    return found


def circles(graph: Graph) -> list[list[str]]:
    """The groups of modules that reach each other (Tarjan), each in alphabetical order."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ones: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        open_ones.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in open_ones:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = open_ones.index(name)
            group = sorted(open_ones[at:])
            del open_ones[at:]
            if len(group) > 1:
                found.append(group)

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return sorted(found)


def test_no_modules_import_each_other_in_a_circle() -> None:
    found = graph()
    assert sum(len(others) for others in found.values()) > 1000
    assert circles(found) == []


@pytest.mark.parametrize(
    "source",
    [
        "from content.forms.page import FormPage",
        "import content.forms.page",
        "from content.forms import page",
        "def later():\n    from content.forms.page import FormPage",
        "if TYPE_CHECKING:\n    from content.forms.page import FormPage",
    ],
)
def test_every_way_of_importing_is_seen(source: str) -> None:
    assert any(name.startswith("content.forms.page") for name in imports(ast.parse(source)))


def test_a_circle_is_found_and_what_only_leads_to_it_is_not() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set(), "e": {"e"}}) == [["b", "c"]]
