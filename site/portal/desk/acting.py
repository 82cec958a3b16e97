"""An officer's act: the form that was sent, through the door, and back to the case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from content.forms.resumable import begins_here, begun
from content.forms.uploads import UPLOAD_QUERY, attached_to, mark_filed, sent_ahead
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from portal.admin_screens.screen import UNPROCESSABLE
from portal.desk.beside import address, branch_in
from portal.desk.case_screen import PAGE_FIELD, CaseScreen, Page, read_page_token
from portal.desk.consult_forms import UnaskForm
from portal.desk.forms import ActForm, EscalateForm
from portal.desk.models import ReadyAnswer
from portal.desk.offering import FORMS, offered, work_at_hand
from portal.desk.ready import visible
from portal.desk.ready_effects import carry_out, effects_in_words
from portal.desk.ready_uses import count_use
from portal.desk.sealing_forms import ConfirmSealingForm, RejectSealingForm
from portal.desk.spam_forms import ReleaseForm
from portal.in_hand.drafts import forget, keep, typed_in
from workflows.cases.errors import DoneAlready, Meanwhile, NotAllowed, NotPossible
from workflows.cases.lifecycle import apply, has_arrived
from workflows.cases.models import Work
from workflows.cases.selectors import case_for, reached
from workflows.cases.state import State

CONFLICT = 409
WORDS = ("text", "reason")
"""The fields in which something is written, of which an act has one; a correction has ``wrong`` beside it."""
BY_DATES = (EscalateForm.act, UnaskForm.act, ReleaseForm.act, ConfirmSealingForm.act, RejectSealingForm.act)
"""Acts that are offered by what is due."""


class ActScreen(CaseScreen):
    """POST of one act; what cannot be done comes back with its sentence and all that was typed.

    Its page says how much of the case it showed. So whoever loses a race reads who was quicker, what was said
    meanwhile is read before one's own words go out, and one form that comes five times is sent once.
    """

    right = WORK_CASE
    branch = ""

    def get(self, request: HttpRequest, tracking: str, act: str = "") -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)

    def post(self, request: HttpRequest, tracking: str, act: str) -> HttpResponse:
        drawn = read_page_token(request.POST.get(PAGE_FIELD, ""), tracking, self.actor)
        try:
            # The door reads and checks all of it again under its lock; here only what the form needs.
            state = case_for(self.actor, tracking, held=self.held, to_show=act in BY_DATES)
            work = self._work_of(state)
            forms = offered(state, work, self.actor, self.held, self.rules, act=act, posted=request.POST, only=act)
            return self._done(forms.get(act), act, state, drawn)
        except NotAllowed:
            if drawn is None or drawn.old or act not in FORMS:
                raise
            return self._too_late(tracking, act, drawn)

    def _done(self, form: ActForm | None, act: str, state: State, drawn: Page | None) -> HttpResponse:
        """Do it. Raises ``NotAllowed``, also where the act is not offered, or not any more."""
        if form is None:
            raise NotAllowed
        key = self._share(state.case.pk, state.case.events_count)
        if form.takes_files and UPLOAD_QUERY in self.request.GET:
            if begins_here(self.request):
                return begun(self.request, form_key=key)
            return sent_ahead(self.request, form_key=key)
        if form.takes_files:
            # Stored now, before the door opens its transaction, so that they are there still if anything is wrong.
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
                form.note_taken()
                self._let_go(state.case.pk, act)
                self._use_ready(state, form)
                mark_filed(form.attached.uploads, key=self._share(event.case_id, event.number))
                return self._sent(type(form), state.case.tracking, form.said(event))
        if drawn is not None and self._arrived(state.case.tracking, act, drawn):
            return self._sent(type(form), state.case.tracking, str(form.done))
        return self._sent_back(form, case_for(self.actor, state.case.tracking, held=self.held), status, drawn)

    def _sent_back(self, form: ActForm, state: State, status: int, drawn: Page | None) -> HttpResponse:
        """The case with the form and what is wrong in it, or is asked before it is done."""
        act = form.act
        work, ready = self._work_of(state), self._ready()
        if form.question:  # whoever is asked may go another way, and finds their words here afterwards
            keep(state.case, self.actor.user_id or 0, act, self.branch, typed_in(self.request.POST))
        form.effects = effects_in_words(ready, state, act) if ready is not None else ""
        forms = offered(state, work, self.actor, self.held, self.rules)
        return self.page(state, work, {**forms, act: form}, opened=act, status=status, drawn=drawn)

    def _let_go(self, case_id: int, act: str) -> None:
        """Its draft, now that it was sent."""
        forget(case_id, self.actor.user_id or 0, act, self.branch)

    def _use_ready(self, state: State, form: ActForm) -> None:
        """Count the ready answer that was sent, and do what goes with it unless that was unticked."""
        answer = self._ready()
        if answer is None:
            return
        count_use(answer, [state.case.pk])
        if self.request.POST.get("effects"):
            work_id = form.work_id if form.cleaned_data.get("work") else None
            for problem in carry_out(answer, state, form.act, work_id, self.actor):
                messages.warning(self.request, problem)

    def _ready(self) -> ReadyAnswer | None:
        """The ready answer that stands in the form that was sent; None without one, and of one that is not theirs."""
        key = self.request.POST.get("ready", "")
        if not key.isalnum():
            return None
        return visible(self.actor.user_id or 0, self.held).select_related("tag", "assignee").filter(key=key).first()

    def _share(self, case_id: int, events: int) -> str:
        """What files of an act wait for: one officer's alone. Nobody is handed what another attaches meanwhile."""
        return f"{case_id}:{events}:{self.actor.user_id}"

    def _work_of(self, state: State) -> Work | None:
        """The piece of work whose form was sent, while it is open; else what is at hand now."""
        named = self.request.POST.get("work", "")
        work = next((work for place, work in enumerate(state.works, 1) if str(place) == named), None)
        self.branch = work.branch if work is not None else branch_in(self.request.POST)
        return work_at_hand(state, self.actor, self.held, branch=self.branch)

    def _sent(self, form: type[ActForm], tracking: str, said: str) -> HttpResponse:
        """Say it once, though the same form came five times before the answer was read."""
        waiting = messages.get_messages(self.request)
        known = [str(message) for message in waiting]
        setattr(waiting, "used", False)  # looked at here, and still to be shown  # noqa: B010 - the stubs know no list
        if said not in known:
            messages.success(self.request, said)
        if form.leaves or not self._reads_it_still(tracking):
            return redirect("desk:inbox")
        return redirect(address(tracking, self.branch))

    def _reads_it_still(self, tracking: str) -> bool:
        """Whoever is done with the part of their agency reads the case no more, though they have just answered it."""
        return reached(self.actor, VIEW_CASE, held=self.held).filter(tracking=tracking).exists()

    def _too_late(self, tracking: str, act: str, drawn: Page) -> HttpResponse:
        """It cannot be done any more by whoever had the page open: by their own first click, or somebody was quicker.

        Of a case that left them they read that it did, and no more: who may read it now knows the rest.
        """
        if self._arrived(tracking, act, drawn):
            return self._sent(FORMS[act], tracking, str(FORMS[act].done))
        try:
            state = case_for(self.actor, tracking, held=self.held)
        except NotAllowed:
            return TemplateResponse(self.request, "desk/moved.html", {"lost": self._lost()}, status=CONFLICT)
        work = self._work_of(state)
        forms = offered(state, work, self.actor, self.held, self.rules)
        return self.page(state, work, forms, opened="none", status=CONFLICT, drawn=drawn, lost=self._lost())

    def _arrived(self, tracking: str, act: str, drawn: Page) -> bool:
        return has_arrived(tracking, drawn.form(act), user_id=self.actor.user_id, text=self._typed())

    def _lost(self) -> str:
        """All that was written into it, to be copied."""
        return "\n\n".join(filter(None, (self.request.POST.get("wrong", ""), self._typed())))

    def _typed(self) -> str:
        return next((self.request.POST[name] for name in WORDS if self.request.POST.get(name)), "")
