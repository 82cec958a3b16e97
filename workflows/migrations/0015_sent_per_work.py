"""Where it was sent and how often stands with each piece of work."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0014_one_time_links'),
        ('workflows', '0014_branches_and_routed'),
    ]

    operations = [
        migrations.AddField(
            model_name='work',
            name='referrals',
            field=models.PositiveSmallIntegerField(default=0, help_text='How often it was sent on so far.'),
        ),
        migrations.AddField(
            model_name='work',
            name='routed',
            field=models.ForeignKey(db_index=False, help_text='Where a rule or a referral sent it last: a step for the routed agency may come much later.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency'),
        ),
    ]
