"""A request may come as a recording alone; whoever files for another says whether that one agrees."""

import workflows.cases.models.encrypted
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0130_drafts_of_forms"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="listening",
            field=models.CharField(
                blank=True,
                choices=[
                    ("waiting", "to be listened to"),
                    ("summarised", "summarised by the agency"),
                    ("titled", "subject and summary by the agency"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="recording",
            field=models.CharField(
                blank=True,
                choices=[("voice", "voice message"), ("video", "video message")],
                db_default="",
                default="",
                help_text="What was sent in place of a subject or a text; empty for most.",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="recording_seconds",
            field=models.PositiveIntegerField(
                db_default=0, default=0, help_text="How long it is; 0 as long as nobody knows."
            ),
        ),
        migrations.AddField(
            model_name="otherperson",
            name="consent",
            field=models.CharField(
                blank=True,
                choices=[("agrees", "They know and agree"), ("cannot", "They can’t agree")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="otherperson",
            name="why_no_consent",
            field=workflows.cases.models.encrypted.EncryptedText(blank=True, default="", max_length=200),
        ),
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("statement", "statement of the citizen"),
                    ("addition", "addition by the citizen"),
                    ("note", "internal note"),
                    ("question", "question to the citizen"),
                    ("answer", "answer of the citizen"),
                    ("reply", "reply"),
                    ("decision", "decision"),
                    ("reason", "reason"),
                    ("addendum", "addition to the answer"),
                    ("corrected", "part of the answer that no longer holds"),
                    ("correction", "what holds instead"),
                    ("translated", "translation of what the citizen wrote"),
                    ("subject", "subject by the agency"),
                    ("summary", "summary by the agency"),
                    ("rule", "rule on which the refusal rests"),
                    ("instead", "what the citizen can do instead"),
                    ("consulting", "question to another agency"),
                    ("advice", "statement of another agency"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="otherperson",
            name="relation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("parent", "I am their parent"),
                    ("guardian", "I am their guardian"),
                    ("lawyer", "I am their lawyer"),
                    ("agent", "They have authorised me"),
                    ("relative", "I am a relative"),
                    ("carer", "I care for them"),
                    ("neighbour", "I am a neighbour"),
                    ("other", "Another relation"),
                ],
                max_length=10,
            ),
        ),
    ]
