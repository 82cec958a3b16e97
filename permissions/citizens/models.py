"""Who signs in as a citizen, and the codes that are on their way to somebody."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows


class Citizen(models.Model):
    """Somebody who has proved an address, or who they are. No account of the staff's: no password, no role, no right.

    ``email`` and ``phone`` (``+962790000000``) were proved by a code, ``name`` and ``national_number`` by the national
    identity provider, which knows them as ``subject`` of ``issuer``. Each is "" where nobody proved it.
    """

    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    national_number = models.CharField(_("national number"), max_length=40, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    proved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    signed_in_at = models.DateTimeField()

    objects = TellsRows["Citizen"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("citizen")
        verbose_name_plural = _("citizens")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="citizen_once_by_email"),
            models.UniqueConstraint(fields=["phone"], condition=~Q(phone=""), name="citizen_once_by_phone"),
            models.UniqueConstraint(fields=["issuer", "subject"], condition=~Q(subject=""), name="citizen_once_proved"),
            models.CheckConstraint(condition=~Q(email="", phone="", subject=""), name="citizen_can_sign_in_again"),
            models.CheckConstraint(
                condition=Q(subject="", name="", national_number="", proved_at__isnull=True)
                | (~Q(subject="") & Q(proved_at__isnull=False)),
                name="citizen_name_is_proved",
            ),
        ]

    @property
    def is_proved(self) -> bool:
        """Whether the identity provider has said who this is."""
        return self.proved_at is not None

    def __str__(self) -> str:
        return f"citizen {self.pk}"


class AddressKind(models.TextChoices):
    """By what a code goes; the value is the column of ``Citizen`` that it proves."""

    EMAIL = "email", _("email")
    PHONE = "phone", _("phone")


class ProvedAddress(models.Model):
    """That somebody typed a code which went to an address of theirs, and when they did so last.

    ``digest`` holds the address: whoever writes rows past our code has no address proved by it.
    """

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="proved_addresses")
    kind = models.CharField(max_length=5, choices=AddressKind)
    proved_at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="HMAC-SHA-256 in hex, by a key outside of the database.")
    announced_at = models.DateTimeField(
        null=True, help_text="When a message went there: requests are shown to whoever signs in with it."
    )

    class Meta:
        app_label = "permissions"
        verbose_name = _("proved address")
        verbose_name_plural = _("proved addresses")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["citizen", "kind"], name="proved_address_once")]

    @property
    def address(self) -> str:
        """As the citizen's row has it."""
        return str(getattr(self.citizen, self.kind))

    def __str__(self) -> str:
        return f"{self.kind} of citizen {self.citizen_id}"


class SignInCode(models.Model):
    """A code on its way. What it is stands nowhere: it follows from ``name`` and a key outside of the database.

    ``name`` is random and in the session of the browser that asked, and only there. The row goes with its use.
    """

    name = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=5, choices=AddressKind)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=10)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()

    class Meta:
        app_label = "permissions"
        verbose_name = _("sign-in code")
        verbose_name_plural = _("sign-in codes")
        default_permissions = ()
        indexes = [models.Index(fields=["expires_at"], name="sign_in_code_ends")]

    def __str__(self) -> str:
        return f"sign-in code {self.pk}"
