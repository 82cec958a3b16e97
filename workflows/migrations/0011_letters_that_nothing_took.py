"""A letter that nothing took, or that nobody may read any more, is not noted as delivered."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def give_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was noted as delivered although nobody was told.

    In one statement: PostgreSQL checks the keys of a row that is changed twice at the end of the transaction, and
    makes no index on a table that waits for that.
    """
    entries = apps.get_model("workflows", "OutboxEntry").objects.filter(problem__startswith="not sent:")
    entries.filter(delivered_at__isnull=False).update(unsent_at=F("delivered_at"), delivered_at=None)


def take_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As they were noted before."""
    entries = apps.get_model("workflows", "OutboxEntry").objects.filter(unsent_at__isnull=False)
    entries.update(delivered_at=F("unsent_at"), unsent_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0010_editions_by_definitions'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='outboxentry',
            name='outbox_waiting',
        ),
        migrations.AddField(
            model_name='outboxentry',
            name='unsent_at',
            field=models.DateTimeField(help_text='When it was given up; ``problem`` says why.', null=True),
        ),
        migrations.AlterField(
            model_name='outboxentry',
            name='delivered_at',
            field=models.DateTimeField(help_text='When a transport took it.', null=True),
        ),
        migrations.RunPython(give_up, take_back),
        migrations.AddIndex(
            model_name='outboxentry',
            index=models.Index(condition=models.Q(('delivered_at__isnull', True), ('unsent_at__isnull', True)), fields=['available_at', 'id'], name='outbox_still_waiting'),
        ),
        migrations.AddConstraint(
            model_name='outboxentry',
            constraint=models.CheckConstraint(condition=models.Q(('delivered_at__isnull', True), ('unsent_at__isnull', True), _connector='OR'), name='outbox_sent_or_unsent'),
        ),
        migrations.AddConstraint(
            model_name='outboxentry',
            constraint=models.CheckConstraint(condition=models.Q(('unsent_at__isnull', True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='outbox_unsent_for_a_reason'),
        ),
    ]
