"""What other agencies are asked inside a case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0034_those_who_take_calls'),
        ('workflows', '0066_redacted_copies_and_later_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='deadline',
            name='kind',
            field=models.CharField(choices=[('escalate', 'goes up a level'), ('remind', 'the complaints unit is told'), ('resume', 'the count goes on without an answer'), ('close', 'closes in silence'), ('elapse', 'goes on by itself'), ('warn', 'it is told that work will go up'), ('limit_warn', 'it is told that the overall limit is near'), ('limit', 'the overall limit is over'), ('consult', 'an agency that was asked goes up a level, or the complaints unit is told')], max_length=10),
        ),
        migrations.AlterField(
            model_name='message',
            name='kind',
            field=models.CharField(choices=[('statement', 'statement of the citizen'), ('addition', 'addition by the citizen'), ('note', 'internal note'), ('question', 'question to the citizen'), ('answer', 'answer of the citizen'), ('reply', 'reply'), ('decision', 'decision'), ('reason', 'reason'), ('addendum', 'addition to the answer'), ('corrected', 'part of the answer that no longer holds'), ('correction', 'what holds instead'), ('translated', 'translation of what the citizen wrote'), ('consulting', 'question to another agency'), ('advice', 'statement of another agency')], max_length=10),
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='1, 2 … within the case.')),
                ('asked_in', models.PositiveIntegerField(help_text='The number of the event.')),
                ('answered_in', models.PositiveIntegerField(null=True)),
                ('shares_text', models.BooleanField(default=False)),
                ('shares_files', models.BooleanField(default=False)),
                ('days', models.PositiveSmallIntegerField(help_text='Working days that were chosen; null: by the ladder.', null=True)),
                ('ladder', models.SlugField(blank=True, db_index=False, max_length=40)),
                ('level', models.PositiveSmallIntegerField(default=0, verbose_name='level')),
                ('due', models.DateTimeField(verbose_name='due')),
                ('due_by_day', models.BooleanField(default=False, help_text='People are told the day of what is due, and no hour.')),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('result', models.CharField(blank=True, choices=[('answered', 'answered'), ('not_ours', 'not theirs to say'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency', verbose_name='agency')),
                ('asker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='consultations', to='workflows.case')),
                ('work', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.work')),
            ],
            options={
                'ordering': ['case', 'number'],
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['agency', 'due'], name='consultation_open'), models.Index(fields=['agency', '-done_at'], name='consultation_done')],
                'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='consultation_numbered_once')],
            },
        ),
    ]
