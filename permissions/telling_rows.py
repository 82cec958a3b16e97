"""A queryset that tells of each row that it writes in bulk, of which Django's signals say nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db import models, transaction

Row = TypeVar("Row", bound=models.Model)


class Listener:
    """Whoever must know of rows that are written. This one listens to nothing."""

    def concerns(self, model: type[models.Model], names: Collection[str]) -> bool:
        """Whether a change of these fields is to be told at all."""
        return False

    def before(self, model: type[models.Model], ids: Collection[int]) -> Collection[int]:
        """Rows are about to be changed; which of them are to be told ``after``."""
        return ids

    def after(self, model: type[models.Model], ids: Collection[int]) -> None:
        """Rows were made, changed or removed, in this transaction."""


_listeners = [Listener()]


def tell(listener: Listener) -> None:
    """Tell this one, from start-up on."""
    _listeners[:] = [listener]


class TellsRows(models.QuerySet[Row]):
    """For models whose rows somebody must know of. ``save()`` and ``delete()`` of a row send Django's own signals."""

    def update(self, **values: Any) -> int:
        """Rows are chosen first: afterwards the conditions may not hold of them any more."""
        [listener] = _listeners
        if not listener.concerns(self.model, values):
            return super().update(**values)
        with transaction.atomic(using=self.db, savepoint=False):
            ids = list(self.order_by().values_list("pk", flat=True))
            told = listener.before(self.model, ids)
            changed = models.QuerySet.update(self.filter(pk__in=ids), **values)
            listener.after(self.model, told)
        return changed

    def bulk_create(self, objs: Iterable[Row], *args: Any, **options: Any) -> list[Row]:
        """Raises ``TypeError`` where conflicts are allowed: nobody could say then which rows were written."""
        if options.get("ignore_conflicts") or options.get("update_conflicts"):
            raise TypeError("rows of this table are told of: choose before those that are not there yet")
        rows = list(objs)
        if not rows:
            return rows
        with transaction.atomic(using=self.db, savepoint=False):
            made = super().bulk_create(rows, *args, **options)
            _listeners[0].after(self.model, [each.pk for each in made])
        return made

    def _raw_delete(self, using: str | None) -> int:
        with transaction.atomic(using=using, savepoint=False):
            ids = list(self.order_by().values_list("pk", flat=True))
            gone: int = super()._raw_delete(using)
            _listeners[0].after(self.model, ids)
        return gone
