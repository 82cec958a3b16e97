"""Rings the devices that follow a case: by the outbox, in the queue, at public addresses alone."""

from __future__ import annotations

import json
import logging
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.calling import Refused, post
from permissions.now import now
from workflows.cases.models import Case, Person
from workflows.notifications.letter import Reader, WrittenLetter
from workflows.notifications.transports.errors import NoSuchAddress
from workflows.notifications.transports.push.devices import devices_of, may_be_told
from workflows.notifications.transports.push.encrypting import authorization, encrypted
from workflows.notifications.transports.push.models import PushDevice
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

GONE: Final = frozenset({404, 410})
"""The browser took it back, or is no more."""
MOST_FAILURES: Final = 8
"""In a row; then the device is one that nobody reaches."""
TTL: Final = 3 * 24 * 3600
"""Seconds for which the push service keeps a notice for a device that is off."""


class NobodyRang(Exception):
    """No device took it just now. Names no address: what is written of a failure is read by many."""


class PushTransport:
    """Its address is the number of a case. What leaves is the same sentence for all, whatever the letter says."""

    to_staff = False

    def ready(self) -> bool:
        return settings.VAPID_PRIVATE_KEY is not None

    def address_of(self, reader: Reader) -> str:
        if not (self.ready() and isinstance(reader, Person)):
            return ""
        case = reader.case
        return str(case.pk) if may_be_told(case) and devices_of(case).exists() else ""

    def counted_as(self, address: str) -> str:
        return f"push|{address}"

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        """Ring every device. Raises ``NoSuchAddress`` where none is left, and where none answered for now."""
        case = Case.objects.get(pk=int(address))
        rung = [ring(device) for device in devices_of(case)]
        if any(rung):
            return
        if devices_of(case).exists():
            raise NobodyRang
        raise NoSuchAddress


def ring(device: PushDevice) -> bool:
    """Whether its push service took the notice. One that is gone is removed."""
    try:
        status = post(device.endpoint, *_request(device))
    except Refused as refused:
        log.info("A push service was not reached: %s", refused.why)
        status = 0
    taken = 200 <= status < 300
    with write_transaction():
        row = PushDevice.objects.filter(pk=device.pk)
        if status in GONE or (not taken and device.failures + 1 >= MOST_FAILURES):
            row.delete()
        elif device.failures or not taken:
            row.update(failures=0 if taken else device.failures + 1)
    return taken


def _request(device: PushDevice) -> tuple[bytes, dict[str, str]]:
    key = settings.VAPID_PRIVATE_KEY
    if key is None:
        raise NobodyRang
    with override(device.language):
        said = {"text": _("There is news of a request."), "language": device.language, "tag": f"news-{device.mark[:8]}"}
    body = encrypted(json.dumps(said, ensure_ascii=False).encode(), public_key=device.public_key, secret=device.secret)
    contact = f"mailto:{settings.SECURITY_CONTACT}" if settings.SECURITY_CONTACT else settings.INSAF_URL
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(TTL),
        "Urgency": "normal",
        "Authorization": authorization(device.endpoint, key=key, contact=contact, at=int(now().timestamp())),
    }
    return body, headers
