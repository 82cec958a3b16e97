"""Short links in text messages: what one opens, of which request, until when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShortLinkPurpose(models.TextChoices):
    """What is opened: the page that asks for number and code, or one that gives a new code."""

    FOLLOW = "follow", _("Follow a request")
    NEW_CODE = "new_code", _("A new code")


class ShortLink(models.Model):
    """One link of one text message. Its code stands in that message and nowhere else: here is a keyed hash of it.

    ``token``: what the long link would say, encrypted; "" where that says no more than the number of the request.
    """

    code_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=10, choices=ShortLinkPurpose.choices)
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="short_links")
    language = models.CharField(max_length=10)
    token = models.TextField(blank=True)
    uses = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("short link")
        verbose_name_plural = _("short links")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.purpose} of case {self.case_id}"
