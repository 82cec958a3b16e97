"""The screen of who may what: for the auditor and for whoever manages people."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import MANAGE_PEOPLE, READ_AUDIT
from permissions.translated_text import in_language
from portal.admin_screens.screen import StaffScreen, holds_in
from portal.who_may_what.drawn import ACT, BOTH, MARKS, NONE, READ, count, names_of, sections
from portal.who_may_what.table import the_table

LONGEST_SEARCH = 100


RIGHTS = (READ_AUDIT, MANAGE_PEOPLE)
"""Either opens it."""


class Filter(forms.Form):
    """Whose column, and which words; nonsense in the address filters nothing."""

    role = forms.ChoiceField(required=False, label=_("Role"))
    q = forms.CharField(required=False, max_length=LONGEST_SEARCH, label=_("Search"))
    everything = forms.BooleanField(required=False, label=_("Also what is not there for them"))

    def __init__(self, *args: Any, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["role"]).choices = [("", _("All roles")), *names.items()]
        self.fields["q"].widget.attrs["placeholder"] = _("Room, word or address")
        self.is_valid()

    def given(self, name: str) -> str:
        """What was asked for and makes sense."""
        return str(self.cleaned_data.get(name) or "")


class WhoMayWhatScreen(StaffScreen):
    """Rooms as sections, their addresses against the roles; at most 6 queries, however long the table."""

    right = READ_AUDIT
    template_name = "who_may_what/table.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return any(holds_in(request, right) for right in RIGHTS)

    def get(self, request: HttpRequest) -> HttpResponse:
        table = the_table()
        names = {code: str(name) for code, name in names_of(table).items()}
        form = Filter(request.GET, names=names)
        role, words = form.given("role"), form.given("q")
        everything = bool(form.given("everything"))
        found = sections(table, role=role, words=words, everything=everything)
        return self.show(
            {
                "sections": found,
                "addresses": count(found),
                "columns": [(names[code], in_language(short)) for code, short in table.roles.items()],
                "form": form,
                "role": role,
                "role_name": names.get(role, ""),
                "filtered": bool(role or words),
                "legend": [(mark, MARKS[mark]) for mark in (BOTH, READ, ACT, NONE)],
            }
        )
