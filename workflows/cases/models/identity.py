"""Asking who a hidden citizen is: someone asks with a reason, the custodian opens for a time, or does not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class IdentityRequest(models.Model):
    """One request to learn an identity, the first, second … of its case, and what the custodian answered.

    Opened until ``until``, for whoever asked and for the custodian who opened it. Their reasons are words: the diary
    has only that it happened.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="identity_requests")
    number = models.PositiveSmallIntegerField(help_text="Which of the case it is, from 1: by it screens ask for it.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked on"))
    reason = models.TextField(_("reason"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered on"), null=True)
    answer = models.TextField(_("the custodian's reason"), blank=True)
    until = models.DateTimeField(_("open until"), null=True, help_text="None where it was refused.")

    class Meta:
        app_label = "workflows"
        verbose_name = _("request for an identity")
        verbose_name_plural = _("requests for identities")
        default_permissions = ()
        ordering = ["asked_at", "id"]
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
