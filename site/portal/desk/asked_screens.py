"""What the agency of whoever looks was asked inside requests of others: the list, one question, a file."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now

from content.forms.handing_out import SMALL, handed_out
from content.forms.later_checks import held_back, say_what_is_held_back
from content.forms.resumable import begins_here, begun
from content.forms.storing import is_stored
from content.forms.uploads import UPLOAD_QUERY, attached_to, mark_filed, sent_ahead, stored_files
from permissions.access.selectors import can
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.writing import written_hour
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.paging import page_number
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.case_shown.files import NOT_NOW, shown_files
from portal.desk.asked_forms import ALL, GiveForm, StatementForm, colleagues_of
from portal.in_hand.drafts import ASKED, forget, is_too_long, kept_one, typed_in
from portal.in_hand.drafts import keep as keep_draft
from workflows.cases.actions import AnswerConsultation, AssignConsultation
from workflows.cases.consultations import asked_of, consultation_for, file_shared, shared_with
from workflows.cases.consulting import AskedPiece
from workflows.cases.errors import DoneAlready, NotAllowed, NotPossible
from workflows.cases.lifecycle import Drawn, apply
from workflows.cases.models import Case, Consultation, File

A_PAGE: Final = 50
CONFLICT: Final = 409
LAST_PAGE: Final = 200
KEEP, DISCARD, GIVE = "keep", "discard", "give"
JSON: Final = "application/json"


class AskedScreen(StaffScreen):
    """All of them, what is due first on top, and what is over below, the latest first. Four queries."""

    right = VIEW_CASE
    template_name = "desk/asked.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        number = page_number(request.GET, last=LAST_PAGE)
        asked = asked_of(self.held)
        begin = (number - 1) * A_PAGE
        over = list(asked.filter(done_at__isnull=False).order_by("-done_at", "-pk")[begin : begin + A_PAGE + 1])
        waiting = asked.filter(done_at__isnull=True).order_by("due", "pk")
        context = {
            "waiting": list(waiting) if number == 1 else [],
            "over": over[:A_PAGE],
            "former": f"?page={number - 1}" if number > 1 else "",
            "next": f"?page={number + 1}" if len(over) > A_PAGE else "",
            "number": number,
            "now": now(),
            "several": len(self.held.at(VIEW_CASE)) > 1,
            "done": take(request),
        }
        return self.show(context)


class AskedOneScreen(StaffScreen):
    """The question, what is shared with it, and the form for the statement; nothing else of the request.

    POST of ``do=give`` gives it to a colleague; to ``?keep`` it keeps what is typed, or lets it go (``do=discard``).
    """

    right = VIEW_CASE
    template_name = "desk/asked_one.html"

    def get(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        piece = consultation_for(self.actor, tracking, number, held=self.held)
        kept = kept_one(piece.consultation.case_id, self.actor.user_id or 0, ASKED, str(number))
        typed = {name: values[-1] for name, values in kept.typed.items() if values} if kept is not None else {}
        form = StatementForm(initial=typed | {"key": secrets.token_hex(8)}, auto_id="statement-%s")
        form.kept = kept.when if kept is not None else ""
        return self._page(piece, form)

    def post(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        piece = consultation_for(self.actor, tracking, number, held=self.held)
        if piece.consultation.agency_id not in self.held.at(WORK_CASE):
            raise NotAllowed
        if KEEP in request.GET:
            return self._keep(piece.consultation)
        return self._give(piece) if request.POST.get("do") == GIVE else self._answer(request, piece)

    def _keep(self, asked: Consultation) -> HttpResponse:
        """A draft of the statement; answers scripts with a sentence, people with the page."""
        me, branch, status = self.actor.user_id or 0, str(asked.number), 200
        typed = {} if self.request.POST.get("do") == DISCARD else typed_in(self.request.POST)
        if is_too_long(typed):
            said, status = _now("This is too long to be kept as a draft."), UNPROCESSABLE
        else:
            at = keep_draft(asked.case, me, ASKED, branch, typed)
            said = _now("Draft kept at %(hour)s") % {"hour": written_hour(at)} if at is not None else ""
        if JSON in self.request.headers.get("Accept", ""):
            return JsonResponse({"said": said}, status=status)
        if said:
            (messages.success if status == 200 else messages.error)(self.request, said)
        return redirect("desk:asked_one", asked.case.tracking, asked.number)

    def _give(self, piece: AskedPiece) -> HttpResponse:
        asked, form = piece.consultation, GiveForm(self.request.POST, colleagues=colleagues_of(piece))
        if form.is_valid():
            try:
                given = AssignConsultation(number=asked.number, user_id=form.user_id)
                apply(asked.case_id, given, actor=self.actor)
            except NotPossible as error:
                messages.error(self.request, str(error))
            else:
                messages.success(self.request, _now("Saved. All of your agency may still answer it."))
        else:
            messages.error(self.request, _now("Choose a colleague from the list."))
        return redirect("desk:asked_one", asked.case.tracking, asked.number)

    def _answer(self, request: HttpRequest, piece: AskedPiece) -> HttpResponse:
        asked, form = piece.consultation, StatementForm(request.POST, auto_id="statement-%s")
        tracking, number = asked.case.tracking, asked.number
        share = f"{asked.case_id}:asked:{number}:{self.actor.user_id}"
        if UPLOAD_QUERY in request.GET:
            return (begun if begins_here(request) else sent_ahead)(request, form_key=share)
        # Stored before the door opens its transaction, so that they are there still if anything is wrong.
        form.attached = attached_to(request, form_key=share)
        if not form.is_valid() or form.attached.refused:
            return self._page(piece, form, status=UNPROCESSABLE)
        answer = AnswerConsultation(
            number=number,
            text=form.cleaned_data["text"],
            not_ours=form.cleaned_data["not_ours"],
            files=stored_files(form.attached.uploads),
        )
        drawn = Drawn(asked.asked_in, f"asked:{form.cleaned_data['key']}")
        try:
            event = apply(asked.case_id, answer, actor=self.actor, drawn=drawn)
        except DoneAlready:
            pass
        except NotPossible as error:
            form.add_error(None, str(error))
            return self._page(consultation_for(self.actor, tracking, number), form, status=CONFLICT)
        else:
            mark_filed(form.attached.uploads, key=f"{event.case_id}:{event.number}:{self.actor.user_id}")
        forget(asked.case_id, self.actor.user_id or 0, ASKED, str(number))
        keep(request, Done(_now("Your statement is with those who asked.")))
        return redirect("desk:asked")

    def _page(self, piece: AskedPiece, form: StatementForm, *, status: int = 200) -> HttpResponse:
        asked = piece.consultation
        case = asked.case
        note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        shared = shared_with(asked)
        say_what_is_held_back((*shared.files, *shared.answer_files))
        address = partial(_file_address, case, asked)
        answers = can(self.actor, WORK_CASE, piece, held=self.held) and asked.agency_id in self.held.at(WORK_CASE)
        context: dict[str, Any] = {
            "asked": asked,
            "case": case,
            "shared": shared,
            "files": shown_files(shared.files, address),
            "answer_files": shown_files(shared.answer_files, address),
            "missed": asked.done_at is None and (asked.level > 0 or asked.due <= now()),
            # Whoever lost a race still sees what they typed.
            "form": form if answers and (asked.done_at is None or form.is_bound) else None,
            "over": asked.done_at is not None,
            "give": self._give_form(piece) if answers and asked.done_at is None else None,
            "keeps": f"{reverse('desk:asked_one', args=[case.tracking, asked.number])}?{KEEP}",
        }
        return self.show(context, status=status)

    def _give_form(self, piece: AskedPiece) -> GiveForm | None:
        """Nothing where nobody else could get it."""
        people = colleagues_of(piece)
        given = {"user": piece.consultation.assignee_id or ALL}
        return GiveForm(initial=given, colleagues=people) if len(people) > 1 else None


class AskedFileScreen(StaffScreen):
    """One of the files that are shared with a question, or came with the statement."""

    right = VIEW_CASE

    def get(self, request: HttpRequest, tracking: str, number: int, file: int) -> HttpResponseBase:
        asked = consultation_for(self.actor, tracking, number, held=self.held).consultation
        found = file_shared(asked, file)
        if found is None or not is_stored(found.storage_key):
            raise NotAllowed
        if (why := held_back(found)) is not None:
            messages.error(request, str(NOT_NOW[why]))
            return redirect("desk:asked_one", tracking, number)
        if SMALL not in request.GET:
            note(Kind.DOWNLOADED, user_id=self.actor.user_id, thing=Thing("file", found.pk, case_id=asked.case_id))
        return handed_out(request, found, name=found.name)


def _file_address(case: Case, asked: Consultation, file: File) -> str:
    return reverse("desk:asked_file", args=[case.tracking, asked.number, file.number])
