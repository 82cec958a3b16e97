"""One press for language, digits or calendar; then the same page again, which says in the new language what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from permissions.people.models import User
from permissions.people.reading import FIELDS, set_reading
from permissions.platform.called import offered_languages
from portal.admin_screens.fence import ADMIN
from portal.admin_screens.screen import StaffScreen
from workflows.transactions.turn import write_transaction

SAID: Final[Mapping[tuple[str, bool], str | Promise]] = {
    ("arabic_digits", True): _("Numbers are written in Arabic numerals now."),
    ("arabic_digits", False): _("Numbers are written in the digits 0–9 now."),
    ("hijri", True): _("The Hijri date stands beside each date now."),
    ("hijri", False): _("Dates stand without the Hijri date now."),
}


class ReadingScreen(StaffScreen):
    """POST of ``language``, or of one of ``FIELDS`` as ``on`` or ``off``; ``next`` is the page where it was pressed."""

    def is_open_to(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("wagtailadmin_account")

    def post(self, request: HttpRequest) -> HttpResponse:
        language = request.POST.get("language", "")
        if language in offered_languages():
            self._speak(language)
        for name in FIELDS:
            if request.POST.get(name) in ("on", "off"):
                self._read(name, on=request.POST[name] == "on")
        return redirect(self._back())

    def _speak(self, language: str) -> None:
        with write_transaction():
            UserProfile.objects.update_or_create(user=self.request.user, defaults={"preferred_language": language})
        with override(language):
            messages.success(self.request, _now("The platform speaks English to you now."))

    def _read(self, name: str, *, on: bool) -> None:
        person = self.request.user
        if isinstance(person, User):
            with write_transaction():
                set_reading(person, name, on=on)
            messages.success(self.request, str(SAID[name, on]))

    def _back(self) -> str:
        """The page of ours where it was pressed; where one begins for anything else."""
        asked = self.request.POST.get("next", "")
        ours = asked.startswith(ADMIN) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
        return asked if ours else ADMIN
