"""The trail is asked by person with the index that has the time too; the one of the key alone is written for nothing."""

from django.conf import settings
from django.db import migrations, models

INDEX = "permissions_auditentry_actor_user_id_72b671de"


class Migration(migrations.Migration):
    dependencies = [("permissions", "0030_calendar_of_the_country")]

    operations = [
        migrations.SeparateDatabaseAndState(
            # By hand: on SQLite Django would make the table anew, without the triggers that keep it as it is.
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {INDEX}",
                    f"CREATE INDEX {INDEX} ON permissions_auditentry (actor_user_id)",
                )
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="auditentry",
                    name="actor_user",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                )
            ],
        )
    ]
