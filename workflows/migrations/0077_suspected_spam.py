"""Suspected spam is held back, and by which signs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0034_those_who_take_calls'),
        ('workflows', '0074_words_that_stay_no_longer'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpamSign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=20, unique=True)),
                ('weight', models.PositiveSmallIntegerField()),
                ('counts_from', models.PositiveSmallIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='case',
            name='held',
            field=models.BooleanField(default=False, help_text='The complaints unit looks at it before any agency has it.', verbose_name='suspected spam'),
        ),
        migrations.AlterField(
            model_name='case',
            name='outcome',
            field=models.CharField(blank=True, choices=[('resolved', 'resolved'), ('partly_resolved', 'partly resolved'), ('explained', 'answered with an explanation'), ('refused', 'refused'), ('go_elsewhere', 'outside the agencies: go elsewhere'), ('noted', 'noted'), ('withdrawn', 'withdrawn'), ('spam', 'closed as spam')], max_length=20, verbose_name='outcome'),
        ),
        migrations.AlterField(
            model_name='deadline',
            name='kind',
            field=models.CharField(choices=[('escalate', 'goes up a level'), ('remind', 'the complaints unit is told'), ('resume', 'the count goes on without an answer'), ('close', 'closes in silence'), ('elapse', 'goes on by itself'), ('release', 'suspected spam goes on unseen'), ('warn', 'it is told that work will go up'), ('limit_warn', 'it is told that the overall limit is near'), ('limit', 'the overall limit is over'), ('consult', 'an agency that was asked goes up a level, or the complaints unit is told')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('held', True)), fields=['opened_at', 'id'], name='case_held'),
        ),
    ]
