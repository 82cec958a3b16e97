"""Jobs of people: one act for many requests that somebody chose, of no version."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0060_views_of_the_inbox"),
    ]

    operations = [
        migrations.AlterField(
            model_name='job',
            name='kind',
            field=models.CharField(choices=[('effect', 'what it would change on open cases'), ('redate', 'open deadlines re-dated'), ('trial', 'tried on the past'), ('retrace', 'requests of the past led through it again'), ('foresee', 'what a plan would move'), ('move', 'running requests moved to it'), ('together', 'one act for many requests')], max_length=10),
        ),
        migrations.AlterField(
            model_name='job',
            name='version',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to='workflows.version'),
        ),
    ]
