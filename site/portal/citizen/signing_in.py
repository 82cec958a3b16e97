"""How a citizen signs in: by a code that goes to their email or telephone, or at the national identity provider."""

from __future__ import annotations

import logging
from functools import partial
from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.forms.limited import network_behind, tell_when
from permissions.citizens import services, sessions
from permissions.citizens.codes import Looked, look, make_code, waiting_code
from permissions.citizens.models import AddressKind, Citizen, SignInCode
from permissions.limits.asking import NOT_ASKED, Asked, ask
from permissions.limits.catalogue import CODE_TRIES, CODES
from permissions.limits.challenges import answer_in
from permissions.limits.subjects import phone_at_home, phone_of
from permissions.openid.asking import Asked as AskedThere
from permissions.openid.asking import begin, finish
from permissions.openid.errors import AnswerRefused, OpenIdError, ProviderAway
from permissions.writing import written_moment
from workflows.notifications.to_addresses import tell_of_another_address
from workflows.notifications.to_citizens_signing_in import ask_for_letter, transport_for
from workflows.notifications.transports import ready_transports
from workflows.notifications.transports.sms.budget import used_up_until
from workflows.questions.types import read_phone
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

LONGEST: Final = 254
AWAY: Final = _("The identity provider isn’t answering right now. Try again in a few minutes, or sign in with a code.")
DECLINED: Final = _("You stopped at the identity provider, so you weren’t signed in.")
NOT_PROVED: Final = _(
    "The identity provider sent something we didn’t ask for, so you weren’t signed in. Start again here."
)
UNNAMED: Final = _(
    "The identity provider didn’t tell us your name and national number, so you weren’t signed in. Sign in with a code."
)
ANOTHERS: Final = _("Another list of requests belongs to it already. Sign out here, and sign in with it.")


