"""The pages of the directory: the list, and the page that an editor writes about one body."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from content.directory.blocks import ServicesBlock
from content.directory.contacts import contact_shown
from content.directory.figures import figures_of, usual_days_of
from content.directory.selectors import ShownBody, body_shown, in_directory, is_shown, place_of
from content.pages.agencies_shown import agencies_shown
from content.pages.blocks import BodyBlock
from content.pages.models import ALWAYS_PUBLIC, SAME_SLUG, SameForAll, api_fields
from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.translated_text import in_language


class DirectoryPage(SameForAll, Page):
    """The list of public bodies. Below it each has an address by its code, whether or not somebody wrote about it."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)

    override_translatable_fields = SAME_SLUG
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["content.AgencyPage"]
    max_count_per_parent = 1
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("intro")
    template = "pages/directory.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        app_label = "content"
        verbose_name = _("directory of agencies")
        verbose_name_plural = _("directories of agencies")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page of a body that nobody wrote about is drawn by this one; a page in the tree comes first."""
        try:
            return super().route(request, path_components)
        except Http404:
            if self.live and len(path_components) == 1 and is_shown(path_components[0]):
                return RouteResult(self, kwargs={"code": path_components[0]})
            raise

    def serve(self, request: HttpRequest, *args: Any, code: str = "", **kwargs: Any) -> HttpResponse:
        self.shown_code = code
        return super().serve(request, *args, **kwargs)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return AgencyPage.template if getattr(self, "shown_code", "") else self.template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        code = getattr(self, "shown_code", "")
        if code:
            return context | _about(body_shown(code, self), self, code)
        context["agencies"] = agencies_shown(request.GET.get("q", ""), language, at_first=24)
        return context


class BodySelect(forms.Select):
    """The bodies of the directory, read anew for each form that an editor opens."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = bodies_to_choose  # type: ignore[assignment]  # Django calls it; the stubs know lists alone


def bodies_to_choose() -> list[tuple[str, str]]:
    """The bodies of the directory by code, in the reader's language and its order."""
    bodies = in_order(in_directory(), lambda body: in_language(body.name))
    return [("", ""), *((body.code, in_language(body.name)) for body in bodies)]


class AgencyPage(SameForAll, Page):
    """What an editor wrote about one body: what it does, its services, how to reach it.

    Its address and its title are the body's code and name, so that links outlive a new name.
    """

    agency = models.SlugField(_("agency"), max_length=40)
    intro = models.TextField(_("what it does"), max_length=600, blank=True)
    services = StreamField(ServicesBlock(), verbose_name=_("services"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("more about it, and how to reach it"), blank=True)

    override_translatable_fields = [
        *SAME_SLUG,
        SynchronizedField("agency", overridable=False),
        SynchronizedField("title", overridable=False),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.DirectoryPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("agency", "intro", "services", "body")
    template = "pages/agency.html"
    content_panels = [
        FieldPanel("agency", widget=BodySelect),
        FieldPanel("intro"),
        FieldPanel("services"),
        FieldPanel("body"),
    ]
    promote_panels = [FieldPanel("search_description")]

    class Meta:
        app_label = "content"
        verbose_name = _("page of an agency")
        verbose_name_plural = _("pages of agencies")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        body = Agency.objects.filter(code=self.agency).first()
        if body is not None:
            self.slug = self.agency
            self.title = in_language(body.name, self.locale.language_code if self.locale_id else None)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        if not in_directory().filter(code=self.agency).exists():
            raise ValidationError({"agency": _("There is no such agency in the directory.")})
        others = AgencyPage.objects.exclude(pk=self.pk).filter(agency=self.agency, locale=self.locale_id)
        if others.exists():
            raise ValidationError({"agency": _("This agency has a page already.")})
        super().clean()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components and not is_shown(self.agency):
            raise Http404
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_parent().specific
        return context | _about(body_shown(self.agency, above), above, self.agency)


def _about(shown: ShownBody, directory: DirectoryPage, code: str) -> dict[str, Any]:
    trail = [(directory.title, directory.url)]
    if shown.above is not None:
        trail.append((shown.above.title, shown.above.url))
    contact = None if shown.is_closed else contact_shown(code, directory.locale.language_code)
    usual_days = None if shown.is_closed else usual_days_of(code)
    return {
        "agency": shown,
        "trail": trail,
        "place": place_of(directory, code),
        "figures": figures_of(code),
        "usual_days": usual_days,
        "contact": contact,
    }
