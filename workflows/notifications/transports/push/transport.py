"""Rings the devices that follow a case, and those of staff: by the outbox, in the queue, at public addresses alone."""

from __future__ import annotations

import json
import logging
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.calling import Refused, post
from permissions.now import now
from permissions.people.models import User
from workflows.cases.models import Case, Person
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import Reader, WrittenLetter
from workflows.notifications.transports.errors import NoSuchAddress
from workflows.notifications.transports.push.devices import devices_of, may_be_told, staff_devices_of
from workflows.notifications.transports.push.encrypting import authorization, encrypted
from workflows.notifications.transports.push.models import PushDevice, StaffDevice
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

GONE: Final = frozenset({404, 410})
"""The browser took it back, or is no more."""
MOST_FAILURES: Final = 8
"""In a row; then the device is one that nobody reaches."""
OF_STAFF: Final = "staff:"
"""Before the number of an account."""
TTL: Final = 3 * 24 * 3600
"""Seconds for which the push service keeps a notice for a device that is off."""


class NobodyRang(Exception):
    """No device took it just now. Names no address: what is written of a failure is read by many."""


class PushTransport:
    """Its address is the number of a case, or of an account. What leaves is the same sentence for all, whatever the
    letter says."""

    to_staff = True

    def ready(self) -> bool:
        return settings.VAPID_PRIVATE_KEY is not None

    def address_of(self, reader: Reader) -> str:
        if self.ready() and isinstance(reader, User):
            return f"{OF_STAFF}{reader.pk}" if staff_devices_of(reader.pk).exists() else ""
        if not (self.ready() and isinstance(reader, Person)):
            return ""
        case = reader.case
        return str(case.pk) if may_be_told(case) and devices_of(case).exists() else ""

    def counted_as(self, address: str) -> str:
        return f"push|{address}"

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        """Ring every device. Raises ``NoSuchAddress`` where none is left, and where none answered for now."""
        devices: QuerySet[Any] = (
            staff_devices_of(int(address.removeprefix(OF_STAFF)))
            if address.startswith(OF_STAFF)
            else devices_of(Case.objects.get(pk=int(address)))
        )
        rung = [ring(device) for device in devices.all()]
        if any(rung):
            return
        if devices.all().exists():
            raise NobodyRang
        raise NoSuchAddress


def ring(device: PushDevice | StaffDevice) -> bool:
    """Whether its push service took the notice. One that is gone is removed."""
    try:
        status = post(device.endpoint, *_request(device))
    except Refused as refused:
        log.info("A push service was not reached: %s", refused.why)
        status = 0
    taken = 200 <= status < 300
    with write_transaction():
        row: QuerySet[Any] = type(device)._default_manager.filter(pk=device.pk)
        if status in GONE or (not taken and device.failures + 1 >= MOST_FAILURES):
            row.delete()
        elif device.failures or not taken:
            row.update(failures=0 if taken else device.failures + 1)
    return taken


def _request(device: PushDevice | StaffDevice) -> tuple[bytes, dict[str, str]]:
    key = settings.VAPID_PRIVATE_KEY
    if key is None:
        raise NobodyRang
    with override(device.language):
        said = {"text": _("There is news of a request."), "language": device.language, "tag": device.tag}
        if isinstance(device, StaffDevice):
            said |= {"text": _("There is a new notice for you."), "opens": urlsplit(addresses.notices_link()).path}
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
