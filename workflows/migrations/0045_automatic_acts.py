"""What processes ask the platform to do by itself: a row each, written with the change that asks for it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0044_moving_plans'),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('event_number', models.PositiveIntegerField(help_text='The event by which it was asked for.')),
                ('step', models.CharField(max_length=60)),
                ('service', models.CharField(help_text='The name of the registered act.', max_length=60)),
                ('values', models.JSONField(default=dict, help_text='What the owner said, as it was then.')),
                ('created_at', models.DateTimeField()),
                ('available_at', models.DateTimeField(help_text='Not before this time; also moved on by a failed attempt.')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('done_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(help_text='When it was given up; ``problem`` says why.', null=True)),
                ('problem', models.CharField(blank=True, help_text='A code: why the last attempt came to nothing.', max_length=60)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='workflows.case')),
                ('work', models.ForeignKey(help_text='What waits for it; none: nothing does.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.work')),
            ],
            options={
                'verbose_name': 'automatic act',
                'verbose_name_plural': 'automatic acts',
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True), ('failed_at__isnull', True)), fields=['available_at', 'id'], name='call_to_be_done'), models.Index(condition=models.Q(('failed_at__isnull', False)), fields=['id'], name='call_given_up')],
                'constraints': [models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('failed_at__isnull', True), _connector='OR'), name='call_done_or_failed'), models.CheckConstraint(condition=models.Q(('failed_at__isnull', True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='call_failed_for_a_reason')],
            },
        ),
    ]
