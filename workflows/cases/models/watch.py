"""Who of the staff follows a case beyond what is theirs to do."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Watch(models.Model):
    """That one person wants to hear of each change of a case. It is their own, and says nothing of the case: the diary
    has no event of it."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="watches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        app_label = "workflows"
        verbose_name = _("watched request")
        verbose_name_plural = _("watched requests")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="watch_once")]

    def __str__(self) -> str:
        return f"{self.user_id} watches {self.case_id}"
