"""Requests, their open work and their rows of figures say how many promises were missed, and requests since when."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0143_email_in_one_word'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='missed',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='See figures.row.', verbose_name='promises to the citizen missed'),
        ),
        migrations.AddField(
            model_name='case',
            name='missed_inside',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='promises missed inside'),
        ),
        migrations.AddField(
            model_name='case',
            name='missed_inside_since',
            field=models.DateTimeField(help_text='The first date of these.', null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='missed_since',
            field=models.DateTimeField(help_text='The first date of these.', null=True),
        ),
        migrations.AddField(
            model_name='standing',
            name='missed',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Promises missed to the citizen: see figures.row.'),
        ),
        migrations.AddField(
            model_name='standing',
            name='missed_inside',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Those missed inside.'),
        ),
        migrations.AddField(
            model_name='work',
            name='missed',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text="The case's, as long as the work is open."),
        ),
        migrations.AddField(
            model_name='work',
            name='missed_inside',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='The same.'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(models.Q(('missed__gt', 0), ('missed_inside__gt', 0), _connector='OR'), ('done_at__isnull', True), ('waits', False)), fields=['agency', 'track', 'due', 'id'], include=('case', 'guarded', 'follows', 'missed', 'missed_inside'), name='work_missed'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(models.Q(('missed__gt', 0), ('missed_inside__gt', 0), _connector='OR'), ('done_at__isnull', True), ('waits', False)), fields=['track', 'due', 'id'], include=('case', 'guarded', 'follows', 'missed', 'missed_inside'), name='work_missed_all'),
        ),
    ]
