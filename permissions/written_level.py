"""How the levels of an agency are called: the ground is the liaison officer's, those above it are counted in words."""

from __future__ import annotations

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

_ARABIC = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")


def ordinal(level: int) -> str:
    """What follows the word *level*: «الثاني» in Arabic, 2 in English. No ladder has more than ten rungs in words."""
    return _ARABIC[level - 1] if get_language_bidi() and 1 <= level <= len(_ARABIC) else str(level)


def level_name(level: int) -> str:
    """«المستوى الثاني»; what the level is called at every agency."""
    return _("Level %(level)s") % {"level": ordinal(level)} if level else _("Liaison officer")