class AddressForm(forms.Form):
    """One field for both: what has an @ in it is an email address, all else a telephone number."""

    address = forms.CharField(
        label=_("Email or mobile number"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Write your email address or your mobile number.")},
    )
    kind: AddressKind = AddressKind.EMAIL

    def clean_address(self) -> str:
        """The address as it is kept: ``huda@example.org``, ``+962790000000``."""
        typed = str(self.cleaned_data["address"]).strip()
        self.kind = AddressKind.EMAIL if "@" in typed else AddressKind.PHONE
        address = _email(typed) if self.kind == AddressKind.EMAIL else f"+{phone_of(read_phone(typed))}"
        if transport_for(self.kind) not in ready_transports():
            raise ValidationError(str(NOT_READY[self.kind]), code="not_ready")
        again = used_up_until() if self.kind == AddressKind.PHONE else None
        if again is not None:
            text = _now("No more text messages can be sent until %(time)s. Use your email address, or come back then.")
            raise ValidationError(text % {"time": written_moment(again)}, code="used_up")
        return address


NOT_READY: Final[dict[AddressKind, str | Promise]] = {
    AddressKind.EMAIL: _("We can’t send email at the moment. Use your mobile number."),
    AddressKind.PHONE: _("We can’t send text messages at the moment. Use your email address."),
}


def _email(typed: str) -> str:
    address = typed.casefold()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(_("Write the email address in full: name@example.com."), code="invalid") from error
    return address


class CodeForm(forms.Form):
    """Six digits in either script, whatever stands between them."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": _("Write the six digits of the code.")},
    )


def sign_in_page(
    request: HttpRequest, *, form: forms.Form | None = None, asked: Asked = NOT_ASKED, problem: str | Promise = ""
) -> HttpResponse:
    """Where a visitor signs in; with what was wrong."""
    by = ready_transports()
    there = settings.OIDC_CITIZENS
    wrong = form is not None and bool(form.errors)
    context = {
        "here": _now("My requests"),
        "wrong": wrong or not asked.may,
        "form": form or AddressForm(),
        "asked": asked,
        "problems": [("", str(problem))] if problem else [],
        "by_email": "email" in by,
        "by_phone": "sms" in by,
        "provider": there is not None,
        "button": there.button.get(get_language() or "", "") if there is not None else "",
    }
    status = 429 if not asked.may else 422 if (form is not None and form.is_bound) or problem else 200
    response = TemplateResponse(request, "citizen/sign_in.html", context, status=status)
    tell_when(response, asked)
    return response


def ask_for_code(request: HttpRequest) -> tuple[AddressForm, Asked, HttpResponse | None]:
    """Send a code to the address that was typed, whoever it belongs to, and go on to where it is typed.

    The same for every address: nobody is looked up, and whether it had its codes of the hour is asked on their way.
    """
    asked = ask(CODES, network_behind(request), answer=answer_in(request.POST))
    form = AddressForm(request.POST) if asked.may else AddressForm(initial=request.POST.dict())
    if not (asked.may and form.is_valid()):
        return form, asked, None
    return form, asked, send_code(request, form)


def send_code(request: HttpRequest, form: AddressForm, *, back_to: str = "") -> HttpResponse:
    """Send a code to the address in a valid form, and go on to where it is typed. ``back_to``: the number of the
    request to which whoever typed it comes back."""
    before = str(request.session.get(sessions.CODE_KEY, ""))
    address, language = form.cleaned_data["address"], get_language() or "ar"
    with write_transaction():
        code = make_code(form.kind, address, language=language, instead_of=before)
        ask_for_letter(code)
    request.session[sessions.CODE_KEY] = code.name
    request.session.pop(sessions.BACK_KEY, None)
    if back_to:
        request.session[sessions.BACK_KEY] = back_to
    return redirect("my_code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code is typed here, in the browser that asked for it, in whichever of its windows."""
    name = str(request.session.get(sessions.CODE_KEY, ""))
    if not name:
        return redirect("my")
    back_to = str(request.session.get(sessions.BACK_KEY, ""))
    again = reverse("follow_proof", args=[back_to]) if back_to else reverse("my")
    found = typed_code(request, name, to=reverse("my_code"), again=again)
    return _proved(request, found) if isinstance(found, SignInCode) else found


def typed_code(request: HttpRequest, name: str, *, to: str, again: str, **around: object) -> SignInCode | HttpResponse:
    """The code of that name, where it was typed rightly just now; else the page on which it is typed.

    ``to`` is that page, ``again`` the one where another is asked for; ``around``: what else the page is to know.
    """
    page = partial(_code_page, request, {"to": to, "again": again, **around})
    if request.method != "POST":
        return page(CodeForm(), waiting_code(name))
    asked = ask(CODE_TRIES, network_behind(request), answer=answer_in(request.POST))
    form = CodeForm(request.POST) if asked.may else CodeForm(initial=request.POST.dict())
    if not (asked.may and form.is_valid()):
        return page(form, waiting_code(name), asked)
    looked, code = look(name, form.cleaned_data["code"])
    if looked == Looked.RIGHT and code is not None:
        return code
    waiting = waiting_code(name)
    if looked == Looked.WRONG and waiting is not None:
        form.add_error("code", _now("This is not the code. Look at its six digits again."))
    return page(form, waiting)


def _code_page(
    request: HttpRequest, around: dict[str, object], form: CodeForm, code: SignInCode | None, asked: Asked = NOT_ASKED
) -> HttpResponse:
    wrong = bool(form.errors) or not asked.may or code is None
    sent_to = "" if code is None else phone_at_home(code.address) if code.kind == AddressKind.PHONE else code.address
    context = {"here": _now("Your code"), "wrong": wrong, "form": form, "code": code, "asked": asked, **around}
    context["sent_to"] = sent_to
    status = 429 if not asked.may else 422 if form.is_bound else 200
    response = TemplateResponse(request, "citizen/code.html", context, status=status)
    tell_when(response, asked)
    return response


def _proved(request: HttpRequest, code: SignInCode) -> HttpResponse:
    """Sign in with the address; whoever is signed in has it beside what they had."""
    kind, citizen = AddressKind(code.kind), sessions.citizen_of(request)
    back_to = str(request.session.get(sessions.BACK_KEY, ""))
    after = redirect("follow", tracking=back_to) if back_to else redirect("my")
    del request.session[sessions.CODE_KEY]
    if citizen is None:
        sessions.begin(request, services.sign_in_by_address(kind, code.address), proved=code.address)
        return after
    try:
        _add_address(citizen, kind, code)
    except services.BelongsToAnother:
        messages.error(request, str(ANOTHERS))
        return redirect("my")
    sessions.begin(request, citizen, proved=code.address)
    done = _now("We’ve checked that it’s you.") if back_to else _now("The address is yours from now on.")
    messages.success(request, done)
    return after


def _add_address(citizen: Citizen, kind: AddressKind, code: SignInCode) -> None:
    """What opened the list of requests before is told that another address opens it now."""
    former = {each: str(getattr(citizen, each)) for each in AddressKind}
    with write_transaction():
        services.add_address(citizen, kind, code.address)
        if former[kind] == code.address:
            return
        for told, address in former.items():
            if address:
                tell_of_another_address(told, address, language=code.language)


@never_cache
@require_safe
def to_provider(request: HttpRequest) -> HttpResponse:
    """On to the national identity provider. A link and no form: where a form may end is fixed for all pages."""
    there = settings.OIDC_CITIZENS
    if there is None:
        return redirect("my")
    asked = ask(CODES, network_behind(request))
    if not asked.may:
        return sign_in_page(request, asked=asked)
    back = request.build_absolute_uri(reverse("my_back"))
    try:
        url, kept = begin(there.provider, back, ui_locales=get_language() or "ar")
    except OpenIdError as error:
        return _not_proved(request, error)
    request.session[sessions.ASKED_KEY] = kept.kept()
    return HttpResponse(status=302, headers={"Location": url})


@never_cache
@require_safe
def from_provider(request: HttpRequest) -> HttpResponse:
    """Back from there: signed in, or the reason why not. What was asked with is good for one answer."""
    there = settings.OIDC_CITIZENS
    if there is None:
        return redirect("my")
    asked = AskedThere.of(request.session.pop(sessions.ASKED_KEY, None))
    try:
        proved = finish(there.provider, asked, request.GET.dict(), ask_more=True)
    except OpenIdError as error:
        return _not_proved(request, error)
    identity = services.Identity.of(proved.issuer, proved.subject, proved.claims, name=there.name, number=there.number)
    if identity is None:
        log.error("The citizens' identity provider gives no claims %r and %r.", there.name, there.number)
        return _refused(request, UNNAMED)
    return _as_proved(request, identity)


def _as_proved(request: HttpRequest, identity: services.Identity) -> HttpResponse:
    """Sign in; whoever is signed in by an address stays who they are, and is proved from now on."""
    citizen: Citizen | None = sessions.citizen_of(request)
    try:
        if citizen is None:
            citizen = services.sign_in_by_identity(identity)
        else:
            services.add_identity(citizen, identity)
    except services.BelongsToAnother:
        return _refused(request, ANOTHERS)
    sessions.begin(request, citizen)
    return redirect("my")


def _not_proved(request: HttpRequest, error: OpenIdError) -> HttpResponse:
    log.warning("A citizen was not proved: %s: %s", type(error).__name__, error)
    if isinstance(error, AnswerRefused) and error.declined:
        return _refused(request, DECLINED)
    return _refused(request, AWAY if isinstance(error, ProviderAway) else NOT_PROVED)


def _refused(request: HttpRequest, why: str | Promise) -> HttpResponse:
    """On the page of who was here before: signed in or not, it says why at its head."""
    messages.error(request, str(why))
    return redirect("my")
