"""The tables of calls: who took one, from when to when, what came of it. No name, and no number that lasts."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.now import now
from workflows.cases.models import Channel

LONGEST: Final = timedelta(minutes=30)
"""A call that nobody has ended is over after so long: nothing of the caller's is shown any more."""
CHANNELS: Final = (Channel.CALL, Channel.WALK_IN, Channel.LETTER)
"""How somebody reaches the call centre."""


class Purpose(models.TextChoices):
    """What somebody called for; the first two follow from what was done."""

    FILED = "filed", _("filed a request")
    ADDED = "added", _("added to a request")
    ASKED = "asked", _("asked how a request stands")
    INFORMATION = "information", _("asked for information")
    ELSEWHERE = "elsewhere", _("wanted another service")
    SILENT = "silent", _("nobody spoke, or the line broke")
    OTHER = "other", _("something else")


class EndedBy(models.TextChoices):
    """What ended a call."""

    TAKER = "taker", _("by the call-taker")
    EXCHANGE = "exchange", _("by the exchange")
    NEXT = "next", _("by the next call")
    TIME = "time", _("by itself, after half an hour")
    MISSED = "missed", _("nobody answered it")


class Call(models.Model):
    """A call, a visit or a letter. It rings (``began_at`` is null), is open, and is over.

    ``caller``: what stands for their number, empty where it is withheld. ``number``, ``draft``: encrypted, and only for
    as long as the call is open or what was typed in it may be taken up again. ``exchange``: the exchange's own name
    of it; ``recording``: that of its recording, which lies with the operator.
    """

    key = models.CharField(max_length=32, unique=True, help_text="Random, for addresses.")
    channel = models.CharField(max_length=10, choices=Channel)
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    caller = models.CharField(max_length=64, blank=True)
    number = models.TextField(blank=True)
    exchange = models.CharField(max_length=100, blank=True)
    recording = models.CharField(max_length=100, blank=True)
    rang_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, choices=EndedBy, blank=True)
    purpose = models.CharField(max_length=12, choices=Purpose, blank=True)
    draft = models.TextField(blank=True)
    draft_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["taker"], condition=Q(began_at__isnull=False, ended_at__isnull=True), name="call_one_open"
            ),
            models.UniqueConstraint(fields=["exchange"], condition=~Q(exchange=""), name="call_once_per_exchange"),
        ]
        indexes = [
            models.Index(fields=["taker", "-began_at"], name="call_by_taker"),
            models.Index(fields=["began_at"], name="call_by_time"),
            models.Index(fields=["taker"], condition=Q(began_at=None, ended_at=None), name="call_ringing"),
            models.Index(fields=["draft_at"], condition=Q(draft_at__isnull=False), name="call_by_draft"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_open(self) -> bool:
        """Whether it lasts: only then may anything of the caller's be told."""
        return self.ended_at is None and self.began_at is not None and self.began_at > now() - LONGEST


class What(models.TextChoices):
    """What a call has to do with a request."""

    FILED = "filed", _("filed in it")
    ADDED = "added", _("added to in it")
    PROVED = "proved", _("opened in it by number and code")


class CallCase(models.Model):
    """A request that was filed, added to or opened in a call. ``event_number``: of what it became in the diary."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="cases")
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    what = models.CharField(max_length=6, choices=What)
    event_number = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "workflows"
        verbose_name = _("request in a call")
        verbose_name_plural = _("requests in calls")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["call", "case", "what", "event_number"], name="call_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.case_id}"
