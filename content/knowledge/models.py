"""The pages of the knowledge base, and what readers said of them."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from content.pages.blocks import BodyBlock
from content.pages.models import ALWAYS_PUBLIC, SAME_SLUG, SameForAll, api_fields
from content.search.models import Kind
from content.search.pages import asked_in, query_in
from content.search.query import search

MOST: Final = 20
"""Results of a search in the knowledge base."""
_FIRST_PANELS = [*Page.content_panels, FieldPanel("intro")]


class KnowledgePage(SameForAll, Page):
    """The first page of the knowledge base: its search and its topics."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)

    override_translatable_fields = SAME_SLUG
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["content.TopicPage"]
    max_count_per_parent = 1
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("intro")
    template = "pages/knowledge.html"
    content_panels = _FIRST_PANELS

    class Meta:
        app_label = "content"
        verbose_name = _("knowledge base")
        verbose_name_plural = _("knowledge bases")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        query = query_in(request)
        context["query"] = query
        if query and asked_in(request).may:
            context["found"] = search(query, self.locale.language_code, {Kind.ARTICLE, Kind.GUIDE}).results[:MOST]
        topics = TopicPage.objects.child_of(self).live()
        articles = list(ArticlePage.objects.descendant_of(self).live())
        context["topics"] = [
            (topic, [article for article in articles if article.is_child_of(topic)]) for topic in topics
        ]
        return context


class TopicPage(SameForAll, Page):
    """A topic: articles that belong together."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)

    override_translatable_fields = SAME_SLUG
    parent_page_types: ClassVar[list[str]] = ["content.KnowledgePage"]
    subpage_types: ClassVar[list[str]] = ["content.ArticlePage"]
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("intro")
    template = "pages/topic.html"
    content_panels = _FIRST_PANELS

    class Meta:
        app_label = "content"
        verbose_name = _("topic of the knowledge base")
        verbose_name_plural = _("topics of the knowledge base")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["articles"] = ArticlePage.objects.child_of(self).live()
        context["trail"] = trail_to(self)
        return context


class ArticlePage(SameForAll, Page):
    """One answer: what to do, and what comes of it."""

    intro = models.TextField(
        _("the answer in short"), max_length=600, help_text=_("Shown with the article in the results of a search.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    also = models.CharField(
        _("also found by"),
        max_length=400,
        blank=True,
        help_text=_("Words that people search for and that the article does not use."),
    )
    is_offered = models.BooleanField(
        _("offered before a request is sent"),
        default=True,
        help_text=_("Forms offer it as an answer. Untick it where the article says how to write a request."),
    )

    override_translatable_fields = [*SAME_SLUG, SynchronizedField("is_offered", overridable=False)]
    parent_page_types: ClassVar[list[str]] = ["content.TopicPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("intro", "body")
    template = "pages/article.html"
    content_panels = [*_FIRST_PANELS, FieldPanel("body"), FieldPanel("also"), FieldPanel("is_offered")]

    class Meta:
        app_label = "content"
        verbose_name = _("article of the knowledge base")
        verbose_name_plural = _("articles of the knowledge base")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["trail"] = trail_to(self)
        context["thanked"] = "said" in request.GET
        return context


def trail_to(page: Page) -> list[tuple[str, str]]:
    """Title and address of the pages between home and ``page``."""
    return [(each.title, each.url) for each in page.get_ancestors().filter(depth__gt=2).order_by("depth")]


class OfUse(models.Model):
    """How many readers said that an article was of use, how many that it was not, and how many sent no request after
    it; nothing of who they are.
    """

    article = models.OneToOneField(ArticlePage, models.CASCADE, primary_key=True, related_name="of_use")
    yes = models.PositiveIntegerField(_("it was of use"), default=0)
    no = models.PositiveIntegerField(_("it was not"), default=0)
    spared = models.PositiveIntegerField(_("sent no request after it"), default=0)

    class Meta:
        app_label = "content"
        default_permissions = ()
