from django.db import migrations, models
from django.db.models import Q

OPEN = Q(done_at__isnull=True, waits=False)
ASKED = Q(done_at__isnull=True, waits=False, question_open=True)
SHORT = ["case", "guarded", "follows", "paused_at"]


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0105_anonymous_cases"),
    ]

    operations = [
        *(
            migrations.RemoveIndex(model_name="work", name=name)
            for name in ("work_inbox", "work_inbox_all", "work_asked", "work_asked_all", "work_undated_all")
        ),
        *(
            migrations.AddIndex(model_name="work", index=index)
            for index in (
                models.Index(
                    fields=["agency", "track", "due", "id"],
                    condition=OPEN,
                    include=[
                        *("case", "guarded", "follows", "holder", "assignee", "kind", "step", "reached_at"),
                        "paused_at",
                    ],
                    name="work_inbox",
                ),
                models.Index(fields=["track", "due", "id"], condition=OPEN, include=SHORT, name="work_inbox_all"),
                models.Index(
                    fields=["agency", "track", "due", "id"], condition=ASKED, include=SHORT, name="work_asked"
                ),
                models.Index(fields=["track", "due", "id"], condition=ASKED, include=SHORT, name="work_asked_all"),
                models.Index(
                    fields=["track", "id"],
                    condition=Q(done_at__isnull=True, waits=False, due__isnull=True, paused_at__isnull=True),
                    include=["case", "guarded", "follows"],
                    name="work_undated_all",
                ),
            )
        ),
    ]
