"""The door of the screens of own reports: whoever reads figures at all."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from permissions.access.errors import OutOfReach
from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.screen import StaffScreen, held_in
from workflows.figures.reckoning import Reach
from workflows.saved_reports.models import SavedReport
from workflows.saved_reports.reach import may_keep, reach_of
from workflows.saved_reports.selectors import found_by


class FiguresScreen(StaffScreen):
    """What is shown is what the rights of whoever asks reach; of a report that is not theirs nothing is there."""

    right = VIEW_CASE

    def is_open_to(self, request: HttpRequest) -> bool:
        return reach_of(held_in(request)) is not None

    @property
    def reach(self) -> Reach:
        return cast("Reach", reach_of(self.held))

    @property
    def user_id(self) -> int:
        return int(self.actor.user_id or 0)

    @property
    def opens(self) -> bool:
        """Whether they read requests: an auditor and an owner of the rules read figures alone."""
        return bool(self.held.at(VIEW_CASE))

    @property
    def keeps(self) -> bool:
        """Whether they may save reports and have them sent."""
        return may_keep(self.held)

    def must_keep(self) -> None:
        """Raises ``OutOfReach`` for whoever only reads."""
        if not self.keeps:
            raise OutOfReach

    def report_of(self, report_id: int | str) -> SavedReport:
        """One that they find. Raises ``OutOfReach``."""
        written = str(report_id)
        number = int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
        report = found_by(self.user_id).filter(pk=number).first()
        if report is None:
            raise OutOfReach
        return report

    def own_report(self, report_id: int | str) -> SavedReport:
        """One that is theirs to change. Raises ``OutOfReach``."""
        report = self.report_of(report_id)
        if report.owner_id != self.user_id:
            raise OutOfReach
        return report
