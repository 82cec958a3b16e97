"""What an installation says of itself: one row, once its administrators have said it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows
from permissions.translated_text import TranslatedTextField


class EmergencyNumber(models.TextChoices):
    """What a citizen in danger may ring; which number that is, each country says for itself."""

    EMERGENCY = "emergency", _("Emergencies: police and ambulance")
    FAMILY = "family", _("Help for children and families")


class Platform(models.Model):
    """The one row, number ``THE_ONE``. While there is none, or it has no name, the platform is called as it comes."""

    THE_ONE = 1

    name = TranslatedTextField(_("name"))
    authority = models.JSONField(
        _("who runs it"), default=dict, blank=True, help_text="Language to words; empty: as the home page says."
    )
    languages = models.JSONField(
        _("languages of the public pages"),
        default=list,
        blank=True,
        help_text="Codes, the first one first; empty: all.",
    )
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, help_text="Empty: as the operator has set.")
    country = models.CharField(
        _("country of the holidays"), max_length=2, blank=True, help_text="Empty: that of a calendar's time zone."
    )

    calendar = models.SlugField(
        _("calendar of the country"), blank=True, help_text="Key of a published calendar; empty: as agencies begin."
    )

    emergency_numbers = models.JSONField(
        _("emergency numbers"), default=dict, blank=True, help_text="Codes of EmergencyNumber to telephone numbers."
    )

    objects = TellsRows["Platform"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("platform")
        verbose_name_plural = _("platform")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.name.get("ar", ""))
