"""What the auditor asks for: what was done, by whom, about what, from when to when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.forms.fields import AnswerDateField
from permissions.access.selectors import free_of
from permissions.agencies.decide import Standing
from permissions.audit.trail import Wanted
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.writing import midnight
from portal.admin_screens.actors import ACTORS
from portal.audit_screen.words import GROUPS, title_of
from workflows.cases.models import Case

MANY = 50
"""People of one name."""
ABOUT_CASE = ("case", "identity", "case_proof")

GROUP = "all-"
BAD_DATE = {"invalid": _("Write the date like this: 24/11/2026.")}


def told_to(reader: Standing) -> Q:
    """The condition for entries that a reader may know of: none about a case from which they are shut out."""
    return ~Q(subject__in=ABOUT_CASE) | free_of(reader, case="subject_id")


class TrailFilter(forms.Form):
    """All optional. What cannot be found is said, and nothing is shown in its place.

    A case from which the ``reader`` is shut out cannot be found.
    """

    what = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("Who did it"), required=False)
    person = forms.CharField(
        label=_("Person who acted"), required=False, max_length=100, help_text=_("User name, or a part of the name")
    )
    about = forms.CharField(
        label=_("What it is about"),
        required=False,
        max_length=100,
        help_text=_("Number of a request, a person, or a role"),
    )
    since = AnswerDateField(label=_("From the day"), required=False, error_messages=BAD_DATE)
    until = AnswerDateField(label=_("Up to and including"), required=False, error_messages=BAD_DATE)

    def __init__(self, *args: Any, reader: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        choices: list[Any] = [("", _("Everything"))]
        for code, (name, verbs) in GROUPS.items():
            whole = (f"{GROUP}{code}", _("%(group)s: all") % {"group": name})
            choices.append((name, [whole, *((verb, title_of(verb)) for verb in verbs)]))
        self.fields["what"].choices = choices  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("Everybody")), *ACTORS.items()]  # type: ignore[attr-defined]
        self._users: Collection[int] | None = None
        self._about: tuple[list[tuple[str, Collection[int]]], str | None] | None = None

    def clean_person(self) -> str:
        given = str(self.cleaned_data["person"]).strip()
        if given:
            self._users = people_named(given)
            if not self._users:
                raise ValidationError(_("There is nobody of this name."))
        return given

    def clean_about(self) -> str:
        given = str(self.cleaned_data["about"]).strip()
        if given:
            self._about = _subjects(given, self.reader)
            if self._about == ([], None):
                raise ValidationError(_("There is no request, person or role of this name."))
        return given

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", ValidationError(_("This day is before the first.")))
        return given

    def wanted(self) -> Wanted:
        """Only after the form was found valid."""
        given = self.cleaned_data
        what, until = given["what"], given["until"]
        group = GROUPS.get(what.removeprefix(GROUP)) if what.startswith(GROUP) else None
        return Wanted(
            verbs=group[1] if group else (what,) if what else None,
            actor_kind=given["kind"] or None,
            user_ids=self._users,
            subjects=self._about[0] if self._about else None,
            role=self._about[1] if self._about else None,
            since=midnight(given["since"]) if given["since"] else None,
            until=midnight(until + timedelta(days=1)) if until else None,
        )


def people_named(words: str) -> list[int]:
    """Whoever has this user name; otherwise those in whose name the words stand."""
    exact = list(User.objects.filter(username__iexact=words).values_list("pk", flat=True))
    if exact:
        return exact
    in_name = Q(name__ar__icontains=words) | Q(name__en__icontains=words)
    return list(User.objects.filter(in_name).order_by("pk").values_list("pk", flat=True)[:MANY])


def _subjects(words: str, reader: Standing) -> tuple[list[tuple[str, Collection[int]]], str | None]:
    """The things of this name, and the code of the role of this name."""
    case = Case.objects.filter(free_of(reader, case="pk"), tracking=words.upper()).values_list("pk", flat=True).first()
    if case is not None:
        return [(subject, (case,)) for subject in ABOUT_CASE], None
    folded = words.casefold()
    for role in Role.objects.all():
        if folded in (role.code, *(str(name).casefold() for name in role.name.values())):
            return [], role.code
    people = people_named(words)
    return ([("person", people)] if people else []), None
