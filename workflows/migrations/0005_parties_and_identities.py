"""Cases that accuse someone, cases whose citizen is hidden, and asking who it is."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0004_snapshots'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='confidential',
            field=models.BooleanField(default=False, help_text='The agency does not learn who filed it.', verbose_name='confidential'),
        ),
        migrations.AddField(
            model_name='case',
            name='guarded',
            field=models.BooleanField(default=False, help_text='Someone is shut out of it: see Party.', verbose_name='accuses someone'),
        ),
        migrations.AddField(
            model_name='work',
            name='guarded',
            field=models.BooleanField(default=False, help_text="The case's."),
        ),
        migrations.AlterField(
            model_name='caseevent',
            name='verb',
            field=models.CharField(choices=[('opened', 'filed'), ('assigned', 'assigned'), ('noted', 'internal note'), ('asked', 'question to the citizen'), ('citizen_answered', 'the citizen answered'), ('citizen_added', 'the citizen added information'), ('resumed', 'the count goes on'), ('replied', 'reply to the citizen'), ('decided', 'decided'), ('referred', 'referred'), ('escalated', 'escalated'), ('reminded', 'complaints unit reminded'), ('accepted', 'accepted by the citizen'), ('reopened', 'reopened by the citizen'), ('rated', 'rated'), ('withdrawn', 'withdrawn by the citizen'), ('closed', 'closed'), ('parties_set', 'persons concerned were set apart'), ('reader_named', 'one more person may read it'), ('reader_ended', 'a person may no longer read it'), ('identity_asked', 'identity asked for'), ('identity_opened', 'identity opened'), ('identity_refused', 'identity not opened'), ('handed_over', 'handed over to a successor')], max_length=20),
        ),
        migrations.CreateModel(
            name='IdentityRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='Which of the case it is, from 1: by it screens ask for it.')),
                ('asked_at', models.DateTimeField(verbose_name='asked on')),
                ('reason', models.TextField(verbose_name='reason')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered on')),
                ('answer', models.TextField(blank=True, verbose_name="the custodian's reason")),
                ('until', models.DateTimeField(help_text='None where it was refused.', null=True, verbose_name='open until')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identity_requests', to='workflows.case')),
            ],
            options={
                'verbose_name': 'request for an identity',
                'verbose_name_plural': 'requests for identities',
                'ordering': ['asked_at', 'id'],
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['asked_at'], name='identity_request_waiting')],
                'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='identity_request_once'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('until__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answered_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='identity_answered_by_another')],
            },
        ),
    ]
