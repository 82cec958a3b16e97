"""What people made of their dashboards: which tiles in which order, and at which numbers they want to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Arrangement(models.Model):
    """The tiles of one dashboard as one person has put them. Without a row they are as the role has them.

    ``tiles``: pairs of a tile's key and its size, in their order; ``report-7`` is the saved report 7.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    board = models.CharField(max_length=20)
    tiles = models.JSONField(default=list)

    class Meta:
        app_label = "workflows"
        verbose_name = _("own dashboard")
        verbose_name_plural = _("own dashboards")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "board"], name="arrangement_once")]

    def __str__(self) -> str:
        return f"{self.board} of {self.user_id}"


class Threshold(models.Model):
    """A number at which somebody wants to be told. ``tile``: of one number, of the dashboard ``board``.

    ``crossed``: whether it was crossed when it was last looked at; told is what was not before. ``crossings``: how
    often it has been.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    board = models.CharField(max_length=20)
    tile = models.CharField(max_length=40)
    above = models.BooleanField(help_text="Told when the number is higher; else when it is lower.")
    limit = models.FloatField(help_text="In the unit of the measure.")
    crossed = models.BooleanField(default=False)
    crossings = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "workflows"
        verbose_name = _("threshold")
        verbose_name_plural = _("thresholds")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "board", "tile", "above"], name="threshold_once")]

    def __str__(self) -> str:
        return f"{self.tile} of {self.user_id}"

    def is_crossed_by(self, value: float) -> bool:
        return value > self.limit if self.above else value < self.limit
