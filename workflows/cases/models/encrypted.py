"""Columns of words that are kept encrypted under the key of their case, and read and set in plain."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from permissions.encrypted import Unreadable
from permissions.envelope import decrypt, encrypt
from permissions.security_log import tell
from workflows.cases.models.key import CaseKey

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

CANNOT_BE_READ: Final = _("This text cannot be read: it was changed in the database. An operator has been told.")
_NOTHING: Final[Sequence[Any]] = ("", None, {}, [])
"""What is kept as it is: that there is nothing is no secret, and lists ask for it."""
log = logging.getLogger(__name__)


class _InPlain(DeferredAttribute):
    """A column's attribute: ciphertext is decrypted when it is first read."""

    def __get__(self, row: Any, cls: type[Any] | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        value = row.__dict__[name] if name in row.__dict__ else super().__get__(row, cls)
        return row.read_encrypted(self.field, value) if name in row.still_encrypted else value

    def __set__(self, row: Any, value: Any) -> None:
        name = self.field.attname
        row.__dict__[name] = value
        if name in row.still_encrypted:
            row.still_encrypted = row.still_encrypted - {name}


class _Encrypted:
    """What fields of words have in common. ``if_unreadable``: whether a sentence stands for what cannot be read; of an
    address nothing does, so that no letter goes to a sentence."""

    descriptor_class = _InPlain
    kept_otherwise: Final = True
    """By it ``many_rows`` knows that the column does not hold what the attribute says."""

    def __init__(self, *args: Any, if_unreadable: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.if_unreadable = if_unreadable

    def pre_save(self, row: Any, add: bool) -> Any:
        """What goes into the column."""
        del add
        return row.as_kept(self)


class EncryptedText(_Encrypted, models.CharField):  # type: ignore[type-arg,misc]  # Django's fields take no arguments when it runs; the stubs fix the descriptor
    """A text as long as ``max_length`` for whoever writes it; its column holds the ciphertext, which is longer."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        del connection
        return "text"


class EncryptedWords(_Encrypted, models.TextField):  # type: ignore[type-arg,misc]  # as above
    """A text of any length."""


class EncryptedJSON(_Encrypted, models.JSONField):  # type: ignore[misc]  # as above
    """A value; where it is encrypted the column holds one text."""


Row_co = TypeVar("Row_co", bound="EncryptedRow", covariant=True)


class Rows(models.QuerySet[Row_co]):
    """What is fetched together asks for the keys of its cases together: one statement, once something is read."""

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh:
            note_together(self._result_cache or ())


def note_together(found: Iterable[Any]) -> None:
    """These rows were read together: the first of them that needs a key asks for those of all."""
    rows = [row for row in found if isinstance(row, EncryptedRow) and row.still_encrypted]
    if len(rows) > 1:
        for row in rows:
            row.read_with = rows


class EncryptedRow(models.Model):
    """A row with columns that may be encrypted. ``encrypted`` says whether they are: rows of before, and the ordinary
    words of ordinary cases, are not."""

    still_encrypted: frozenset[str] = frozenset()
    """The columns that hold what the database has, and are decrypted once they are read."""
    failed: frozenset[str] = frozenset()
    """Those of them that could not be."""
    read_with: Sequence[EncryptedRow] = ()
    encrypted = models.BooleanField(default=False, db_default=False, help_text="Under the key of its case.")

    class Meta:
        abstract = True

    @property
    def whose_key(self) -> int:
        """The id of the case under whose key it lies."""
        return self.case_id  # type: ignore[attr-defined,no-any-return]  # of each of them but the case itself

    @property
    def bound_to(self) -> str:
        """What makes it this row and no other, known before it has an id: a ciphertext of elsewhere is refused."""
        raise NotImplementedError  # each table says it; models of Django take no abstract methods

    @cached_property
    def case_key(self) -> bytes:
        """The key of its case. Raises ``Unreadable`` where it has none."""
        found = _key_at_hand(self)
        if found is None:
            _read_keys(self.read_with or [self])
            found = _key_at_hand(self)
        if found is None:
            raise Unreadable(f"case {self.whose_key} has no key")
        return found

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs are of a later Django
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        row = super().from_db(db, field_names, values)
        if row.__dict__.get("encrypted", True):
            row.still_encrypted = encrypted_columns(cls)
        return row

    def read_encrypted(self, field: models.Field[Any, Any], value: Any) -> Any:
        """What a column says. Where it cannot be read that is told, and the column stays as it is."""
        name = field.attname
        if not self.encrypted:
            self.still_encrypted = frozenset()
            return value
        try:
            plain = self.decrypted(field, value)
        except Unreadable as error:
            if name not in self.failed:
                _report(self, name, error)
            self.failed = self.failed | {name}
            return str(CANNOT_BE_READ) if field.if_unreadable else ""  # type: ignore[attr-defined]  # ours
        setattr(self, name, plain)
        return plain

    def decrypted(self, field: models.Field[Any, Any], value: Any) -> Any:
        """What the ciphertext of a column says. Raises ``Unreadable``."""
        if value in _NOTHING:
            return value
        if not isinstance(value, str):
            raise Unreadable(self.place_of(field))
        text = decrypt(self.case_key, value, self.place_of(field))
        return json.loads(text) if isinstance(field, models.JSONField) else text

    def as_kept(self, field: models.Field[Any, Any]) -> Any:
        """What goes into a column."""
        name = field.attname
        value = self.__dict__[name] if name in self.__dict__ else getattr(self, name)
        if not self.encrypted or name in self.still_encrypted or value in _NOTHING:
            return value
        text = json.dumps(value, ensure_ascii=False) if isinstance(field, models.JSONField) else str(value)
        return encrypt(self.case_key, text, self.place_of(field))

    def place_of(self, field: models.Field[Any, Any]) -> str:
        """To what the ciphertext of a column is bound."""
        return f"{self._meta.db_table}|{self.bound_to}|{field.attname}"

    def read_all(self) -> None:
        """Read what is encrypted, so that it can be kept otherwise. Raises ``Unreadable``."""
        for field in self._meta.concrete_fields:
            if field.attname in self.still_encrypted and self.encrypted:
                setattr(self, field.attname, self.decrypted(field, self.__dict__[field.attname]))

    @property
    def is_readable(self) -> bool:
        """Whether all that was read of it so far could be read."""
        return not self.failed

    def unreadable(self) -> list[str]:
        """The columns whose ciphertext was not made for them."""
        found = []
        for field in self._meta.concrete_fields:
            if self.encrypted and field.attname in self.still_encrypted:
                try:
                    self.decrypted(field, self.__dict__[field.attname])
                except Unreadable:
                    found.append(field.attname)
        return found

    def __getstate__(self) -> dict[str, Any]:
        """What is kept of a row elsewhere has neither its neighbours nor its key."""
        return {name: value for name, value in super().__getstate__().items() if name not in ("read_with", "case_key")}


def encrypted_columns(model: type[models.Model]) -> frozenset[str]:
    """The columns of a model that may be encrypted."""
    found = _COLUMNS.get(model)
    if found is None:
        fields = model._meta.concrete_fields
        found = _COLUMNS[model] = frozenset(
            field.attname for field in fields if getattr(field, "kept_otherwise", False)
        )
    return found


_COLUMNS: dict[type[models.Model], frozenset[str]] = {}


def _key_at_hand(row: EncryptedRow) -> bytes | None:
    """The key, where row or case was read with it, or the case has been given one just now."""
    held = row.__dict__.get("case_key")
    if held is not None:
        return bytes(held)
    case: Any = row if row._meta.model_name == "case" else row._state.fields_cache.get("case")
    if case is None:
        return None
    if case.fresh_key is not None:
        return bytes(case.fresh_key)
    key = case._state.fields_cache.get("key")
    plain: bytes | None = key.plain if key is not None else case.__dict__.get("case_key")
    return plain


def _read_keys(rows: Sequence[EncryptedRow]) -> None:
    """Give each row the key of its case; one that does not open is missed by the rows of its own case alone."""
    without = [row for row in rows if _lacks_key(row)]
    keys = {}
    for key in CaseKey.objects.filter(pk__in={row.whose_key for row in without}):
        with suppress(Unreadable):
            keys[key.pk] = key.plain
    for row in without:
        if row.whose_key in keys:
            row.__dict__["case_key"] = keys[row.whose_key]


def _lacks_key(row: EncryptedRow) -> bool:
    try:
        return _key_at_hand(row) is None
    except Unreadable:  # it was read with its key, which does not open: nothing else would
        return False


def _report(row: EncryptedRow, name: str, error: Unreadable) -> None:
    """Told in the log that operators watch, which says neither whose it is nor what; and by ``verify``."""
    tell("stored_text", "unreadable", about=f"{row._meta.model_name}.{name}")
    log.error("%s %s cannot be read: %s", row._meta.label, row.pk, error)
