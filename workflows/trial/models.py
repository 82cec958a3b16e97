"""Past cases that are kept as examples of a process: what was done, the facts of then, and where it must lead."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProcessExample(models.Model):
    """One example of the process with a key, whatever its version. Codes alone, and not which case it was.

    ``life``: what was done, in which order, with the facts of then; ``road``: the steps it must come to, its result,
    and from which step on nothing is known. ``blocks``: no version is published by which it goes another way.
    """

    process = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=120)
    blocks = models.BooleanField(default=False)
    life = models.JSONField()
    road = models.JSONField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "workflows"
        verbose_name = _("example of a process")
        verbose_name_plural = _("examples of processes")
        default_permissions = ()
        ordering = ["process", "name"]
        constraints = [models.UniqueConstraint(fields=["process", "name"], name="example_named_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.process})"
