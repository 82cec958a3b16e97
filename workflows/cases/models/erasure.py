"""What is erased of cases: who asks for it, what keeps it from being done, and the bytes that are still to go."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.cases.models.asked import AskedOfAnother
from workflows.cases.models.encrypted import EncryptedRow, EncryptedWords, Rows


class AtWhoseWish(models.TextChoices):
    """Who wants a case erased."""

    CITIZEN = "citizen", _("whoever filed it")
    COURT = "court", _("a court")
    OTHER = "other", _("somebody else")


class ErasureRequest(AskedOfAnother):
    """One request to erase a case before its time, and what a second person answered. Reasons go with the case.

    Answered by nobody: whoever filed it said that it is not their wish.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="erasure_requests")
    wish = models.CharField(_("at whose wish"), max_length=10, choices=AtWhoseWish)
    answer = EncryptedWords(blank=True)
    agreed = models.BooleanField(default=False)

    objects = Rows["ErasureRequest"].as_manager()

    class Meta(AskedOfAnother.Meta):
        verbose_name = _("request to erase")
        verbose_name_plural = _("requests to erase")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="erasure_request_once"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, agreed=False)
                | Q(answered_by__isnull=True, answered_at__isnull=False, agreed=False, wish=AtWhoseWish.CITIZEN)
                | (
                    Q(answered_by__isnull=False, answered_at__isnull=False)
                    & (Q(agreed=False) | ~Q(answered_by=F("asked_by")))
                ),
                name="erasure_agreed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(answered_at__isnull=True), name="erasure_request_waiting"),
        ]

    def __str__(self) -> str:
        return f"erasure of case {self.case_id}"


class LegalHold(EncryptedRow):
    """That a case is not to be erased, for a reason, until a day or until somebody lifts it."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="holds")
    number = models.PositiveSmallIntegerField(help_text="Which of the case it is, from 1.")
    reason = EncryptedWords(_("reason"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, help_text="Null: until it is lifted.")
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = EncryptedWords(blank=True)

    objects = Rows["LegalHold"].as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        default_permissions = ()
        ordering = ["set_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="legal_hold_once"),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="legal_hold_lifted_by_somebody",
            ),
        ]

    @property
    def bound_to(self) -> str:
        return f"{self.case_id}|{self.number}"

    def __str__(self) -> str:
        return f"hold on case {self.case_id}"


class BytesToRemove(models.Model):
    """Bytes of an erased case in the private storage: the row comes with the commit that erases, and goes with them."""

    storage_key = models.CharField(max_length=200, unique=True)
    since = models.DateTimeField()

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return self.storage_key
