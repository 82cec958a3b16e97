"""What the search knows of each published page: its words as they are compared."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Kind(models.TextChoices):
    """What a result is."""

    FORM = "form", _("form")
    SERVICE = "service", _("service")
    ARTICLE = "article", _("article")
    GUIDE = "guide", _("guide to a request")
    QUESTION = "question", _("question")
    AGENCY = "agency", _("agency")
    PAGE = "page", _("page")
    NEWS = "news", _("news")


class SearchEntry(models.Model):
    """One result: a page, or a question or a service on one. Made anew whenever its page is published."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="search_entries")
    kind = models.CharField(max_length=10, choices=Kind)
    anchor = models.CharField(max_length=80, blank=True, help_text="Where on the page it is.")
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    title_forms = models.TextField(help_text="The forms of the words of the title, between blanks.")
    forms = models.TextField(help_text="The same of all its words, those of the title too.")
    spellings = models.TextField(help_text="Its words as they are spelled, for slips of a finger.")

    class Meta:
        app_label = "content"
        default_permissions = ()
