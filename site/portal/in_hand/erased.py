"""What officers have in hand of a case goes with it when it is erased or sealed."""

from __future__ import annotations

from collections.abc import Iterable

from portal.in_hand.models import KeptDraft, OpenPage
from workflows.cases.wiping import Going


def forget_erased(going: Going) -> Iterable[str]:
    """What was typed and not sent, and who has it before them."""
    KeptDraft.objects.filter(case__in=going.case_ids).delete()
    OpenPage.objects.filter(case__in=going.case_ids).delete()
    return ()
