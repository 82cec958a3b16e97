"""The user account: who logs in, in which language they read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import TranslatedTextField, in_language


class User(AbstractUser):
    """A member of staff. No account is ever a superuser: rights come from roles alone (see ``permissions.access``).

    Saving one that was read before writes what was changed in it, and nothing that may have been changed in the
    database since: a form that is on its way while the account is switched off must not switch it on again.
    """

    name = TranslatedTextField(_("name"), default=dict, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    _ALWAYS_WRITTEN: ClassVar[Collection[str]] = ("name",)
    """Changed in place, so that it cannot be told from what was read."""

    class Meta:
        app_label = "permissions"
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="user_is_never_superuser"),
        ]

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        person = super().from_db(*args, **kwargs)
        person._keep_as_read()
        return person

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
        meant = {name for name in self._columns() if names is None or name in names} - set(self._ALWAYS_WRITTEN)
        known = self.__dict__.get("_as_read", {})
        self.__dict__["_as_read"] = known | {name: self.__dict__[name] for name in meant}

    def get_full_name(self) -> str:
        return in_language(self.name) or super().get_full_name() or self.username

    def __str__(self) -> str:
        return self.get_full_name()
