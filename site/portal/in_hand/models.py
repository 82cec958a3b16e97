"""What an officer has before them: what they are still writing, and which case is open."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

ACT_LENGTH: Final = 20
BRANCH_LENGTH: Final = 140


class KeptDraft(models.Model):
    """What one person has typed into one form of a case and not sent. ``typed`` is encrypted, of every case."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    act = models.SlugField(max_length=ACT_LENGTH)
    branch = models.CharField(max_length=BRANCH_LENGTH, blank=True)
    typed = models.TextField(help_text="JSON of the fields by their names, encrypted.")
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "portal"
        verbose_name = _("draft of an officer")
        verbose_name_plural = _("drafts of officers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "user", "act", "branch"], name="kept_draft_one_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act}"


class OpenPage(models.Model):
    """That somebody who may act on a case had its page before them at ``seen_at``."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="open_pages")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "portal"
        verbose_name = _("open page of a request")
        verbose_name_plural = _("open pages of requests")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="open_page_one_a_reader")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"
