"""Governorates and their districts: two levels, each under a key that never changes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows
from permissions.translated_text import TranslatedTextField, in_language


class Area(models.Model):
    """A governorate, or, where it lies ``under`` one, a district. None is deleted: requests keep their keys."""

    key = models.SlugField(_("key"), unique=True, max_length=40)
    name = TranslatedTextField(_("name"))
    under = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="districts")
    position = models.PositiveIntegerField(_("place in the list"), default=0)
    closes_on = models.DateField(
        _("closed from"), null=True, blank=True, help_text="The first day on which it cannot be chosen any more."
    )
    outline = models.JSONField(null=True, blank=True, help_text="The coordinates of a GeoJSON MultiPolygon.")

    objects = TellsRows["Area"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("governorate or district")
        verbose_name_plural = _("governorates and districts")
        ordering = ["position", "key"]
        default_permissions = ()

    def __str__(self) -> str:
        return in_language(self.name)
