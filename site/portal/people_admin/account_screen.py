"""Accounts: an administrator makes and changes them. No right is given here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from permissions.access.accounts import account_written
from permissions.people.models import User
from portal.admin_screens.done import Done, keep
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.account_form import AccountForm
from portal.people_admin.screen import PeopleScreen, person_of
from workflows.transactions.turn import write_transaction


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
        return self.write(person_of(user_id), "account_changed", _("The account has been changed."))

    def write(self, person: User, verb: str, said: Any) -> HttpResponse:
        """Writes what was sent, or shows it again with what must be mended."""
        form = AccountForm(self.request.POST, person=person)
        if form.is_valid():
            try:
                with write_transaction(), account_written(verb, actor=self.actor) as written, transaction.atomic():
                    written.append(form.write())
            except IntegrityError:
                form.add_error("username", _("This user name is taken. Choose another one."))
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
        return self.write(User(), "account_made", _("The account has been created. Now give it a role or a post."))
