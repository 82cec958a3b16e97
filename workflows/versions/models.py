"""One published version of anything that owners change: processes, routing tables, ladders, calendars."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows


class Subject(models.TextChoices):
    """What a version is a version of."""

    PROCESS = "process", _("process")
    ROUTING = "routing", _("routing table")
    LADDER = "ladder", _("escalation ladder")
    LIMIT = "limit", _("overall limit")
    CALENDAR = "calendar", _("working calendar")
    KIND = "kind", _("request kind")
    LETTER = "letter", _("letter")
    ORDER = "order", _("order of the kinds")
    CATEGORIES = "categories", _("categories")
    MEASURE = "measure", _("measure")
    RETENTION = "retention", _("how long requests are kept")
    DANGER = "danger", _("words of danger")


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
    ends = models.BooleanField(
        default=False, help_text="Publishing it takes the thing out of force, with nothing in its place."
    )
    copy_of = models.SlugField(max_length=40, blank=True, help_text="The key of what it began as a copy of.")
    note = models.TextField(_("what changes and why"), blank=True)
    drafted_at = models.DateTimeField(_("drafted at"))
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("published at"), null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(_("retired at"), null=True)

    objects = TellsRows["Version"].as_manager()

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


class Drafting(models.Model):
    """Who edits a draft, at which step of its history it stands, and whether it waits for a second person.

    There is a row while somebody edits, and none for what is published: it ends with the draft.
    """

    version = models.OneToOneField(Version, models.CASCADE, primary_key=True, related_name="drafting")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    held_since = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True, help_text="When its holder last saved something, or took it.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    ready_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ready_at = models.DateTimeField(null=True, help_text="Since when it waits for a second person.")
    ready_words = models.TextField(blank=True, help_text="What its drafter says to them.")
    number = models.PositiveIntegerField(default=0, help_text="That of the step at which the draft stands.")

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return f"drafting {self.version_id}"


class DraftStep(models.Model):
    """How a draft was after one change that means something; number 0 is how it began."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    path = models.CharField(max_length=200, blank=True, help_text="The one field that was typed in, where it was one.")
    size = models.PositiveIntegerField(help_text="Letters of its definition as JSON.")

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["version", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="draft_step_numbered_once")]

    def __str__(self) -> str:
        return f"step {self.number} of {self.version_id}"


class KeptForm(models.Model):
    """What somebody typed in a draft and what could not be saved: as it was sent, read by nobody else."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="kept_forms")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read = models.CharField(max_length=64, help_text="The draft that its page had shown (``as_read``).")
    sent = models.TextField(help_text="The fields as JSON: name to values.")
    at = models.DateTimeField()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["version", "user", "read"], name="kept_form_once")]

    def __str__(self) -> str:
        return f"typed by {self.user_id} in {self.version_id}"


class DiscardedDraft(models.Model):
    """A draft that was discarded, for the day in which that can be taken back."""

    version = models.PositiveBigIntegerField(unique=True, help_text="The id that it had.")
    subject = models.CharField(max_length=20)
    key = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    note = models.TextField(blank=True)
    ends = models.BooleanField(default=False)
    copy_of = models.SlugField(max_length=40, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.subject} {self.key} {self.number}"
