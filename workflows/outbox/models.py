"""What someone must still be told and the platform must still do: rows, written with the change that asks for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

WAITING = Q(delivered_at__isnull=True, unsent_at__isnull=True)


class Outbox(models.QuerySet["OutboxEntry"]):
    """Asks the outbox."""

    def waiting(self) -> Outbox:
        """What is still to be delivered."""
        return self.filter(WAITING)


class OutboxEntry(models.Model):
    """One thing to deliver, at least once. ``key`` makes a second row for the same thing impossible.

    It waits until it was delivered, or given up because nothing could take it or nobody may read it any more.
    """

    key = models.CharField(max_length=120, unique=True)
    case = models.ForeignKey("workflows.Case", models.CASCADE, null=True, related_name="outbox")
    event_number = models.PositiveIntegerField(null=True)
    topic = models.CharField(max_length=40, help_text="Which letter: acknowledged, escalated, answered …")
    audience = models.CharField(max_length=10, help_text="citizen or staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    available_at = models.DateTimeField(help_text="Not before this time; also moved on by a failed attempt.")
    attempts = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True, help_text="When a transport took it.")
    unsent_at = models.DateTimeField(null=True, help_text="When it was given up; ``problem`` says why.")
    problem = models.CharField(max_length=200, blank=True)
    wording = models.PositiveIntegerField(
        null=True, help_text="By which version of its topic it was written; 0: by the words that the code delivers."
    )

    objects = Outbox.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox entries")
        default_permissions = ()
        indexes = [
            models.Index(fields=["available_at", "id"], condition=WAITING, name="outbox_still_waiting"),
            models.Index(fields=["id"], condition=Q(unsent_at__isnull=False), name="outbox_given_up"),
            models.Index(
                fields=["id"], condition=Q(delivered_at__isnull=False) & ~Q(problem=""), name="outbox_came_back"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | Q(unsent_at__isnull=True), name="outbox_sent_or_unsent"
            ),
            models.CheckConstraint(
                condition=Q(unsent_at__isnull=True) | ~Q(problem=""), name="outbox_unsent_for_a_reason"
            ),
        ]

    @property
    def by_day(self) -> bool:
        """Whether nobody is told the hour of what happened to its case."""
        return self.case is not None and self.case.by_day

    def __str__(self) -> str:
        return self.key


TO_BE_DONE = Q(done_at__isnull=True, failed_at__isnull=True)
OVER = "over"
"""The ``problem`` of an act for which nobody waits any more; it is never tried again."""


class ServiceCall(models.Model):
    """One automatic act that a process asked for: done once, by one ``key`` however often it is tried.

    It waits until it was done, or given up: after many tries, or because nobody waits for it any more. It holds what an
    owner laid down, and no word of anybody's.
    """

    key = models.CharField(max_length=120, unique=True)
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="calls")
    event_number = models.PositiveIntegerField(help_text="The event by which it was asked for.")
    step = models.CharField(max_length=60)
    service = models.CharField(max_length=60, help_text="The name of the registered act.")
    values = models.JSONField(default=dict, help_text="What the owner said, as it was then.")
    work = models.ForeignKey(
        "workflows.Work",
        models.CASCADE,
        null=True,
        related_name="+",
        help_text="What waits for it; none: nothing does.",
    )
    created_at = models.DateTimeField()
    available_at = models.DateTimeField(help_text="Not before this time; also moved on by a failed attempt.")
    attempts = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(null=True, help_text="How often at most; none: as often as usual.")
    pause = models.PositiveSmallIntegerField(null=True, help_text="Minutes between two tries; none: ever more.")
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, help_text="When it was given up; ``problem`` says why.")
    problem = models.CharField(max_length=60, blank=True, help_text="A code: why the last attempt came to nothing.")

    class Meta:
        app_label = "workflows"
        verbose_name = _("automatic act")
        verbose_name_plural = _("automatic acts")
        default_permissions = ()
        indexes = [
            models.Index(fields=["available_at", "id"], condition=TO_BE_DONE, name="call_to_be_done"),
            models.Index(fields=["id"], condition=Q(failed_at__isnull=False), name="call_given_up"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True), name="call_done_or_failed"
            ),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True) | ~Q(problem=""), name="call_failed_for_a_reason"
            ),
        ]

    @property
    def by_day(self) -> bool:
        """Whether nobody is told the hour of what happened to its case."""
        return self.case is not None and self.case.by_day

    def __str__(self) -> str:
        return self.key
