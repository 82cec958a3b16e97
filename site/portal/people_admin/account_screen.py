"""Accounts: name, login, how to reach the person, language, password. No right is given here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from permissions.access.accounts import account_written
from permissions.people.models import User
from portal.admin_screens.done import Done, keep
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.screen import PeopleScreen, person_of
from workflows.transactions.turn import write_transaction

_SECRET = forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input short"})


class AccountForm(forms.Form):
    """An account as it is written down."""

    name_ar = forms.CharField(
        label=_("Name in Arabic"), max_length=150, error_messages={"required": _("Write the name.")}
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=150, required=False)
    username = forms.CharField(
        label=_("Login"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        error_messages={"required": _("Write the login.")},
        widget=forms.TextInput(attrs={"class": "input ltr", "autocomplete": "off", "autocapitalize": "none"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        error_messages={"required": _("Write the e-mail address.")},
        widget=forms.EmailInput(attrs={"class": "input ltr", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=32, required=False, widget=forms.TextInput(attrs={"class": "input ltr"})
    )
    language = forms.ChoiceField(label=_("Language of the admin"), choices=settings.LANGUAGES)
    password = forms.CharField(
        label=_("New password"), required=False, strip=False, widget=_SECRET, help_text=_("Empty: it stays as it is.")
    )
    again = forms.CharField(label=_("The same password again"), required=False, strip=False, widget=_SECRET)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        first: Any = self.fields["password"].help_text
        if person._state.adding:
            first = _("Hand it over by a way that is safe.")
            for name in ("password", "again"):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = _("Write the password.")
        self.fields["password"].help_text = " ".join(map(str, (first, *password_validators_help_texts())))

    def clean_username(self) -> str:
        """A login is somebody's alone."""
        login = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=login).exclude(pk=self.person.pk).exists():
            raise forms.ValidationError(_("Somebody has this login already. Choose another one."))
        return login

    def clean(self) -> None:
        """Both passwords are the same, and good enough."""
        super().clean()
        given, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if given != again:
            self.add_error("again", _("The two passwords differ. Write both again."))
        elif given:
            try:
                validate_password(given, self._as_written())
            except forms.ValidationError as error:
                self.add_error("password", error)

    def _as_written(self) -> User:
        """Who the account will be of: a password must not be made of what is written beside it."""
        said = {name: self.cleaned_data.get(name, "") for name in ("name_ar", "name_en", "username", "email", "phone")}
        names = {"ar": said.pop("name_ar"), "en": said.pop("name_en")}
        return User(name=names, **said)

    def write(self) -> User:
        """Writes it; a new account may do nothing yet."""
        said, account = self.cleaned_data, self.person
        account.name = {"ar": said["name_ar"], "en": said["name_en"]}
        account.first_name, _space, account.last_name = (said["name_en"] or said["name_ar"]).partition(" ")
        account.username, account.email, account.phone = said["username"], said["email"], said["phone"]
        if said["password"]:
            account.set_password(said["password"])
        account.save()
        UserProfile.objects.update_or_create(user=account, defaults={"preferred_language": said["language"]})
        return account


class AccountScreen(PeopleScreen):
    """Changing an account."""

    template_name = "access/account.html"

    def get(self, request: HttpRequest, user_id: int) -> HttpResponse:
        person = person_of(user_id)
        profile = getattr(person, "wagtail_userprofile", None)
        known = {
            "name_ar": person.name.get("ar", "") or person.get_full_name(),
            "name_en": person.name.get("en", ""),
            "language": profile.get_preferred_language() if profile else settings.LANGUAGE_CODE,
        }
        known |= {name: getattr(person, name) for name in ("username", "email", "phone")}
        return self.page(AccountForm(initial=known, person=person))

    def post(self, request: HttpRequest, user_id: int) -> HttpResponse:
        return self.write(person_of(user_id), "account_changed", _("The account is changed."))

    def write(self, person: User, verb: str, said: Any) -> HttpResponse:
        """Writes what was sent, or shows it again with what must be mended."""
        form = AccountForm(self.request.POST, person=person)
        if form.is_valid():
            try:
                with write_transaction(), account_written(verb, actor=self.actor) as written, transaction.atomic():
                    written.append(form.write())
            except IntegrityError:
                form.add_error("username", _("Somebody has this login already. Choose another one."))
            else:
                if person.pk == self.actor.user_id:
                    update_session_auth_hash(self.request, person)
                keep(self.request, Done(said))
                return redirect("access:person", person.pk)
        return self.page(form, status=UNPROCESSABLE)

    def page(self, form: AccountForm, *, status: int = 200) -> HttpResponse:
        """The form."""
        return self.show({"form": form, "person": form.person, "tab": "people"}, status=status)


class NewAccountScreen(AccountScreen):
    """A new account, which may do nothing yet."""

    def get(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        return self.page(AccountForm(initial={"language": settings.LANGUAGE_CODE}, person=User()))

    def post(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        return self.write(User(), "account_made", _("The account is made. Now give it a role or a post."))
