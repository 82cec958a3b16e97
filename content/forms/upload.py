"""The table of uploads: files whose bytes lie in the private storage, waiting to belong to a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.forms.sizes import written_size


class UploadState(models.TextChoices):
    """Whether a case names the file."""

    PENDING = "pending", _("waiting for its form")
    FILED = "filed", _("belongs to a case")


class Upload(models.Model):
    """One file that came with a form. The row is written before the bytes, so that no bytes are ever unknown.

    ``filed_under`` is the idempotency key of what it was sent with: the same form sent again may name it again.
    """

    storage_key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.PENDING)
    filed_under = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "content"
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state="pending"), name="upload_waiting"),
        ]

    def __str__(self) -> str:
        return self.storage_key

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def size_words(self) -> str:
        return written_size(self.size)
