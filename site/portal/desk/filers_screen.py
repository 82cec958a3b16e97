"""Frequent filers, for the complaints unit: seen together, and blocked by nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse

from permissions.agencies.rights import WORK_EVERY_CASE
from permissions.now import now
from portal.admin_screens.screen import StaffScreen
from workflows.cases.filers import MANY, heavy_filers

LATELY: Final = timedelta(days=90)


class FilersScreen(StaffScreen):
    """Of ordinary requests whose citizen is not hidden."""

    right = WORK_EVERY_CASE
    template_name = "desk/filers.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show({"filers": heavy_filers(self.held, since=now() - LATELY), "days": LATELY.days, "many": MANY})
