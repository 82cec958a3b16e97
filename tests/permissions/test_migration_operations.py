"""Several models are created in one operation, with what belongs to them, and removed again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from permissions.migration_operations import AddIndexLive, CreateModels

TABLES = {"permissions_shelf", "permissions_book"}
OPERATION = CreateModels(
    [
        CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True))]),
        CreateModel(
            "Book",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("shelf", models.ForeignKey("permissions.Shelf", models.CASCADE)),
                ("title", models.CharField(max_length=20)),
            ],
            {
                "indexes": [models.Index(fields=["title"], name="book_by_title")],
                "constraints": [models.UniqueConstraint(fields=["shelf", "title"], name="book_once_a_shelf")],
            },
        ),
    ]
)


def tables() -> set[str]:
    with connection.cursor() as cursor:
        return TABLES & set(connection.introspection.table_names(cursor))


def indexes(table: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        return dict(connection.introspection.get_constraints(cursor, table))


@pytest.mark.django_db(transaction=True)
def test_tables_come_with_indexes_and_constraints_and_go_again() -> None:
    before, after = ProjectState(), ProjectState()
    OPERATION.state_forwards("permissions", after)
    with connection.schema_editor() as editor:
        OPERATION.database_forwards("permissions", editor, before, after)
    try:
        assert tables() == TABLES
        constraints = indexes("permissions_book")
        assert {"book_by_title", "book_once_a_shelf"} <= set(constraints)
        assert any(constraint["foreign_key"] for constraint in constraints.values())
    finally:
        with connection.schema_editor() as editor:
            OPERATION.database_backwards("permissions", editor, after, before)
    assert tables() == set()


@pytest.mark.django_db(transaction=True)
def test_an_index_is_added_while_others_write_and_taken_away() -> None:
    add = AddIndexLive("theme", models.Index(fields=["position"], name="theme_by_position"))
    before = MigrationLoader(None).project_state()
    after = before.clone()
    add.state_forwards("workflows", after)
    with connection.schema_editor(atomic=False) as editor:
        add.database_forwards("workflows", editor, before, after)
    try:
        assert "theme_by_position" in indexes("workflows_theme")
    finally:
        with connection.schema_editor(atomic=False) as editor:
            add.database_backwards("workflows", editor, after, before)
    assert "theme_by_position" not in indexes("workflows_theme")


def test_models_are_rendered_with_what_was_rendered_before() -> None:
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    OPERATION.state_forwards("permissions", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Shelf", "Book"}
    assert OPERATION.describe() == "Create 2 models"
