"""Migrations after the first of each floor are run while the site runs: none stops it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, AlterField, CreateModel, RenameField
from django.db.migrations.state import ProjectState

from permissions.migration_operations import AddIndexLive
from tests.architecture.migration_lint import problems_of

OURS = ("permissions", "workflows", "content", "portal")
INDEX = models.Index(fields=["title"], name="book_by_title")


@pytest.mark.django_db  # migrations of wagtail-localize ask the database as they are read
def test_each_floor_begins_with_one_migration() -> None:
    loader = MigrationLoader(None)
    initial = sorted(key for key, migration in loader.disk_migrations.items() if key[0] in OURS and migration.initial)
    assert initial == sorted((app, "0001_initial") for app in OURS)


@pytest.mark.django_db
def test_no_migration_of_ours_stops_a_running_site() -> None:
    loader = MigrationLoader(None)
    problems = [
        problem
        for (app, _name), migration in sorted(loader.disk_migrations.items())
        if app in OURS and not migration.initial
        for problem in problems_of(migration, loader.project_state((app, migration.name), at_end=False))
    ]
    assert problems == []


def linted(operation: Any, *, atomic: bool = True) -> list[str]:
    change = type("Change", (Migration,), {"operations": [operation], "atomic": atomic})
    migration: Migration = change("0002_change", "library")
    state = ProjectState()
    fields: list[tuple[str, Any]] = [
        ("id", models.BigAutoField(primary_key=True)),
        ("title", models.CharField(max_length=20)),
    ]
    CreateModel("Book", fields).state_forwards("library", state)
    return list(problems_of(migration, state))


@pytest.mark.parametrize(
    ("operation", "advice"),
    [
        (AddField("book", "pages", models.IntegerField(default=0)), "db_default"),
        (AlterField("book", "title", models.CharField(max_length=10)), "rewritten"),
        (AlterField("book", "title", models.IntegerField()), "rewritten"),
        (AddIndex("book", INDEX), "AddIndexLive"),
        (AddIndexLive("book", INDEX), "atomic = False"),
        (AddConstraint("book", models.UniqueConstraint(fields=["title"], name="book_once")), "writers stop"),
        (RenameField("book", "title", "name"), "db_column"),
    ],
)
def test_what_would_stop_it_is_named_with_what_to_do(operation: Any, advice: str) -> None:
    (problem,) = linted(operation)
    assert advice in problem


@pytest.mark.parametrize(
    ("operation", "atomic"),
    [
        (AddField("book", "pages", models.IntegerField(null=True)), True),
        (AddField("book", "pages", models.IntegerField(default=0, db_default=0)), True),
        (AlterField("book", "title", models.CharField(max_length=40)), True),
        (AlterField("book", "title", models.TextField()), True),
        (AddIndexLive("book", INDEX), False),
    ],
)
def test_what_is_safe_is_not_named(operation: Any, *, atomic: bool) -> None:
    assert linted(operation, atomic=atomic) == []
