"""A role as an administrator writes it: names, rights with what they mean, where it can be held, whether it is lent."""

from __future__ import annotations

import hashlib
import json
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from permissions.access.role_editing import Wanted
from permissions.agencies.models import AgencyRole
from permissions.roles.explained import RIGHTS
from permissions.roles.models import Role
from portal.admin_screens.names import NamedForm, as_fields

TAKEN_BY_ADDRESSES = "new"


class RoleForm(NamedForm):
    """A role that is there, or with ``CodeForm`` a new one."""

    longest, needed = 80, True
    rights = forms.MultipleChoiceField(
        label=_("Rights"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("A role needs at least one right.")},
    )
    held_at = forms.MultipleChoiceField(
        label=_("Can be held at"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say at least one kind of agency at which the role can be held.")},
    )
    delegable = forms.BooleanField(
        label=_("Can be lent"),
        required=False,
        help_text=_("Whoever holds it may lend it to a colleague while they are away."),
    )
    demands_factor = forms.BooleanField(
        label=_("Demands a second factor"),
        required=False,
        help_text=_(
            "Whoever holds it logs in with a password and with a passkey or a code of an app. It is demanded at once; "
            "giving it up takes two administrators."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        explained = [
            (right, format_html("{}<small>{}</small>", words.name, words.meaning)) for right, words in RIGHTS.items()
        ]
        cast("forms.MultipleChoiceField", self.fields["rights"]).choices = explained
        kinds = [(value, capfirst(str(label))) for value, label in AgencyRole.choices]
        cast("forms.MultipleChoiceField", self.fields["held_at"]).choices = kinds

    def wanted(self) -> Wanted:
        """The role that was written; only after the form was found valid."""
        said = self.cleaned_data
        return Wanted(
            name=self.name(),
            rights=tuple(right for right in RIGHTS if right in said["rights"]),
            held_at=tuple(said["held_at"]),
            delegable=said["delegable"],
            demands_factor=said["demands_factor"],
        )


class NewRoleForm(RoleForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Small Latin letters, digits and underscores. It never changes."),
        error_messages={"required": _("Enter a code.")},
        validators=[RegexValidator(r"\A[a-z][a-z0-9_]*\Z", _("Write small Latin letters, digits and underscores."))],
        widget=forms.TextInput(attrs={"class": "input ltr short", "autocapitalize": "none"}),
    )
    before_name = ("code",)

    def clean_code(self) -> str:
        """An address has the word already."""
        code = str(self.cleaned_data["code"])
        if code == TAKEN_BY_ADDRESSES:
            raise forms.ValidationError(_("This word is taken. Choose another code."))
        return code


def fields_of(role: Role) -> dict[str, Any]:
    """A role as its form takes it."""
    return {
        **as_fields(role.name),
        "rights": list(role.rights),
        "held_at": list(role.held_at),
        "delegable": role.delegable,
        "demands_factor": role.demands_factor,
    }


def sign_of(wanted: Wanted) -> str:
    """A short digest: what is confirmed must be what was shown."""
    said = [dict(wanted.name), sorted(wanted.rights), sorted(wanted.held_at), wanted.delegable, wanted.demands_factor]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def wanted_of(role: Role) -> Wanted:
    """A role as it is."""
    return Wanted(dict(role.name), tuple(role.rights), tuple(role.held_at), role.delegable, role.demands_factor)
