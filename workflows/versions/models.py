"""One published version of anything that owners change: processes, routing tables, ladders, calendars."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What a version is a version of."""

    PROCESS = "process", _("process")
    ROUTING = "routing", _("routing table")
    LADDER = "ladder", _("escalation ladder")
    CALENDAR = "calendar", _("working calendar")
    KIND = "kind", _("request kind")
    LETTER = "letter", _("letter")


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


class Version(models.Model):
    """A definition with a number. What is published is never changed again: publishing anew makes another row."""

    subject = models.CharField(_("subject"), max_length=20, choices=Subject)
    key = models.SlugField(_("key"), max_length=40)
    number = models.PositiveIntegerField(_("version"))
    status = models.CharField(_("status"), max_length=10, choices=VersionStatus, default=VersionStatus.DRAFT)
    definition = models.JSONField(_("definition"))
    digest = models.CharField(max_length=64, help_text="SHA-256 of the definition in canonical JSON.")
    note = models.TextField(_("what changes and why"), blank=True)
    drafted_at = models.DateTimeField(_("drafted at"))
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("published at"), null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(_("retired at"), null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        default_permissions = ()
        ordering = ["subject", "key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "key", "number"], name="version_numbered_once"),
            models.UniqueConstraint(
                fields=["subject", "key"], condition=Q(status="published"), name="version_one_published"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.key} {self.number}"
