"""What people add to frozen numbers: comments, a signature, the word of each agency on its lines; who is sent what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows
from workflows.reports.models import ReportKind, Snapshot


class Preparation(models.Model):
    """How far an edition is: what was added to its numbers, and who signed it.

    ``wording`` grows with everything that is added, so that a file knows whether it says all of it. ``said``: SHA-256
    (hex) over comments and confirmations as they were signed. ``signed_name``: the signer as they were called then.
    """

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="preparation")
    wording = models.PositiveIntegerField(default=0)
    laid_out_at = models.DateTimeField(null=True, help_text="When the lines of its register were written.")
    asked_at = models.DateTimeField(null=True, help_text="When the agencies were asked to confirm their lines.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_name = models.JSONField(default=dict)
    said = models.CharField(max_length=64, blank=True)

    objects = TellsRows["Preparation"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return f"preparation of {self.snapshot}"


class Comment(models.Model):
    """What the complaints unit says to a section of an edition, or there to one agency (``""``: to the whole)."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="comments")
    section = models.CharField(max_length=20)
    agency = models.CharField(max_length=40, blank=True, help_text="The code of an agency of the snapshot.")
    text = models.JSONField(help_text="By language, in each that the platform is shipped in.")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TellsRows["Comment"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["section", "agency"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "section", "agency"], name="report_comment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.agency}"


class LineState(models.TextChoices):
    """What an agency says to a line of the register."""

    OPEN = "open", _("not confirmed yet")
    CONFIRMED = "confirmed", _("confirmed")
    CONTESTED = "contested", _("contested")


class Objection(models.TextChoices):
    """Why an agency contests a line: what the report prints of it. What it writes beside that stays with the unit."""

    DONE = "done", _("was answered or closed before the end of the year")
    ELSEWHERE = "elsewhere", _("was with another agency")
    TWICE = "twice", _("the same matter has another line")
    OTHER = "other", _("another reason")


class RegisterLine(models.Model):
    """A line of a yearly register, in the order in which it is printed; ``said`` is the row as it was frozen."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="lines", db_index=False)
    place = models.PositiveIntegerField(help_text="From 1: by the agency's code, then the oldest first.")
    agency = models.ForeignKey("permissions.Agency", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    number = models.CharField(max_length=20)
    said = models.JSONField()
    state = models.CharField(max_length=9, choices=LineState, default=LineState.OPEN)
    objection = models.CharField(max_length=9, choices=Objection, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TellsRows["RegisterLine"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "place"], name="register_line_once"),
            models.CheckConstraint(
                condition=models.Q(state="contested", objection__gt="")
                | ~models.Q(state="contested") & models.Q(objection=""),
                name="register_line_contested_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["snapshot", "agency", "state", "place"], name="register_line_of_agency")]

    def __str__(self) -> str:
        return self.number


class Recipient(models.Model):
    """Somebody whom the complaints unit chose: they get a letter with each edition of a kind."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ReportKind)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TellsRows["Recipient"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="report_recipient_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.kind}"


class Sending(models.Model):
    """That a period's edition was made and told of by itself: once, however often that is tried."""

    kind = models.CharField(max_length=10, choices=ReportKind)
    period = models.CharField(max_length=7)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    recipients = models.PositiveIntegerField()
    reminded_at = models.DateTimeField(help_text="When the unit was last asked to sign it.")
    reminders = models.PositiveSmallIntegerField(default=1)

    objects = TellsRows["Sending"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "period"], name="report_sent_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"
