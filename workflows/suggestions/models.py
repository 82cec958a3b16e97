"""What was learned from past requests, and how often it was right on those that it had not seen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows


class About(models.TextChoices):
    """What is suggested."""

    BODY = "body", _("agency")
    CATEGORY = "category", _("category")


class Suggester(models.Model):
    """What was learned last of one question in one language. ``kind``: a request kind's code, for categories.

    ``weights``: as ``weights.written`` gives them; null where there was too little to learn from, or where it was
    switched off since. The shares are of requests that were kept apart, 0 to 1; ``sure_right`` of those of which it
    would have been sure; ``baseline``: what one would get right by always saying the commonest answer.
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
    baseline = models.FloatField(default=0)
    weights = models.JSONField(null=True)

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["about", "kind", "language"], name="suggester_once")]

    def __str__(self) -> str:
        return f"{self.about} {self.kind} in {self.language}".replace("  ", " ")


class Steering(models.Model):
    """What administrators and owners have said of one question, in all languages; without a row it is on.

    ``wanted_at``: since when it is to be learned anew, however fresh it is.
    """

    about = models.CharField(max_length=8, choices=About)
    kind = models.CharField(max_length=40, blank=True, default="")
    on = models.BooleanField(default=True)
    wanted_at = models.DateTimeField(null=True)

    objects = TellsRows["Steering"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["about", "kind"], name="steering_once")]

    def __str__(self) -> str:
        return f"{self.about} {self.kind}: {'on' if self.on else 'off'}"
