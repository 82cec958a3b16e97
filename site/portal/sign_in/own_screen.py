"""How one's own account is entered: second factors, recovery codes, and where one is logged in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from permissions.access.elsewhere import linked_of
from permissions.access.factors import (
    APP,
    CODES,
    PASSKEY,
    codes_left,
    demands_factor,
    factors_of,
    make_codes,
    remove_factor,
    rename_passkey,
)
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import StaffSession, User
from permissions.people.sessions import OTHER, end_sessions, sessions_of
from permissions.writing import written_moment
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.entry import entry_of, lacks_factor
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.sign_in.proving import can_have_passkeys
from workflows.notifications.to_account_owners import tell_of_change
from workflows.transactions.turn import write_transaction

_BROWSERS: Final[Mapping[str, str | Promise]] = {
    "edge": "Edge",
    "opera": "Opera",
    "samsung": "Samsung Internet",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
    OTHER: _("another browser"),
}
_MACHINES: Final[Mapping[str, str | Promise]] = {
    "android": "Android",
    "iphone": "iPhone",
    "ipad": "iPad",
    "windows": "Windows",
    "mac": "Mac",
    "linux": "Linux",
    OTHER: _("another device"),
}


class EntryScreen(StaffScreen):
    """A page about one's own account, for whoever is logged in. What is sent there needs a fresh proof."""

    asks_again = True

    def is_open_to(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated

    @property
    def me(self) -> User:
        """Whose page it is."""
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the screen is open to nobody else
        return person

    def mine(self, factor_id: str) -> Authenticator:
        """A factor of one's own, by what a form says; there is no other."""
        own = Authenticator.objects.exclude(type=CODES).filter(user=self.me)
        found = next((each for each in own if str(each.pk) == factor_id), None)
        if found is None:
            raise Http404
        return found

    def codes_shown(self) -> HttpResponse:
        """New recovery codes, in the one answer that ever has them."""
        with write_transaction():
            codes = make_codes(self.me)
            tell_of_change("codes_made", self.me.pk)
        return TemplateResponse(self.request, "sign_in/codes.html", {"codes": codes})


class OwnScreen(EntryScreen):
    """All of it on one page."""

    template_name = "sign_in/own.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def page(self, *, refused: str = "", status: int = 200) -> HttpResponse:
        """The lists, with what can be done."""
        factors = factors_of(self.me.pk)
        context: dict[str, Any] = {
            "app": next((each for each in factors if each.type == APP), None),
            "passkeys": [each for each in factors if each.type == PASSKEY],
            "codes_left": codes_left(factors),
            "sessions": list(self._sessions()),
            "wanted": lacks_factor(self.request, self.me),
            "named": can_have_passkeys(self.request),
            "elsewhere": provider_name(),
            "linked": bool(provider_name()) and linked_of(self.me),
            "refused": refused,
            "done": take(self.request),
        }
        return self.show(context, status=status)

    def _sessions(self) -> Iterator[dict[str, Any]]:
        here = entry_of(self.request).get("id")
        for each in sessions_of(self.me.pk):
            yield {
                "pk": each.pk,
                "device": device_words(each.device),
                "began": written_moment(each.began_at),
                "used": written_moment(each.used_at),
                "here": each.pk == here,
            }


class CodesScreen(EntryScreen):
    """New recovery codes for whoever has a factor that they stand in for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("sign_in:own")

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.me.factor_since is None:
            return redirect("sign_in:own")
        return self.codes_shown()


class FactorScreen(OwnScreen):
    """One passkey gets another name, or a factor goes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("sign_in:own")

    def post(self, request: HttpRequest) -> HttpResponse:
        if "factor" not in request.POST:
            return redirect("sign_in:own")
        factor, do = self.mine(request.POST["factor"]), request.POST.get("do")
        if do == "rename" and factor.type == PASSKEY:
            name = " ".join(request.POST.get("name", "").split())
            if not name:
                return self.page(refused=str(_("Enter a name for the passkey.")), status=UNPROCESSABLE)
            rename_passkey(factor, name)
            keep(request, Done(_("The passkey has another name.")))
        elif do == "remove":
            if self._needed(factor):
                said = _("Your roles demand a second factor. Set up another one first, then remove this one.")
                return self.page(refused=str(said), status=UNPROCESSABLE)
            with write_transaction():
                remove_factor(factor)
                tell_of_change("factor_removed", self.me.pk)
            keep(request, Done(_("Removed: nobody gets in by it any more.")))
        return redirect("sign_in:own")

    def _needed(self, factor: Authenticator) -> bool:
        others = [each for each in factors_of(self.me.pk) if each.pk != factor.pk and each.type != CODES]
        return settings.SECOND_FACTOR_DEMANDED and not others and demands_factor(self.me.pk)


class SessionsScreen(EntryScreen):
    """Ends one session of one's own, or all others."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("sign_in:own")

    def post(self, request: HttpRequest) -> HttpResponse:
        here, one = str(entry_of(request).get("id", "")), request.POST.get("session", "")
        with write_transaction():
            if one and one != here:
                ended = end_sessions(self.me.pk, only=one)
            else:
                ended = end_sessions(self.me.pk, but=here) if "others" in request.POST else 0
            if ended:
                append([NewEntry("sessions_ended", "person", self.me.pk)], actor=self.actor, at=now())
        keep(request, Done(_("Ended there: whoever is at it has to log in again.") if ended else _("Nothing to end.")))
        return redirect("sign_in:own")


def provider_name() -> str:
    """What people call the service for single sign-on, in the language that is on; "" where there is none."""
    if settings.OIDC_STAFF is None:
        return ""
    names: dict[str, str] = settings.OIDC_STAFF_NAMES
    return names.get(get_language() or "", "") or names["en"]


def way_elsewhere(user: User) -> str:
    """The same, for somebody who proves by it who they are: who has no password, or whose second factor it asks for.
    "" for everybody else. One query for such people."""
    asks = settings.OIDC_STAFF is not None and (settings.OIDC_STAFF.second_factor or not user.has_usable_password())
    return provider_name() if asks and linked_of(user) else ""


def device_words(device: str) -> str | Promise:
    """``Firefox on Windows``."""
    browser, _slash, machine = device.partition("/")
    words: Promise = _("%(browser)s on %(machine)s")
    return str(words) % {
        "browser": _BROWSERS.get(browser, _BROWSERS[OTHER]),
        "machine": _MACHINES.get(machine, _MACHINES[OTHER]),
    }


def forget_session(sender: object, request: HttpRequest, **_said: object) -> None:
    """Django's signal of a logout."""
    found = entry_of(request).get("id") if hasattr(request, "session") else None
    if found:
        StaffSession.objects.filter(pk=found).delete()
