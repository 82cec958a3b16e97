"""News: a list with the newest first, one page each, and a feed in every language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from content.pages.blocks import BodyBlock
from content.pages.kept import same_for_all
from content.pages.models import ALWAYS_PUBLIC, SAME_SLUG, SameForAll, api_fields
from content.pages.selectors import absolute
from permissions.now import now
from permissions.platform.called import platform_name
from permissions.writing import local

FEED: Final = "feed"
"""How the address of the feed goes on below that of the list."""
IN_THE_FEED: Final = 20
ON_A_PAGE: Final = 20


def today() -> Any:
    """The day that it is in the country: a new item has it until its editor says another."""
    return local(now()).date()


class NewsPage(SameForAll, Page):
    """The list of news."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)

    override_translatable_fields = SAME_SLUG
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["content.NewsItemPage"]
    max_count_per_parent = 1
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("intro")
    template = "pages/news.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        app_label = "content"
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    @property
    def feed_url(self) -> str:
        return f"{self.url}{FEED}/"

    def items(self) -> Any:
        """The published news, the newest day first."""
        return NewsItemPage.objects.child_of(self).live().order_by("-day", "-first_published_at")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components == [FEED]:
            if not self.live:
                raise Http404
            return RouteResult(self, kwargs={"as_feed": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, as_feed: bool = False, **kwargs: Any) -> HttpResponse:
        return self._feed() if as_feed else super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["news"] = Paginator(self.items(), ON_A_PAGE).get_page(request.GET.get("page"))
        return context

    def _feed(self) -> HttpResponse:
        """Atom, since that says in which language it is and when each item last changed."""
        language = self.locale.language_code
        feed = Atom1Feed(
            title=f"{self.title} | {platform_name(language)}",
            link=absolute(self.url),
            description=self.intro,
            language=language,
            feed_url=absolute(self.feed_url),
        )
        for item in self.items()[:IN_THE_FEED]:
            address = absolute(item.url)
            feed.add_item(
                title=item.title,
                link=address,
                description=item.intro,
                unique_id=address,
                pubdate=datetime.combine(item.day, time(), UTC),
                updateddate=item.last_published_at,
            )
        response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
        same_for_all(response)
        return response


class NewsItemPage(SameForAll, Page):
    """One piece of news."""

    day = models.DateField(_("day"), default=today)
    intro = models.TextField(_("in short"), max_length=600)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    override_translatable_fields = [*SAME_SLUG, SynchronizedField("day", overridable=False)]
    parent_page_types: ClassVar[list[str]] = ["content.NewsPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("day", "intro", "body")
    template = "pages/news_item.html"
    content_panels = [*Page.content_panels, FieldPanel("day"), FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        app_label = "content"
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")

    def clean(self) -> None:
        super().clean()
        if self.slug == FEED:
            raise ValidationError({"slug": _("This is the address of the feed.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_parent()
        context["trail"] = [(above.title, above.url)]
        return context
