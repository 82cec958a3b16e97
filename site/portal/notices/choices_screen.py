"""By which ways one wants to hear of what, and the devices that ring."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.notices.screens import OwnScreen
from workflows.notifications.notices.choices import choices_of, choose
from workflows.notifications.notices.kinds import USUAL
from workflows.notifications.notices.models import Channel, NoticeKind
from workflows.notifications.transports.push.devices import (
    NotADevice,
    add_staff_device,
    remove_staff_device,
    staff_devices_of,
)
from workflows.notifications.transports.push.encrypting import public_part

NOT_TAKEN: Final = 422


class ChoicesScreen(OwnScreen):
    """A table of kinds and ways. POST keeps all of it, or (``usual``) goes back to what everybody begins with."""

    template_name = "notices/choices.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen, key = choices_of(self.me), settings.VAPID_PRIVATE_KEY
        ways = [each for each in Channel if each != Channel.PUSH or key is not None]
        rows = [
            {"kind": kind, "ways": [{"way": each, "on": each in chosen[kind]} for each in ways]} for kind in NoticeKind
        ]
        devices = staff_devices_of(self.me).exists() if key is not None else False
        push_key = public_part(key) if key is not None else ""
        return self.show({"ways": ways, "rows": rows, "push_key": push_key, "devices": devices})

    def post(self, request: HttpRequest) -> HttpResponse:
        if "usual" in request.POST:
            choose(self.me, USUAL)
        else:
            before = choices_of(self.me)
            choose(self.me, {kind: self._posted(kind, before[kind]) for kind in NoticeKind})
        messages.success(request, _("Your settings are saved."))
        return redirect("notices:choices")

    def _posted(self, kind: NoticeKind, before: frozenset[Channel]) -> set[Channel]:
        """A way that the page did not offer stays as it was."""
        asked = {each for each in Channel if str(each) in self.request.POST.getlist(str(kind))}
        return asked | (before & {Channel.PUSH}) if settings.VAPID_PRIVATE_KEY is None else asked


class DevicesScreen(OwnScreen):
    """Ring this browser from now on, no more, or (the button that works without scripts) none of all."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("notices:choices")

    def post(self, request: HttpRequest) -> HttpResponse:
        said, endpoint = request.POST, request.POST.get("endpoint", "")
        if said.get("act") == "none":
            remove_staff_device(self.me)
            messages.success(request, _("No device of yours gets notices any more."))
            return redirect("notices:choices")
        if said.get("act") == "remove":
            remove_staff_device(self.me, endpoint)
            return HttpResponse(status=204)
        keys = {"public_key": said.get("public_key", ""), "secret": said.get("secret", "")}
        try:
            add_staff_device(self.me, endpoint=endpoint, language=get_language() or "ar", **keys)
        except NotADevice:
            return HttpResponse(status=NOT_TAKEN)
        return HttpResponse(status=201)
