"""What rights and lists ask of open work stands in its indexes: rows that are only counted are not read."""

from django.db import migrations, models

OPEN = models.Q(done_at__isnull=True)
AT_HAND = models.Q(done_at__isnull=True, waits=False)
ASKED = models.Q(done_at__isnull=True, waits=False, question_open=True)
INDEXES = [
    models.Index(
        fields=["agency", "track", "due", "id"],
        condition=AT_HAND,
        include=["case", "guarded", "follows", "holder", "assignee", "kind", "step", "reached_at"],
        name="work_inbox",
    ),
    models.Index(
        fields=["track", "due", "id"], condition=AT_HAND, include=["case", "guarded", "follows"], name="work_inbox_all"
    ),
    models.Index(
        fields=["holder", "due", "id"],
        condition=OPEN,
        include=["case", "agency", "track", "guarded", "follows", "waits", "level"],
        name="work_of_holder",
    ),
    models.Index(
        fields=["assignee", "due", "id"],
        condition=OPEN,
        include=["case", "agency", "track", "guarded", "follows", "waits", "holder"],
        name="work_of_assignee",
    ),
    models.Index(
        fields=["agency", "track", "due", "id"],
        condition=ASKED,
        include=["case", "guarded", "follows"],
        name="work_asked",
    ),
    models.Index(
        fields=["track", "due", "id"], condition=ASKED, include=["case", "guarded", "follows"], name="work_asked_all"
    ),
]


class Migration(migrations.Migration):
    dependencies = [("workflows", "0092_themes_of_ratings")]

    operations = [
        operation
        for index in INDEXES
        for operation in (migrations.RemoveIndex("work", index.name), migrations.AddIndex("work", index))
    ]
