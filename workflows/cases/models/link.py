"""Which cases are about the same matter, as those who work them say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Relation(models.TextChoices):
    """What a case is to the other one."""

    RELATED = "related", pgettext_lazy("of a request", "related to")
    DUPLICATE = "duplicate", _("the same as")
    MERGED = "merged", _("answered with")


class CaseLink(models.Model):
    """``case`` is something to ``other``. Both know it; who may not read one of them learns nothing of it.

    What was merged stays here when it is answered, so that it is known of which answer it had a part.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="links")
    other = models.ForeignKey("workflows.Case", models.CASCADE, related_name="linked")
    relation = models.CharField(max_length=10, choices=Relation)
    at = models.DateTimeField()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="case_linked_once")]

    def __str__(self) -> str:
        return f"case {self.case_id} {self.relation} {self.other_id}"
