"""On PostgreSQL what stands and what stood are two partitions of one table: most figures ask for what stands alone."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "workflows_standing"


DIVIDED = (
    f"CREATE TABLE {TABLE}_anew (LIKE {TABLE}) PARTITION BY RANGE (until)",
    f"CREATE TABLE {TABLE}_now PARTITION OF {TABLE}_anew FOR VALUES FROM ('9999-12-31 00:00+00') TO (MAXVALUE)",
    f"CREATE TABLE {TABLE}_past PARTITION OF {TABLE}_anew DEFAULT",
)
WHOLE = (f"CREATE TABLE {TABLE}_anew (LIKE {TABLE})",)


def divide(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The same table again in two partitions."""
    _make_anew(editor, DIVIDED, key="id, until")


def join(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """One table again."""
    _make_anew(editor, WHOLE, key="id")


def _make_anew(editor: BaseDatabaseSchemaEditor, made: tuple[str, ...], *, key: str) -> None:
    """The table as ``made``, with all that hangs on it; the key that numbers rows goes on."""
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype NOT IN ('p', 'n') ORDER BY conname",
            [TABLE],
        )
        constraints = cursor.fetchall()
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass)"
            " ORDER BY indexname",
            [TABLE, TABLE],
        )
        indexes = [definition.replace(" ON ONLY ", " ON ") for (definition,) in cursor.fetchall()]
    for statement in (
        *made,
        f"INSERT INTO {TABLE}_anew SELECT * FROM {TABLE}",  # noqa: S608  names of ours
        f"DROP TABLE {TABLE}",
        f"ALTER TABLE {TABLE}_anew RENAME TO {TABLE}",
        f"CREATE SEQUENCE {TABLE}_id_seq OWNED BY {TABLE}.id",
        f"SELECT setval('{TABLE}_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM {TABLE}), false)",  # noqa: S608  names of ours
        f"ALTER TABLE {TABLE} ALTER COLUMN id SET DEFAULT nextval('{TABLE}_id_seq')",
        f"ALTER TABLE {TABLE} ADD PRIMARY KEY ({key})",
        *(f'ALTER TABLE {TABLE} ADD CONSTRAINT "{name}" {definition}' for name, definition in constraints),
        *indexes,
    ):
        editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0080_rows_of_figures_remember"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='standing',
            name='standing_last_of_case',
        ),
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_of_case',
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('case', 'until'), name='standing_until_once'),
        ),
        migrations.RunPython(divide, join),
    ]
