"""One table: a digest for each row that is proved."""

from __future__ import annotations

from django.db import models


class RowProof(models.Model):
    """What a row of another table last said, as a digest under a salt of its own.

    ``mac`` stands while the digest waits for its seal: by it nobody without the key puts one here. ``sealed`` is the
    digest that the trail holds of this row, and ``sealed_in`` the entry where it does. A row that is gone has neither
    salt nor digest; its number is never proved anew as if it had not been there.
    """

    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="HMAC-SHA-256 in hex; empty: the row is gone.")
    mac = models.CharField(max_length=64, blank=True, help_text="Of all the others, while they are not sealed.")
    sealed = models.CharField(max_length=64, blank=True)
    sealed_in = models.BigIntegerField(default=0, help_text="The entry of the audit trail; 0: none yet.")

    class Meta:
        app_label = "permissions"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table", "row"], name="proof_once_for_a_row")]
        indexes = [models.Index(fields=["id"], condition=~models.Q(mac=""), name="proof_waits_for_its_seal")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
