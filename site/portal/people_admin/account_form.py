"""What is written down of an account: by an administrator all but the password, which its own person chooses."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from permissions.access.charge import Charge
from permissions.agencies.models import Agency
from permissions.arabic import in_order, latin_digits
from permissions.isolated import isolated
from permissions.people.models import EXTENSION, User
from permissions.people.naming import name_account
from portal.admin_screens.names import NamedForm
from portal.people_admin.offered import agencies_of, roles_of
from portal.people_admin.spans import Words

LONGEST_LOGIN = 150
_SECRET = forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input short"})


class NameAndPasswordForm(NamedForm):
    """The name in each language, and the password twice. ``person``: whose account it is."""

    longest = 150
    needed: ClassVar[bool] = True
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
        missing = {"password": _("Enter the password."), "again": _("Enter the same password a second time.")}
        for name, said in missing.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = said

    def clean(self) -> None:
        """Both passwords are the same, and good enough."""
        super().clean()
        if not {"password", "again"} <= self.cleaned_data.keys():
            return  # one of them is missing, which is said already
        given = self.cleaned_data["password"]
        if given != self.cleaned_data["again"]:
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
        return User(name=self.name(), **known)

    def fill(self) -> None:
        """Put what was written into the account, which is not saved yet."""
        name_account(self.person, self.name())
        if self.cleaned_data["password"]:
            self.person.set_password(self.cleaned_data["password"])


class AccountForm(NamedForm):
    """An account as it is written down by an administrator. ``person``: whose it is.

    ``renames``: its user name can be written too; whoever may not write it learns of no other account by trying.
    """

    longest = 150
    needed: ClassVar[bool] = True
    username = forms.CharField(
        label=_("User name"),
        max_length=LONGEST_LOGIN,
        validators=[UnicodeUsernameValidator(message=_("Only letters, digits and . _ - + @ are taken, no spaces."))],
        error_messages={"required": _("Enter the user name.")},
        widget=forms.TextInput(attrs={"class": "input ltr", "autocomplete": "off", "autocapitalize": "none"}),
    )
    email = forms.EmailField(
        label=_("Email"),
        error_messages={
            "required": _("Enter the email address."),
            "invalid": _("Write the email address in full: name@example.com."),
        },
        widget=forms.EmailInput(attrs={"class": "input ltr", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=32, required=False, widget=forms.TextInput(attrs={"class": "input ltr"})
    )
    extension = forms.RegexField(
        rf"^{EXTENSION}\Z",
        label=_("Extension"),
        required=False,
        help_text=_("Of a call-taker’s telephone: the calls that ring there come to their screen."),
        error_messages={"invalid": _("An extension is made of digits, at most 16.")},
        widget=forms.TextInput(attrs={"class": "input ltr short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the admin"), choices=lambda: settings.LANGUAGES)
    field_order: tuple[str, ...] = ("username", "email", "phone", "extension", "language")

    def __init__(self, *args: Any, person: User, renames: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not renames:
            del self.fields["username"]
            del self.fields["extension"]  # one that is taken would tell of an account elsewhere
        if person._state.adding:
            self.fields["email"].help_text = _("A link is sent there, by which its owner chooses a password.")

    def clean_username(self) -> str:
        """A login is somebody's alone."""
        login = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=login).exclude(pk=self.person.pk).exists():
            raise forms.ValidationError(_("This user name is taken. Choose another one."))
        return login

    def clean_extension(self) -> str:
        """A telephone stands on one desk."""
        extension = latin_digits(str(self.cleaned_data["extension"]))
        taken = User.objects.filter(extension=extension).exclude(pk=self.person.pk)
        if extension and taken.exists():
            raise forms.ValidationError(_("This extension is somebody else’s. Take it from them first."))
        return extension

    def write(self) -> User:
        """Writes it; a new account may do nothing yet, and nobody knows a password for it.

        The email of one that is there is not written here: see ``access.accounts.change_email``.
        """
        said, account = self.cleaned_data, self.person
        if account._state.adding:
            account.email = said["email"]
            account.set_unusable_password()
        name_account(account, self.name())
        account.username, account.phone = said.get("username", account.username), said["phone"]
        account.extension = said.get("extension", account.extension)
        account.save()
        UserProfile.objects.update_or_create(user=account, defaults={"preferred_language": said["language"]})
        return account


class ColleagueForm(AccountForm):
    """A new account at a body, by its own administrator: the first role makes it one of the body's.

    The body's code is added to the user name. So one that is taken tells of no account of another body.
    """

    agency = forms.ChoiceField(label=_("Agency"), error_messages={"required": _("Choose an agency.")})
    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})
    field_order = ("agency", "role", "username", "email", "phone", "language")

    def __init__(self, *args: Any, charge: Charge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {each.code: each for each in in_order(agencies_of(charge))}
        self.roles = {each.code: str(each) for each in in_order(roles_of(charge))}
        agencies = [(code, str(agency)) for code, agency in self.agencies.items()]
        for name, offered in (("agency", agencies), ("role", list(self.roles.items()))):
            cast("forms.ChoiceField", self.fields[name]).choices = [("", _("Choose")), *offered]
        if len(self.agencies) == 1:
            del self.fields["agency"]
        endings = ", ".join(isolated(f"-{code}") for code in self.agencies)
        self.fields.pop("extension", None)  # calls are taken at the complaints unit alone
        hint = _("The code of the agency is added to it: %(endings)s")
        self.fields["username"].help_text = hint % {"endings": endings}

    @property
    def chosen(self) -> Agency | None:
        """At which body, where that is known."""
        if len(self.agencies) == 1:
            return next(iter(self.agencies.values()))
        return self.agencies.get(self.cleaned_data.get("agency", ""))

    def clean_username(self) -> str:
        """As it was typed, with the code of the body behind it."""
        if self.chosen is not None:
            typed, ending = str(self.cleaned_data["username"]), f"-{self.chosen.code}"
            self.cleaned_data["username"] = f"{typed.removesuffix(ending)}{ending}"
        if len(self.cleaned_data["username"]) > LONGEST_LOGIN:
            raise forms.ValidationError(_("This user name is too long. Choose a shorter one."))
        return super().clean_username()
