"""The views of the inbox ask whose open work is, at which step, and whether a question to the citizen is open.

The indexes of holder and assignee gave all work, also what is done; nobody asks whose that was. They go for two of the
open work alone, so that an act writes no more than before but for its step.
"""

from django.conf import settings
from django.db import migrations, models

INDEXES = {
    "workflows_work_holder_id_96bebef4": "workflows_work (holder_id)",
    "workflows_work_assignee_id_5295fcdf": "workflows_work (assignee_id)",
}
"""By the names that Django gave them."""


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0055_words_of_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            # By hand: on SQLite Django would make the table anew, without its triggers.
            database_operations=[
                migrations.RunSQL(f"DROP INDEX IF EXISTS {name}", f"CREATE INDEX {name} ON {column}")
                for name, column in INDEXES.items()
            ],
            state_operations=[
                migrations.AlterField(
                    "work",
                    name,
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.PROTECT,
                        db_index=False,
                        null=True,
                        related_name="+",
                        verbose_name=called,
                    ),
                )
                for name, called in (("holder", "holder"), ("assignee", "assigned to"))
            ],
        ),
        migrations.AddIndex(
            "work",
            models.Index(
                fields=["holder", "due", "id"], condition=models.Q(done_at__isnull=True), name="work_of_holder"
            ),
        ),
        migrations.AddIndex(
            "work",
            models.Index(
                fields=["assignee", "due", "id"], condition=models.Q(done_at__isnull=True), name="work_of_assignee"
            ),
        ),
        migrations.AddIndex(
            "work",
            models.Index(
                fields=["step", "due", "id"],
                condition=models.Q(done_at__isnull=True, waits=False),
                name="work_at_step",
            ),
        ),
        migrations.AddIndex(
            "work",
            models.Index(
                fields=["agency", "track", "due", "id"],
                condition=models.Q(done_at__isnull=True, waits=False, question_open=True),
                name="work_asked",
            ),
        ),
        migrations.AddIndex(
            "work",
            models.Index(
                fields=["track", "due", "id"],
                condition=models.Q(done_at__isnull=True, waits=False, question_open=True),
                name="work_asked_all",
            ),
        ),
        migrations.AddIndex(
            "work",
            models.Index(
                fields=["track", "id"],
                condition=models.Q(
                    done_at__isnull=True, waits=False, due__isnull=True, paused_at__isnull=True
                ),
                name="work_undated_all",
            ),
        ),
    ]
