"""A role that one administrator gives alone: whoever holds such rights reads of it here, and may stop it in time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.access.break_glass import may_stop, stop
from permissions.access.errors import RoleRefused
from permissions.access.models import Emergency
from permissions.access.two_people import GUARDED
from permissions.now import now
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen, held_in
from workflows.cases.errors import NotAllowed
from workflows.transactions.turn import write_transaction


class EmergencyScreen(StaffScreen):
    """One of them, as long as it is known; the button that stops it, until it counts."""

    template_name = "access/emergency.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return any(held_in(request).at(right) for right in GUARDED)

    def get(self, request: HttpRequest, emergency_id: int) -> HttpResponse:
        return self.page(self._emergency(emergency_id))

    def post(self, request: HttpRequest, emergency_id: int) -> HttpResponse:
        emergency = self._emergency(emergency_id)
        try:
            with write_transaction():
                stop(emergency, actor=self.actor)
        except RoleRefused as error:
            return self.page(emergency, refused=str(error), status=UNPROCESSABLE)
        keep(request, Done(_("Stopped. A second administrator now decides whether the role is given.")))
        return redirect("access:emergency", emergency_id)

    def page(self, emergency: Emergency, *, refused: str = "", status: int = 200) -> HttpResponse:
        at, holding = now(), emergency.holding
        return self.show(
            {
                "emergency": emergency,
                "counts": holding is not None and holding.starts <= at and (holding.ends is None or holding.ends > at),
                "refused": refused,
                "done": take(self.request),
            },
            status=status,
        )

    def _emergency(self, emergency_id: int) -> Emergency:
        """Raises ``NotAllowed`` for one that isn't there, and for whoever was not asked about it."""
        rows = Emergency.objects.select_related("holding", "user", "given_by", "place__role", "place__agency")
        emergency = rows.filter(pk=emergency_id).first()
        if emergency is None or not may_stop(emergency, self.held):
            raise NotAllowed
        return emergency
