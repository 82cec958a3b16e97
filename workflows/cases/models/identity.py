"""Asking who a hidden citizen is: someone asks with a reason, the custodian opens for a time, or does not."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.cases.models.asked import AskedOfAnother
from workflows.cases.models.encrypted import EncryptedWords, Rows


class IdentityRequest(AskedOfAnother):
    """One request to learn an identity, and what the custodian answered.

    Opened until ``until``, for whoever asked and for the custodian who opened it.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="identity_requests")
    answer = EncryptedWords(_("the custodian's reason"), blank=True)
    until = models.DateTimeField(_("open until"), null=True, help_text="None where it was refused.")

    objects = Rows["IdentityRequest"].as_manager()

    class Meta(AskedOfAnother.Meta):
        verbose_name = _("request for an identity")
        verbose_name_plural = _("requests for identities")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="identity_request_once"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, until__isnull=True)
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answered_by=F("asked_by"))),
                name="identity_answered_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(answered_at__isnull=True), name="identity_request_waiting"),
        ]

    def __str__(self) -> str:
        return f"identity of case {self.case_id}"
