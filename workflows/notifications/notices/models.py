"""Notices to the staff, and by which way each of them wants to hear of what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NEW = Q(read_at__isnull=True)


class NoticeKind(models.TextChoices):
    """What a notice is about, as people choose by which way they hear of it."""

    ASSIGNED = "assigned", _("A request was assigned to me")
    ARRIVED = "arrived", _("A request has come to me")
    ESCALATED = "escalated", _("A request was escalated to me")
    DUE = "due", _("A date is near, or has passed")
    CITIZEN = "citizen", _("A citizen wrote")
    CONSULTED = "consulted", _("A statement between agencies")
    QUALITY = "quality", _("The quality of an answer was checked")
    MENTIONED = "mentioned", _("A colleague mentioned me")
    WATCHED = "watched", _("Something changed on a request that I watch")
    DRAFT = "draft", _("A draft of rules or of a form waits for a second person")
    ACCESS = "access", _("Identities, erasing, readers by name, and what is lent to me")
    JOB = "job", _("Work or a file that I asked for is done")
    REPORT = "report", _("A report that is sent to me")
    THRESHOLD = "threshold", _("A figure crossed a threshold of mine")


class Channel(models.TextChoices):
    """A way by which somebody hears of it."""

    BELL = "bell", _("Here, at the bell")
    LETTER = "letter", _("By a letter at once")
    DIGEST = "digest", _("In the letter of the morning")
    PUSH = "push", pgettext_lazy("notices", "On my device")


class Notice(models.Model):
    """One notice to one person. It holds no words: they are made as it is shown, for whoever may still read the case.

    ``entry``: the row of the outbox that it was made of. ``shown``: at the bell. ``for_digest``: it waits for the
    letter of the next morning.
    """

    entry = models.OneToOneField("workflows.OutboxEntry", models.CASCADE, related_name="notice")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    case = models.ForeignKey("workflows.Case", models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=NoticeKind)
    at = models.DateTimeField()
    shown = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    for_digest = models.BooleanField(default=False)

    class Meta:
        app_label = "workflows"
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ()
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_of_one"),
            models.Index(fields=["user", "id"], condition=NEW & Q(shown=True), name="notice_new"),
            models.Index(fields=["at"], name="notice_by_time"),
            models.Index(fields=["user", "id"], condition=Q(for_digest=True), name="notice_for_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"


class NoticeChoices(models.Model):
    """By which ways one person hears of what, where they have said so: ``chosen`` is kind to channels."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    chosen = models.JSONField(default=dict)

    class Meta:
        app_label = "workflows"
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        default_permissions = ()

    def __str__(self) -> str:
        return f"choices of {self.user_id}"
