"""Columns of words are read and written by attributes alone: past them stands ciphertext, and goes plain text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.architecture.sources import floor_modules, tree
from workflows.cases.hiding import OF_ALL, OF_HIDDEN
from workflows.cases.models import Case
from workflows.cases.models.encrypted import EncryptedRow, encrypted_columns

ENCRYPTED = [model for model in apps.get_app_config("workflows").get_models() if issubclass(model, EncryptedRow)]
COLUMNS = {model.__name__: encrypted_columns(model) for model in ENCRYPTED}
MANAGERS = {
    str(relation.get_accessor_name()): model.__name__
    for model in ENCRYPTED
    for field in model._meta.fields
    if (relation := field.remote_field) is not None and not relation.hidden
}
"""By what rows of these are had from others (``case.messages``), and which they are."""
WAYS = {
    *("values", "values_list", "filter", "exclude", "get", "order_by", "update", "annotate", "aggregate", "distinct"),
    *("in_bulk", "get_or_create", "update_or_create", "bulk_update", "dates", "only"),
}
RELATED = {"case": "Case", **MANAGERS}
ALLOWED = {
    # Of ordinary cases alone, whose words are plain: 20,000 of them are read at once, as numbers to learn from.
    ("workflows.suggestions.past", "text"),
    # Yes and no, the flags of a process, are kept as they are.
    ("workflows.cases.flags", "value"),
}


EMPTIED_BY = "workflows.cases.wiping"
"""It empties columns, whatever stands there."""


def past_the_attribute(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Each column of words that a query of a module names, and the line."""
    kept = _kept_in(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WAYS:
            asked = _asked(node.func.value)
            columns = COLUMNS.get(kept.get(asked, asked), frozenset())
            for name in _named(node):
                first, *rest = name.lstrip("-").split("__")
                if first in columns or (first in RELATED and rest and rest[0] in COLUMNS[RELATED[first]]):
                    yield (first if first in columns else rest[0]), node.lineno


def _kept_in(module: ast.Module) -> dict[str, str]:
    """The names of a module that stand for a query, each with the model that it asks."""
    found: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            asked = _asked(node.value)
            if found.get(asked, asked) in COLUMNS:
                found[node.targets[0].id] = found.get(asked, asked)
    return found


def _asked(node: ast.expr) -> str:
    """The model that a chain of calls begins with, or whose rows a related manager gives."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            return MANAGERS[node.attr]
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _named(call: ast.Call) -> Iterator[str]:
    yield from (each.arg for each in call.keywords if each.arg)
    for argument in call.args:
        for each in ast.walk(argument):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value
            if isinstance(each, ast.keyword) and each.arg:
                yield each.arg


def test_no_query_names_a_column_of_words() -> None:
    found = [
        f"{name}:{line}: {column}"
        for name, path in floor_modules().items()
        for column, line in past_the_attribute(tree(path))
        if (name, column) not in ALLOWED and name != EMPTIED_BY
    ]
    assert found == []


def test_each_of_them_is_encrypted_when_a_case_is_hidden_and_asked_for_by_verify() -> None:
    assert {Case, *OF_ALL, *OF_HIDDEN} == set(ENCRYPTED)


def test_what_is_allowed_is_there() -> None:
    found = {(name, column) for name, path in floor_modules().items() for column, _ in past_the_attribute(tree(path))}
    assert found >= ALLOWED


def test_no_statement_of_ours_names_such_a_table() -> None:
    ours = apps.get_app_config("workflows").get_models()
    tables = "|".join(model._meta.db_table for model in ours if model.__name__ in COLUMNS)
    written = re.compile(rf"\b(SELECT|UPDATE|INSERT|FROM)\b.*\b({tables})\b")
    found = [
        f"{name}: {node.value}"
        for name, path in floor_modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and written.search(node.value)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "Message.objects.filter(case=1).values_list('case_id', 'text')",
        "Person.objects.filter(email='x')",
        "Person.objects.order_by('-name')",
        "case.messages.filter(public=True).values('text')",
        "Case.objects.filter(person__phone='1')",
        "Case.objects.filter(Q(subject__contains='x'))",
        "Work.objects.filter(case__subject='x')",
        "Person.objects.filter(pk=1).update(name='x')",
        "File.objects.only('name')",
        "IdentityRequest.objects.exclude(answer='')",
        "case.erasure_requests.filter(reason='x')",
        "said = Message.objects.filter(case=1)\nfirst = said.values('text')[:1]",
    ],
)
def test_such_a_query_is_seen(line: str) -> None:
    assert list(past_the_attribute(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    ["Person.objects.filter(phone_blind='x')", "Agency.objects.filter(name='x')", "Message.objects.filter(kind='x')"],
)
def test_others_are_none(line: str) -> None:
    assert not list(past_the_attribute(ast.parse(line)))
