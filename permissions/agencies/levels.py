"""How the levels of an agency are called: the ground is the liaison officer's, those above it are counted in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from permissions.agencies.models import AgencyRole

# In Arabic a level is counted in words, up to the tenth; no ladder has more rungs than that.
_ORDINALS = (
    pgettext_lazy("of a level", "1"),
    pgettext_lazy("of a level", "2"),
    pgettext_lazy("of a level", "3"),
    pgettext_lazy("of a level", "4"),
    pgettext_lazy("of a level", "5"),
    pgettext_lazy("of a level", "6"),
    pgettext_lazy("of a level", "7"),
    pgettext_lazy("of a level", "8"),
    pgettext_lazy("of a level", "9"),
    pgettext_lazy("of a level", "10"),
)


def ordinal(level: int) -> str:
    """What follows the word *level*: «الثاني» in Arabic, 2 in English."""
    return str(_ORDINALS[level - 1]) if 1 <= level <= len(_ORDINALS) else str(level)


def level_name(level: int, role: str = AgencyRole.PUBLIC_BODY) -> str:
    """«المستوى الثاني» at an agency of this ``role``: the platform's own units have no liaison officer."""
    if level:
        return _("Level %(level)s") % {"level": ordinal(level)}
    return _("Liaison officer") if role == AgencyRole.PUBLIC_BODY else _("The unit")


def office_name(level: int, role: str = AgencyRole.PUBLIC_BODY) -> str:
    """``level_name`` for citizens: of an agency's ground they know no officer, only where people are served."""
    return level_name(level, role) if level or role != AgencyRole.PUBLIC_BODY else _("Public service section")
