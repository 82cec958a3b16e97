"""An identity that was opened can be closed before its time."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0008_what_the_form_says'),
    ]

    operations = [
        migrations.AlterField(
            model_name='caseevent',
            name='verb',
            field=models.CharField(choices=[('opened', 'filed'), ('assigned', 'assigned'), ('noted', 'internal note'), ('asked', 'question to the citizen'), ('citizen_answered', 'the citizen answered'), ('citizen_added', 'the citizen added information'), ('resumed', 'the count goes on'), ('replied', 'reply to the citizen'), ('decided', 'decided'), ('proceeded', 'on to the next step'), ('referred', 'referred'), ('escalated', 'escalated'), ('reminded', 'complaints unit reminded'), ('accepted', 'accepted by the citizen'), ('reopened', 'reopened by the citizen'), ('rated', 'rated'), ('withdrawn', 'withdrawn by the citizen'), ('closed', 'closed'), ('parties_set', 'persons concerned were set apart'), ('reader_named', 'one more person may read it'), ('reader_ended', 'a person may no longer read it'), ('identity_asked', 'identity asked for'), ('identity_opened', 'identity opened'), ('identity_refused', 'identity not opened'), ('identity_closed', 'identity closed again'), ('handed_over', 'handed over to a successor')], max_length=20),
        ),
    ]
