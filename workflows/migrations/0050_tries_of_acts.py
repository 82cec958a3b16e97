"""Of an automatic act its owner may say how often it is tried, and how long after one another."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0049_fewer_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name='servicecall',
            name='pause',
            field=models.PositiveSmallIntegerField(help_text='Minutes between two tries; none: ever more.', null=True),
        ),
        migrations.AddField(
            model_name='servicecall',
            name='tries',
            field=models.PositiveSmallIntegerField(help_text='How often at most; none: as often as usual.', null=True),
        ),
    ]
