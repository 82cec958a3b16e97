"""Ratings with words, of what they speak, and the list of themes that owners keep."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held, scope_of
from permissions.access.selectors import rows_in
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from permissions.arabic import fold
from permissions.audit.services import NewEntry, append
from permissions.now import now
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import CaseEvent, EventVerb, Message, RatedTheme, Theme, Track
from workflows.transactions.turn import write_transaction

MOST_THEMES = 30
"""Themes that are given at a time."""
LOW, HIGH = 2, 4
"""Ratings up to the one are unhappy ones, from the other on happy ones; between them lies neither."""


def rated_in_words(held: Held, begins: datetime, ends: datetime) -> QuerySet[CaseEvent]:
    """The ratings with words of ``[begins, ends)``, of ordinary cases that somebody may see and that accuse nobody; the
    latest first."""
    words = Message.objects.filter(case=OuterRef("case"), event_number=OuterRef("number"))
    ways = {"agency": "case__agency_id", "track": "case__track", "guarded": "case__guarded"}
    found = CaseEvent.objects.filter(rows_in(scope_of(held, VIEW_CASE), **ways), Exists(words))
    found = found.filter(verb=EventVerb.RATED, at__gte=begins, at__lt=ends)
    found = found.filter(case__track=Track.ORDINARY, case__guarded=False)
    return found.select_related("case__kind", "case__agency", "case__key").order_by("-at", "-id")


def unread(ratings: QuerySet[CaseEvent]) -> QuerySet[CaseEvent]:
    """Of some ratings those of whose themes nobody has said anything."""
    return ratings.filter(~Exists(_of_a_rating()))


def speaking_of(ratings: QuerySet[CaseEvent], key: str) -> QuerySet[CaseEvent]:
    """Of some ratings those in which somebody has read a theme."""
    return ratings.filter(Exists(_of_a_rating().filter(theme__key=key)))


def _of_a_rating() -> QuerySet[RatedTheme]:
    return RatedTheme.objects.filter(case=OuterRef("case"), number=OuterRef("number"))


def themes_of(events: Collection[CaseEvent]) -> dict[int, list[Theme]]:
    """What somebody has read in each of some ratings, by the id of the event."""
    places = {(event.case_id, event.number): event.pk for event in events}
    found: dict[int, list[Theme]] = {}
    rows = RatedTheme.objects.filter(case__in={case_id for case_id, _number in places}).select_related("theme")
    for row in rows.order_by("theme__position"):
        if (row.case_id, row.number) in places:
            found.setdefault(places[row.case_id, row.number], []).append(row.theme)
    return found


def words_of(events: Collection[CaseEvent]) -> dict[int, str]:
    """What stands in some ratings, by the id of the event."""
    places = {(event.case_id, event.number): event.pk for event in events}
    found = Message.objects.filter(case__in={case_id for case_id, _number in places})
    return {
        places[row.case_id, row.event_number]: row.text for row in found if (row.case_id, row.event_number) in places
    }


def themes_now() -> list[Theme]:
    """Those that are given, in their order."""
    return list(Theme.objects.filter(active=True))


def offered_by(text: str, themes: Sequence[Theme]) -> set[str]:
    """The keys of those one of whose words is in a text, in whatever spelling."""
    folded = fold(text)
    return {
        theme.key
        for theme in themes
        if any((word := fold(line).strip()) and word in folded for line in theme.words.splitlines())
    }


@dataclass(slots=True)
class Spoken:
    """How many ratings with words speak of a theme: unhappy, neither, happy."""

    theme: Theme
    low: int = 0
    middle: int = 0
    high: int = 0

    @property
    def all(self) -> int:
        return self.low + self.middle + self.high


def spoken(ratings: QuerySet[CaseEvent]) -> list[Spoken]:
    """What some ratings speak of, that of which the most do first."""
    rated = ratings.order_by().filter(case=OuterRef("case"), number=OuterRef("number"))
    stars = rated.annotate(stars=Cast(KeyTextTransform("stars", "data"), IntegerField())).values("stars")[:1]
    rows = RatedTheme.objects.annotate(stars=Subquery(stars)).filter(stars__isnull=False)
    themes = Theme.objects.in_bulk()
    found: dict[int, Spoken] = {}
    for theme_id, stars, count in rows.values_list("theme", "stars").annotate(count=Count("id")).order_by():
        of = found.setdefault(theme_id, Spoken(themes[theme_id]))
        name = "low" if stars <= LOW else "high" if stars >= HIGH else "middle"
        setattr(of, name, getattr(of, name) + count)
    return sorted(found.values(), key=lambda of: (-of.all, of.theme.position))


def add_theme(*, name: dict[str, str], words: str, actor: Actor) -> Theme:
    """One more, at the end of the list, on the record. Raises ``NotPossible``."""
    with write_transaction():
        if Theme.objects.filter(active=True).count() >= MOST_THEMES:
            raise NotPossible(_("The list has 30 themes. Take one off first."))
        taken = set(Theme.objects.values_list("key", flat=True))
        last = Theme.objects.order_by("-position").values_list("position", flat=True).first() or 0
        theme = Theme(key=_free_key(name, taken), name=name, words=words, position=last + 1)
        theme.save()
        _note("theme_added", theme, actor)
    return theme


def change_theme(key: str, *, name: dict[str, str], words: str, active: bool, actor: Actor) -> None:
    """Its words, and whether it is given any more; what was read stays. Raises ``NotAllowed`` for one that is none."""
    with write_transaction():
        theme = Theme.objects.filter(key=key).first()
        if theme is None:
            raise NotAllowed
        theme.name, theme.words, theme.active = name, words, active
        theme.save()
        _note("theme_changed", theme, actor)


def _free_key(name: Mapping[str, str], taken: set[str]) -> str:
    """From the English name where there is one: a key has Latin letters."""
    begin = slugify(name.get("en", ""))[:30] or "theme"
    return next(key for key in (begin, *(f"{begin}-{n}" for n in range(2, 1_000))) if key not in taken)


def _note(verb: str, theme: Theme, actor: Actor) -> None:
    data: Mapping[str, object] = {"key": theme.key, "active": theme.active}
    append([NewEntry(verb, "theme", theme.pk, dict(data))], actor=actor, at=now())
