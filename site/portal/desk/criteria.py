"""By what an inbox is filtered: each filter is a row of one table, with what it offers and what it asks of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import level_name
from permissions.now import now
from permissions.translated_text import in_language
from portal.desk.bands import BESIDE_THE_DATE, NAMES
from portal.desk.reader import Reader
from workflows.cases.flags import flagged, flags_of
from workflows.cases.models import MISSED, Channel, Listening, Priority
from workflows.cases.selectors import in_governorate
from workflows.cases.tags import tagged

A_WEEK = timedelta(days=7)
THEIRS, UNASSIGNED = "mine", "unassigned"
"""Instead of a person."""
Choices = list[tuple[str, str | Promise]]
Groups = list[tuple[str, Choices]]
"""What can be chosen, under headings; one heading that is empty where there is but one list."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One filter, of which several values can be chosen: a row fits that has any of them.

    ``offers``: what a reader can choose; nothing else is ever asked for. ``asks``: the condition for some values, by
    the way from a row to its case (``"case__"`` from work, ``""`` from cases). ``over``: whether it is asked of lists
    of cases too, which have neither holder nor date.
    """

    name: str
    label: str | Promise
    offers: Callable[[Reader], Groups]
    asks: Callable[[Sequence[str], Reader, str], Q]
    over: bool = True


def _one_list(choices: Iterable[tuple[str, str | Promise]]) -> Groups:
    return [("", list(choices))]


def _any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _categories(reader: Reader) -> Groups:
    return [(kind, [*choices]) for kind, choices in reader.known.categories]


def _of_category(values: Sequence[str], reader: Reader, case: str) -> Q:
    """Of what is wanted of a tree all that lies below it."""
    wanted = (reader.known.below(value) for value in values)
    return _any_of(Q(kind__code=kind, **{f"{case}category__in": keys}) for kind, keys in wanted)


def _agencies(reader: Reader) -> Groups:
    return _one_list((code, name) for code, name, _names in reader.known.agencies.values())


def _at_agency(values: Sequence[str], reader: Reader, _case: str) -> Q:
    return Q(agency__in=[pk for pk, (code, _name, _names) in reader.known.agencies.items() if code in values])


def _in_governorate(values: Sequence[str], _reader: Reader, case: str) -> Q:
    return in_governorate(*values, case=case.removesuffix("__") or "pk")


def _holders(reader: Reader) -> Groups:
    people = ((str(each.pk), str(each)) for each in reader.colleagues if each.pk != reader.user_id)
    return _one_list([(THEIRS, _("Mine")), (UNASSIGNED, _("Not assigned")), *people])


def _with(values: Sequence[str], reader: Reader, _case: str) -> Q:
    people = [reader.user_id if value == THEIRS else int(value) for value in values if value != UNASSIGNED]
    found = Q(holder__in=people) | Q(assignee__in=people) if people else Q(pk__in=[])
    return found | Q(assignee__isnull=True) if UNASSIGNED in values else found


def _due(values: Sequence[str], reader: Reader, _case: str) -> Q:
    return _any_of(reader.bands.condition(value) for value in values)


def _limit(values: Sequence[str], _reader: Reader, case: str) -> Q:
    at, due = now(), f"{case}limit_due"
    spans = {"passed": Q(**{f"{due}__lte": at}), "near": Q(**{f"{due}__gt": at, f"{due}__lte": at + A_WEEK})}
    return _any_of(spans[value] for value in values)


def _missed(values: Sequence[str], _reader: Reader, _case: str) -> Q:
    """Open work says it itself, and has an index of what missed anything."""
    counts = {"citizen": "missed", "inside": "missed_inside"}
    return MISSED & _any_of(Q(**{f"{counts[value]}__gt": 0}) for value in values)


def _recorded(values: Sequence[str], _reader: Reader, case: str) -> Q:
    """To what is over nobody need listen any more."""
    silent = Q(**{f"{case}listening__in": [value for value in values if value != Listening.WAITING]})
    waiting = Q(**{f"{case}listening": Listening.WAITING, f"{case}closed_at": None})
    return silent | waiting if Listening.WAITING in values else silent


def _flags(reader: Reader) -> Groups:
    return _one_list((key, in_language(name) or key) for key, name in flags_of(reader.known.processes).items())


def _with_tags(values: Sequence[str], reader: Reader, case: str) -> Q:
    return _any_of(tagged(int(value), reader.held, case=case.removesuffix("__") or "pk") for value in values)


CRITERIA: Final[Sequence[Criterion]] = (
    Criterion(
        "due",
        _("Due"),
        lambda reader: _one_list((band, reader.bands.name(band)) for band in NAMES if band not in BESIDE_THE_DATE),
        _due,
        over=False,
    ),
    Criterion(
        "missed",
        _("Requests with a missed date"),
        lambda _reader: _one_list([("citizen", _("To the citizen")), ("inside", _("Inside"))]),
        _missed,
    ),
    Criterion(
        "kind",
        _("Kind"),
        lambda reader: _one_list(reader.known.kinds.items()),
        lambda values, _reader, _case: Q(kind__code__in=values),
    ),
    Criterion("category", _("Category"), _categories, _of_category),
    Criterion("agency", _("Agency"), _agencies, _at_agency),
    Criterion(
        "level",
        _("Level"),
        lambda reader: _one_list((str(level), level_name(level)) for level in reader.known.levels),
        lambda values, _reader, _case: Q(level__in=[int(value) for value in values]),
        over=False,
    ),
    Criterion("who", _("Holder"), _holders, _with, over=False),
    Criterion(
        "priority",
        _("Priority"),
        lambda _reader: _one_list(Priority.choices),
        lambda values, _reader, case: Q(**{f"{case}priority__in": values}),
    ),
    Criterion(
        "recording",
        _("Recordings"),
        lambda _reader: _one_list(
            [(str(Listening.WAITING), _("To be listened to")), (str(Listening.SILENT), _("Nothing can be heard"))]
        ),
        _recorded,
    ),
    Criterion(
        "governorate",
        _("Governorate"),
        lambda reader: _one_list(reader.known.governorates.items()),
        _in_governorate,
    ),
    Criterion(
        "channel",
        _("Channel"),
        lambda _reader: _one_list(Channel.choices),
        lambda values, _reader, case: Q(**{f"{case}channel__in": values}),
    ),
    Criterion(
        "limit",
        _("Overall limit"),
        lambda _reader: _one_list([("passed", _("Limit passed")), ("near", _("Limit within a week"))]),
        _limit,
        over=False,
    ),
    Criterion(
        "flag",
        _("Flag"),
        _flags,
        lambda values, _reader, case: _any_of(flagged(value, case=case.removesuffix("__") or "pk") for value in values),
    ),
    Criterion(
        "tag", _("Tag"), lambda reader: _one_list((str(pk), name) for pk, name in reader.known.tags.items()), _with_tags
    ),
)
"""In the order in which they are offered; one that has nothing to offer is not."""
