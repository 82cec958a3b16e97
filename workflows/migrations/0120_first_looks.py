"""A first look at words of danger has a time of its own."""

from django.db import migrations, models

KINDS = [
    ("escalate", "goes up a level"),
    ("remind", "the complaints unit is told"),
    ("resume", "the count goes on without an answer"),
    ("close", "closes in silence"),
    ("elapse", "goes on by itself"),
    ("release", "suspected spam goes on unseen"),
    ("look", "nobody has looked at words of danger, and the next post above is told"),
    ("warn", "it is told that work will go up"),
    ("limit_warn", "it is told that the overall limit is near"),
    ("limit", "the overall limit is over"),
    ("consult", "an agency that was asked goes up a level, or the complaints unit is told"),
]


class Migration(migrations.Migration):
    dependencies = [("workflows", "0119_words_of_danger")]

    operations = [
        migrations.AlterField(
            model_name="deadline", name="kind", field=models.CharField(choices=KINDS, max_length=10)
        ),
    ]
