"""A plan by which the running cases of one version of a process go on by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows


class MovingPlan(models.Model):
    """What one owner plans and another confirms. Nothing of a confirmed plan is changed.

    ``pairs``: for a step, by its key, the one that corresponds to it; empty for none. ``anew``: the steps of the new
    version at which the time begins anew. ``positions``: what an owner decided of a position: ``also`` those that the
    past does not lead there, or all ``stay``. ``undoes``: the plan of which it takes back what nobody has acted on.
    """

    source = models.ForeignKey("workflows.Version", models.PROTECT, related_name="+")
    target = models.ForeignKey("workflows.Version", models.PROTECT, related_name="+")
    pairs = models.JSONField(default=dict)
    anew = models.JSONField(default=list)
    positions = models.JSONField(default=dict)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TellsRows["MovingPlan"].as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("plan that moves requests")
        verbose_name_plural = _("plans that move requests")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"plan {self.pk}: {self.source} to {self.target}"
