"""What is written down of an account: its name and password by its own person, all of it by an administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from permissions.people.models import User
from portal.people_admin.spans import Words

_SECRET = forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input short"})
_NO_NAME = {"required": _("Enter the name.")}


class NameAndPasswordForm(forms.Form):
    """The name in both languages, and the password twice. ``person``: whose account it is."""

    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=150, error_messages=_NO_NAME)
    name_en = forms.CharField(label=_("Name in English"), max_length=150, required=False, error_messages=_NO_NAME)
    password = forms.CharField(label=_("New password"), required=False, strip=False, widget=_SECRET)
    again = forms.CharField(label=_("The same password again"), required=False, strip=False, widget=_SECRET)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def explain_password(self, *first: Words) -> None:
        """Say beside its field what a password must be."""
        self.fields["password"].help_text = " ".join(map(str, (*first, *password_validators_help_texts())))

    def demand_password(self) -> None:
        """An account without one is asked for it."""
        for name in ("password", "again"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Enter the password.")

    def clean(self) -> None:
        """Both passwords are the same, and good enough."""
        super().clean()
        given, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if given != again:
            self.add_error("again", _("The two passwords differ. Enter both again."))
        elif given:
            try:
                validate_password(given, self._as_written())
            except forms.ValidationError as error:
                self.add_error("password", error)

    def _as_written(self) -> User:
        """Who the account will be of: a password must not be made of what is written beside it."""
        said = self.cleaned_data
        known = {name: said.get(name, getattr(self.person, name)) for name in ("username", "email", "phone")}
        return User(name={"ar": said.get("name_ar", ""), "en": said.get("name_en", "")}, **known)

    def fill(self) -> None:
        """Put what was written into the account, which is not saved yet."""
        said, account = self.cleaned_data, self.person
        account.name = {"ar": said["name_ar"], "en": said["name_en"]}
        account.first_name, _space, account.last_name = (said["name_en"] or said["name_ar"]).partition(" ")
        if said["password"]:
            account.set_password(said["password"])


class AccountForm(NameAndPasswordForm):
    """An account as it is written down by an administrator."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        error_messages={"required": _("Enter the user name.")},
        widget=forms.TextInput(attrs={"class": "input ltr", "autocomplete": "off", "autocapitalize": "none"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        error_messages={"required": _("Enter the e-mail address.")},
        widget=forms.EmailInput(attrs={"class": "input ltr", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=32, required=False, widget=forms.TextInput(attrs={"class": "input ltr"})
    )
    language = forms.ChoiceField(label=_("Language of the admin"), choices=settings.LANGUAGES)
    field_order = ("name_ar", "name_en", "username", "email", "phone", "language", "password", "again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.person._state.adding:
            self.demand_password()
            self.explain_password(_("Pass it on in a safe way."))
        else:
            self.explain_password(_("Empty: it stays as it is."))

    def clean_username(self) -> str:
        """A login is somebody's alone."""
        login = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=login).exclude(pk=self.person.pk).exists():
            raise forms.ValidationError(_("This user name is taken. Choose another one."))
        return login

    def write(self) -> User:
        """Writes it; a new account may do nothing yet."""
        said, account = self.cleaned_data, self.person
        self.fill()
        account.username, account.email, account.phone = said["username"], said["email"], said["phone"]
        account.save()
        UserProfile.objects.update_or_create(user=account, defaults={"preferred_language": said["language"]})
        return account
