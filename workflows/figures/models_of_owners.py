"""What owners set for all figures, beside measures: segments, and the fiscal year."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows
from permissions.translated_text import TranslatedTextField, in_language


class Segment(models.Model):
    """A named choice of rows. ``conditions``: all of them, as ``measure.Condition`` writes them."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = TranslatedTextField(_("name"))
    conditions = models.JSONField(default=list)

    objects = TellsRows["Segment"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["key"]

    def __str__(self) -> str:
        return in_language(self.name)


class FiscalYear(models.Model):
    """With which month it begins: one row, once somebody has said so. Nothing is counted by it beforehand."""

    THE_ONE = 1

    first_month = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )

    objects = TellsRows["FiscalYear"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="fiscal_year_is_one"),
            models.CheckConstraint(condition=Q(first_month__range=(1, 12)), name="fiscal_year_has_such_a_month"),
        ]

    def __str__(self) -> str:
        return str(self.first_month)
