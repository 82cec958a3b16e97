"""How an outcome is named to whoever filed, on their page and in their letter: by the kind of request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from workflows.cases.models import Outcome

Said = Callable[[], str]
_NAMES: Mapping[tuple[str, str], Said] = {
    ("", Outcome.RESOLVED): lambda: _("%(agency)s decided: resolved"),
    ("", Outcome.PARTLY): lambda: _("%(agency)s decided: partly resolved"),
    ("", Outcome.EXPLAINED): lambda: _("%(agency)s answered: an explanation"),
    ("", Outcome.REFUSED): lambda: _("%(agency)s decided: refused"),
    ("", Outcome.ELSEWHERE): lambda: _("%(agency)s decided: no public body can settle this"),
    ("", Outcome.NOTED): lambda: _("%(agency)s answered: noted"),
    ("suggestion", Outcome.RESOLVED): lambda: _("%(agency)s decided: your suggestion is taken up"),
    ("praise", Outcome.NOTED): lambda: _("%(agency)s answered: your thanks have arrived"),
}
_WORDS: Mapping[tuple[str, str], Said] = {
    ("suggestion", Outcome.RESOLVED): lambda: _("taken up"),
    ("praise", Outcome.NOTED): lambda: _("your thanks have arrived"),
}


_BRIEFLY: Mapping[tuple[str, str], Said] = {
    ("", Outcome.RESOLVED): lambda: _("Your request is resolved"),
    ("", Outcome.PARTLY): lambda: _("Your request is partly resolved"),
    ("", Outcome.EXPLAINED): lambda: _("You have an explanation"),
    ("", Outcome.REFUSED): lambda: _("Your request was refused"),
    ("", Outcome.ELSEWHERE): lambda: _("No public agency can settle it"),
    ("", Outcome.NOTED): lambda: _("Your request was noted"),
    ("suggestion", Outcome.RESOLVED): lambda: _("Your suggestion was adopted"),
    ("praise", Outcome.NOTED): lambda: _("Your thanks have arrived"),
}
"""For a text message, which has room for some twenty characters of Arabic: nobody is named."""


def decision_title(kind: str, outcome: str) -> str:
    """A decision with its outcome, in words that still want the name of the ``agency``; empty for no known outcome.

    ``kind`` is a code.
    """
    said = _NAMES.get((kind, outcome)) or _NAMES.get(("", outcome))
    return said() if said is not None else ""


def decision_briefly(kind: str, outcome: str) -> str:
    """A decision in the fewest words; empty for no known outcome."""
    said = _BRIEFLY.get((kind, outcome)) or _BRIEFLY.get(("", outcome))
    return said() if said is not None else ""


def outcome_words(kind: str, outcome: str) -> str:
    """An outcome in a word or two; empty for none."""
    said = _WORDS.get((kind, outcome))
    if said is not None:
        return said()
    return str(Outcome(outcome).label) if outcome else ""
