"""Agencies, other systems and drawings of reports are called as on every screen."""

from django.db import migrations, models

CHANNELS = [
    ("web", "website"),
    ("app", "phone app"),
    ("call", "call centre"),
    ("walk_in", "visit in person"),
    ("letter", "letter on paper"),
    ("api", "another system"),
    ("import", "import"),
]
DRAWN = [
    ("table", "table"),
    ("bars", "bars"),
    ("stacked", "stacked bars"),
    ("line", "line"),
    ("heat", "heat map"),
    ("map", "map"),
]


class Migration(migrations.Migration):
    dependencies = [("workflows", "0117_citizens_keep_their_requests")]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="concerns",
            field=models.CharField(
                blank=True,
                choices=[
                    ("person", "someone who works there"),
                    ("head", "whoever heads the agency"),
                    ("body", "the agency as a whole"),
                ],
                default="",
                help_text="What the form said of a body that nobody knows yet: the first it goes to is meant.",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="call",
            name="channel",
            field=models.CharField(choices=CHANNELS, max_length=10),
        ),
        migrations.AlterField(
            model_name="case",
            name="channel",
            field=models.CharField(choices=CHANNELS, max_length=10, verbose_name="channel"),
        ),
        migrations.AlterField(
            model_name="reportcopy",
            name="drawn",
            field=models.CharField(choices=DRAWN, default="table", max_length=8),
        ),
        migrations.AlterField(
            model_name="savedreport",
            name="drawn",
            field=models.CharField(choices=DRAWN, default="table", max_length=8),
        ),
    ]
