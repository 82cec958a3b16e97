"""What the demo world’s country says of itself, as its administrators and editors would: Jordan’s numbers and words."""

from __future__ import annotations

from typing import Final

from content.pages.models import HomePage
from permissions.access.naming import say_emergency_numbers
from permissions.actors import Actor
from permissions.platform.models import EmergencyNumber, Platform
from workflows.transactions.turn import write_transaction

NUMBERS: Final = {EmergencyNumber.EMERGENCY.value: "911", EmergencyNumber.FAMILY.value: "110"}
"""Of public security, and of help for children and families."""
CALL_CENTRE: Final = "5008080"
RUN_BY: Final = {
    "ar": "تديرها وحدة إدارة الشكاوى الحكومية في رئاسة الوزراء.",
    "en": "Run by the Government Complaints Management Unit at the Prime Ministry.",
}


def say_numbers() -> int:
    """What people in danger ring, before the words of danger are published, which name it; returns 1 if it is new."""
    if Platform.objects.exclude(emergency_numbers={}).exists():
        return 0
    with write_transaction():
        return int(say_emergency_numbers(NUMBERS, actor=Actor.operator))


def say_home() -> int:
    """Call centre and authority on the home pages; returns how many had none before."""
    with write_transaction():
        homes = list(HomePage.objects.filter(call_number="").select_related("locale"))
        for home in homes:
            home.call_number = CALL_CENTRE
            home.run_by = RUN_BY[home.locale.language_code]
            home.save_revision().publish()
    return len(homes)
