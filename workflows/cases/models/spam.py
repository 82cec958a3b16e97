"""By what suspected spam is told, as owners have set it."""

from __future__ import annotations

from django.db import models

from permissions.telling_rows import TellsRows


class SpamSign(models.Model):
    """One sign (``spam.Sign``) as an owner set it; what has no row is as it was delivered.

    ``weight``: what it adds; ``counts_from``: from how many on.
    """

    key = models.CharField(max_length=20, unique=True)
    weight = models.PositiveSmallIntegerField()
    counts_from = models.PositiveSmallIntegerField()

    objects = TellsRows["SpamSign"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key}: {self.weight} from {self.counts_from}"
