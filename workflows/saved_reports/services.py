"""Writes saved reports: saved, changed, shared, copied, removed and brought back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from permissions.isolated import without_steering
from permissions.now import now
from permissions.roles.models import Role
from workflows.saved_reports.models import LONGEST_NAME, Drawn, SavedReport, Stopped
from workflows.transactions.turn import write_transaction

MOST_OWN: Final = 100
KEPT: Final = timedelta(days=1)
"""How long a removed report can be brought back."""


class NotSaved(Exception):
    """Says to whoever asked why nothing was done."""


def clean_name(given: str) -> str:
    """Raises ``NotSaved``."""
    name = " ".join(without_steering(given).split())
    if not name:
        raise NotSaved(_("Give the report a name."))
    if len(name) > LONGEST_NAME:
        raise NotSaved(_("A name has at most %(most)d characters.") % {"most": LONGEST_NAME})
    return name


def save_new(*, name: str, question: Mapping[str, Any], drawn: str, owner_id: int) -> SavedReport:
    """What is saved twice, by two clicks, is there once. Raises ``NotSaved``."""
    name = clean_name(name)
    with write_transaction():
        own = SavedReport.objects.filter(owner=owner_id, removed_at=None)
        same = next((each for each in own.filter(name=name, drawn=drawn) if each.question == question), None)
        if same is not None:
            return same
        if own.count() >= MOST_OWN:
            raise NotSaved(_("You have %(most)d saved reports: remove one first.") % {"most": MOST_OWN})
        return SavedReport.objects.create(
            name=name, question=dict(question), drawn=Drawn(drawn), owner_id=owner_id, changed_at=now()
        )


def overwrite(report: SavedReport, *, name: str, question: Mapping[str, Any], drawn: str) -> None:
    """Raises ``NotSaved``."""
    report.name, report.question, report.drawn, report.changed_at = (
        clean_name(name),
        dict(question),
        Drawn(drawn),
        now(),
    )
    with write_transaction():
        report.save(update_fields=["name", "question", "drawn", "changed_at"])


def copy_for(report: SavedReport, owner_id: int) -> SavedReport:
    """The same question under the same name, as somebody's own. Raises ``NotSaved``."""
    name = _("%(name)s (copy)") % {"name": report.name}
    return save_new(name=name[:LONGEST_NAME], question=report.question, drawn=report.drawn, owner_id=owner_id)


def share(report: SavedReport, roles: Collection[Role]) -> None:
    """With the holders of some roles alone; with nobody where there are none."""
    with write_transaction():
        report.roles.set(roles)
        SavedReport.objects.filter(pk=report.pk).update(changed_at=now())


def remove(report: SavedReport) -> None:
    """It can be brought back for a day; what was removed before that goes. It is sent to nobody meanwhile."""
    with write_transaction():
        SavedReport.objects.filter(removed_at__lt=now() - KEPT).delete()
        report.removed_at = now()
        report.save(update_fields=["removed_at"])
        report.schedules.filter(stopped="").update(stopped=Stopped.REMOVED)


def bring_back(report: SavedReport) -> None:
    """With its schedules, as far as they ended with it: what was due meanwhile is sent with the next pass."""
    with write_transaction():
        report.removed_at = None
        report.save(update_fields=["removed_at"])
        report.schedules.filter(stopped=Stopped.REMOVED).update(stopped="")
