"""A row for each case with the words by which it is found, and its index. Rows of older cases are made bit by bit."""

from __future__ import annotations

import django.db.models.deletion
import workflows.search.models
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from workflows.search import indexes


def make_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    indexes.make(schema_editor.connection)


def drop_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    indexes.drop(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0054_devices_for_notices'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseWords',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='found_by', serialize=False, to='workflows.case')),
                ('at', workflows.search.models.TokensField(help_text='The ids of the bodies where it lies.')),
                ('words', workflows.search.models.TokensField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
