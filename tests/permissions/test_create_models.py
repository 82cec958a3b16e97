"""Several models are created in one operation, with what belongs to them, and removed again."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from permissions.create_models import CreateModels

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


@pytest.mark.django_db(transaction=True)
def test_tables_come_with_indexes_and_constraints_and_go_again() -> None:
    before, after = ProjectState(), ProjectState()
    OPERATION.state_forwards("permissions", after)
    with connection.schema_editor() as editor:
        OPERATION.database_forwards("permissions", editor, before, after)
    try:
        assert tables() == TABLES
        with connection.cursor() as cursor:
            constraints = connection.introspection.get_constraints(cursor, "permissions_book")
        assert {"book_by_title", "book_once_a_shelf"} <= set(constraints)
        assert any(constraint["foreign_key"] for constraint in constraints.values())
    finally:
        with connection.schema_editor() as editor:
            OPERATION.database_backwards("permissions", editor, after, before)
    assert tables() == set()


def test_models_are_rendered_with_what_was_rendered_before() -> None:
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    OPERATION.state_forwards("permissions", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Shelf", "Book"}
    assert OPERATION.describe() == "Create 2 models"
