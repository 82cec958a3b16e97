"""Whether the text messages of a topic fit one part with the longest that their placeholders may stand for.

What does not fit is not refused: where it is too long, the delivered words go out in its place. So its owner is warned,
with the count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.agencies.levels import ordinal
from permissions.agencies.models import Agency
from permissions.isolated import isolated
from permissions.translated_text import in_language, languages
from permissions.writing import written_in_figures, written_number
from workflows.cases.categories import trees_in_force
from workflows.cases.models import Outcome, RequestKind
from workflows.cases.outcome_words import decision_briefly
from workflows.notifications.short_links import example_link
from workflows.notifications.text_message import as_sent
from workflows.notifications.transports.sms.parts import Parts, parts_of
from workflows.notifications.wording.checks import Place
from workflows.notifications.wording.definition import MESSAGE, Wording, parse
from workflows.notifications.wording.delivered import delivered_message, parts
from workflows.notifications.wording.placeholders import DECISION, DUE, LEVEL, TRACKING, filled, places

NUMBER: Final = "26-0000-0000-0"
"""Of nobody's case, and as long as any."""
_LONG_DAY: Final = date(2026, 12, 30)
_LAST_LEVEL: Final = 4


def too_long(key: str, definition: Any) -> Iterator[str]:
    """Warnings before the words of a topic are published."""
    try:
        wording = parse(definition)
    except (KeyError, TypeError, ValueError, AttributeError):
        return
    for place, text in _messages(key, wording):
        found = _measured(text, place.language)
        if found.count > 1:
            counts = {"letters": written_number(found.letters), "parts": written_number(found.count)}
            sentence = _(
                "%(where)s: with the longest names it has %(letters)s characters and takes %(parts)s parts. Only "
                "one part is sent: if it doesn’t fit, the platform’s own words are sent instead."
            )
            yield sentence % {"where": str(place), **counts}


def _messages(key: str, wording: Wording) -> Iterator[tuple[Place, str]]:
    """Those that are otherwise than the delivered ones."""
    for part in parts(key):
        for language in languages() if MESSAGE in part.fields else ():
            words = wording.words(part.name, language)
            usual = delivered_message(key, language, undated=part.undated)
            if words is not None and words.message not in ("", usual):
                yield Place(key, part, MESSAGE, language), words.message


def _measured(text: str, language: str) -> Parts:
    """With number and link; without the name of the platform, which is left out before a word is."""
    with override(language):
        values = longest_values(set(places(text)))
    said = filled(text, values)
    head = "" if NUMBER in said else f"{NUMBER}: "
    return parts_of(as_sent(f"{head}{said}\n{example_link(language)}", language))


def longest_values(names: set[str]) -> Mapping[str, str]:
    """The longest that some placeholders may stand for in a text message, in the language that is on."""
    found = {
        TRACKING: lambda: [isolated(NUMBER)],
        "kind": _kinds,
        "category": lambda: [*_kinds(), *_categories()],
        "agency": _agencies,
        "agencies": _agencies,
        DUE: lambda: [written_in_figures(_LONG_DAY)],
        LEVEL: lambda: [ordinal(level) for level in range(1, _LAST_LEVEL + 1)],
        DECISION: _decisions,
    }
    return {name: max(found[name](), key=len, default="") for name in names if name in found}


def _kinds() -> list[str]:
    return [in_language(name) for name in RequestKind.objects.values_list("name", flat=True)]


def _categories() -> Iterable[str]:
    return (tree.in_words(each.key) for tree in trees_in_force().values() for each in tree.categories)


def _agencies() -> list[str]:
    return [in_language(name) for name in Agency.objects.filter(active=True).values_list("name", flat=True)]


def _decisions() -> list[str]:
    codes = ["", *RequestKind.objects.values_list("code", flat=True)]
    return [decision_briefly(code, outcome) for code in codes for outcome in Outcome]
