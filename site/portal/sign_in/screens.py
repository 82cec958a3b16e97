"""The login and the forgotten password: Wagtail's screens, with a limit before each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import EmailField, EmailInput, Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.admin.views.account import LoginView, PasswordResetConfirmView, PasswordResetView

from content.forms.limited import network_behind, tell_when
from permissions.limits.asking import NOT_ASKED, ask
from permissions.limits.catalogue import RESET, RESET_LETTERS
from permissions.limits.challenges import answer_in
from permissions.limits.subjects import mailbox_of
from permissions.looking.models import Kind
from permissions.looking.services import note_about_account
from permissions.people.models import User
from permissions.people.sessions import end_sessions
from portal.admin_screens.entry import why_over
from portal.sign_in import trying
from portal.sign_in.known_devices import know_device
from portal.sign_in.own_screen import provider_name
from portal.sign_in.second_screen import TOO_MANY
from workflows.notifications.to_account_owners import ask_for_reset, tell_of_change
from workflows.transactions.turn import write_transaction


class LogInForm(LoginForm):
    """Wagtail's, with our sentences and without words in the fields, which are cut off on a telephone."""

    error_messages = {
        **LoginForm.error_messages,
        "invalid_login": _("User name or password is not right. Write both again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("username", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class MailboxForm(PasswordResetForm):
    """Where the link for a new password goes."""

    email = EmailField(
        label=_("Email"),
        max_length=254,
        widget=EmailInput(attrs={"class": "input ltr", "autocomplete": "email"}),
        error_messages={
            "required": _("Enter the email address."),
            "invalid": _("Write the email address in full: name@example.com."),
        },
    )


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # Django's takes none at run time
    """Django's, with the labels and the sentences of the page on which an account begins."""

    error_messages = {"password_mismatch": _("The two passwords differ. Enter both again.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, again = self.fields["new_password1"], self.fields["new_password2"]
        first.label, again.label = _("New password"), _("The same password again")
        first.help_text, again.help_text = " ".join(map(str, password_validators_help_texts())), ""
        first.error_messages["required"] = _("Enter the password.")
        again.error_messages["required"] = _("Enter the same password a second time.")


class Limited:
    """Draws the form with what slows it down, instead of looking at what was sent."""

    asked = NOT_ASKED

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        drawn: dict[str, Any] = super().get_context_data(**context)  # type: ignore[misc]  # it stands before a view
        return drawn | {"asked": self.asked, "elsewhere": provider_name()}

    def slowed(self, kept: dict[str, str]) -> TemplateResponse:
        """The form with what was typed, but for the password, which no page shows again."""
        form = self.get_form_class()(initial=kept)  # type: ignore[attr-defined]  # it stands before a view
        response: TemplateResponse = self.render_to_response(  # type: ignore[attr-defined]  # the same
            self.get_context_data(form=form), status=TOO_MANY
        )
        tell_when(response, self.asked)
        return response


class LogIn(Limited, LoginView):
    """A try is counted before the password is looked at, so that many at once count too."""

    def get_form_class(self) -> type[Form]:
        return LogInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase
        user = request.user
        if user.is_authenticated and why_over(request, user):
            # Wagtail would send them back to where their session is refused, and so on for ever.
            response = super(LoginView, self).get(request, *args, **kwargs)
        else:
            response = super().get(request, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        username = request.POST.get("username", "")
        self.asked = trying.begin(request, username)
        if not self.asked.may:
            return self.slowed({"username": username})
        form = self.get_form()
        if form.is_valid():
            return self.go_on(form.get_user())
        trying.failed(self.asked, username)
        self.asked = self.asked.before_the_next()
        refused: HttpResponseBase = self.form_invalid(form)
        return refused

    def go_on(self, user: User) -> HttpResponseBase:
        """In, or to the second step: a device is known once that is done too."""
        self.asked.never_happened()
        if self.request.user.is_authenticated:
            logout(self.request)
        self.request.session.set_expiry(0)  # with the browser; and see admin_screens/entry.py
        response: HttpResponseBase = perform_password_login(
            self.request, {}, Login(user=user, redirect_url=self.get_success_url())
        )
        if self.request.user.is_authenticated:
            know_device(response, user.username)
        return response


class ResetPassword(Limited, PasswordResetView):
    """Letters by network; and to one mailbox few, without a word, since a word would tell that there is an account."""

    def get_form_class(self) -> type[Form]:
        return MailboxForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.asked = ask(RESET, network_behind(request), answer=answer_in(request.POST))
        if not self.asked.may:
            return self.slowed({"email": request.POST.get("email", "")})
        answer: HttpResponseBase = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Form) -> HttpResponseBase:
        note_about_account(Kind.RESET_ASKED, email=form.cleaned_data["email"])
        if not ask(RESET_LETTERS, mailbox_of(form.cleaned_data["email"])).may:
            return redirect(self.get_success_url())
        ask_for_reset(form.cleaned_data["email"])
        return redirect(self.get_success_url())


class ResetConfirm(PasswordResetConfirmView):
    """Writes the new password. Nobody is logged in by it: whoever has a second factor is asked for it as always."""

    form_class = NewPasswordForm

    def form_valid(self, form: SetPasswordForm[Any]) -> HttpResponseBase:
        answer: HttpResponseBase = super().form_valid(form)
        with write_transaction():
            end_sessions(self.user.pk)
            tell_of_change("password_changed", self.user.pk)
        return answer


log_in: Callable[..., HttpResponseBase] = LogIn.as_view()
reset_password: Callable[..., HttpResponseBase] = ResetPassword.as_view()
reset_confirm: Callable[..., HttpResponseBase] = ResetConfirm.as_view()
