"""How the levels of an agency are called: the ground is the liaison officer's, those above it are counted in words."""

from __future__ import annotations

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from permissions.agencies.models import AgencyRole

_ARABIC = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")


def ordinal(level: int) -> str:
    """What follows the word *level*: «الثاني» in Arabic, 2 in English. No ladder has more than ten rungs in words."""
    return _ARABIC[level - 1] if get_language_bidi() and 1 <= level <= len(_ARABIC) else str(level)


def level_name(level: int, role: str = AgencyRole.PUBLIC_BODY) -> str:
    """«المستوى الثاني» at an agency of this ``role``: the platform's own units have no liaison officer."""
    if level:
        return _("Level %(level)s") % {"level": ordinal(level)}
    return _("Liaison officer") if role == AgencyRole.PUBLIC_BODY else _("The unit")
