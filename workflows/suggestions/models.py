"""What was learned from past requests, and how often it was right on those that it had not seen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """What is suggested."""

    BODY = "body", _("agency")
    CATEGORY = "category", _("category")


class Suggester(models.Model):
    """What was learned last of one question in one language. ``kind``: a request kind's code, for categories.

    ``weights``: as ``weights.written`` gives them; null where there was too little to learn from. The shares are of
    requests that were kept apart, 0 to 1; ``sure_right`` of those of which it would have been sure.
    """

    about = models.CharField(max_length=8, choices=About)
    kind = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=2)
    learned_at = models.DateTimeField()
    examples = models.PositiveIntegerField(default=0)
    first = models.FloatField(default=0)
    among_three = models.FloatField(default=0)
    sure_right = models.FloatField(default=0)
    sure_share = models.FloatField(default=0)
    weights = models.JSONField(null=True)

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["about", "kind", "language"], name="suggester_once")]

    def __str__(self) -> str:
        return f"{self.about} {self.kind} in {self.language}".replace("  ", " ")
