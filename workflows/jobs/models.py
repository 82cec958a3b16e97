"""Work over many cases that takes longer than a page: what it is about, how far it has come, and what it found."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.versions.models import Version

WORDS = "words"
"""Among the choices of a job: what a person wrote for it. It is kept until the job ends, however it ends."""
LEASE = timedelta(minutes=2)
"""For so long a job is whoever's who took it; each part that is done begins it anew."""


class JobKind(models.TextChoices):
    """What is done with a version, or to chosen cases. All but the last, re-dating and moving only look."""

    EFFECT = "effect", _("what it would change on open cases")
    REDATE = "redate", _("open deadlines re-dated")
    TRIAL = "trial", _("tried on the past")
    RETRACE = "retrace", _("requests of the past led through it again")
    HELD = "held", _("how many requests it would have held back")
    FORESEE = "foresee", _("what a plan would move")
    MOVE = "move", _("running requests moved to it")
    TOGETHER = "together", _("one act for many requests")


class JobState(models.TextChoices):
    WAITING = "waiting", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("not done")


class Job(models.Model):
    """One job on one version with the definition of a digest. The queue is told of it; this row is the record.

    One that is about no version is somebody's own (``asked_by``), and goes by a ``digest`` that nobody guesses.

    ``cursor``: the id of the last case that is done. ``found``: what was found so far, then the result.
    """

    kind = models.CharField(max_length=10, choices=JobKind)
    version = models.ForeignKey("workflows.Version", models.CASCADE, null=True, related_name="jobs")
    digest = models.CharField(max_length=64)
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    cursor = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text="Cases that were seen to.")
    total = models.PositiveIntegerField(null=True, help_text="Cases to see to, once they are counted.")
    found = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "version", "digest"], name="job_asked_once"),
            models.UniqueConstraint(
                fields=["kind", "digest"], condition=models.Q(version=None), name="own_job_asked_once"
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(state="waiting"), name="job_waiting")]

    @property
    def about(self) -> Version:
        """Its version, of a job that is about one."""
        if self.version is None:
            raise ValueError(self.kind)
        return self.version

    @property
    def percent(self) -> int:
        """How much of it is done, 0 to 100."""
        if self.total is None:
            return 0
        return min(100 * self.done // self.total, 100) if self.total else 100

    def __str__(self) -> str:
        return f"{self.kind} of version {self.version_id}" if self.version_id else str(self.kind)
