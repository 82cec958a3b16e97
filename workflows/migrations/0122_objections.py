"""Who answered a piece of work, and which objection of the citizen it came of."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0121_sealing_is_proposed")]

    operations = [
        migrations.AddField(
            model_name="work",
            name="decided_by",
            field=models.ForeignKey(
                db_index=False,
                help_text="Who left the step by an answer to the citizen.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="work",
            name="objection",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How often its citizen had objected when it began: 0 before any objection."
            ),
        ),
        migrations.AddField(
            model_name="work",
            name="again",
            field=models.BooleanField(
                default=False, help_text="The citizen had said that what was promised had not been done."
            ),
        ),
    ]
