"""An officer's act: the form that was sent, through the door, and back to the case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from content.forms.attachments import UPLOAD_QUERY, attached_to, sent_ahead
from content.forms.uploads import mark_filed
from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.screen import UNPROCESSABLE
from portal.desk.case_screen import CaseScreen
from portal.desk.forms import ActForm, EscalateForm
from portal.desk.offering import FORMS, offered
from portal.desk.page_token import FIELD, Page, read_page_token
from workflows.cases.drawn import has_arrived
from workflows.cases.errors import DoneAlready, Meanwhile, NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.selectors import case_for
from workflows.cases.state import State

CONFLICT = 409
WORDS = ("text", "reason")
"""The fields in which something is written."""


class ActScreen(CaseScreen):
    """POST of one act; what cannot be done comes back with its sentence and all that was typed.

    Its page says how much of the case it showed. So whoever loses a race reads who was quicker, what was said
    meanwhile is read before one's own words go out, and one form that comes five times is sent once.
    """

    right = WORK_CASE

    def get(self, request: HttpRequest, tracking: str, act: str = "") -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)

    def post(self, request: HttpRequest, tracking: str, act: str) -> HttpResponse:
        drawn = read_page_token(request.POST.get(FIELD, ""), tracking, self.actor)
        try:
            # The door reads and checks all of it again under its lock; here only what the form needs.
            state = case_for(self.actor, tracking, held=self.held, to_show=act == EscalateForm.act)
            form = offered(state, self.actor, self.held, act=act, posted=request.POST, only=act).get(act)
            return self._done(form, act, state, drawn)
        except NotAllowed:
            if drawn is None or drawn.old or act not in FORMS:
                raise
            return self._too_late(tracking, act, drawn)

    def _done(self, form: ActForm | None, act: str, state: State, drawn: Page | None) -> HttpResponse:
        """Do it. Raises ``NotAllowed``, also where the act is not offered, or not any more."""
        if form is None:
            raise NotAllowed
        if form.takes_files and UPLOAD_QUERY in self.request.GET:
            return sent_ahead(self.request)
        if form.takes_files:
            # Stored now, before the door opens its transaction, so that they are there still if anything is wrong.
            key = f"{state.case.pk}:{state.case.events_count}"
            form.attached = attached_to(self.request, form_key=key)
        status = UNPROCESSABLE
        if form.is_valid() and not form.attached.refused:
            try:
                event = apply(
                    state.case.pk, form.action(), actor=self.actor, drawn=drawn.form(act) if drawn is not None else None
                )
            except DoneAlready:
                return self._sent(type(form), state.case.tracking, str(form.done))
            except NotPossible as error:
                form.add_error(None, str(error))
                status = CONFLICT if isinstance(error, Meanwhile) else UNPROCESSABLE
            else:
                mark_filed(form.attached.uploads, key=f"{event.case_id}:{event.number}")
                return self._sent(type(form), state.case.tracking, form.said(event))
        if drawn is not None and self._arrived(state.case.tracking, act, drawn):
            return self._sent(type(form), state.case.tracking, str(form.done))
        state = case_for(self.actor, state.case.tracking, held=self.held)
        forms = offered(state, self.actor, self.held)
        return self.page(state, {**forms, act: form}, opened=act, status=status, drawn=drawn)

    def _sent(self, form: type[ActForm], tracking: str, said: str) -> HttpResponse:
        """Say it once, though the same form came five times before the answer was read."""
        waiting = messages.get_messages(self.request)
        known = [str(message) for message in waiting]
        setattr(waiting, "used", False)  # looked at here, and still to be shown  # noqa: B010 - the stubs know no list
        if said not in known:
            messages.success(self.request, said)
        return redirect("desk:inbox") if form.leaves else redirect("desk:case", tracking)

    def _too_late(self, tracking: str, act: str, drawn: Page) -> HttpResponse:
        """It cannot be done any more by whoever had the page open: by their own first click, or somebody was quicker.

        Of a case that left them they read that it did, and no more: who may read it now knows the rest.
        """
        if self._arrived(tracking, act, drawn):
            return self._sent(FORMS[act], tracking, str(FORMS[act].done))
        try:
            state = case_for(self.actor, tracking, held=self.held)
        except NotAllowed:
            return TemplateResponse(self.request, "desk/moved.html", {"lost": self._typed()}, status=CONFLICT)
        forms = offered(state, self.actor, self.held)
        return self.page(state, forms, opened="none", status=CONFLICT, drawn=drawn, lost=self._typed())

    def _arrived(self, tracking: str, act: str, drawn: Page) -> bool:
        return has_arrived(tracking, drawn.form(act), user_id=self.actor.user_id, text=self._typed())

    def _typed(self) -> str:
        return next((self.request.POST[name] for name in WORDS if self.request.POST.get(name)), "")
