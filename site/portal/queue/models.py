"""The rows by which one sees that what runs by itself still runs."""

from __future__ import annotations

from django.db import models


class Pulse(models.Model):
    """When something that runs by itself was last seen alive: by the machine's clock, which a demo cannot stop."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "portal"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
