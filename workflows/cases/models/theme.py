"""What citizens speak of in the words of their rating: a list that owners keep, and what a rating was found to be
about."""

from __future__ import annotations

from django.db import models

from permissions.telling_rows import TellsRows
from permissions.translated_text import TranslatedTextField, in_language


class Theme(models.Model):
    """One thing that a rating may be about. ``words`` (one a line, in any language) offer it where one is in the text.

    One that is not ``active`` is given to no rating any more.
    """

    key = models.SlugField(max_length=40, unique=True)
    name = TranslatedTextField()
    words = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)

    objects = TellsRows["Theme"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.name)


class RatedTheme(models.Model):
    """A theme of which the words of one rating speak, as somebody read them. ``number``: that of the rating's event."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="rated_themes", db_index=False)
    number = models.PositiveIntegerField()
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "number", "theme"], name="theme_once_per_rating")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number} {self.theme_id}"
