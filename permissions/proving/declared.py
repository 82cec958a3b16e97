"""Which models are proved, and which of their columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.apps import apps
from django.db.models import Model

from permissions.audit.covered import Covered, Said, columns_of

PROVED: Final = "its digest"
"""By what a column of a proved model is covered (``Covered.by``)."""


@dataclass(frozen=True)
class Proved:
    """A model whose rows have digests. ``columns``: those that are under it, in alphabetical order."""

    model: type[Model]
    columns: tuple[str, ...]

    @cached_property
    def table(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def attributes(self) -> dict[str, str]:
        """Columns to the attributes in which a row of the model has them."""
        named = {str(field.column): field.attname for field in self.model._meta.concrete_fields}
        return {column: named[column] for column in self.columns}

    @cached_property
    def _names(self) -> frozenset[str]:
        fields = [field for field in self.model._meta.concrete_fields if field.column in self.columns]
        return frozenset({field.name for field in fields} | {field.attname for field in fields})

    def concerns(self, names: Collection[str]) -> bool:
        """Whether a change of these fields is one of what is proved."""
        return not self._names.isdisjoint(names)


_declared: dict[str, Proved] = {}


def declare(listed: Iterable[Said]) -> None:
    """Prove the rows of each model that is said to be covered by its digest; while the app starts."""
    for said in listed:
        if isinstance(said, Covered) and said.by == PROVED:
            columns = tuple(sorted(column for _table, column in columns_of(said)))
            each = Proved(apps.get_model(said.model), columns)
            _declared[each.table] = each


def declared() -> tuple[Proved, ...]:
    """All proved models, by their tables."""
    return tuple(_declared[table] for table in sorted(_declared))


def proved_model(model: type[Model]) -> Proved | None:
    """What is proved of a model, if anything is."""
    return _declared.get(model._meta.db_table)
