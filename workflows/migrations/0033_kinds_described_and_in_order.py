from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0032_letters_given_up")]

    operations = [
        migrations.AddField(
            model_name="requestkind",
            name="description",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Language to a sentence, where kinds are chosen.",
                verbose_name="description",
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
                ],
                max_length=20,
                verbose_name="subject",
            ),
        ),
    ]
