"""A call while it lasts: what its caller may be told, the form of a request with its script, and what was filed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from wagtail.models import Locale

from content.forms.devices import may_use
from content.forms.page import FormPage
from content.forms.round import Round
from content.forms.serving import AWAY, take_upload
from content.forms.taken_down import (
    blank_form,
    file_taken_down,
    form_again,
    forms_taken,
    is_ahead,
    scripts_for,
    sent_form,
)
from content.knowledge.answering import answering
from permissions.actors import Actor
from permissions.limits.asking import ask
from permissions.limits.catalogue import CALL_CODES
from permissions.limits.subjects import account_of
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.translated_text import in_language, one_and_all
from permissions.writing import written_hour
from portal.admin_screens.screen import UNPROCESSABLE
from portal.call_centre.aloud import groups_of, read_aloud
from portal.call_centre.drawn import drawn_form, told
from portal.call_centre.forms import REACHED, AddForm, LetterForm, ProveForm, PurposeForm, language_asked
from portal.call_centre.screen import ActScreen, CallCentreScreen
from portal.case_shown.days import say_days_alone
from portal.settings.packed_pages import never_packed
from workflows.calls.models import LONGEST, Call, EndedBy, What
from workflows.calls.selectors import (
    call_at_hand,
    filed_in,
    may_be_added_to,
    number_of,
    open_call,
    told_to,
    typed_in,
)
from workflows.calls.services import end, keep, note_case
from workflows.cases.actions import AddInformation
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Channel
from workflows.cases.selectors import state_of
from workflows.cases.state import at_work
from workflows.cases.tracking import goes_by_letter, secret_if_known
from workflows.notifications.told import confirmations
from workflows.notifications.transports import addresses_of, ways

FORM, LANGUAGE = "form", "language"
"""In the query of a call: the page of the form that is asked, and the language of the caller."""
NOT_KEPT = ("csrfmiddlewaretoken",)
TOO_MANY_CODES = gettext_lazy("So many codes were tried within this hour that no more are. Wait for the next.")


class CallScreen(CallCentreScreen):
    """GET: the call. POST: the form of a request is sent, or one file ahead of it."""

    template_name = "call_centre/call.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        call = call_at_hand(self.taker, key)
        typed = typed_in(call)
        if typed and FORM not in request.GET:
            chosen = QueryDict(mutable=True)
            chosen.update({FORM: typed[FORM][0], LANGUAGE: typed[LANGUAGE][0]})
            return redirect(f"{request.path}?{chosen.urlencode()}")
        page = self._page()
        if page is None:
            return self.page(call)
        with override(page.locale.language_code):
            this = self._shown(call, page, typed)
        return self.page(call, page, this)

    def _shown(self, call: Call, page: FormPage, typed: dict[str, list[str]]) -> Round:
        """The form as it was left in this call, or empty, with the name and the number of the caller."""
        if typed and typed[FORM] == [str(page.pk)]:
            again = QueryDict(mutable=True)
            for name, values in typed.items():
                again.setlist(name, values)
            return form_again(page, self.request, again)
        names = {each.name for each in told_to(call) if each.name}
        return blank_form(page, {"phone": _number(call), **({"name": names.pop()} if len(names) == 1 else {})})

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        call, page = call_at_hand(self.taker, key), self._page()
        if page is None:
            messages.warning(request, _("This form is not open any more. Choose another one."))
            return redirect("call_centre:call", key)
        if is_ahead(request):
            return take_upload(page, request)
        keep(call, typed(request.POST, page))
        with override(page.locale.language_code):
            this, letter = sent_form(page, request), LetterForm(request.POST)
            good = letter.is_valid() and this.sends
            case = self._filed(call, this, letter) if good else None
        if case is None:
            return self.page(call, page, this, letter=letter, status=UNPROCESSABLE)
        note_case(call, case, What.FILED, event_number=1)
        return redirect("call_centre:filed", call.key, case.tracking)

    def _filed(self, call: Call, this: Round, letter: LetterForm) -> Case | None:
        beside = letter.answers() if call.channel == Channel.LETTER else ()
        try:
            return file_taken_down(this, channel=Channel(call.channel), beside=beside)
        except OperationalError:
            this.problem = AWAY
            return None

    def _page(self) -> FormPage | None:
        """The form that is asked for; None where none is, or it is not open."""
        asked = self.request.GET.get(FORM, "")
        return next((page for page in forms_taken(self._language()) if str(page.pk) == asked), None)

    def _language(self) -> str:
        return language_asked(self.request.GET.get(LANGUAGE, ""), get_language() or "ar")

    def page(
        self,
        call: Call,
        page: FormPage | None = None,
        this: Round | None = None,
        *,
        letter: LetterForm | None = None,
        prove: ProveForm | None = None,
        add: tuple[str, AddForm] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The call, with the form that is filled in, if one is."""
        language = self._language()
        own = list(told_to(call))
        for each in own:
            thing = Thing("case", each.case.pk, case_id=each.case.pk)
            note(Kind.CASE_READ, user_id=self.taker, thing=thing)
        asks_date = call.channel == Channel.LETTER
        letter = letter or LetterForm()
        adds_to, added = add or ("", AddForm(auto_id=False))
        context: dict[str, Any] = {
            "call": call,
            "reached": REACHED[Channel(call.channel)],
            "number": _number(call),
            "began": written_hour(call.began_at) if call.began_at else "",
            "ends": written_hour(call.began_at + LONGEST) if call.began_at else "",
            "own": [told(call, each) for each in own],
            "prove": prove or ProveForm(auto_id="prove-%s"),
            "add": added,
            "adds_to": adds_to,
            "typed": added.data.get("text", ""),
            "permit": added.data.get("permit", ""),
            "purpose": PurposeForm(auto_id="purpose-%s"),
            "forms": forms_taken(language),
            "language": language,
            "languages_offered": settings.LANGUAGES,
            "chosen": page,
            "drawn": page and this and drawn_form(self.request, page, this, letter if asks_date else None),
            "scripts": scripts_for(this) if this else (),
        }
        response = self.show(context, status=status)
        if this is not None:
            may_use(response, *(each for each in this.devices if each == "microphone"))
        return response


