"""The webhooks that are still to be called, and those of the last weeks."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

TO_BE_CALLED = Q(done_at__isnull=True, failed_at__isnull=True)


class What(models.TextChoices):
    """What happened to a page."""

    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("taken away")
    MOVED = "moved", _("moved")


class WebhookCall(models.Model):
    """One system to be told of one change, at least once; ``key`` tells it which tries are the same."""

    key = models.CharField(max_length=32, unique=True)
    webhook = models.CharField(max_length=500, help_text="The address that is called.")
    what = models.CharField(max_length=12, choices=What)
    page = models.JSONField(
        default=dict, help_text="Its id, type, language, title and address, as everybody may read them."
    )
    created_at = models.DateTimeField()
    available_at = models.DateTimeField(help_text="Not before this time; also moved on by a failed attempt.")
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, help_text="When it was given up; ``problem`` says why.")
    problem = models.CharField(max_length=20, blank=True, help_text="A code: why the last attempt came to nothing.")

    class Meta:
        app_label = "content"
        verbose_name = _("webhook call")
        verbose_name_plural = _("webhook calls")
        default_permissions = ()
        indexes = [models.Index(fields=["available_at", "id"], condition=TO_BE_CALLED, name="webhook_to_be_called")]

    def __str__(self) -> str:
        return self.key

    @property
    def host(self) -> str:
        """Of the webhook: its path may hold a secret, and editors need not know it."""
        return urlsplit(self.webhook).netloc
