"""The user account: who logs in; and the links by which somebody enters for the first time."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Final, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows
from permissions.translated_text import TranslatedTextField, in_language

EXTENSION: Final = r"[\d*#]{1,16}"
"""How a telephone of the exchange is called."""


class SavesDifferences(models.Model):
    """Saving a row writes what was changed in it since it was read, and nothing that others may have written meanwhile.

    A row that was read knows its columns as they were; one that was made here is written as a whole.
    """

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
        with transaction.atomic(savepoint=False):  # the row and its proof
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


class Staff(UserManager["User"]):
    """Accounts, whose rows are told of when they are written in bulk."""

    use_in_migrations = False

    def get_queryset(self) -> TellsRows[User]:
        return TellsRows(self.model, using=self._db)


class User(SavesDifferences, AbstractUser):
    """A member of staff. No account is ever a superuser: rights come from roles alone (see ``permissions.access``).

    Only differences are saved: a form that is on its way while the account is switched off must not switch it on again.
    """

    name = TranslatedTextField(_("name"), default=dict, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    extension = models.CharField(
        _("extension"),
        max_length=16,
        blank=True,
        help_text=_("At the telephone exchange: its calls come to their screen."),
    )
    switched_off_at = models.DateTimeField(_("switched off last"), null=True, editable=False)
    arabic_digits = models.BooleanField(_("Arabic numerals in Arabic"), default=False)
    hijri = models.BooleanField(_("Hijri date beside each date"), default=False)
    held_back = models.BooleanField(_("waits for the other first administrator"), default=False, editable=False)
    factor_since = models.DateTimeField(_("has a second factor since"), null=True, editable=False)
    always_written: ClassVar[tuple[str, ...]] = ("name",)

    objects: ClassVar[Staff] = Staff()

    class Meta:
        app_label = "permissions"
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="user_is_never_superuser"),
            models.UniqueConstraint(fields=["extension"], condition=~models.Q(extension=""), name="extension_of_one"),
        ]

    def get_full_name(self) -> str:
        return in_language(self.name) or super().get_full_name() or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session from before the account was last switched off stays over, also when it is on again."""
        known = str(super()._get_session_auth_hash(secret=secret))  # type: ignore[misc]  # not in the stubs
        if self.switched_off_at is None:
            return known
        said = f"{known} {self.switched_off_at.isoformat()}"
        return salted_hmac("permissions.people.sessions", said, secret=secret, algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        return self.get_full_name()


class LinkPurpose(models.TextChoices):
    """What a one-time link is for."""

    FIRST_ADMINISTRATOR = "first_administrator", _("to be one of the first two administrators")
    ACCOUNT = "account", _("to begin with an account")
    PASSWORD = "password", _("to choose a new password")
    FACTOR = "factor", _("to set up a new second factor")


class OneTimeLink(models.Model):
    """Opens one thing to one person, once. Who has its token is that person, so only its digest is here."""

    purpose = models.CharField(max_length=40, choices=LinkPurpose)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="one_time_links")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, in hex.")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="Earlier than it was made for where another took its place.")
    used_at = models.DateTimeField(null=True)

    objects = TellsRows["OneTimeLink"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        default_permissions = ()
        indexes = [models.Index(fields=["purpose", "user"], name="one_time_link_by_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.user_id}"


class StaffSession(models.Model):
    """Where somebody is logged in, as they recognise it themselves. No address is kept.

    ``key`` is that of Django's session, which ends with this row (``people/sessions.py``).
    """

    id = models.CharField(max_length=32, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_sessions")
    key = models.CharField(max_length=40)
    device = models.CharField(max_length=40, help_text="Kind of browser and of machine, as two codes: firefox/linux.")
    began_at = models.DateTimeField()
    used_at = models.DateTimeField(help_text="Some minutes ago, at most.")

    class Meta:
        app_label = "permissions"
        verbose_name = _("session of the staff")
        verbose_name_plural = _("sessions of the staff")
        default_permissions = ()

    def __str__(self) -> str:
        return self.id


class LoginElsewhere(models.Model):
    """An account that its owner has linked with a login at another service, by that service's own number for them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="login_elsewhere")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    objects = TellsRows["LoginElsewhere"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("account at another service")
        verbose_name_plural = _("accounts at another service")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="login_elsewhere_opens_one")]

    def __str__(self) -> str:
        return f"{self.issuer} {self.user_id}"
