"""Words of danger are one more subject, and how many requests they would have held back one more job."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0118_an_agency_in_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='job',
            name='kind',
            field=models.CharField(choices=[('effect', 'what it would change on open cases'), ('redate', 'open deadlines re-dated'), ('trial', 'tried on the past'), ('retrace', 'requests of the past led through it again'), ('held', 'how many requests it would have held back'), ('foresee', 'what a plan would move'), ('move', 'running requests moved to it'), ('together', 'one act for many requests')], max_length=10),
        ),
        migrations.AlterField(
            model_name='version',
            name='subject',
            field=models.CharField(choices=[('process', 'process'), ('routing', 'routing table'), ('ladder', 'escalation ladder'), ('limit', 'overall limit'), ('calendar', 'working calendar'), ('kind', 'request kind'), ('letter', 'letter'), ('order', 'order of the kinds'), ('categories', 'categories'), ('measure', 'measure'), ('retention', 'how long requests are kept'), ('danger', 'words of danger')], max_length=20, verbose_name='subject'),
        ),
    ]
