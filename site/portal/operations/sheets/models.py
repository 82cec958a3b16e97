"""A file that somebody sent: its rows, what becomes of each, and how far it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LEASE: Final = timedelta(minutes=12)
"""How long a worker has a file for itself; no task lasts so long."""
KEPT: Final = timedelta(days=1)
"""How long the rows of a file are kept: there are names and addresses in them."""


class SentState(models.TextChoices):
    """How far a file is."""

    LOOKED_AT = "looked_at", _("to look at")
    WAITING = "waiting", _("waits for its turn")
    WRITING = "writing", _("is being written")
    INVITING = "inviting", _("links are being sent")
    DONE = "done", _("done")
    FAILED = "failed", _("not done")


class SentSheet(models.Model):
    """One file for one sheet: whoever may send one sees it. ``judged`` belongs to ``rows``, row by row."""

    sheet = models.SlugField(max_length=20)
    key = models.SlugField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()
    language = models.CharField(max_length=12, help_text="Of the sentences in it.")
    name = models.CharField(max_length=200, help_text="What the file is called where it came from.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, in hex.")
    rows = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    judged = models.JSONField(default=list)
    judged_digest = models.CharField(max_length=64, help_text="Of what was shown: nothing else is carried out.")
    state = models.CharField(max_length=10, choices=SentState, default=SentState.LOOKED_AT)
    taken_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True, help_text="Why it was not done, or what else is to be known.")
    letters = models.JSONField(default=list, help_text="People (ids) whose link has not been sent yet.")
    letters_due = models.PositiveIntegerField(default=0)
    letters_unsent = models.PositiveIntegerField(default=0)
    draft = models.BigIntegerField(null=True, help_text="The version that it became.")

    class Meta:
        app_label = "portal"
        verbose_name = _("spreadsheet that was sent")
        verbose_name_plural = _("spreadsheets that were sent")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each verdict."""
        found: dict[str, int] = dict.fromkeys(("refused", "added", "changed", "same"), 0)
        for each in self._rows():
            found[each["verdict"]] += 1
        return found

    def _rows(self) -> list[dict[str, Any]]:
        return list(self.judged)

    @property
    def is_under_way(self) -> bool:
        return self.state in (SentState.WAITING, SentState.WRITING, SentState.INVITING)
