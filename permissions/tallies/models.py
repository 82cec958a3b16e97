"""The table of counts: what all processes have counted together."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """How often something has happened since the installation began. ``name`` is ``what`` or ``what|which``: codes."""

    name = models.CharField(max_length=80, primary_key=True)
    count = models.BigIntegerField()

    class Meta:
        app_label = "permissions"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
