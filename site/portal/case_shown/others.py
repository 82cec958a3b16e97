"""For whom else a case was filed, and with whom, as its citizen's own pages say it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.translated_text import one_and_all
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, NamedAs


@dataclass(frozen=True, slots=True)
class OthersShown:
    """``about``: for whom it was filed; ``together``: who files it, too. Both empty where there is nobody."""

    about: str = ""
    together: str = ""


def others_shown(case: Case) -> OthersShown:
    """By name; where whoever files stays hidden, that there are some: others may look over a shoulder. One query."""
    named = list(case.others.all())
    about = [each.name for each in named if each.role == NamedAs.ABOUT]
    together = [each.name for each in named if each.role == NamedAs.TOGETHER]
    if not is_hidden(case):
        return OthersShown(one_and_all(about), one_and_all(together))
    more = ngettext("one more person", "%(count)d more people", len(together)) % {"count": len(together)}
    return OthersShown(_("somebody else") if about else "", more if together else "")
