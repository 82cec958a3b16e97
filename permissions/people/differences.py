"""Saving a row writes what was changed in it since it was read, and nothing that others may have written meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models


class SavesDifferences(models.Model):
    """A row that was read knows its columns as they were; one that was made here is written as a whole."""

    always_written: ClassVar[Collection[str]] = ()
    """Columns that are changed in place, so that it cannot be told from what was read."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        row = super().from_db(*args, **kwargs)
        row._keep_as_read()
        return row

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        self._keep_as_read(fields)

    def save(self, *args: Any, **kwargs: Any) -> None:
        known, written = self.__dict__.get("_as_read"), kwargs.get("update_fields")
        if known is not None and written is None and not args and not kwargs.get("force_insert"):
            now = self._columns()
            written = kwargs["update_fields"] = [name for name in now if name not in known or now[name] != known[name]]
        super().save(*args, **kwargs)
        self._keep_as_read(written)

    def _columns(self) -> dict[str, Any]:
        """What is at hand of the row, by field."""
        fields = (field.attname for field in self._meta.concrete_fields if not field.primary_key)
        return {name: self.__dict__[name] for name in fields if name in self.__dict__}

    def _keep_as_read(self, names: Collection[str] | None = None) -> None:
        """Know some of the fields, or all of them, as the database has them now."""
        meant = {name for name in self._columns() if names is None or name in names} - set(self.always_written)
        known = self.__dict__.get("_as_read", {})
        self.__dict__["_as_read"] = known | {name: self.__dict__[name] for name in meant}
