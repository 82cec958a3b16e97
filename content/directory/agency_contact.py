"""The table of how agencies are reached."""

from __future__ import annotations

from django.db import models

from permissions.agencies.models import Agency


class AgencyContact(models.Model):
    """How an agency is reached, as an editor wrote it. ``hours`` and ``address``: words by language."""

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="contact")
    telephone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=200, blank=True)
    hours = models.JSONField(default=dict)
    address = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "content"
        default_permissions = ()
