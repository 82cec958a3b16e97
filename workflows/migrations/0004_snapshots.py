"""Frozen numbers of a period, and the files that are made of them."""

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
        ('workflows', '0003_search_in_open_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('monthly', 'monthly report'), ('yearly', 'yearly report')], max_length=10)),
                ('period', models.CharField(help_text='2026-10 or 2026.', max_length=7)),
                ('cut_off', models.DateTimeField()),
                ('definitions', models.PositiveSmallIntegerField(help_text='The version of the definitions that it was counted by.')),
                ('numbers', models.JSONField()),
                ('names', models.JSONField()),
                ('register_rows', models.PositiveIntegerField()),
                ('register_digest', models.CharField(max_length=64)),
                ('checksum', models.CharField(max_length=64)),
                ('audit_count', models.BigIntegerField()),
                ('audit_seal', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'snapshot',
                'verbose_name_plural': 'snapshots',
                'ordering': ['-cut_off', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('monthly', 'monthly report'), ('yearly', 'yearly report')], max_length=10)),
                ('period', models.CharField(max_length=7)),
                ('cut_off', models.DateTimeField()),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('xlsx', 'spreadsheet')], max_length=4)),
                ('language', models.CharField(max_length=2)),
                ('state', models.CharField(choices=[('waiting', 'being made'), ('made', 'ready'), ('failed', 'not made')], default='waiting', max_length=7)),
                ('problem', models.CharField(blank=True, choices=[('no_pango', 'The server lacks the library that draws PDF files. Please tell its operator.'), ('differs', 'The diary no longer says what was frozen. Please tell the operator, who can check it.'), ('unknown', 'Something went wrong. The operator finds in the log what it was.')], max_length=10)),
                ('storage_key', models.CharField(blank=True, max_length=200)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0, help_text='In bytes.')),
                ('requested_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(null=True)),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('snapshot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='workflows.snapshot')),
            ],
            options={
                'verbose_name': 'file of a report',
                'verbose_name_plural': 'files of reports',
                'ordering': ['format', 'language'],
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.UniqueConstraint(fields=('kind', 'period', 'cut_off'), name='snapshot_once_per_cut_off'),
        ),
        migrations.AddIndex(
            model_name='reportfile',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='report_file_waiting'),
        ),
        migrations.AddConstraint(
            model_name='reportfile',
            constraint=models.UniqueConstraint(fields=('kind', 'period', 'cut_off', 'format', 'language'), name='report_file_asked_once'),
        ),
        migrations.RunPython(add_triggers, migrations.RunPython.noop),
    ]
