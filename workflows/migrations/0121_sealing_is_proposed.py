"""A proposal to seal a request has a date of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0120_first_looks")]

    operations = [
        migrations.AlterField(
            model_name="deadline",
            name="kind",
            field=models.CharField(
                choices=[
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
                    ("seal", "a proposal to seal goes up a level inside the unit for sensitive requests"),
                ],
                max_length=10,
            ),
        ),
    ]
