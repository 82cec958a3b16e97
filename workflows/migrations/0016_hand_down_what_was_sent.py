"""Hand down where each case was sent. By itself: PostgreSQL alters no table whose rows it has just changed."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

WAITING = "waiting"


def hand_down(apps: Any, schema_editor: Any) -> None:
    """Each piece of work knows where the case was sent up to then: whoever had the last step for the routed agency."""
    work, case, version = (apps.get_model("workflows", name) for name in ("Work", "Case", "Version"))
    for each in version.objects.filter(pk__in=case.objects.values("process_version")):
        steps = [raw["key"] for raw in each.definition["steps"] if _agency(raw) == "@routed"]
        work.objects.filter(case__process_version=each, step__in=steps).update(routed=models.F("agency"))
    before = work.objects.filter(case=OuterRef("case"), pk__lt=OuterRef("pk"), routed__isnull=False).order_by("-pk")
    of_case = case.objects.filter(pk=OuterRef("case"))
    work.objects.filter(routed__isnull=True).update(
        routed=Coalesce(Subquery(before.values("routed")[:1]), Subquery(of_case.values("routed")[:1]))
    )
    # What is read is that of the latest alone.
    work.objects.filter(case__referrals__gt=0).update(referrals=Subquery(of_case.values("referrals")[:1]))
    asked = Q(question_open=True, ladder="", done_at__isnull=True, paused_at__isnull=True, case__status=WAITING)
    work.objects.filter(asked).update(paused_at=Subquery(of_case.values("changed_at")[:1]))


def _agency(raw: dict[str, Any]) -> Any:
    """In format 2 a step names its performer, in format 1 the agency itself."""
    return raw.get("performer", raw).get("agency")


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0015_sent_per_work'),
    ]

    operations = [
        migrations.RunPython(hand_down, migrations.RunPython.noop),
    ]
