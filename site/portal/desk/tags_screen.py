"""The list of tags of an agency: its supervisors and the complaints unit add to it and take off it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen, held_in
from portal.desk.supervising import has_board, looked_after
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import Tag
from workflows.cases.tags import add_tag, take_off

LONGEST_ID = 18


class TagsScreen(StaffScreen):
    """One agency at a time."""

    right = WORK_CASE
    template_name = "desk/tags.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return has_board(held_in(request))

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(self._agency(request.GET.get("agency", "")))

    def post(self, request: HttpRequest) -> HttpResponse:
        agency = self._agency(request.POST.get("agency", ""))
        off = request.POST.get("off", "")
        try:
            if off:
                if not off.isdecimal() or len(off) > LONGEST_ID:
                    raise NotAllowed
                take_off(agency.pk, int(off), actor=self.actor)
                keep(request, Done(_("It is off the list. Requests that have it keep it.")))
            else:
                add_tag(agency.pk, request.POST.get("name", ""), actor=self.actor)
                keep(request, Done(_("The tag is on the list.")))
        except NotPossible as error:
            return self._page(agency, problem=str(error), name=request.POST.get("name", ""))
        return redirect(f"{reverse('desk:tags')}?{urlencode({'agency': agency.code})}")

    def _page(self, agency: Agency, *, problem: str = "", name: str = "") -> HttpResponse:
        context = {
            "agency": agency,
            "agencies": looked_after(self.held),
            "tags": list(Tag.objects.filter(agency=agency, active=True)),
            "problem": problem,
            "name": name,
            "done": take(self.request),
        }
        return self.show(context, status=UNPROCESSABLE if problem else 200)

    def _agency(self, code: str) -> Agency:
        """The one of a code; without one their own, the unit's for the unit. Raises ``NotAllowed``."""
        own = self.held.at(WORK_CASE)
        found = looked_after(self.held)
        first = next((each for each in found if each.pk in own), None)
        chosen = next((each for each in found if each.code == code), None) if code else first
        if chosen is None:
            raise NotAllowed
        return chosen
