"""What someone must still be told or a machine must still do: a row, written with the change that asks for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutboxEntry(models.Model):
    """One thing to deliver, at least once. ``key`` makes a second row for the same thing impossible."""

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
    delivered_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox entries")
        default_permissions = ()
        indexes = [
            models.Index(fields=["available_at", "id"], condition=Q(delivered_at__isnull=True), name="outbox_waiting")
        ]

    def __str__(self) -> str:
        return self.key
