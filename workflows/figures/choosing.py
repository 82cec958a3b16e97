"""Which rows count: conditions as the database asks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from permissions.translated_text import listed
from workflows.figures.errors import CannotReckon
from workflows.figures.measure import Condition, Source
from workflows.figures.vocabulary import COLUMNS, Column

SEGMENT = "segment"
"""In the place of a column: that a row is in one of these segments."""
_WHOLE = frozenset({"level", "highest_level", "rating", "stars"})
"""Choices whose keys are whole numbers in the database; unset, they are null."""
_NULL = frozenset({"named_agency"}) | _WHOLE
Segments = Mapping[str, tuple[Condition, ...]]


def all_of(conditions: Iterable[Condition], source: Source, segments: Segments) -> Q:
    """What meets all of them; raises ``CannotReckon`` for what rows of this source do not have."""
    found = Q()
    for each in conditions:
        found &= _of_segments(each, source, segments) if each.column == SEGMENT else of_one(each, source)
    return found


def of_one(condition: Condition, source: Source) -> Q:
    """What meets one condition. What is not set meets no bounds, and all that is turned round."""
    column = COLUMNS.get(condition.column)
    if column is None or source not in column.sources:
        name = column.words if column is not None else condition.column
        raise CannotReckon(
            _("%(column)s cannot be asked for here: what is counted does not have it.")
            % {"column": listed([str(name)])}
        )
    found = Q()
    if condition.is_in:
        found &= _one_of(column, condition.is_in)
    if condition.at_least is not None:
        found &= Q(**{f"{column.field}__gte": condition.at_least})
    if condition.at_most is not None:
        found &= Q(**{f"{column.field}__lte": condition.at_most})
    if condition.is_set is not None:
        unset = _unset(column)
        found &= ~unset if condition.is_set else unset
    return ~found if condition.negated else found


def _of_segments(condition: Condition, source: Source, segments: Segments) -> Q:
    found = Q()
    for key in condition.is_in:
        if key not in segments:
            raise CannotReckon(_("The segment “%(segment)s” is not there any more.") % {"segment": key})
        found |= all_of(segments[key], source, segments)
    return ~found if condition.negated else found


def _one_of(column: Column, keys: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for key in keys:
        found |= _unset(column) if not key else _is(column, key)
    return found


def _is(column: Column, key: str) -> Q:
    if column.is_a == "flag":
        return Q(**{column.field: key == "yes"})
    if column.key in _WHOLE:
        if not (key.isascii() and key.isdigit()):
            words = {"column": str(column.words), "value": key}
            raise CannotReckon(_("“%(value)s” is not a number: %(column)s.") % words)
        return Q(**{column.field: int(key)})
    first, _sign, rest = key.partition(".") if len(column.fields) > 1 else (key, "", "")
    return Q(**dict(zip(column.fields or (column.key,), (first, rest), strict=False)))


def _unset(column: Column) -> Q:
    """Where nothing is known. The kind of a category is always known: its last part is what may lack."""
    field = column.fields[-1] if column.fields else column.key
    if column.is_a != "choice" or column.key in _NULL:
        return Q(**{f"{field}__isnull": True})
    return Q(**{field: ""})
