"""Audit entries, each sealed over the one before it, and the one head of the chain."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SAID: Final = ("at", "actor_kind", "actor_user_id", "verb", "subject", "subject_id", "data")
"""The columns of an entry that are under its digest, in the order in which ``chain.digest`` takes them."""


class AuditEntry(models.Model):
    """One thing done or read that must be provable later: codes, ids and digests, never a person's words."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, help_text="What was touched: case, version, role …")
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    seal = models.CharField(max_length=64, help_text="HMAC-SHA-256 over the former seal and this entry's digest.")

    class Meta:
        app_label = "permissions"
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        default_permissions = ()
        indexes = [
            models.Index(fields=["subject", "subject_id"], name="audit_by_subject"),
            # Each of these also gives the newest first, so that a page of the trail reads a page of rows.
            models.Index(fields=["at"], name="audit_by_time"),
            models.Index(fields=["verb", "at"], name="audit_by_verb"),
            models.Index(fields=["actor_user", "at"], name="audit_by_person"),
            models.Index(fields=["actor_kind", "at"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject} {self.subject_id}"

    @property
    def mark(self) -> str:
        """By what readers name an entry: its sequence would tell, by the gaps, of others that they do not see."""
        return self.seal[:12]


class AuditHead(models.Model):
    """The one row that says how long the chain is and how it ends; locked last in every write."""

    count = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")

    class Meta:
        app_label = "permissions"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.count} {self.seal[:12]}"


class AuditCheck(models.Model):
    """What was found when the chain was last walked from end to end: how long it was, and in how many places it broke.

    A note for readers, no proof: whoever could forge the trail could forge this. The proof is ``verify``.
    """

    at = models.DateTimeField()
    count = models.BigIntegerField()
    problems = models.PositiveIntegerField()

    class Meta:
        app_label = "permissions"
        default_permissions = ()
        get_latest_by = ("at", "id")

    def __str__(self) -> str:
        return f"{self.at} {self.count} {self.problems}"


class ToldElsewhere(models.Model):
    """How far the trail has been told to another machine (``to``: a file there, or a syslog server), and since when
    that fails. A note for whoever tells on; the lines themselves are the proof."""

    to = models.CharField(max_length=6, unique=True)
    count = models.BigIntegerField(default=0, help_text="Up to which entry.")
    at = models.DateTimeField(null=True, help_text="That of the last head that was told.")
    stamped = models.BigIntegerField(default=0, help_text="Entries of the last head that was stamped.")
    problem = models.CharField(max_length=200, blank=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        app_label = "permissions"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.to} {self.count}"
