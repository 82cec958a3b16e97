"""What django-allauth asks of us: how a login goes on, and how the secrets of second factors lie in the database."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from permissions.access.factors import PURPOSE
from permissions.encrypted import decrypt, encrypt
from permissions.people.models import User
from permissions.platform.called import platform_name


class Accounts(DefaultAccountAdapter):
    """Nobody signs up, no address is confirmed, nothing is sent: a login is a password and then a second factor."""

    def get_login_stages(self) -> list[str]:
        return ["portal.sign_in.second_screen.SecondStep"]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **_said: Any) -> None:
        """Whether the account is on was asked with the password, and is asked again with the second factor."""

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None = None, **_said: Any
    ) -> HttpResponse:
        return HttpResponseRedirect(redirect_url or reverse("wagtailadmin_home"))


class Factors(DefaultMFAAdapter):
    """Secrets are encrypted with ``FIELD_KEYS``; an app and a passkey show the user name, and no address."""

    def encrypt(self, text: str) -> str:
        return encrypt(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text, PURPOSE)

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        return user.factor_since is not None

    def get_totp_issuer(self) -> str:
        return platform_name()

    def _get_user_identifier(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return platform_name()
