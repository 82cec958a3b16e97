"""Jobs over many cases: what a draft would change, open deadlines re-dated, a draft tried on the past."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0026_warnings_and_limits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('effect', 'what it would change on open cases'), ('redate', 'open deadlines re-dated'), ('trial', 'tried on the past')], max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('choices', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', 'under way'), ('done', 'done'), ('failed', 'not done')], default='waiting', max_length=10)),
                ('cursor', models.BigIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0, help_text='Cases that were seen to.')),
                ('total', models.PositiveIntegerField(help_text='Cases to see to, once they are counted.', null=True)),
                ('found', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to='workflows.version')),
            ],
            options={
                'verbose_name': 'job',
                'verbose_name_plural': 'jobs',
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='job_waiting')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'version', 'digest'), name='job_asked_once')],
            },
        ),
    ]
