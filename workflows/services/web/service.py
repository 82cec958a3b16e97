"""A machine elsewhere is told that a request has reached a step: in numbers and times, signed, and nobody's words."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.calling import Refused, post
from permissions.now import now
from workflows.processes.automatic import Question, Values
from workflows.processes.definition import ProcessDefinition
from workflows.services.service import Call, NotServed, Service


class CallAddress(Service):
    """Any answer from 200 to 299 is success; all others are none, and where one points nobody goes."""

    title = _("Call a web address")
    hint = _(
        "It is sent the number of the request, the step and the time, signed; never what anybody wrote. It can only be "
        "at a host that the operators have named."
    )
    questions = (Question("address", _("Address"), _("It begins with https://")),)
    reasons = {
        "not_set_up": _("The operators have named no host, or no secret to sign with."),
        "not_listed": _("The host is none of those that the operators have named."),
        "no_host": _("No machine has this name."),
        "private": _("The name leads into a private network, which is never called."),
        "silent": _("No whole answer came within five seconds."),
        "unreachable": _("The machine cannot be reached, or shows no valid certificate."),
        "sent_on": _("The machine sends on to another address, which is never followed."),
        "answered": _("The machine answered that it did not take it."),
    }
    place = 50

    def problems(self, values: Values, process: ProcessDefinition) -> Iterable[str]:
        if not settings.SERVICE_HOSTS or not settings.SERVICE_SECRET:
            yield _now("No web address can be called: the operators have not set up any host.")
        elif values.get("address") and not is_listed(values["address"]):
            hosts = ", ".join(settings.SERVICE_HOSTS)
            yield _now("The address must begin with https:// and a host that the operators have named: %(hosts)s.") % {
                "hosts": hosts
            }

    def outside(self, call: Call) -> None:
        address = call.values.get("address", "")
        if not settings.SERVICE_HOSTS or not settings.SERVICE_SECRET:
            raise NotServed("not_set_up")
        if not is_listed(address):
            raise NotServed("not_listed")
        body = body_of(call)
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": call.key,
            "Insaf-Signature": f"sha256={signature_of(body)}",
        }
        try:
            status = post(address, body, headers)
        except Refused as refused:
            raise NotServed(refused.why) from refused
        if 300 <= status < 400:
            raise NotServed("sent_on")
        if not 200 <= status < 300:
            raise NotServed("answered")


def is_listed(address: str) -> bool:
    """Whether it is https at a host (and port) of the operators' list, without a name and password in it."""
    try:
        where = urlsplit(address)
        host = f"{where.hostname}:{where.port}" if where.port not in (None, 443) else str(where.hostname)
    except ValueError:
        return False
    plain = address.isascii() and address.isprintable() and " " not in address and "\\" not in address
    return plain and where.scheme == "https" and "@" not in where.netloc and host in settings.SERVICE_HOSTS


def body_of(call: Call) -> bytes:
    """What leaves: ids, the number of the request, a key of the owner's and times."""
    said = {
        "key": call.key,
        "event": call.event,
        "request": call.tracking,
        "step": call.step,
        "at": call.at.isoformat(),
        "sent": now().isoformat(),
    }
    return json.dumps(said, separators=(",", ":")).encode()


def signature_of(body: bytes) -> str:
    """HMAC-SHA-256 over the body as it is sent, with the operators' secret, in hex."""
    return hmac.new(settings.SERVICE_SECRET.encode(), body, hashlib.sha256).hexdigest()


SERVICE = CallAddress()
