"""Every act writes a case, its work, its deadlines and an event, and each of their indexes: those go that begin another
one, and those of columns by which nobody asks.

No body, post or account is ever deleted, so that nothing looks for what names it.
"""

from django.conf import settings
from django.db import migrations, models

INDEXES = {
    "workflows_case_agency_id_60d92a45": "workflows_case (agency_id)",
    "workflows_case_subject_agency_id_46781151": "workflows_case (subject_agency_id)",
    "workflows_caseevent_case_id_d3b351e6": "workflows_caseevent (case_id)",
    "workflows_caseevent_actor_user_id_f1454c3b": "workflows_caseevent (actor_user_id)",
    "workflows_caseevent_agency_id_5e18bd73": "workflows_caseevent (agency_id)",
    "workflows_caseevent_post_id_785d5438": "workflows_caseevent (post_id)",
    "workflows_deadline_work_id_6a989554": "workflows_deadline (work_id)",
    "workflows_work_case_id_815a8ce4": "workflows_work (case_id)",
    "workflows_work_post_id_6652d6c2": "workflows_work (post_id)",
    "workflows_work_ladder_042d236e": "workflows_work (ladder)",
}
"""By the names that Django gave them."""
OF_TEXTS = "workflows_work_ladder_042d236e_like"
"""Beside the last one, on PostgreSQL alone."""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0048_suggesters"), ("permissions", "0030_calendar_of_the_country")]

    operations = [
        migrations.SeparateDatabaseAndState(
            # By hand: on SQLite Django would make the tables anew, without their triggers.
            database_operations=[
                migrations.RunSQL(f"DROP INDEX IF EXISTS {OF_TEXTS}", migrations.RunSQL.noop),
                *(
                    migrations.RunSQL(f"DROP INDEX IF EXISTS {name}", f"CREATE INDEX {name} ON {column}")
                    for name, column in INDEXES.items()
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    "case",
                    "agency",
                    models.ForeignKey(
                        "permissions.agency",
                        models.PROTECT,
                        db_index=False,
                        related_name="cases",
                        verbose_name="agency",
                    ),
                ),
                migrations.AlterField(
                    "case",
                    "subject_agency",
                    models.ForeignKey(
                        "permissions.agency", models.PROTECT, db_index=False, null=True, related_name="+"
                    ),
                ),
                migrations.AlterField(
                    "caseevent",
                    "actor_user",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, null=True, related_name="+"
                    ),
                ),
                migrations.AlterField(
                    "caseevent",
                    "agency",
                    models.ForeignKey(
                        "permissions.agency",
                        models.PROTECT,
                        db_index=False,
                        related_name="+",
                        help_text="Lead agency after it.",
                    ),
                ),
                migrations.AlterField(
                    "caseevent",
                    "case",
                    models.ForeignKey("workflows.case", models.PROTECT, db_index=False, related_name="events"),
                ),
                migrations.AlterField(
                    "caseevent",
                    "post",
                    models.ForeignKey("permissions.post", models.PROTECT, db_index=False, null=True, related_name="+"),
                ),
                migrations.AlterField(
                    "deadline",
                    "work",
                    models.ForeignKey("workflows.work", models.CASCADE, db_index=False, related_name="deadlines"),
                ),
                migrations.AlterField(
                    "work",
                    "case",
                    models.ForeignKey("workflows.case", models.CASCADE, db_index=False, related_name="works"),
                ),
                migrations.AlterField("work", "ladder", models.SlugField(blank=True, db_index=False, max_length=40)),
                migrations.AlterField(
                    "work",
                    "post",
                    models.ForeignKey(
                        "permissions.post",
                        models.PROTECT,
                        db_index=False,
                        null=True,
                        related_name="+",
                        verbose_name="post",
                    ),
                ),
            ],
        )
    ]
