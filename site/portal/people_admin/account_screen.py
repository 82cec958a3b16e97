"""Accounts: an administrator makes and changes them. No right is given here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from permissions.access.accounts import account_written, change_email
from permissions.access.errors import Refused
from permissions.access.services import grant
from permissions.access.two_people import SecondNeeded
from permissions.people.models import User
from portal.admin_screens.done import Done, keep
from portal.admin_screens.names import as_fields
from portal.admin_screens.screen import UNPROCESSABLE
from portal.operations.inviting import TOO_MANY_LETTERS, invite_owner, may_invite
from portal.people_admin.account_form import AccountForm, ColleagueForm
from portal.people_admin.link_screen import sent
from portal.people_admin.screen import PeopleScreen
from portal.people_admin.spans import Words
from workflows.transactions.turn import write_transaction


class AccountScreen(PeopleScreen):
    """Changing an account."""

    template_name = "access/account.html"

    def get(self, request: HttpRequest, user_id: int) -> HttpResponse:
        person = self.account_of(user_id)
        profile = getattr(person, "wagtail_userprofile", None)
        known = {
            **as_fields({**person.name, "ar": person.name.get("ar", "") or person.get_full_name()}),
            "language": profile.get_preferred_language() if profile else settings.LANGUAGE_CODE,
        }
        known |= {name: getattr(person, name) for name in ("username", "email", "phone", "extension")}
        return self.page(self.form(person, initial=known))

    def post(self, request: HttpRequest, user_id: int) -> HttpResponse:
        return self.write(self.account_of(user_id), "account_changed", _("The account has been changed."))

    def form(self, person: User, *sent: Any, **kwargs: Any) -> AccountForm:
        """What is written down of an account, by whoever asks."""
        return AccountForm(*sent, person=person, renames=self.charge.everywhere, **kwargs)

    def write(self, person: User, verb: str, said: Words) -> HttpResponse:
        """Writes what was sent, or shows it again with what must be mended."""
        form = self.form(person, self.request.POST)
        if form.is_valid():
            try:
                done = self.done(form, verb, said)
            except IntegrityError:
                form.add_error("username", _("This user name is taken. Choose another one."))
            except Refused as error:
                form.add_error(None, str(error))
            else:
                keep(self.request, done)
                return redirect("access:person", person.pk)
        return self.page(form, status=UNPROCESSABLE)

    def done(self, form: AccountForm, verb: str, said: Words) -> Done:
        """All that one may write alone; an email address that takes two waits for the other one."""
        with write_transaction():
            with account_written(verb, actor=self.actor) as written, transaction.atomic():
                written.append(form.write())
            try:
                change_email(form.person, form.cleaned_data["email"], actor=self.actor)
            except SecondNeeded as needed:
                return self.proposed(needed)
        return Done(said)

    def page(self, form: AccountForm, *, status: int = 200) -> HttpResponse:
        """The form."""
        return self.show({"form": form, "person": form.person, "tab": "people"}, status=status)


class NewAccountScreen(AccountScreen):
    """A new account, which may do nothing yet."""

    def get(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        return self.page(self.form(User(), initial={"language": settings.LANGUAGE_CODE}))

    def post(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        said = _("The account has been created.")
        if self.charge.everywhere:
            said = _("The account has been created. Now give it a role or a post.")
        return self.write(User(), "account_made", said)

    def form(self, person: User, *sent: Any, **kwargs: Any) -> AccountForm:
        if self.charge.everywhere:
            return super().form(person, *sent, **kwargs)
        return ColleagueForm(*sent, person=person, charge=self.charge, **kwargs)

    def done(self, form: AccountForm, verb: str, said: Words) -> Done:
        """The account, and a link by which its owner begins."""
        if not may_invite(form.cleaned_data["email"], actor=self.actor):
            raise Refused(TOO_MANY_LETTERS)
        with write_transaction():
            with account_written(verb, actor=self.actor) as written, transaction.atomic():
                written.append(form.write())
                if isinstance(form, ColleagueForm) and form.chosen is not None:
                    role = form.cleaned_data["role"]
                    grant(user=form.person, role=role, agency=form.chosen, actor=self.actor)
            invitation = invite_owner(form.person, actor=self.actor)
        return Done(f"{said} {sent(invitation)}")
