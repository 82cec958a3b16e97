"""The import contracts say what they seem to say: a misspelt name in them would only be warned about."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.sources import FLOORS, ROOT, floor_modules, imported, tree

HOMES = {
    "viewflow": "workflows.processes",
    "guardian": "permissions.access",
    "weasyprint": "workflows.reports",
    "sklearn": "workflows.suggestions",
    "django_q": "portal.queue",
}


def contracts() -> list[dict[str, Any]]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = configuration["tool"]["importlinter"]["contracts"]
    return found


def named_modules() -> Iterator[str]:
    for contract in contracts():
        containers = contract.get("containers", [""])
        for field in ("layers", "allowed_importers", "protected_modules", "source_modules", "forbidden_modules"):
            for entry in contract.get(field, []):
                for name in entry.replace(":", "|").split("|"):
                    yield from (f"{container}.{name.strip()}".strip(".") for container in containers)


@pytest.mark.parametrize("name", sorted(name for name in set(named_modules()) if "*" not in name))
def test_every_module_that_a_contract_names_is_there(name: str) -> None:
    assert importlib.util.find_spec(name) is not None


@pytest.mark.parametrize("pattern", sorted(name for name in set(named_modules()) if "*" in name))
def test_every_pattern_in_a_contract_meets_a_module(pattern: str) -> None:
    before, after = pattern.split("*")
    assert [name for name in floor_modules() if name.startswith(before) and name.endswith(after)] != []


def test_no_contract_makes_an_exception() -> None:
    assert [contract["id"] for contract in contracts() if "ignore_imports" in contract] == []


def test_the_topics_of_every_floor_are_all_in_order() -> None:
    exhaustive = {contract["containers"][0] for contract in contracts() if contract.get("exhaustive")}
    assert exhaustive == set(FLOORS)


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_with_one_home_is_imported_there_only_and_has_its_contract(library: str) -> None:
    """import-linter refuses a contract about what nobody imports, so each comes with the first import."""
    users = {name for name, path in floor_modules().items() if library in imported(tree(path))}
    assert [name for name in users if not f"{name}.".startswith(f"{HOMES[library]}.")] == []
    protected = {
        contract["protected_modules"][0]: contract["allowed_importers"]
        for contract in contracts()
        if contract["type"] == "protected"
    }
    assert protected.get(library) == ([HOMES[library]] if users else None)
