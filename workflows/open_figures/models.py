"""The periods whose figures are open to everybody, and the blocks of months in which agencies are told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows
from workflows.open_figures.blocks import Block, block_named
from workflows.reports.models import ReportKind, Snapshot


class OpenPeriod(models.Model):
    """What everybody may read of a month or a year, from one snapshot of it. Never changed: a trigger refuses it.

    ``told`` of a month: ``country``, figures by their keys, and ``tables``, of each its rows by their codes, and of
    each row its figures; None for one that is kept back (see ``telling``), and by which ``rule``. Of a year: ``apart``,
    what is told of the requests that are set apart (see ``reports.set_apart``). ``names`` are the rows of each table as
    they were called, in every language, each with its ``position``. One row for a period: two editions of it would tell
    the difference.
    """

    kind = models.CharField(max_length=10, choices=ReportKind)
    period = models.CharField(max_length=7, help_text="2026-10 or 2026.")
    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="+")
    told = models.JSONField()
    names = models.JSONField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TellsRows["OpenPeriod"].as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("open figures of a period")
        verbose_name_plural = _("open figures of periods")
        default_permissions = ()
        ordering = ["-period"]
        constraints = [models.UniqueConstraint(fields=["kind", "period"], name="period_opened_once")]

    def __str__(self) -> str:
        return f"open figures of {self.period}"


class OpenBlock(models.Model):
    """What everybody may read of agencies in a quarter, a half-year or a year (see ``blocks``), once all its months are
    open. Never changed: a trigger refuses it.

    ``told``: of each agency the pairs of which nothing was told in a shorter span, None where they are withheld here,
    too. ``names`` as those of a month.
    """

    name = models.CharField(max_length=7, unique=True, help_text="2026-Q4, 2026-H2 or 2026.")
    told = models.JSONField()
    names = models.JSONField()
    opened_at = models.DateTimeField()

    objects = TellsRows["OpenBlock"].as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("open figures of several months")
        verbose_name_plural = _("open figures of several months")
        default_permissions = ()
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"open figures of {self.name}"

    @property
    def block(self) -> Block:
        """Raises ``ValueError`` for a name that none has."""
        found = block_named(self.name)
        if found is None:
            raise ValueError(self.name)
        return found
