"""Saved reports, when they are sent, their files and kept tables; the kind of notice that tells of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0037_reading'),
        ("workflows", "0082_measures_and_segments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('assigned', 'A request was assigned to me'), ('arrived', 'A request has come to me'), ('escalated', 'A request was escalated to me'), ('due', 'A date is near, or has passed'), ('citizen', 'A citizen wrote'), ('consulted', 'A statement between agencies'), ('mentioned', 'A colleague mentioned me'), ('watched', 'Something changed on a request that I watch'), ('draft', 'A draft of the rules waits for a second person'), ('access', 'Identities, readers by name, and what is lent to me'), ('job', 'Work over many requests is done'), ('report', 'A report that is sent to me')], max_length=10),
        ),
        migrations.CreateModel(
            name='KeptTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('reach', models.CharField(max_length=64)),
                ('language', models.CharField(max_length=2)),
                ('question', models.JSONField()),
                ('agencies', models.JSONField(help_text='Ids; null: all.', null=True)),
                ('table', models.JSONField()),
                ('reckoned_at', models.DateTimeField()),
                ('looked_at', models.DateTimeField()),
                ('wanted', models.BooleanField(default=False)),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('wanted', True)), fields=['id'], name='kept_table_wanted'), models.Index(fields=['looked_at'], name='kept_table_by_look')],
                'constraints': [models.UniqueConstraint(fields=('digest', 'reach', 'language'), name='kept_table_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('question', models.JSONField()),
                ('drawn', models.CharField(choices=[('table', 'table alone'), ('bars', 'bars'), ('stacked', 'stacked bars'), ('line', 'line'), ('heat', 'shades of a table'), ('map', 'map')], default='table', max_length=8)),
                ('changed_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('roles', models.ManyToManyField(related_name='+', to='permissions.role')),
            ],
            options={
                'verbose_name': 'saved report',
                'verbose_name_plural': 'saved reports',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReportSchedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('every', models.CharField(choices=[('day', 'every day'), ('week', 'every week'), ('month', 'every month')], default='month', max_length=5)),
                ('day', models.PositiveSmallIntegerField(default=1)),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('xlsx', 'spreadsheet (XLSX)'), ('csv', 'plain table (CSV)')], default='pdf', max_length=4)),
                ('language', models.CharField(max_length=2)),
                ('next_on', models.DateField(null=True)),
                ('sent_on', models.DateField(null=True)),
                ('stopped', models.CharField(blank=True, choices=[('by_hand', 'It was stopped.'), ('owner_left', 'Its owner has left, or may not read reports any more.'), ('removed', 'The report was removed.')], max_length=10)),
                ('readers', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='workflows.savedreport')),
            ],
            options={
                'verbose_name': 'schedule',
                'verbose_name_plural': 'schedules',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReportCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=32, unique=True)),
                ('sent_for', models.DateField(help_text='The day of its schedule.', null=True)),
                ('title', models.CharField(max_length=80)),
                ('question', models.JSONField()),
                ('drawn', models.CharField(choices=[('table', 'table alone'), ('bars', 'bars'), ('stacked', 'stacked bars'), ('line', 'line'), ('heat', 'shades of a table'), ('map', 'map')], default='table', max_length=8)),
                ('cell', models.JSONField(null=True)),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('xlsx', 'spreadsheet (XLSX)'), ('csv', 'plain table (CSV)')], max_length=4)),
                ('language', models.CharField(max_length=2)),
                ('state', models.CharField(choices=[('waiting', 'being made'), ('made', 'ready'), ('failed', 'not made')], default='waiting', max_length=7)),
                ('problem', models.CharField(blank=True, help_text='A sentence in its language.', max_length=300)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(null=True)),
                ('storage_key', models.CharField(blank=True, max_length=200)),
                ('size', models.PositiveBigIntegerField(default=0, help_text='In bytes.')),
                ('requested_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('schedule', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workflows.reportschedule')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.savedreport')),
            ],
            options={
                'verbose_name': 'file of a saved report',
                'verbose_name_plural': 'files of saved reports',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='savedreport',
            index=models.Index(fields=['owner'], name='saved_report_of_owner'),
        ),
        migrations.AddIndex(
            model_name='reportschedule',
            index=models.Index(condition=models.Q(('stopped', '')), fields=['next_on'], name='report_schedule_due'),
        ),
        migrations.AddIndex(
            model_name='reportcopy',
            index=models.Index(fields=['requested_at'], name='report_copy_by_time'),
        ),
        migrations.AddIndex(
            model_name='reportcopy',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='report_copy_waiting'),
        ),
        migrations.AddConstraint(
            model_name='reportcopy',
            constraint=models.UniqueConstraint(fields=('schedule', 'sent_for', 'reader'), name='report_copy_sent_once'),
        ),
    ]
