"""Which devices get notices about a case: asked for on its page, never about a sealed one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from permissions.now import now
from workflows.cases.models import Case, Track
from workflows.cases.tracking import mark_of
from workflows.cases.wiping import Going
from workflows.notifications.transports.push.encrypting import SECRET_BYTES, from_base64, key_from
from workflows.notifications.transports.push.models import PushDevice, StaffDevice
from workflows.transactions.turn import write_transaction

MOST: Final = 5
"""Devices a case; the newest stay."""
LONGEST: Final = 1000


class NotADevice(ValueError):
    """What came is no address at which a browser can be reached, or no keys of one."""


def may_be_told(case: Case) -> bool:
    """Whether notices may go out about it at all. Whoever watches somebody may see their screen."""
    return settings.VAPID_PRIVATE_KEY is not None and case.track == Track.ORDINARY


def add_device(case: Case, *, endpoint: str, public_key: str, secret: str, language: str) -> None:
    """Notices about ``case`` go there from now on. Raises ``NotADevice``."""
    if not may_be_told(case):
        raise NotADevice
    _check(endpoint, public_key, secret)
    said = {"public_key": public_key, "secret": secret, "language": language, "failures": 0, "mark": mark_of(case)}
    with write_transaction():
        PushDevice.objects.update_or_create(
            case=case, endpoint=endpoint, defaults=said, create_defaults={**said, "created_at": now()}
        )
        older = PushDevice.objects.filter(case=case).order_by("-pk").values_list("pk", flat=True)[MOST:]
        PushDevice.objects.filter(pk__in=list(older)).delete()


def remove_device(case: Case, endpoint: str) -> None:
    """No more notices about ``case`` there."""
    with write_transaction():
        PushDevice.objects.filter(case=case, endpoint=endpoint).delete()


def remove_all(case: Case) -> None:
    """No more notices about ``case`` anywhere."""
    with write_transaction():
        PushDevice.objects.filter(case=case).delete()


def forget_erased(going: Going) -> Iterable[str]:
    """Cases are erased or sealed: nothing about them goes to any device."""
    PushDevice.objects.filter(case__in=going.case_ids).delete()
    return ()


def devices_of(case: Case) -> QuerySet[PushDevice]:
    """Those that may still hear: of whoever has the code that opens the case now."""
    return PushDevice.objects.filter(case=case, mark=mark_of(case))


def add_staff_device(user_id: int, *, endpoint: str, public_key: str, secret: str, language: str) -> None:
    """Notices of the kinds that they chose ring there from now on. Raises ``NotADevice``."""
    if settings.VAPID_PRIVATE_KEY is None:
        raise NotADevice
    _check(endpoint, public_key, secret)
    said = {"public_key": public_key, "secret": secret, "language": language, "failures": 0}
    with write_transaction():
        # A browser rings for one person: whoever logged in there before hears no more of theirs.
        StaffDevice.objects.filter(endpoint=endpoint).exclude(user=user_id).delete()
        StaffDevice.objects.update_or_create(
            user_id=user_id, endpoint=endpoint, defaults=said, create_defaults={**said, "created_at": now()}
        )
        older = StaffDevice.objects.filter(user=user_id).order_by("-pk").values_list("pk", flat=True)[MOST:]
        StaffDevice.objects.filter(pk__in=list(older)).delete()


def remove_staff_device(user_id: int, endpoint: str | None = None) -> None:
    """No more there, or on no device at all (None)."""
    with write_transaction():
        rows = staff_devices_of(user_id)
        (rows if endpoint is None else rows.filter(endpoint=endpoint)).delete()


def staff_devices_of(user_id: int) -> QuerySet[StaffDevice]:
    """Those of one person on the staff."""
    return StaffDevice.objects.filter(user=user_id)


def _check(endpoint: str, public_key: str, secret: str) -> None:
    if not (_is_address(endpoint) and _are_keys(public_key, secret)):
        raise NotADevice


def _is_address(endpoint: str) -> bool:
    """https at the usual port of a host that rings devices for browsers (``PUSH_HOSTS``)."""
    try:
        where = urlsplit(endpoint)
        port = where.port
    except ValueError:
        return False
    plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint and "\\" not in endpoint
    known = any(f".{where.hostname}".endswith(f".{each}") for each in settings.PUSH_HOSTS) and "@" not in where.netloc
    return plain and known and where.scheme == "https" and port in (None, 443) and len(endpoint) <= LONGEST


def _are_keys(public_key: str, secret: str) -> bool:
    try:
        key_from(public_key)
        return len(from_base64(secret)) == SECRET_BYTES
    except ValueError:
        return False
