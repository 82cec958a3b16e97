"""The table of uploads: files whose bytes lie in the private storage, waiting to belong to a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.now import now
from permissions.writing import written_size


class UploadState(models.TextChoices):
    """Whether a case names the file."""

    PENDING = "pending", _("waiting for its form")
    FILED = "filed", _("belongs to a case")
    GOING = "going", _("waited too long and is being removed")


class VirusCheck(models.TextChoices):
    """What the virus scanner said of the file."""

    NOT_ASKED = "", _("no scanner was there to ask")
    WAITING = "waiting", _("is still being checked for viruses")
    CLEAN = "clean", _("no virus was found")
    INFECTED = "infected", _("a virus was found; it is kept apart")


class Upload(models.Model):
    """One file that came with a form. The row is written before the bytes, so that no bytes are ever unknown.

    ``waits_for`` is the key of the form that it came ahead of or with, for the quota.
    ``filed_under`` is the idempotency key of what it was sent with: the same form sent again may name it again.
    """

    storage_key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.PENDING)
    filed_under = models.CharField(max_length=80, blank=True)
    waits_for = models.CharField(max_length=80, blank=True)
    virus_check = models.CharField(max_length=10, choices=VirusCheck, blank=True, default=VirusCheck.NOT_ASKED)
    virus = models.CharField(max_length=100, blank=True, help_text="What the scanner calls it.")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(default=now, help_text="When it was last sent along with its form.")

    class Meta:
        app_label = "content"
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()
        indexes = [
            models.Index(fields=["seen_at"], condition=~Q(state="filed"), name="upload_waiting"),
            models.Index(fields=["waits_for"], condition=Q(state="pending"), name="upload_of_form"),
            models.Index(fields=["created_at"], condition=Q(virus_check="waiting"), name="upload_unchecked"),
        ]

    def __str__(self) -> str:
        return self.storage_key

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def size_words(self) -> str:
        return written_size(self.size)
