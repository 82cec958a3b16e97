"""One table: a row for each thing that somebody looked at, took away or was refused, and for each coming and going."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What happened; a kind that is added here needs no migration."""

    LOGGED_IN = "logged_in", _("Logged in")
    LOGIN_FAILED = "login_failed", _("Could not log in")
    LOGGED_OUT = "logged_out", _("Logged out")
    RESET_ASKED = "reset_asked", _("New password asked for")
    PASSWORD_SET = "password_set", _("Password chosen")
    CASE_READ = "case_read", _("Request read")
    CALLER_LOOKED_UP = "caller_looked_up", _("Requests of a caller looked up")
    DOWNLOADED = "downloaded", _("File opened or downloaded")
    EXPORTED = "exported", _("Spreadsheet taken")
    PRINTED = "printed", _("Request taken as PDF")
    TRIED = "tried", _("Draft or version tried on requests")
    LOG_READ = "log_read", _("This log read")
    REFUSED = "refused", _("Refused")


class Look(models.Model):
    """Ids and codes alone. Rows are only ever added; a row is changed once, when it is sealed, in ``sealed_in``."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Of a failed login: its account.",
    )
    case_id = models.BigIntegerField(null=True, help_text="The case that it is about; this floor knows no cases.")
    subject = models.CharField(max_length=20, help_text="What kind of thing: case, file, report, screen …")
    subject_id = models.BigIntegerField(default=0)
    detail = models.CharField(
        max_length=64, help_text="The route of a screen; of a name that nobody has, a keyed digest."
    )
    once = models.CharField(
        max_length=64, unique=True, help_text="What is noted once within its span bears one of these."
    )
    digest = models.CharField(max_length=64, help_text="HMAC-SHA-256 of all the above, in hex.")
    sealed_in = models.BigIntegerField(null=True, help_text="The entry of the audit trail that seals it.")

    class Meta:
        app_label = "permissions"
        verbose_name = _("row of the log of access")
        verbose_name_plural = _("log of access")
        default_permissions = ()
        indexes = [
            # Each gives the newest first, so that a page of the log reads a page of rows.
            models.Index(fields=["at", "id"], name="look_by_time"),
            models.Index(fields=["user", "at"], name="look_by_person"),
            models.Index(fields=["kind", "at"], name="look_by_kind"),
            models.Index(fields=["case_id", "at"], name="look_by_case", condition=models.Q(case_id__isnull=False)),
            models.Index(fields=["sealed_in", "id"], name="look_by_seal"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"
