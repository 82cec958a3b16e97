"""What one person asks about a case and another one answers: who filed it, or that it be erased."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.cases.models.encrypted import EncryptedRow, EncryptedWords


class AskedOfAnother(EncryptedRow):
    """One such request, the first, second … of its ``case``, and who answered. Their reasons are words: the diary has
    only that it happened."""

    number = models.PositiveSmallIntegerField(help_text="Which of the case it is, from 1: by it screens ask for it.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked on"))
    reason = EncryptedWords(_("reason"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered on"), null=True)

    class Meta:
        abstract = True
        app_label = "workflows"
        default_permissions = ()
        ordering = ["asked_at", "id"]

    @property
    def bound_to(self) -> str:
        return f"{self.whose_key}|{self.number}"
