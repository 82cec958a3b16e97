"""The key of a case: under it lies all of it that is encrypted, and by it is proved what it says."""

from __future__ import annotations

from typing import Final, Protocol

from django.db import models

from permissions.envelope import unwrap

ABOUT: Final = "case {}"
"""What a key is wrapped for, by the id of its case."""


class CaseKey(models.Model):
    """Kept apart from everything else in backups; gone once the case is erased. A case of an earlier release may have
    none yet: nothing of it is encrypted then."""

    case = models.OneToOneField("workflows.Case", models.CASCADE, primary_key=True, related_name="key")
    wrapped = models.CharField(max_length=120, help_text="Under a key of FIELD_KEYS, whose name comes first.")
    master = models.CharField(max_length=8, help_text="The name of that key, by which old ones are found.")

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        indexes = [models.Index(fields=["master", "case"], name="case_key_by_master")]

    @property
    def plain(self) -> bytes:
        """The key itself, 32 bytes. Raises ``Unreadable``."""
        return unwrap(self.wrapped, ABOUT.format(self.case_id))

    def __str__(self) -> str:
        return f"key of case {self.case_id}"


class Rekeying(models.Model):
    """Whether all cases are under the newest of ``FIELD_KEYS``, and encrypted as they are to be: one row.

    ``master``: the name of the key under which they are brought, or were; ``before``: what is left are the cases with
    smaller ids. One that was stopped goes on there.
    """

    master = models.CharField(max_length=8)
    before = models.BigIntegerField()
    done = models.PositiveBigIntegerField(default=0, help_text="Cases that were seen to.")
    total = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return f"to {self.master}, before {self.before}"


class Keyed(Protocol):
    """A case, as far as its key is concerned."""

    @property
    def key(self) -> CaseKey: ...


def key_of(case: Keyed) -> bytes | None:
    """The key of a case; None where it has none. No statement where the case was read with it."""
    try:
        return case.key.plain
    except CaseKey.DoesNotExist:
        return None
