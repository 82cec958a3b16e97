"""Databases of the last preview are known by all of their migrations, and by nothing less."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.operations.preview import (
    APPS,
    FIRST_MIGRATIONS,
    is_last_preview,
    named_as_today,
    record_first_migrations,
    refuse_to_migrate_preview,
)
from tests.workflows.migrations.last_preview import migrations

pytestmark = pytest.mark.django_db
OTHERS = {"auth.0001_initial", "wagtailcore.0001_initial"}


def recorded() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations() if app in APPS}


@pytest.fixture
def preview() -> None:
    """The database says that the preview's migrations are applied; the tables are the same."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=APPS).delete()
    for name in migrations():
        recorder.record_applied(*name.split("."))


def test_it_is_known_by_exactly_its_migrations() -> None:
    names = set(migrations())
    assert len(names) > 100
    assert is_last_preview(names)
    assert is_last_preview(names | OTHERS)
    assert not is_last_preview(names - {"workflows.0002_search_by_parts_of_words"})
    assert not is_last_preview(names | {"content.9999_of_tomorrow"})
    assert not is_last_preview(FIRST_MIGRATIONS)


def test_a_backup_of_it_is_read_by_the_names_of_today() -> None:
    assert named_as_today(OTHERS | set(migrations())) == OTHERS | FIRST_MIGRATIONS
    assert named_as_today(OTHERS | {"content.0001_pages"}) == OTHERS | {"content.0001_pages"}


def test_first_migrations_take_the_place_of_the_previews(preview: None) -> None:
    record_first_migrations()
    assert recorded() == FIRST_MIGRATIONS


def test_migrate_names_the_command_that_comes_first(preview: None) -> None:
    with pytest.raises(CommandError, match=r"manage\.py upgrade_from_preview"):
        refuse_to_migrate_preview()
    record_first_migrations()
    refuse_to_migrate_preview()


def test_another_release_is_refused_and_stays_as_it_is(preview: None) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="content").order_by("id")[:1].get().delete()
    before = recorded()
    with pytest.raises(CommandError, match="preview-last"):
        call_command("upgrade_from_preview")
    assert recorded() == before


def test_a_database_of_today_is_not_upgraded_again() -> None:
    with pytest.raises(CommandError, match="preview-last"):
        call_command("upgrade_from_preview")
