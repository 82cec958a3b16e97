"""A consultation: what another agency is asked inside a case, while the case stays where it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ConsultationResult(models.TextChoices):
    """How a consultation ended."""

    ANSWERED = "answered", _("answered")
    NOT_OURS = "not_ours", _("not theirs to say")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Consultation(models.Model):
    """One question to one agency, which reads what the asker shares and nothing else of the case.

    Its words are messages of the events ``asked_in`` and ``answered_in``. Nobody holds it: whoever works cases at the
    agency may answer, also where one of them was given it (``assignee``), and whoever acts in the post of its ``level``
    is told. Its deadline hangs on ``work``, from which it was asked, and is none of the step's.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="consultations", db_index=False)
    number = models.PositiveSmallIntegerField(help_text="1, 2 … within the case.")
    work = models.ForeignKey("workflows.Work", models.CASCADE, related_name="+", db_index=False)
    asker = models.ForeignKey("permissions.Agency", models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(
        "permissions.Agency", models.PROTECT, related_name="+", db_index=False, verbose_name=_("agency")
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("with")
    )
    asked_in = models.PositiveIntegerField(help_text="The number of the event.")
    answered_in = models.PositiveIntegerField(null=True)
    shares_text = models.BooleanField(default=False)
    shares_files = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(null=True, help_text="Working days that were chosen; null: by the ladder.")
    ladder = models.SlugField(max_length=40, blank=True, db_index=False)
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    due = models.DateTimeField(_("due"))
    due_by_day = models.BooleanField(default=False, help_text="People are told the day of what is due, and no hour.")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, choices=ConsultationResult, blank=True)

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="consultation_numbered_once")]
        indexes = [
            models.Index(fields=["agency", "due"], condition=Q(done_at__isnull=True), name="consultation_open"),
            models.Index(fields=["agency", "-done_at"], name="consultation_done"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
