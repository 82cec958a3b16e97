"""What an inbox knows beside the work: kinds, agencies, levels, saved views, the working calendar; in one statement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, IntegerField, JSONField, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from django.utils.translation import get_language

from permissions.access.decide import Held, scope_of
from permissions.agencies.models import Agency, Post
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.arabic import fold
from permissions.areas.models import Area
from permissions.compiled import KEPT, Statement
from permissions.translated_text import in_language
from permissions.writing import zone
from portal.desk.saved_views import SavedView, found_by
from workflows.calendars.calendar import Calendar
from workflows.calendars.publishable import CALENDARS
from workflows.cases.categories import CATEGORIES, as_value
from workflows.cases.category_tree import CategoryTree
from workflows.cases.models import RequestKind
from workflows.cases.tags import offered_tags
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.selectors import Stamp

_NEAREST = ("code", "parent__code", "parent__parent__code", "parent__parent__parent__code", "calendar")
"""The keys by which a body may have a calendar, the nearest first; no tree of bodies is deeper."""
KIND, KIND_ID, AGENCY, LEVEL, CALENDAR, AREA = "kind", "id of kind", "agency", "level", "calendar", "area"
PROCESS, OWN, MINE, SHARED, TAG = "process", "own view", "own shared view", "shared view", "tag"
TREE = "tree:"
"""Before the code of a kind: the part that is the tree of its categories."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved view, as an inbox offers it. ``shared``: with the readers of an agency; ``mine``: the reader's own.

    ``asked``: what its address would ask for, by name; several values in a list.
    """

    id: int
    name: str
    shared: bool
    mine: bool
    asked: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """``kinds``: code to name. ``kinds_by_id``: of each code and name alone. ``agencies``: id to (code, name, all its
    names), none for whoever sees one alone.

    ``trees``: of the categories in force, by the codes of their kinds.
    ``governorates``: key to name, in their order.
    ``processes``: the versions of processes that cases may be on.
    ``saved``: the saved views that the reader finds, by their names.
    ``tags``: id to name, of the lists of the agencies where the reader works cases.
    ``levels``: those that posts have, from the ground up, where the reader's cases may lie.
    """

    calendar: Calendar
    kinds: dict[str, str] = field(default_factory=dict)
    agencies: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    levels: tuple[int, ...] = (0,)
    trees: Mapping[str, CategoryTree] = field(default_factory=dict)
    governorates: Mapping[str, str] = field(default_factory=dict)
    processes: tuple[Stamp, ...] = ()
    saved: tuple[Saved, ...] = ()
    tags: Mapping[int, str] = field(default_factory=dict)
    kinds_by_id: Mapping[int, RequestKind] = field(default_factory=dict)

    @property
    def categories(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """All that a case can have, by the names of their kinds, as a list offers them."""
        return [
            (self.kinds[kind], [(as_value(kind, each.key), tree.in_words(each.key)) for each in tree.categories])
            for kind, tree in self.trees.items()
            if kind in self.kinds and tree.categories
        ]

    def category_of(self, kind: str, key: str) -> str:
        """The category of a case in words; of a kind whose tree is no longer in force its key."""
        return self.trees[kind].in_words(key) if kind in self.trees else key

    def below(self, chosen: str) -> tuple[str, list[str]]:
        """The kind of a category and the keys of all that lie under it, itself with them."""
        kind, _dot, key = chosen.partition(".")
        paths = self.trees[kind].paths if kind in self.trees else {}
        return kind, [each for each, path in paths.items() if key in path]

    @property
    def names(self) -> dict[int, str]:
        """Ids to all that an agency is called, for a search."""
        return {pk: names for pk, (_code, _name, names) in self.agencies.items()}


def sees_many(held: Held) -> bool:
    """Whether rows may be of several agencies, and have to say of which."""
    reach = scope_of(held, VIEW_CASE)
    return reach.everything_ordinary or len(reach.ordinary_agency_ids) > 1 or bool(reach.named_case_ids)


def known_to(held: Held, user_id: int) -> Known:
    """Read for one request, by a statement that is put together once for a reader (``permissions.compiled``). What it
    finds is mostly what it found before, and is then not put in order again."""
    with connection.cursor() as cursor:
        cursor.execute(*_statement(held, user_id))
        rows = tuple(cursor.fetchall())
    return _gathered(get_language(), rows)


@lru_cache(maxsize=KEPT)
def _statement(held: Held, user_id: int) -> Statement:
    """Each part has the same columns: which part, code, name, number."""
    everywhere, own = sees_many(held), held.at(VIEW_CASE)
    nothing = Value({}, output_field=JSONField())
    posts = Post.objects.all() if everywhere else Post.objects.filter(agency__in=sorted(own))
    parts: list[QuerySet[Any]] = [
        _calendars(held).values_list(Value(CALENDAR), "digest", nothing, "pk"),
        posts.values_list(Value(LEVEL), Value(""), nothing, "level"),
    ]
    trees = Version.objects.filter(subject=Subject.CATEGORIES, status=VersionStatus.PUBLISHED)
    parts.append(trees.values_list(Concat(Value(TREE), "key", output_field=CharField()), "digest", nothing, "pk"))
    processes = Version.objects.filter(subject=Subject.PROCESS).exclude(status=VersionStatus.DRAFT)
    parts.append(processes.values_list(Value(PROCESS), "digest", nothing, "pk"))
    whose = [When(agency=None, then=Value(OWN)), When(owner=user_id, then=Value(MINE))]
    saved = SavedView.objects.filter(found_by(user_id, own)).annotate(part=Case(*whose, default=Value(SHARED)))
    parts.append(saved.values_list("part", "name", "asked", "pk"))
    parts.append(Area.objects.filter(under=None).values_list(Value(AREA), "key", "name", "position"))
    parts.append(offered_tags(held, held.at(WORK_CASE)).values_list(Value(TAG), "name", nothing, "pk"))
    parts.append(RequestKind.objects.values_list(Value(KIND_ID), "code", "name", "pk"))
    if everywhere:
        parts.append(Agency.objects.values_list(Value(AGENCY), "code", "name", "pk"))
    kinds = RequestKind.objects.values_list(Value(KIND), "code", "name", "position")
    return kinds.order_by().union(*(part.order_by() for part in parts)).query.sql_with_params()


def calendar_of_reader(held: Held) -> Calendar:
    """The calendar alone, for a page that needs nothing else of it."""
    with connection.cursor() as cursor:
        cursor.execute(*_calendar_statement(held))
        return _calendar(cursor.fetchone())


@lru_cache(maxsize=KEPT)
def _calendar_statement(held: Held) -> Statement:
    return _calendars(held).values_list("digest", "pk").query.sql_with_params()


def _calendars(held: Held) -> QuerySet[Version]:
    """The calendar in force at the reader's agency; of several agencies the first counts.

    As ``Rules.calendar`` finds it: the body's own, that of a body above it, or the country's.
    """
    home = Agency.objects.filter(pk=min(held.at(VIEW_CASE), default=0))
    nearest = [When(key__in=home.values(name), then=Value(place)) for place, name in enumerate(_NEAREST)]
    found = Version.objects.filter(subject=Subject.CALENDAR, status=VersionStatus.PUBLISHED)
    near = found.annotate(distance=Case(*nearest, default=Value(None), output_field=IntegerField()))
    nearest_one = near.filter(distance__isnull=False).order_by("distance").values("pk")[:1]
    return Version.objects.filter(pk=Subquery(nearest_one))


def _calendar(found: tuple[str, int] | None) -> Calendar:
    """By the digest and id of its version; where none was ever published, every day is like the other."""
    if found is None:
        return Calendar.around_the_clock(zone())
    digest, version_id = found
    return CALENDARS.of_stamp(Stamp(version_id, 0, digest))


@lru_cache(maxsize=KEPT)
def _gathered(_language: str | None, rows: tuple[tuple[str, str, str, int], ...]) -> Known:
    """The rows of the statement in their places, with names in the language that is active."""
    by_part: dict[str, list[tuple[str, dict[str, str], int]]] = {
        part: [] for part in (KIND, KIND_ID, AGENCY, LEVEL, CALENDAR, AREA, PROCESS, OWN, MINE, SHARED, TAG)
    }
    trees: dict[str, Stamp] = {}
    for part, code, names, number in rows:
        name = json.loads(names)
        if part.startswith(TREE):
            trees[part.removeprefix(TREE)] = Stamp(number, 0, code)
        else:
            by_part[part].append((code, name, number))
    read = CATEGORIES.of_stamps(trees.values())
    calendar = next(((digest, version_id) for digest, _none, version_id in by_part[CALENDAR]), None)
    agencies = sorted(
        ((pk, code, in_language(name), " ".join(name.values())) for code, name, pk in by_part[AGENCY]),
        key=lambda each: fold(each[2]),
    )
    return Known(
        _calendar(calendar),
        {code: in_language(name) for code, name, _place in sorted(by_part[KIND], key=lambda each: each[2])},
        {pk: (code, name, names) for pk, code, name, names in agencies},
        tuple(sorted({0, *(level for _code, _name, level in by_part[LEVEL])})),
        {kind: read[stamp.id] for kind, stamp in sorted(trees.items())},
        {key: in_language(name) for key, name, _place in sorted(by_part[AREA], key=lambda each: (each[2], each[0]))},
        tuple(Stamp(pk, 0, digest) for digest, _none, pk in by_part[PROCESS]),
        tuple(
            Saved(pk, name, part != OWN, part != SHARED, asked)
            for part in (OWN, MINE, SHARED)
            for name, asked, pk in sorted(by_part[part], key=lambda each: (fold(each[0]), each[2]))
        ),
        {pk: name for name, _none, pk in sorted(by_part[TAG], key=lambda each: fold(each[0]))},
        {pk: RequestKind(pk=pk, code=code, name=name) for code, name, pk in by_part[KIND_ID]},
    )
