"""When something must have happened, or the clock acts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DeadlineKind(models.TextChoices):
    """What the clock does when the time has come."""

    ESCALATE = "escalate", _("goes up a level")
    REMIND = "remind", _("the complaints unit is told")
    RESUME = "resume", _("the count goes on without an answer")
    CLOSE = "close", _("closes in silence")
    ELAPSE = "elapse", _("goes on by itself")
    RELEASE = "release", _("suspected spam goes on unseen")
    LOOK = "look", _("nobody has looked at words of danger, and the next post above is told")
    WARN = "warn", _("it is told that work will go up")
    LIMIT_WARN = "limit_warn", _("it is told that the overall limit is near")
    LIMIT = "limit", _("the overall limit is over")
    CONSULT = "consult", _("an agency that was asked goes up a level, or the complaints unit is told")
    SEAL = "seal", _("a proposal to seal goes up a level inside the unit for sensitive requests")


COUNTS = (DeadlineKind.ESCALATE, DeadlineKind.REMIND)
"""The counts of a ladder: an open piece of work has one of them at a time."""
OF_THE_CASE = (DeadlineKind.LIMIT_WARN, DeadlineKind.LIMIT)
"""What counts the whole case, whatever becomes of its pieces. Such a row hangs on the work that the case began with,
which stays its own when that is done."""
BESIDE_THE_STEP = (*OF_THE_CASE, DeadlineKind.CONSULT, DeadlineKind.SEAL)
"""What hangs on a piece of work and counts something else than its step."""


class Deadline(models.Model):
    """One due time of one piece of work. ``cycle`` counts how often the count at this level began anew.

    ``due`` is null while paused; ``done`` is set once, when the clock acted or the deadline fell away.
    """

    work = models.ForeignKey("workflows.Work", models.CASCADE, related_name="deadlines", db_index=False)
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=10, choices=DeadlineKind)
    level = models.PositiveSmallIntegerField(default=0, help_text="The level it leads to.")
    cycle = models.PositiveSmallIntegerField(default=1)
    starts = models.DateTimeField()
    due = models.DateTimeField(null=True)
    left = models.DurationField(null=True, help_text="Working time that was left when it was paused.")
    paused = models.DateTimeField(null=True)
    done = models.DateTimeField(null=True)
    data = models.JSONField(
        default=dict,
        help_text="By which versions of ladder and calendar, of what duration, since when it goes on.",
    )

    @property
    def by_day(self) -> bool:
        """Whether people are told the day on which it is due, and no hour."""
        return bool(self.data.get("by_day"))

    class Meta:
        app_label = "workflows"
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["work", "kind", "level", "cycle"], name="deadline_once"),
        ]
        indexes = [models.Index(fields=["due", "id"], condition=Q(done__isnull=True), name="deadline_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.level}.{self.cycle} of work {self.work_id}"
