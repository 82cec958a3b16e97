"""The user account: who logs in; and the links by which somebody enters for the first time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from permissions.people.differences import SavesDifferences
from permissions.translated_text import TranslatedTextField, in_language


class User(SavesDifferences, AbstractUser):
    """A member of staff. No account is ever a superuser: rights come from roles alone (see ``permissions.access``).

    Only differences are saved: a form that is on its way while the account is switched off must not switch it on again.
    """

    name = TranslatedTextField(_("name"), default=dict, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    switched_off_at = models.DateTimeField(_("switched off last"), null=True, editable=False)
    held_back = models.BooleanField(_("waits for the other first administrator"), default=False, editable=False)
    always_written: ClassVar[tuple[str, ...]] = ("name",)

    class Meta:
        app_label = "permissions"
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="user_is_never_superuser"),
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


class OneTimeLink(models.Model):
    """Opens one thing to one person, once. Who has its token is that person, so only its digest is here."""

    purpose = models.CharField(max_length=40, choices=LinkPurpose)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="one_time_links")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, in hex.")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="Earlier than it was made for where another took its place.")
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "permissions"
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        default_permissions = ()
        indexes = [models.Index(fields=["purpose", "user"], name="one_time_link_by_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.user_id}"
