"""Text messages as they leave: of each topic one, about a case with the longest names, from a usual host."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from permissions.agencies.models import Agency
from permissions.citizens.codes import make_code
from permissions.citizens.models import AddressKind
from permissions.now import now
from tests.scenes import Country, file_case
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, RequestKind
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.to_addresses import (
    ask_for_link,
    ask_to_announce,
    tell_former_address,
    tell_of_another_address,
)
from workflows.notifications.to_citizens_signing_in import ask_for_letter
from workflows.notifications.when_to_tell import LETTERS
from workflows.outbox.models import OutboxEntry

HOST: Final = "insa.example"
"""Twelve letters, as of a ministry’s own."""
PHONE: Final = "0790000000"
LONG_NAMES: Final = {
    "ar": "المؤسسة الاستهلاكية المدنية ومديرية الشؤون القانونية وحقوق المواطنين في محافظات الجنوب",
    "en": "Directorate of Legal Affairs and Citizens’ Rights in the Governorates of the South – “Civil Consumers”",
}
SHORT: Final = re.compile(r"(?:/en)?/s/([0-9A-Za-z]+)$")
TO_CITIZENS: Final = sorted(topic for topic, letters in LETTERS.items() if letters.citizen is not None)
"""All topics of which a citizen is told by a text message: from the catalogue, so that a new one is among them."""


def on_a_phone(settings: Any, folder: Path) -> None:
    """Text messages go to a folder, and name a host of twelve letters."""
    settings.SMS_URL, settings.INSAF_URL = f"file://{folder}", f"https://{HOST}"


def long_names() -> None:
    """Every agency and kind is called as long as any."""
    Agency.objects.update(name=LONG_NAMES)
    RequestKind.objects.update(name=LONG_NAMES)


def texts_in(folder: Path) -> list[str]:
    """What left since, oldest first."""
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns) if folder.exists() else []
    found = [json.loads(file.read_text(encoding="utf-8"))["text"] for file in files]
    for file in files:
        file.unlink()
    return found


def delivered_text(folder: Path) -> str:
    """The one message that leaves now."""
    deliver_waiting()
    [text] = texts_in(folder)
    return str(text)


def answered_case(land: Country, language: str) -> Case:
    """One whose citizen left a phone alone, with an answer; nothing about it waits any more."""
    case = file_case(language=language, email="", phone=PHONE, subject="Water")
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=land.actor("officer-moh"))
    OutboxEntry.objects.all().delete()
    return Case.objects.get(pk=case.pk)


def tell(case: Case, topic: str, *, dated: bool = True, **said: Any) -> None:
    """Have the citizen told of ``topic``, as after the last event; ``dated``: there is a date to be told."""
    due = now() + timedelta(days=400)
    OutboxEntry.objects.create(
        key=f"{topic}:{case.pk}:{dated}",
        case=case,
        event_number=case.events_count,
        topic=topic,
        audience="citizen",
        data={"agency": case.agency_id, "due": due.isoformat() if dated else "", "level": 2, **said},
        created_at=now(),
        available_at=now(),
    )


def _code(_case: Case, language: str, topic: str) -> None:
    ask_for_letter(make_code(AddressKind.PHONE, PHONE, language=language), topic=topic)


ADDRESSED: Final[dict[str, Callable[[Case, str], None]]] = {
    "sign_in_code": lambda case, language: _code(case, language, "sign_in_code"),
    "address_code": lambda case, language: _code(case, language, "address_code"),
    "lost_code": lambda case, language: ask_for_link(case.tracking, AddressKind.PHONE, PHONE, language=language),
    "address_left": lambda case, _language: tell_former_address(case, AddressKind.PHONE, PHONE),
    "requests_listed": lambda _case, language: ask_to_announce(AddressKind.PHONE, PHONE, language=language),
    "address_added": lambda _case, language: tell_of_another_address(AddressKind.PHONE, PHONE, language=language),
}
"""How each letter is asked for that goes to an address and is about no case; a new one is missed here by name."""
