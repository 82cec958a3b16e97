"""A piece of work knows in which branches of its process it lies, and a case where it was sent last."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0013_unit_for_sensitive_requests'),
        ('workflows', '0013_misrouted_by_the_rules'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='routed',
            field=models.ForeignKey(db_index=False, help_text='Where a rule or a referral sent it last: a step for the routed agency may come much later.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency'),
        ),
        migrations.AddField(
            model_name='work',
            name='branch',
            field=models.CharField(blank=True, help_text='In which branches of the process it lies, outermost first; mostly none.', max_length=140),
        ),
    ]
