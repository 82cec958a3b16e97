"""Which requests a citizen who signs in finds again: joined by the number and the secret, or filed while signed in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.citizens.models import Citizen


class JoinedCase(models.Model):
    """One request of one citizen. It is no part of the case's history: nobody who works the case learns of it."""

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="joined")
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()

    class Meta:
        app_label = "workflows"
        verbose_name = _("joined request")
        verbose_name_plural = _("joined requests")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["citizen", "case"], name="joined_case_once")]

    def __str__(self) -> str:
        return f"case {self.case_id} of citizen {self.citizen_id}"
