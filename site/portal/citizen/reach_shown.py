"""Where letters about a case reach its citizen, which of them they get there, and whether the last one came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.citizens.models import AddressKind
from portal.citizen.letters_shown import veiled
from workflows.cases.models import Case, CaseEvent, EventVerb, Notices
from workflows.notifications.came_back import RETURNED
from workflows.notifications.deliver import REFUSED, TAKEN
from workflows.notifications.to_citizens_signing_in import transport_for
from workflows.notifications.told import Told
from workflows.notifications.transports import addresses_of
from workflows.notifications.transports.push.devices import devices_of, may_be_told
from workflows.notifications.transports.push.encrypting import public_part

KINDS: Final[dict[AddressKind, str | Promise]] = {AddressKind.EMAIL: _("Email"), AddressKind.PHONE: _("Mobile number")}


@dataclass(frozen=True, slots=True)
class Reach:
    """An address of the citizen's, all but its ends hidden. ``lost``: the last letter did not arrive there."""

    kind: AddressKind
    words: str | Promise
    address: str
    notices: Notices
    lost: bool


def reach_shown(case: Case, told: Sequence[Told], events: Sequence[CaseEvent]) -> list[Reach]:
    """The addresses that were left and that letters go to. ``told``: the letters, the newest first; ``events``: the
    diary in its order."""
    if case.erased_at is not None:
        return []
    given = addresses_of(case.person)
    return [
        Reach(kind, KINDS[kind], veiled(address), case.person.notices_by(kind), _is_lost(kind, told, events))
        for kind in AddressKind
        if (address := given[transport_for(kind)])
    ]


def push_shown(case: Case) -> dict[str, Any]:
    """What the page needs so that a device can ask for notices, and how many did; nothing where there are none."""
    key = settings.VAPID_PRIVATE_KEY
    if key is None or not may_be_told(case):
        return {}
    return {"public_key": public_part(key), "devices": devices_of(case).count()}


def _is_lost(kind: AddressKind, told: Sequence[Told], events: Sequence[CaseEvent]) -> bool:
    """Whether what was sent last came back, or was taken by nobody, since the address is the one that it is."""
    sets = (each for each in reversed(events) if each.verb == EventVerb.ADDRESS_SET)
    since = next((each.at for each in sets if each.data["kind"] == kind), None)
    name = transport_for(kind)
    for each in told:
        data = each.entry.data
        if since is not None and each.entry.created_at <= since:
            return False
        if name in data.get(RETURNED, ()) or name in data.get(REFUSED, ()):
            return True
        if name in data.get(TAKEN, ()):
            return False
    return False