def _number(call: Call) -> str:
    """Of the caller, while the call lasts."""
    return number_of(call) if call.is_open else ""


def typed(posted: QueryDict, page: FormPage) -> dict[str, list[str]]:
    """What is kept of a form on its way."""
    said = {name: posted.getlist(name) for name in posted if name not in NOT_KEPT}
    return {**said, FORM: [str(page.pk)], LANGUAGE: [page.locale.language_code]}


class KeepScreen(ActScreen):
    """POST, by the script, as one writes: what is typed is kept with the call, and what may answer it is given back."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        call, language = call_at_hand(self.taker, key), language_asked(request.GET.get(LANGUAGE, ""), "ar")
        page = next((each for each in forms_taken(language) if str(each.pk) == request.GET.get(FORM, "")), None)
        if page is None:
            return HttpResponse(status=UNPROCESSABLE)
        kept = keep(call, typed(request.POST, page))
        text = f"{request.POST.get('subject', '')}\n{request.POST.get('text', '')}"[:4_000]
        locale = Locale.objects.get(language_code=language)
        context = {"kept": kept, "answers": answering(text, locale) if text.strip() else ()}
        return TemplateResponse(request, "call_centre/answers.html", context)


class ProveScreen(CallScreen):
    """POST: the caller says number and code, and that request may be told too."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        call = open_call(self.taker, key)
        asked = ask(CALL_CODES, account_of(request.user.get_username()))
        form = ProveForm(request.POST if asked.may else None, auto_id="prove-%s")
        if asked.may and form.is_valid() and form.case is not None:
            note_case(call, form.case, What.PROVED)
            messages.success(request, _("Number and code belong together."))
            return redirect("call_centre:call", key)
        if not asked.may:
            messages.error(request, str(TOO_MANY_CODES))
        return self.page(call, prove=form, status=UNPROCESSABLE)


class AddScreen(CallScreen):
    """POST: what the caller adds to an open request of theirs; while it was being typed they may have hung up."""

    def get(self, request: HttpRequest, key: str, number: str) -> HttpResponse:  # type: ignore[override]  # its address
        raise Http404

    def post(self, request: HttpRequest, key: str, number: str) -> HttpResponse:  # type: ignore[override]  # its address
        call = call_at_hand(self.taker, key)
        case = may_be_added_to(call, number, request.POST.get("permit", ""))
        form = AddForm(request.POST, auto_id=False)
        if form.is_valid():
            try:
                event = apply(case.pk, AddInformation(text=form.cleaned_data["text"]), actor=Actor.citizen(case.pk))
            except NotPossible as refusal:
                form.add_error(None, str(refusal.message))
            else:
                note_case(call, case, What.ADDED, event_number=event.number)
                messages.success(request, _("It is added, and the agency has been told."))
                return redirect("call_centre:call", key)
        return self.page(call, add=(number, form), status=UNPROCESSABLE)


class EndScreen(ActScreen):
    """POST: the call is over."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        form = PurposeForm(request.POST)
        said = form.cleaned_data["purpose"] if form.is_valid() else ""
        end(call_at_hand(self.taker, key), EndedBy.TAKER, purpose=said)
        return redirect("call_centre:start")


class FiledScreen(CallCentreScreen):
    """GET: number and code of what was filed in this call, to be read out or printed."""

    template_name = "call_centre/filed.html"

    def get(self, request: HttpRequest, key: str, number: str) -> HttpResponse:
        call = call_at_hand(self.taker, key)
        case = filed_in(call, number)
        say_days_alone(case)
        secret = secret_if_known(case)
        reach, state = addresses_of(case.person), state_of(case)
        context = {
            "call": call,
            "case": case,
            "secret": secret,
            "groups": groups_of(secret),
            "number_aloud": read_aloud(case.tracking),
            "secret_aloud": read_aloud(secret) if secret else (),
            "agencies": one_and_all(dict.fromkeys(in_language(work.agency.name) for work in at_work(state))),
            "letters_to": confirmations(case, ways(reach)),
            "code_in_letter": goes_by_letter(case),
            "track_address": request.build_absolute_uri(reverse("track")),
            "purpose": PurposeForm(auto_id="purpose-%s"),
        }
        response = self.show(context)
        never_packed(response)
        return response
