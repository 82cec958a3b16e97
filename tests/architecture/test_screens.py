"""A screen is safe by birth: it asks for a right before anything else, and finds cases by what that right reaches."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from portal.admin_screens.fence import right_for
from portal.admin_screens.screen import StaffScreen
from tests.architecture.sources import floor_modules, tree

TABLES = {"Case", "CaseEvent", "Work", "Deadline", "Person", "Message", "Answer", "File", "IdentityRequest"}
# Channels that read a table of cases themselves, each with its reason.
ALLOWED = {
    # The auditor's trail names any case by its number, and tells why an identity was asked for.
    "portal.audit_screen.filter": {"Case"},
    "portal.audit_screen.rows": {"Case", "CaseEvent", "IdentityRequest"},
    "portal.audit_screen.looked_rows": {"Case"},
    # Citizens have no right: they prove a secret, or hold a signed link.
    "portal.citizen.filed": {"Case"},
    "portal.citizen.follow": {"Case"},
    # Those whose secret was proved, or that are among the requests of who is signed in.
    "portal.citizen.own_data": {"Case"},
    # For a command on the machine, whose operator has every right; what is read so is noted.
    "portal.citizen.personal_data": {"Person"},
    # Each within a query of the rows that a right reaches: some of these in another order, and which came lately.
    "portal.desk.bands": {"Work"},
    "portal.desk.news_screen": {"CaseEvent"},
}
CHANNELS = (
    "citizen",
    "desk",
    "call_centre",
    "identities",
    "erasures",
    "studio",
    "reports",
    "audit_screen",
    "people_admin",
    "who_may_what",
    "letter_log",
    "service_log",
    "suggesting",
)


def read(module: ast.Module) -> set[str]:
    """The tables of cases that a module asks for rows of, whosever they are."""
    managers = ("objects", "_default_manager", "_base_manager")
    found = (each.value for each in ast.walk(module) if isinstance(each, ast.Attribute) and each.attr in managers)
    return {each.id for each in found if isinstance(each, ast.Name) and each.id in TABLES}


def test_screens_find_cases_by_what_a_right_reaches() -> None:
    found = {
        name: read(tree(path))
        for name, path in floor_modules().items()
        if name.startswith(tuple(f"portal.{channel}" for channel in CHANNELS))
    }
    assert {name: tables for name, tables in found.items() if tables} == ALLOWED


@pytest.mark.parametrize("line", ["Case.objects.get(pk=1)", "rows = Work._default_manager.all()"])
def test_a_screen_that_asks_for_any_row_is_seen(line: str) -> None:
    assert len(read(ast.parse(line))) == 1


def ours(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The addresses of the admin that lead to our own code."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from ours(pattern, route)
        elif route.startswith("admin/") and pattern.callback.__module__.startswith("portal."):
            yield route, pattern


def test_every_screen_of_ours_in_the_admin_asks_for_a_right_itself() -> None:
    """Or stands in a declared room of Wagtail's, whose right the fence asks for."""
    found = dict(ours(get_resolver()))
    assert len(found) > 40
    alone = {
        route
        for route, pattern in found.items()
        if not issubclass(getattr(pattern.callback, "view_class", object), StaffScreen)
    }
    assert [route for route in alone if right_for(f"/{route}") is None] == []
