"""One file with all that a citizen gave and was told: of one request, or of all that are among theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.citizens.models import Citizen

LEASE: Final = timedelta(minutes=10)
"""How long a file belongs to the worker that took it; then another may take it."""


class Making(models.TextChoices):
    """Whether a file is there."""

    WAITING = "waiting", _("being made")
    MADE = "made", _("ready")
    FAILED = "failed", _("not made")


class OwnData(models.Model):
    """A file of one ``case``, or of all requests of one ``citizen`` that open to them without a secret.

    ``key``: random, for addresses. ``done`` of ``total`` pieces are written.
    """

    key = models.CharField(max_length=32, unique=True)
    case = models.ForeignKey("workflows.Case", models.CASCADE, null=True, related_name="+")
    citizen = models.ForeignKey(Citizen, models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=7, choices=Making, default=Making.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    storage_key = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="In bytes.")
    requested_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=True, citizen__isnull=False) | Q(case__isnull=False, citizen__isnull=True),
                name="own_data_of_a_case_or_a_citizen",
            ),
        ]
        indexes = [models.Index(fields=["requested_at"], name="own_data_by_time")]

    @property
    def percent(self) -> int:
        """How much of it is written, 0 to 100."""
        return min(100 * self.done // self.total, 100) if self.total else 0

    def __str__(self) -> str:
        return f"own data {self.pk}"
