"""What was learned, and what came of it, as the screen draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.tallies.counting import counted, write_down
from permissions.translated_text import in_language
from permissions.writing import written_percent
from workflows.cases.models import RequestKind
from workflows.suggestions.models import About, Steering, Suggester
from workflows.suggestions.past import questions
from workflows.suggestions.services import OFFERED, TAKEN

BY: Final[Mapping[str, str | Promise]] = {"citizens": gettext_lazy("Citizens"), "staff": gettext_lazy("Staff")}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was learned of one question in one language; shares as they are written. ``examples``: 0 where there were
    too few to learn from; ``sure_share``: empty where it was never sure.
    """

    language: str
    at: datetime | None = None
    examples: int = 0
    first: str = ""
    among_three: str = ""
    sure_right: str = ""
    sure_share: str = ""
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question, in all languages. ``waits``: it is to be learned anew."""

    about: str
    kind: str
    title: str
    on: bool
    waits: bool
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """How often something was offered to some, and how often they took it."""

    title: str
    by: str
    offered: int
    taken: int

    @property
    def share(self) -> str:
        return _written(self.taken / self.offered) if self.offered else ""


def lessons() -> list[Lesson]:
    """Agencies first, then the categories of each kind that has some. Four queries."""
    rows = {(row.about, row.kind, row.language): row for row in Suggester.objects.defer("weights")}
    steered = {(each.about, each.kind): each for each in Steering.objects.all()}
    kinds = {kind.code: in_language(kind.name) for kind in RequestKind.objects.all()}
    languages: dict[tuple[About, str], list[str]] = {}
    for each in questions():
        languages.setdefault((each.about, each.kind), []).append(each.language)
    found = []
    for (about, kind), spoken in languages.items():
        of_each = [rows.get((about, kind, language)) for language in spoken]
        steering = steered.get((about, kind))
        wanted = steering.wanted_at if steering is not None else None
        found.append(
            Lesson(
                str(about),
                kind,
                _("Agency") if about == About.BODY else _("Category: %(kind)s") % {"kind": kinds.get(kind, kind)},
                steering is None or steering.on,
                wanted is not None and any(row is None or row.learned_at < wanted for row in of_each),
                tuple(_measured(language, row) for language, row in zip(spoken, of_each, strict=True)),
            )
        )
    return found


def _measured(language: str, row: Suggester | None) -> Measured:
    if row is None:
        return Measured(language)
    return Measured(
        language,
        row.learned_at,
        row.examples,
        _written(row.first),
        _written(row.among_three),
        _written(row.sure_right),
        _written(row.sure_share) if row.sure_share else "",
        _written(row.baseline),
    )


def _written(share: float) -> str:
    return written_percent(Decimal(round(1_000 * share)) / 10, 1)


def uses() -> list[Use]:
    """What was offered and taken since the installation began; agencies first."""
    write_down()
    counts = counted()
    titles = {About.BODY: _("Agency"), About.CATEGORY: _("Category")}
    return [
        Use(title, str(words), counts.get(f"{OFFERED}|{key}", 0), counts.get(f"{TAKEN}|{key}", 0))
        for about, title in titles.items()
        for by, words in BY.items()
        for key in (f"{about}:{by}",)
    ]
