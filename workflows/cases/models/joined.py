"""Which requests a citizen who signs in finds again: joined by the number and the secret, or filed while signed in; and
which are to be shown to nobody for their address alone."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.citizens.models import Citizen
from permissions.encrypted import Unreadable
from permissions.envelope import digest
from workflows.cases.models.key import key_of


def digest_of_joined(key: bytes, *, citizen: int, case: int, at: datetime) -> str:
    """HMAC-SHA-256 (hex) by the ``key`` of the case: that our code put it among the requests of this account (ids)."""
    return digest(key, ["workflows_joinedcase", citizen, case, at.astimezone(UTC).isoformat(timespec="microseconds")])


class JoinedCase(models.Model):
    """One request of one citizen. It is no part of the case's history: nobody who works the case learns of it.

    ``digest`` stands in the row itself, so that nobody who can write rows has a request opened to an account of theirs.
    """

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="joined")
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="HMAC-SHA-256 in hex, under the key of the case.")

    class Meta:
        app_label = "workflows"
        verbose_name = _("joined request")
        verbose_name_plural = _("joined requests")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["citizen", "case"], name="joined_case_once")]

    @property
    def is_ours(self) -> bool:
        """Whether our code wrote what it says. No statement where the case was read with its key."""
        try:
            key = key_of(self.case)
        except Unreadable:
            return False
        if key is None:
            return False
        made = digest_of_joined(key, citizen=self.citizen_id, case=self.case_id, at=self.joined_at)
        return hmac.compare_digest(made.encode(), self.digest.encode())

    def __str__(self) -> str:
        return f"case {self.case_id} of citizen {self.citizen_id}"


def digest_of_opt_out(key: bytes, *, case: int, address: str) -> str:
    """HMAC-SHA-256 (hex) by the ``key`` of the case: what stands for an address, which is a ``normal_address``."""
    return digest(key, ["workflows_listingoptout", case, address])


class ListingOptOut(models.Model):
    """That a request is listed no more for whoever signs in with one address. Number and code open it as before.

    It holds for the address, whoever signs in with it and however often. Of the address it says nothing.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, help_text="HMAC-SHA-256 in hex of the address, under the key of the case.")

    class Meta:
        app_label = "workflows"
        verbose_name = _("request taken off a list")
        verbose_name_plural = _("requests taken off a list")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="listing_opt_out_once")]

    def __str__(self) -> str:
        return f"opt-out of case {self.case_id}"
