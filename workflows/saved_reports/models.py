"""Saved reports, when each is sent and to whom, the files made of them, and the tables that are kept of questions.

None of these rows has a number of which a report is made but ``KeptTable``, which can be thrown away.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_NAME = 80
LEASE = timedelta(minutes=10)
"""How long a file belongs to the worker that took it; then another may take it."""


class Drawn(models.TextChoices):
    """How a report is drawn; the table of each drawing holds its numbers."""

    TABLE = "table", _("table")
    BARS = "bars", _("bars")
    STACKED = "stacked", _("stacked bars")
    LINE = "line", _("line")
    HEAT = "heat", _("heat map")
    MAP = "map", _("map")


class Every(models.TextChoices):
    """How often a report is sent."""

    DAY = "day", _("every day")
    WEEK = "week", _("every week")
    MONTH = "month", _("every month")


class Format(models.TextChoices):
    """What a file is written as."""

    PDF = "pdf", _("PDF")
    XLSX = "xlsx", _("spreadsheet (XLSX)")
    CSV = "csv", _("plain table (CSV)")


class Stopped(models.TextChoices):
    """Why a schedule sends nothing any more."""

    BY_HAND = "by_hand", _("It was stopped.")
    OWNER_LEFT = "owner_left", _("Its owner has left, or may not read reports any more.")
    REMOVED = "removed", _("The report was removed.")


class Making(models.TextChoices):
    """Whether a file is there."""

    WAITING = "waiting", _("being made")
    MADE = "made", _("ready")
    FAILED = "failed", _("not made")


class SavedReport(models.Model):
    """A question under a name. ``roles``: whose holders find it, each with the figures that their own rights reach.

    ``question``: see ``figures.question.Question``. ``removed_at``: it can be brought back for a day.
    """

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    question = models.JSONField()
    drawn = models.CharField(max_length=8, choices=Drawn, default=Drawn.TABLE)
    roles = models.ManyToManyField("permissions.Role", related_name="+")
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("saved report")
        verbose_name_plural = _("saved reports")
        default_permissions = ()
        indexes = [models.Index(fields=["owner"], name="saved_report_of_owner")]

    def __str__(self) -> str:
        return self.name


class ReportSchedule(models.Model):
    """When a saved report is sent, and to whom. ``day``: of the week (0: Monday) or of the month (1 to 28).

    ``next_on``: the country's day of which it is sent next; null where it is ``stopped``.
    """

    report = models.ForeignKey(SavedReport, models.CASCADE, related_name="schedules")
    every = models.CharField(max_length=5, choices=Every, default=Every.MONTH)
    day = models.PositiveSmallIntegerField(default=1)
    format = models.CharField(max_length=4, choices=Format, default=Format.PDF)
    language = models.CharField(max_length=2)
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    next_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    stopped = models.CharField(max_length=10, choices=Stopped, blank=True)

    class Meta:
        app_label = "workflows"
        verbose_name = pgettext_lazy("of a report", "schedule")
        verbose_name_plural = pgettext_lazy("of a report", "schedules")
        default_permissions = ()
        indexes = [models.Index(fields=["next_on"], condition=models.Q(stopped=""), name="report_schedule_due")]

    def __str__(self) -> str:
        return f"{self.every} {self.format} of report {self.report_id}"


class ReportCopy(models.Model):
    """A report, or the requests behind one of its numbers, as a file for one reader, with what their rights reach.

    ``key``: random, for addresses. ``cell``: the number whose requests it lists (see ``opening.Opened``); null for the
    report itself. ``done`` of ``total`` rows are written. ``schedule``: by which it was sent; null where somebody took
    it away.
    """

    key = models.CharField(max_length=32, unique=True)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    report = models.ForeignKey(SavedReport, models.CASCADE, null=True, related_name="+")
    schedule = models.ForeignKey(ReportSchedule, models.SET_NULL, null=True, related_name="+")
    sent_for = models.DateField(null=True, help_text="The day of its schedule.")
    title = models.CharField(max_length=LONGEST_NAME)
    question = models.JSONField()
    drawn = models.CharField(max_length=8, choices=Drawn, default=Drawn.TABLE)
    cell = models.JSONField(null=True)
    format = models.CharField(max_length=4, choices=Format)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=7, choices=Making, default=Making.WAITING)
    problem = models.CharField(max_length=300, blank=True, help_text="A sentence in its language.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    storage_key = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="In bytes.")
    requested_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("file of a saved report")
        verbose_name_plural = _("files of saved reports")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["schedule", "sent_for", "reader"], name="report_copy_sent_once"),
        ]
        indexes = [
            models.Index(fields=["requested_at"], name="report_copy_by_time"),
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="report_copy_waiting"),
        ]

    @property
    def percent(self) -> int:
        """How much of it is written, 0 to 100."""
        return min(100 * self.done // self.total, 100) if self.total else 0

    def __str__(self) -> str:
        return f"{self.title} {self.language}.{self.format}"


class KeptTable(models.Model):
    """The answer to a question, as it was when it was counted last: for all whose rights reach the same agencies.

    ``digest``: of the question; ``reach``: of the agencies, ``all`` where it is all of them; ``table``: see ``kept``.
    ``wanted``: somebody looked at it when it was old, and the queue makes it anew.
    """

    digest = models.CharField(max_length=64)
    reach = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    question = models.JSONField()
    agencies = models.JSONField(null=True, help_text="Ids; null: all.")
    table = models.JSONField()
    reckoned_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    wanted = models.BooleanField(default=False)

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["digest", "reach", "language"], name="kept_table_once"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(wanted=True), name="kept_table_wanted"),
            models.Index(fields=["looked_at"], name="kept_table_by_look"),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]} {self.reach[:12]} {self.language}"
