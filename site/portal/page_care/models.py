"""What other sites answered about the pages that ours link to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkAnswer(models.Model):
    """The last answer to one address. ``times``: how often in a row it was a bad one; ``problem``: a code, or ""."""

    LONGEST = 2_000
    address = models.CharField(max_length=LONGEST, unique=True)
    asked_at = models.DateTimeField()
    problem = models.CharField(max_length=20, blank=True)
    times = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "portal"
        verbose_name = _("answer of another site")
        verbose_name_plural = _("answers of other sites")
        default_permissions = ()

    def __str__(self) -> str:
        return self.address
