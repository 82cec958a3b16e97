"""How soon a case must be seen to: a rule of a routing table says so, ladders and limits are chosen by it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Priority(models.TextChoices):
    """From the most pressing on."""

    URGENT = "urgent", pgettext_lazy("of a request", "urgent")
    NORMAL = "normal", pgettext_lazy("of a request", "normal")
    LOW = "low", pgettext_lazy("of a request", "low")
