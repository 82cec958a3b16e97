"""The edition of the pages: a number that grows with whatever changes what is drawn on them, in any process.

Triggers of the database count it up, so that no road goes round it: the page editor, a translation, a name of a body, a
command, a line of SQL. It grows in the transaction of the change, and is seen with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page, Site

from content.directory.agency_contact import AgencyContact
from permissions.agencies.models import Agency
from permissions.areas.models import Area
from permissions.platform.models import Platform
from workflows.cases.models import RequestKind
from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.versions.models import Version

DRAWN: tuple[type[models.Model], ...] = (
    Page,
    Site,
    Locale,
    AbstractImage,
    Agency,
    AgencyContact,
    Area,
    Platform,
    RequestKind,
    Version,
    OpenPeriod,
    OpenBlock,
)
"""What pages are drawn of, with all that descends from it. The rest of a page is code and settings, and a process that
has others began with none kept."""

_FUNCTION = "insaf_new_edition"


class Edition(models.Model):
    """One row, made by the first change."""

    number = models.BigIntegerField()

    class Meta:
        app_label = "portal"
        default_permissions = ()


def current_edition() -> int:
    """One statement."""
    return Edition.objects.values_list("number", flat=True).first() or 0


def count_changes(*, using: str, **_signal: object) -> None:
    """Make the triggers in the database ``using``; those that stand already are left as they are.

    After each migration: SQLite drops a table's triggers when it remakes the table.
    """
    database = connections[using]
    there = set(database.introspection.table_names())
    if Edition._meta.db_table not in there:
        return
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN {_count_up()}; RETURN NULL; END $$"
            )
        for table in sorted(there.intersection(_tables())):
            for statement in _triggers(database, table):
                cursor.execute(statement)


def _tables() -> Iterator[str]:
    for model in apps.get_models():
        if issubclass(model, DRAWN):
            yield model._meta.db_table


def _triggers(database: BaseDatabaseWrapper, table: str) -> Iterator[str]:
    quote = database.ops.quote_name
    if database.vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE TRIGGER {quote(f'{table}_edition')} AFTER INSERT OR UPDATE OR DELETE "
            f"ON {quote(table)} FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
        )
        return
    for operation in ("INSERT", "UPDATE", "DELETE"):
        name = quote(f"{table}_edition_{operation.lower()}")
        yield f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {operation} ON {quote(table)} BEGIN {_count_up()}; END"


def _count_up() -> str:
    table = connection.ops.quote_name(Edition._meta.db_table)
    row = f"INSERT INTO {table} (id, number) VALUES (1, 1)"  # noqa: S608  a table of ours
    return f"{row} ON CONFLICT (id) DO UPDATE SET number = {table}.number + 1"
