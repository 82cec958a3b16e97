"""Words by which an agency sorts its cases for itself, beside their categories."""

from __future__ import annotations

from django.db import models

from permissions.arabic import fold

LONGEST_TAG = 40


class Tag(models.Model):
    """One word, or a few, of one agency. ``folded`` has two spellings of it meet.

    One that is not ``active`` is given to nothing new; the diary names it by its id.
    """

    agency = models.ForeignKey("permissions.Agency", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=LONGEST_TAG)
    folded = models.CharField(max_length=2 * LONGEST_TAG)
    active = models.BooleanField(default=True)

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["folded"]
        constraints = [models.UniqueConstraint(fields=["agency", "folded"], name="tag_once_at_an_agency")]

    def __str__(self) -> str:
        return self.name


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(fold(name).split())


class CaseTag(models.Model):
    """One tag of one case. Whoever is not of the tag's agency never learns of it."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="tagged", db_index=False)
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="+")

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "tag"], name="case_tagged_once")]

    def __str__(self) -> str:
        return f"tag {self.tag_id} of case {self.case_id}"
