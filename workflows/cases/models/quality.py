"""The check of a sample of closed cases: what is asked, which cases a month's chance has named, and what was found."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from permissions.telling_rows import TellsRows
from permissions.writing import written_month


def criteria() -> list[dict[str, Any]]:
    """What is asked of each case until an owner asks otherwise: a key, and the question by language."""
    return [
        {"key": "answers", "ar": "هل يجيب الرد عمّا سُئل عنه؟", "en": "Does the answer say what was asked?"},
        {"key": "plain", "ar": "هل كُتب بلغة واضحة ومهذبة؟", "en": "Is it plain and polite?"},
        {"key": "fits", "ar": "هل تطابق النتيجة ما فُعل؟", "en": "Does the outcome fit what was done?"},
    ]


def month_named(month: str) -> str:
    """``2026-10`` as people read it, in the language that is on."""
    return written_month(date.fromisoformat(f"{month}-01"))


class QualityRule(models.Model):
    """How large a sample is and what is asked of its cases; one row, which process owners change."""

    percent = models.PositiveSmallIntegerField(default=5)
    least = models.PositiveSmallIntegerField(default=5)
    most = models.PositiveSmallIntegerField(default=100)
    criteria = models.JSONField(default=criteria)

    objects = TellsRows["QualityRule"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.percent} %"


class QualitySample(models.Model):
    """One month's sample. ``seed``: the seal of the trail as it stood when the month was over, which nobody can choose;
    with it the sample can be drawn again. ``criteria`` as they were then; ``closed``: of how many cases it was drawn.
    """

    month = models.CharField(max_length=7, unique=True, help_text="2026-10.")
    seed = models.CharField(max_length=64)
    percent = models.PositiveSmallIntegerField()
    closed = models.PositiveIntegerField()
    criteria = models.JSONField()
    drawn_at = models.DateTimeField()

    objects = TellsRows["QualitySample"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["-month"]

    def __str__(self) -> str:
        return month_named(self.month)


class QualityCheck(models.Model):
    """One case of a sample. ``answers``: criterion to yes or no, once it is judged; the words are a message."""

    sample = models.ForeignKey(QualitySample, models.PROTECT, related_name="checks")
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="quality_checks")
    agency = models.ForeignKey("permissions.Agency", models.PROTECT, related_name="+", help_text="That closed it.")
    answers = models.JSONField(default=dict)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["sample", "case"], name="quality_case_once")]
        indexes = [models.Index(fields=["sample"], condition=Q(judged_at__isnull=True), name="quality_to_judge")]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.case_id}"
