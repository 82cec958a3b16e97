"""What can happen to a case stands in one catalogue of the code: a new verb needs no migration."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0018_answers_say_their_type'),
    ]

    operations = [
        migrations.AlterField(
            model_name='caseevent',
            name='verb',
            field=models.CharField(max_length=20),
        ),
    ]
