"""The periods whose figures are open to everybody."""

import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions.audit import triggers


def add_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.create(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0087_editions_signed_and_sent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('monthly', 'monthly report'), ('yearly', 'yearly report')], max_length=10)),
                ('period', models.CharField(help_text='2026-10 or 2026.', max_length=7)),
                ('told', models.JSONField()),
                ('names', models.JSONField()),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.snapshot')),
            ],
            options={
                'verbose_name': 'open figures of a period',
                'verbose_name_plural': 'open figures of periods',
                'ordering': ['-period'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'period'), name='period_opened_once')],
            },
        ),
        migrations.RunPython(add_triggers, migrations.RunPython.noop),
    ]
