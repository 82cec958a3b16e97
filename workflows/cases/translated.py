"""What officers wrote of a citizen's texts in another language: the texts there are, and the translation that holds."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.cases.events import EventVerb
from workflows.cases.models import Case, Message
from workflows.cases.selectors import Happening


def texts_of_citizen(case: Case) -> list[Message]:
    """All that the citizen wrote, the first first; one statement."""
    return list(Message.objects.filter(case=case, public=True, author__isnull=True).order_by("event_number", "pk"))


def translations(happened: Iterable[Happening]) -> dict[int, Happening]:
    """The newest translation of each text, by the number of the event that the text came with."""
    return {each.event.data["of"]: each for each in happened if each.event.verb == EventVerb.TRANSLATED}
