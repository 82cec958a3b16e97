import django.utils.timezone
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db import migrations, models


def begin(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Cases of before get their rows from the queue, part by part."""
    newest = apps.get_model("workflows", "Case").objects.aggregate(newest=models.Max("pk"))["newest"]
    if newest is not None:
        apps.get_model("workflows", "MakingAnew").objects.create(before=newest + 1)


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0079_rows_of_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name='MakingAnew',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.BigIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='standing',
            name='memory',
            field=models.JSONField(default=dict, help_text='What the next act must know, of the last row alone: see figures.fold.'),
        ),
        migrations.AddField(
            model_name='standing',
            name='opened_at',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text='Since when it counts: its filing, or its release.'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='standing',
            name='in_time',
            field=models.BooleanField(help_text='First decided within it; null while it is not decided.', null=True),
        ),
        migrations.AlterField(
            model_name='standing',
            name='limited',
            field=models.BooleanField(default=False, help_text='Decided, or warned of, under an overall limit.'),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
