"""What would this person see? On a day, with a role or a post more, or without one; no case is read to tell it."""

from __future__ import annotations

from datetime import datetime, time
from itertools import groupby
from operator import itemgetter
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from permissions.access.charge import Charge
from permissions.access.reasons import Reason, reasons_of
from permissions.access.selectors import held_by
from permissions.access.what_if import held_as_if
from permissions.arabic import in_order
from permissions.now import now
from permissions.people.models import User
from permissions.writing import midnight
from portal.people_admin.offered import agencies_of, posts_of, roles_of
from portal.people_admin.person_forms import choices
from portal.people_admin.screen import PeopleScreen
from portal.people_admin.seeing import GROUPS, compared
from portal.people_admin.spans import DayField, today
from portal.people_admin.words import short_words


class WhatIfForm(forms.Form):
    """What shall be different."""

    day = DayField(label=_("On"), hint=_("Empty: today."))
    role = forms.ChoiceField(label=_("With the role"), required=False)
    agency = forms.ChoiceField(label=_("At"), required=False)
    post = forms.ChoiceField(label=_("With the post"), required=False)
    without = forms.ChoiceField(label=_("Without"), required=False)

    def __init__(self, *args: Any, reasons: list[Reason], charge: Charge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = in_order(roles_of(charge))
        self.roles = {role.code: role for role in roles}
        self.agencies = {agency.code: agency for agency in agencies_of(charge)}
        self.posts = {str(post.pk): post for post in posts_of(charge)}
        self.reasons = {reason.key: reason for reason in reasons}
        choices(self, "role", [(role.code, str(role)) for role in roles])
        choices(self, "agency", [(each.code, str(each)) for each in in_order(self.agencies.values())])
        grouped = groupby(self.posts.values(), key=lambda post: post.agency)
        of_agencies = [(str(agency), [(str(p.pk), str(p)) for p in posts]) for agency, posts in grouped]
        choices(self, "post", in_order(of_agencies, itemgetter(0)))
        choices(self, "without", [(key, f"{short_words(each)} · {each.agency}") for key, each in self.reasons.items()])

    def clean(self) -> None:
        """A role needs an agency, and one that it can be held at."""
        super().clean()
        role, agency = self.roles.get(self.said("role")), self.agencies.get(self.said("agency"))
        if role is not None and agency is None:
            self.add_error("agency", _("Choose an agency."))
        elif agency is not None and role is None:
            self.add_error("role", _("Choose a role."))
        elif role is not None and agency is not None and agency.role not in role.held_at:
            words = {"role": str(role), "agency": str(agency)}
            sentence = _("The role “%(role)s” cannot be held at %(agency)s: it is not made for such an agency.")
            self.add_error("agency", sentence % words)

    def said(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    @property
    def at(self) -> datetime:
        """The instant that is meant: now, or noon of another day."""
        day = self.cleaned_data.get("day")
        if day is None or day == today():
            return now()
        return datetime.combine(day, time(12), midnight(day).tzinfo)


class WhatIfScreen(PeopleScreen):
    """The difference between what someone sees now and what they would see."""

    template_name = "access/what_if.html"

    def get(self, request: HttpRequest, user_id: int) -> HttpResponse:
        person = self.account_of(user_id)
        reasons = reasons_of([person.pk], at=now())[person.pk]
        form = WhatIfForm(request.GET or None, reasons=reasons, charge=self.charge)
        context: dict[str, Any] = {"person": person, "form": form, "tab": "people"}
        if not form.is_bound or form.is_valid():
            context |= _told(person, form)
        return self.show(context)


def _told(person: User, form: WhatIfForm) -> dict[str, Any]:
    before = held_by(person.pk)
    after = before
    if form.is_bound:
        role, post = form.roles.get(form.said("role")), form.posts.get(form.said("post"))
        without = form.reasons.get(form.said("without"))
        after = held_as_if(
            person.pk,
            at=form.at,
            without=[(without.kind, without.pk)] if without else [],
            roles=[(role, form.agencies[form.said("agency")])] if role else [],
            posts=[post] if post else [],
        )
    found = compared(before, after)
    return {
        "groups": [{"name": GROUPS[group], "rows": rows} for group, rows in found.items()],
        "differs": any(each.sign != "same" for rows in found.values() for each in rows),
        "asked": form.is_bound,
    }
