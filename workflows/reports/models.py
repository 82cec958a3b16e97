"""Frozen numbers, and the files that were asked for of them."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows

LEASE = timedelta(minutes=10)
"""How long a file belongs to the worker that took it; then another may take it."""


class ReportKind(models.TextChoices):
    """Over what a report speaks."""

    MONTHLY = "monthly", _("monthly report")
    YEARLY = "yearly", _("yearly report")


class Snapshot(models.Model):
    """The numbers of a period at a cut-off. Never changed: a database trigger refuses it.

    ``numbers`` are keyed by codes alone, so that they can be counted again; ``names`` are the agencies, posts and
    kinds as they were called. ``checksum`` is SHA-256 over all that is reported; the head of the audit chain dates it.
    """

    kind = models.CharField(max_length=10, choices=ReportKind)
    period = models.CharField(max_length=7, help_text="2026-10 or 2026.")
    cut_off = models.DateTimeField()
    definitions = models.PositiveSmallIntegerField(help_text="The version of the definitions that it was counted by.")
    numbers = models.JSONField()
    names = models.JSONField()
    register_rows = models.PositiveIntegerField()
    register_digest = models.CharField(max_length=64)
    checksum = models.CharField(max_length=64)
    audit_count = models.BigIntegerField()
    audit_seal = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TellsRows["Snapshot"].as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        default_permissions = ()
        ordering = ["-cut_off", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period", "cut_off", "definitions"], name="snapshot_once_per_cut_off"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} {self.checksum[:12]}"


class FigureList(models.Model):
    """The requests behind one figure of a snapshot, as they were counted. Never changed: a database trigger refuses it.

    ``packed``: see ``gathered.packed``. Of what is in it the ``numbers`` of the snapshot have the SHA-256 (hex), under
    ``lists``, so that its checksum is over the lists too. What was set apart by the cut-off is in none.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="lists")
    figure = models.CharField(max_length=60)
    packed = models.BinaryField()

    class Meta:
        app_label = "workflows"
        verbose_name = _("requests behind a number")
        verbose_name_plural = _("requests behind numbers")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["snapshot", "figure"], name="figure_list_once")]

    def __str__(self) -> str:
        return f"{self.figure} of snapshot {self.snapshot_id}"


class FileFormat(models.TextChoices):
    """What a report is written as."""

    PDF = "pdf", _("PDF")
    SPREADSHEET = "xlsx", _("spreadsheet")


class FileState(models.TextChoices):
    """Whether a file is there."""

    WAITING = "waiting", _("being made")
    MADE = "made", _("ready")
    FAILED = "failed", _("not made")


class Problem(models.TextChoices):
    """Why a file could not be made."""

    NO_PANGO = "no_pango", _("The server lacks the library that draws PDF files. Please tell its operator.")
    DIFFERS = "differs", _("The diary no longer says what was frozen. Please tell the operator, who can check it.")
    UNKNOWN = "unknown", _("Something went wrong. The operator finds in the log what it was.")


class ReportFile(models.Model):
    """One file of a report: asked for, being made, there. ``taken_at`` is when a worker took it, for some minutes."""

    kind = models.CharField(max_length=10, choices=ReportKind)
    period = models.CharField(max_length=7)
    cut_off = models.DateTimeField()
    definitions = models.PositiveSmallIntegerField(help_text="The version of the definitions that it is written by.")
    format = models.CharField(max_length=4, choices=FileFormat)
    language = models.CharField(max_length=2)
    volume = models.PositiveSmallIntegerField(default=0, help_text="0: the report; from 1: a volume of its register.")
    state = models.CharField(max_length=7, choices=FileState, default=FileState.WAITING)
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    wording = models.PositiveIntegerField(default=0, help_text="Of the preparation, as the file says it.")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="files")
    storage_key = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="In bytes.")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)

    objects = TellsRows["ReportFile"].as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        default_permissions = ()
        ordering = ["format", "volume", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period", "cut_off", "definitions", "format", "language", "volume"],
                name="report_file_asked_once",
            )
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(state="waiting"), name="report_file_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} {self.language}.{self.format}"


class CaseCopy(models.Model):
    """A case as one PDF, which somebody asked for and the queue makes: theirs alone, for a day.

    ``inside``: with what is written among colleagues; ``who``: with who filed it, where that is open to them.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, unique=True, help_text="Random, for addresses.")
    language = models.CharField(max_length=2)
    inside = models.BooleanField(default=False)
    who = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=FileState, default=FileState.WAITING)
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    storage_key = models.CharField(max_length=200, blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        indexes = [models.Index(fields=["requested_at"], name="case_copy_by_time")]

    def __str__(self) -> str:
        return f"copy of case {self.case_id}"
