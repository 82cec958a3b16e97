"""A case has a category, and owners publish the tree of each kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0045_automatic_acts")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="category",
            field=models.CharField(
                blank=True,
                default="",
                help_text="A key of the tree that its kind has.",
                max_length=40,
                verbose_name="category",
            ),
        ),
        migrations.AlterField(
            model_name="version",
            name="subject",
            field=models.CharField(
                choices=[
                    ("process", "process"),
                    ("routing", "routing table"),
                    ("ladder", "escalation ladder"),
                    ("limit", "overall limit"),
                    ("calendar", "working calendar"),
                    ("kind", "request kind"),
                    ("letter", "letter"),
                    ("order", "order of the kinds"),
                    ("categories", "categories"),
                ],
                max_length=20,
                verbose_name="subject",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("category", ""), _negated=True),
                fields=["kind", "category"],
                name="case_by_category",
            ),
        ),
    ]
