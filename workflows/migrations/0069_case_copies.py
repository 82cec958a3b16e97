"""Copies of cases that take the queue."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0068_consultations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Random, for addresses.', max_length=32, unique=True)),
                ('language', models.CharField(max_length=2)),
                ('inside', models.BooleanField(default=False)),
                ('who', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('waiting', 'being made'), ('made', 'ready'), ('failed', 'not made')], default='waiting', max_length=7)),
                ('problem', models.CharField(blank=True, choices=[('no_pango', 'The server lacks the library that draws PDF files. Please tell its operator.'), ('differs', 'The diary no longer says what was frozen. Please tell the operator, who can check it.'), ('unknown', 'Something went wrong. The operator finds in the log what it was.')], max_length=10)),
                ('storage_key', models.CharField(blank=True, max_length=200)),
                ('requested_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.case')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['requested_at'], name='case_copy_by_time')],
            },
        ),
    ]
