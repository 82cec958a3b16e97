"""Owners publish what works a kind of request, and a step can lead on without deciding."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0004_snapshots'),
    ]

    operations = [
        migrations.AlterField(
            model_name='version',
            name='subject',
            field=models.CharField(choices=[('process', 'process'), ('routing', 'routing table'), ('ladder', 'escalation ladder'), ('calendar', 'working calendar'), ('kind', 'request kind')], max_length=20, verbose_name='subject'),
        ),
        migrations.AlterField(
            model_name='caseevent',
            name='verb',
            field=models.CharField(choices=[('opened', 'filed'), ('assigned', 'assigned'), ('noted', 'internal note'), ('asked', 'question to the citizen'), ('citizen_answered', 'the citizen answered'), ('citizen_added', 'the citizen added information'), ('resumed', 'the count goes on'), ('replied', 'reply to the citizen'), ('decided', 'decided'), ('proceeded', 'on to the next step'), ('referred', 'referred'), ('escalated', 'escalated'), ('reminded', 'complaints unit reminded'), ('accepted', 'accepted by the citizen'), ('reopened', 'reopened by the citizen'), ('rated', 'rated'), ('withdrawn', 'withdrawn by the citizen'), ('closed', 'closed')], max_length=20),
        ),
    ]
