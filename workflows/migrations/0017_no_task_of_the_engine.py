"""The engine's tasks are found by their tokens, and where a case was sent by its work."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0016_hand_down_what_was_sent'),
    ]

    operations = [
        migrations.RemoveField(model_name='case', name='routed'),
        migrations.RemoveField(model_name='work', name='engine_task'),
    ]
