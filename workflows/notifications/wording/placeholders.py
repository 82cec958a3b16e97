"""The places in an owner's words that the platform fills: kept as ``{tracking}``, shown in the language of the words.

Whoever writes Arabic writes ``{رقم الطلب}``: a Latin word in the middle of an Arabic line changes the order in which
all beside it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import override
from django.utils.translation import pgettext_lazy as _

from permissions.isolated import without_steering
from permissions.translated_text import languages

TRACKING: Final = "tracking"
DUE: Final = "due"
LEVEL: Final = "level"
DECISION: Final = "decision"
NAME: Final = "name"
"""Who filed it: in what officers write who know it, and in no letter."""
CODE: Final = "code"
"""No placeholder: the secret code is put in by the platform, below the words, where it may stand."""
PLACEHOLDERS: Final[Mapping[str, str | Promise]] = {
    TRACKING: _("placeholder", "request number"),
    "kind": _("placeholder", "kind of request"),
    "category": _("placeholder", "category"),
    "agency": _("placeholder", "agency"),
    "agencies": _("placeholder", "all agencies at work"),
    DUE: _("placeholder", "date"),
    LEVEL: _("placeholder", "level"),
    DECISION: _("placeholder", "decision"),
    NAME: _("placeholder", "name of the citizen"),
}
TELLING: Final = frozenset({"kind", "category", "agency", "agencies", DECISION})
"""Those that say what a case is about or with whom it is: not in a letter about a sealed one."""
_CODES: Final[tuple[str | Promise, ...]] = (_("placeholder", "secret code"), _("placeholder", "code"), "secret", CODE)
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_FORMER: Final = re.compile(r"%\([^()]*\)?s?")


def places(text: str) -> Iterator[str]:
    """What stands between braces, in order: names of placeholders, where they are kept."""
    return (place.strip() for place in _PLACE.findall(text))


def is_broken(text: str) -> bool:
    """Whether a brace stands alone, or around nothing."""
    rest = _PLACE.sub("", text)
    return "{" in rest or "}" in rest or "" in set(places(text))


def in_percent(text: str) -> str:
    """The first placeholder that is written as programs write them, ``%(tracking)s``; "" where there is none."""
    found = _FORMER.search(text)
    return found[0] if found else ""


def filled(text: str, words: Mapping[str, object]) -> str:
    """``text`` with its placeholders filled; what steers the direction of writing is not the owner's to say."""
    plain = without_steering(text)
    return _PLACE.sub(lambda found: str(words.get(found[1].strip(), found[0])), plain)


def as_kept(text: str) -> str:
    """``text`` as an owner wrote it, with each placeholder by its name in the code; others stay as they are."""
    known = _by_words()
    return _PLACE.sub(lambda found: f"{{{known.get(_folded(found[1]), found[1].strip())}}}", text)


def as_shown(text: str, language: str) -> str:
    """``text`` as it is kept, with its placeholders in words of ``language``."""
    return _PLACE.sub(lambda found: f"{{{shown(found[1].strip(), language)}}}", text)


def shown(name: str, language: str) -> str:
    """A placeholder as ``language`` calls it; of no placeholder what was written."""
    with override(language):
        return str(_CODES[0] if name == CODE else PLACEHOLDERS.get(name, name))


def _by_words() -> dict[str, str]:
    """Placeholders by all that they are called, folded."""
    known = {name: name for name in PLACEHOLDERS}
    for language in languages():
        with override(language):
            known |= dict.fromkeys((_folded(str(words)) for words in _CODES), CODE)
            known |= {_folded(str(words)): name for name, words in PLACEHOLDERS.items()}
    return known


def _folded(words: str) -> str:
    return " ".join(without_steering(words).split()).casefold()
