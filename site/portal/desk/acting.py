"""An officer's act: the form that was sent, through the door, and back to the case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from content.forms.attachments import UPLOAD_QUERY, attached_to, sent_ahead
from content.forms.uploads import mark_filed
from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.screen import UNPROCESSABLE
from portal.desk.case_screen import CaseScreen
from portal.desk.forms import EscalateForm
from portal.desk.offering import offered
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.selectors import case_for


class ActScreen(CaseScreen):
    """POST of one act; what cannot be done comes back with its sentence and all that was typed."""

    right = WORK_CASE

    def get(self, request: HttpRequest, tracking: str, act: str = "") -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)

    def post(self, request: HttpRequest, tracking: str, act: str) -> HttpResponse:
        # The door reads and checks all of it again under its lock; here only what the form needs.
        state = case_for(self.actor, tracking, held=self.held, to_show=act == EscalateForm.act)
        form = offered(state, self.actor, self.held, act=act, posted=request.POST, only=act).get(act)
        if form is None:
            raise NotAllowed
        if form.takes_files and UPLOAD_QUERY in request.GET:
            return sent_ahead(request)
        if form.takes_files:
            # Stored now, before the door opens its transaction, so that they are there still if anything is wrong.
            form.attached = attached_to(request, form_key=f"{state.case.pk}:{state.case.events_count}")
        if form.is_valid() and not form.attached.refused:
            try:
                event = apply(state.case.pk, form.action(), actor=self.actor)
            except NotPossible as error:
                form.add_error(None, str(error))
            else:
                mark_filed(form.attached.uploads, key=f"{event.case_id}:{event.number}")
                messages.success(request, form.said(event))
                return redirect("desk:inbox") if form.leaves else redirect("desk:case", tracking)
        state = case_for(self.actor, tracking, held=self.held)
        forms = offered(state, self.actor, self.held)
        return self.page(state, {**forms, act: form}, opened=act, status=UNPROCESSABLE)
