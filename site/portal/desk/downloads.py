"""A file of a case, handed to whoever may read the case."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.storage import storages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from content.forms.handing_out import SMALL, handed_out
from content.forms.later_checks import held_back
from permissions.agencies.rights import VIEW_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from portal.admin_screens.screen import StaffScreen
from portal.case_shown.files import NOT_NOW
from portal.desk.happenings import was_named_by_staff
from portal.desk.identity_shown import shown_as_known
from workflows.cases.errors import NotAllowed
from workflows.cases.identity import read_identity
from workflows.cases.selectors import case_for, file_of


class FileScreen(StaffScreen):
    """The bytes as an attachment: never shown inside the admin's own pages, whatever they hold."""

    right = VIEW_CASE

    def get(self, request: HttpRequest, tracking: str, number: int) -> HttpResponseBase:
        state = case_for(self.actor, tracking, held=self.held, to_show=False)
        case, file = state.case, file_of(state.case, number)
        if file is None or not storages["private"].exists(file.storage_key):
            raise NotAllowed
        if file.tells_who:
            read_identity(self.actor, state, held=self.held)  # for whom it is no file; else recorded as a name is
        if (why := held_back(file)) is not None:
            messages.error(request, str(NOT_NOW[why]))
            return redirect("desk:case", tracking)
        # Thumbnails stand on the page of the case: to fetch one is to read it, and is noted once with the page itself.
        if SMALL in request.GET:
            note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        else:
            note(Kind.DOWNLOADED, user_id=self.actor.user_id, thing=Thing("file", file.pk, case_id=case.pk))
        # A name that whoever works a hidden citizen's case may read, here as on the page.
        name = file.name if was_named_by_staff(case, file) else next(iter(shown_as_known([file], case))).name
        return handed_out(request, file, name=name)
