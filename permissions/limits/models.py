"""The table of counts: what is kept between one asking and the next, by all processes together."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Count(models.Model):
    """How often something was asked for. ``key`` is a keyed hash: no address, no name, no number stands here."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.IntegerField()
    ends_at = models.DateTimeField(help_text="From then on it counts for nothing.")

    class Meta:
        app_label = "permissions"
        verbose_name = _("count of a limit")
        verbose_name_plural = _("counts of limits")
        default_permissions = ()
        indexes = [models.Index(fields=["ends_at"], name="limit_count_ends")]

    def __str__(self) -> str:
        return self.key
