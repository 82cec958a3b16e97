"""Comments and a signature on an edition, the word of agencies on its lines, volumes, and to whom it is sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0037_reading'),
        ("workflows", "0085_saved_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=20)),
                ('agency', models.CharField(blank=True, help_text='The code of an agency of the snapshot.', max_length=40)),
                ('text', models.JSONField(help_text='By language, in each that the platform is shipped in.')),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['section', 'agency'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.PositiveIntegerField(default=0)),
                ('laid_out_at', models.DateTimeField(help_text='When the lines of its register were written.', null=True)),
                ('asked_at', models.DateTimeField(help_text='When the agencies were asked to confirm their lines.', null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('signed_name', models.JSONField(default=dict)),
                ('said', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('monthly', 'monthly report'), ('yearly', 'yearly report')], max_length=10)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RegisterLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField(help_text="From 1: by the agency's code, then the oldest first.")),
                ('number', models.CharField(max_length=20)),
                ('said', models.JSONField()),
                ('state', models.CharField(choices=[('open', 'not confirmed yet'), ('confirmed', 'confirmed'), ('contested', 'contested')], default='open', max_length=9)),
                ('objection', models.CharField(blank=True, choices=[('done', 'was answered or closed before the end of the year'), ('elsewhere', 'was with another agency'), ('twice', 'the same matter has another line'), ('other', 'another reason')], max_length=9)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['place'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('monthly', 'monthly report'), ('yearly', 'yearly report')], max_length=10)),
                ('period', models.CharField(max_length=7)),
                ('sent_at', models.DateTimeField()),
                ('recipients', models.PositiveIntegerField()),
                ('reminded_at', models.DateTimeField(help_text='When the unit was last asked to sign it.')),
                ('reminders', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AlterModelOptions(
            name='reportfile',
            options={'default_permissions': (), 'ordering': ['format', 'volume', 'language'], 'verbose_name': 'file of a report', 'verbose_name_plural': 'files of reports'},
        ),
        migrations.RemoveConstraint(
            model_name='reportfile',
            name='report_file_asked_once',
        ),
        migrations.AddField(
            model_name='reportfile',
            name='volume',
            field=models.PositiveSmallIntegerField(default=0, help_text='0: the report; from 1: a volume of its register.'),
        ),
        migrations.AddField(
            model_name='reportfile',
            name='wording',
            field=models.PositiveIntegerField(default=0, help_text='Of the preparation, as the file says it.'),
        ),
        migrations.AddConstraint(
            model_name='reportfile',
            constraint=models.UniqueConstraint(fields=('kind', 'period', 'cut_off', 'definitions', 'format', 'language', 'volume'), name='report_file_asked_once'),
        ),
        migrations.AddField(
            model_name='comment',
            name='snapshot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='workflows.snapshot'),
        ),
        migrations.AddField(
            model_name='comment',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='preparation',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='preparation',
            name='signed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='preparation',
            name='snapshot',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='preparation', to='workflows.snapshot'),
        ),
        migrations.AddField(
            model_name='recipient',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recipient',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registerline',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency'),
        ),
        migrations.AddField(
            model_name='registerline',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registerline',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.case'),
        ),
        migrations.AddField(
            model_name='registerline',
            name='snapshot',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='workflows.snapshot'),
        ),
        migrations.AddField(
            model_name='sending',
            name='snapshot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.snapshot'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.UniqueConstraint(fields=('snapshot', 'section', 'agency'), name='report_comment_once'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.UniqueConstraint(fields=('user', 'kind'), name='report_recipient_once'),
        ),
        migrations.AddIndex(
            model_name='registerline',
            index=models.Index(fields=['snapshot', 'agency', 'state', 'place'], name='register_line_of_agency'),
        ),
        migrations.AddConstraint(
            model_name='registerline',
            constraint=models.UniqueConstraint(fields=('snapshot', 'place'), name='register_line_once'),
        ),
        migrations.AddConstraint(
            model_name='registerline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('objection__gt', ''), ('state', 'contested')), models.Q(models.Q(('state', 'contested'), _negated=True), ('objection', '')), _connector='OR'), name='register_line_contested_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='sending',
            constraint=models.UniqueConstraint(fields=('kind', 'period'), name='report_sent_once'),
        ),
    ]
