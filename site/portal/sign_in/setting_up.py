"""Setting up a second factor: an authenticator app, or a passkey."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from typing import Any, Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.access.factors import LONGEST_NAME, PASSKEY, add_app, add_passkey, codes_left, factors_of
from permissions.encrypted import Unreadable, decrypt, encrypt
from portal.admin_screens.done import Done, keep
from portal.admin_screens.entry import prove
from portal.admin_screens.fresh import asked_again
from portal.admin_screens.screen import UNPROCESSABLE
from portal.sign_in.own_screen import EntryScreen
from portal.sign_in.proving import can_have_passkeys, credential_of, options_of
from workflows.notifications.to_account_owners import tell_of_change
from workflows.transactions.turn import write_transaction

WITHIN: Final = timedelta(minutes=15)
"""For how long the page with a new app's secret can be sent."""


class SetUpScreen(EntryScreen):
    """Asks for a fresh proof before it shows anything: what it shows is half of what it takes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":  # HEAD is answered as GET is; what is sent is asked about further up
            asked = asked_again(request)
            if asked is not None:
                return asked
        return super().dispatch(request, *args, **kwargs)

    def set_up(self, said: str) -> HttpResponse:
        """After a factor has been added, and so proved; the first one comes with recovery codes."""
        prove(self.request, factor=True)
        if codes_left(factors_of(self.me.pk)) is None:
            return self.codes_shown()
        keep(self.request, Done(said))
        return redirect("sign_in:own")


class AppScreen(SetUpScreen):
    """The secret lies in the page, encrypted and for its owner alone, and nowhere else until it is proved."""

    template_name = "sign_in/app.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(generate_totp_secret())

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            secret = decrypt(request.POST.get("secret", ""), self.purpose, within=WITHIN)
        except Unreadable:
            late = "secret" in request.POST  # it is not there after a mere proof of who one is
            said = _("This page has grown too old. Scan the new picture.") if late else ""
            return self.page(generate_totp_secret(), refused=said, status=UNPROCESSABLE if late else 200)
        code = "".join(request.POST.get("code", "").split())[:20]
        with write_transaction():
            added = add_app(self.me, secret, code)
            if added:
                tell_of_change("factor_added", self.me.pk)
        if not added:
            said = _("This code does not belong to the picture. Is it the newest one, and is your phone’s clock right?")
            return self.page(secret, refused=said, status=UNPROCESSABLE)
        return self.set_up(_("The app is set up. From now on it is asked for when you log in."))

    @property
    def purpose(self) -> str:
        """Another one's page gives nobody a secret."""
        return f"setting up an app|{self.me.pk}"

    def page(self, secret: str, *, refused: str = "", status: int = 200) -> HttpResponse:
        """The picture to scan, and the secret to type."""
        adapter = get_adapter()
        picture = adapter.build_totp_svg(adapter.build_totp_url(self.me, secret))
        context = {
            "title": _("Set up an app"),
            "picture": f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode('ascii')}",
            "typed": [secret[at : at + 4] for at in range(0, len(secret), 4)],
            "secret": encrypt(secret, self.purpose),
            "refused": refused,
        }
        return self.show(context, status=status)


class PasskeyScreen(SetUpScreen):
    """What the browser made is proved to be of this page, and of the one that was asked last."""

    template_name = "sign_in/passkey.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = request.POST.get("credential", "")
        if not sent:
            return self.page()
        name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
        try:
            credential = credential_of(sent)
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
        except (ValidationError, ValueError, TypeError, KeyError):
            said = _("The passkey could not be added. It may have been asked for in another tab. Try again.")
            return self.page(refused=said, status=UNPROCESSABLE)
        with write_transaction():
            add_passkey(self.me, name or self._name(), credential)
            tell_of_change("factor_added", self.me.pk)
        return self.set_up(_("The passkey is added. From now on it is asked for when you log in."))

    def _name(self) -> str:
        number = sum(each.type == PASSKEY for each in factors_of(self.me.pk)) + 1
        return _("Passkey %(number)d") % {"number": number}

    def page(self, *, refused: str = "", status: int = 200) -> HttpResponse:
        """Where it is named and made."""
        named = can_have_passkeys(self.request)
        context = {
            "title": _("Add a passkey"),
            "options": options_of(webauthn.begin_registration(self.me, passwordless=False)) if named else "",
            "name": self._name(),
            "named": named,
            "refused": refused,
        }
        return self.show(context, status=status)
