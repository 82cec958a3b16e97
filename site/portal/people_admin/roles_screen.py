"""The catalogue of roles: all of them, one of them with what a change would do, and a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from permissions.access.errors import Refused
from permissions.access.role_editing import (
    Effects,
    Wanted,
    change_role,
    delete_role,
    effects_of,
    holders_counted,
    make_role,
)
from permissions.agencies.models import AgencyRole
from permissions.arabic import in_order
from permissions.roles.explained import RIGHTS
from permissions.roles.models import Role
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.role_form import NewRoleForm, RoleForm, fields_of, sign_of, wanted_of
from portal.people_admin.screen import PlatformScreen
from workflows.cases.errors import NotAllowed
from workflows.transactions.turn import write_transaction


class RolesScreen(PlatformScreen):
    """All roles, with how many hold each."""

    template_name = "access/roles.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        counted = holders_counted()
        kinds = dict(AgencyRole.choices)
        rows = [
            {
                "role": role,
                "rights": [RIGHTS[right].name for right in RIGHTS if right in role.rights],
                "held_at": [kinds[kind] for kind in kinds if kind in role.held_at],
                "holders": counted.get(role.pk, 0),
            }
            for role in in_order(Role.objects.all())
        ]
        return self.show({"rows": rows, "done": take(request), "tab": "roles"})


class RoleScreen(PlatformScreen):
    """One role. A change that touches people is shown first, and done when it is confirmed."""

    template_name = "access/role.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        role = _role(code)
        return self.page(role, RoleForm(initial=fields_of(role)))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        role = _role(code)
        if request.POST.get("do") == "delete":
            return self._delete(role)
        form = RoleForm(request.POST)
        if not form.is_valid():
            return self.page(role, form, status=UNPROCESSABLE)
        wanted = form.wanted()
        effects = effects_of(role, wanted)
        if not effects.nothing and request.POST.get("confirmed") != sign_of(wanted):
            return self.page(role, form, effects=effects, confirm=sign_of(wanted))
        try:
            keep(request, self.done_or_proposed(lambda: self._change(role, wanted)))
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(role, form, status=UNPROCESSABLE)
        return redirect("access:roles")

    def _change(self, role: Role, wanted: Wanted) -> Done:
        change_role(role.pk, wanted, actor=self.actor)
        former = _sent(fields_of(role)) | {"confirmed": sign_of(wanted_of(role))}
        said = _("The role “%(role)s” has been changed, with effect from now.") % {"role": str(role)}
        return Done(said, reverse("access:role", args=[role.code]), former)

    def _delete(self, role: Role) -> HttpResponse:
        try:
            with write_transaction():
                delete_role(role.pk, actor=self.actor)
        except Refused as error:
            form = RoleForm(initial=fields_of(role))
            return self.page(role, form, refused=str(error), status=UNPROCESSABLE)
        former = _sent(fields_of(role)) | {"code": role.code}
        said = _("The role “%(role)s” is deleted.") % {"role": str(role)}
        keep(self.request, Done(said, reverse("access:new_role"), former))
        return redirect("access:roles")

    def page(
        self,
        role: Role | None,
        form: RoleForm,
        *,
        effects: Effects | None = None,
        confirm: str = "",
        refused: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """The form; ``effects`` and ``confirm`` when a change waits to be confirmed."""
        context: dict[str, Any] = {
            "role": role,
            "form": form,
            "effects": effects and _effects(effects),
            "confirm": confirm,
            "refused": refused,
            "holders": holders_counted().get(role.pk, 0) if role else 0,
            "tab": "roles",
        }
        return self.show(context, status=status)


class NewRoleScreen(RoleScreen):
    """A role that is not there yet; nobody holds it until it is given."""

    def get(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        return self.page(None, NewRoleForm(initial={"demands_factor": True}))

    def post(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        form = NewRoleForm(request.POST)
        if form.is_valid():
            try:
                with write_transaction():
                    role = make_role(form.cleaned_data["code"], form.wanted(), actor=self.actor)
            except Refused as error:
                form.add_error(None, str(error))
            else:
                said = _("The role “%(role)s” has been created. It is given on a person’s page.") % {"role": str(role)}
                keep(request, Done(said, reverse("access:role", args=[role.code]), {"do": "delete"}))
                return redirect("access:roles")
        return self.page(None, form, status=UNPROCESSABLE)


def _role(code: str) -> Role:
    role = Role.objects.filter(code=code).first()
    if role is None:
        raise NotAllowed
    return role


def _sent(fields: dict[str, Any]) -> dict[str, Any]:
    """As a browser sends it: a box that is not ticked is not there."""
    return {name: value for name, value in fields.items() if value is not False}


def _effects(effects: Effects) -> dict[str, Any]:
    return {
        "holders": effects.holders,
        "lost": [(RIGHTS[right].name, count) for right, count in effects.lost.items() if right in RIGHTS],
        "gained": [(RIGHTS[right].name, count) for right, count in effects.gained.items()],
        "loans": effects.loans_ended,
    }
