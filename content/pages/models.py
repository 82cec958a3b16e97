"""The public pages that are not forms: home, the page of the doors, and pages of text."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from content.pages.agencies_shown import agencies_shown
from content.pages.blocks import TONES, BodyBlock, StairBlock
from content.pages.kept import same_for_all
from content.pages.selectors import doors
from content.pages.standing import AlwaysThere
from workflows.open_figures.in_a_sentence import in_a_sentence
from workflows.open_figures.selectors import open_months

# A page and its twin have the same path in both languages, so that links between them can be guessed by people.
SAME_SLUG = [SynchronizedField("slug", overridable=False)]
# What a citizen is told is for everybody: no page can be put behind a password or a login.
ALWAYS_PUBLIC: list[str] = []


def api_fields(*names: str) -> list[APIField]:
    """What other programs are given of a page, beside its title and its address."""
    return [APIField(name) for name in names]


class FootColumn(models.TextChoices):
    """Where the foot of every page links a page of text."""

    NONE = "", _("not in the foot")
    PLATFORM = "platform", _("the platform")
    RIGHTS = "rights", _("your rights")


class SameForAll:
    """A page of the tree on which nothing depends on who reads it, or when."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().serve(request, *args, **kwargs)  # type: ignore[misc]  # the page's own
        same_for_all(response)
        return response


class HomePage(SameForAll, Page):
    """The first page in a language: two doors, the promise as a stair, and the agencies."""

    hero_title = models.CharField(_("headline"), max_length=120)
    hero_text = models.TextField(_("under the headline"), max_length=400)
    file_title = models.CharField(_("filing: title"), max_length=60)
    file_text = models.CharField(_("filing: line under the title"), max_length=160)
    follow_title = models.CharField(_("following: title"), max_length=60)
    follow_text = models.CharField(_("following: line under the title"), max_length=160)
    call_hours = models.CharField(
        _("call centre: hours"), max_length=160, blank=True, help_text=_("Shown with the number only.")
    )
    call_number = models.CharField(_("call centre: number"), max_length=40, blank=True)
    email = models.EmailField(
        _("email"), blank=True, help_text=_("Where people write who cannot use the form. Shown on pages of text.")
    )
    announcement = models.CharField(
        _("announcement"), max_length=240, blank=True, help_text=_("A sentence at the top of every page. Empty: none.")
    )
    announcement_tone = models.CharField(
        _("announcement: tone"), max_length=10, choices=TONES, default=TONES[0][0], blank=True
    )
    announced_from = models.DateTimeField(_("shown from"), null=True, blank=True, help_text=_("Empty: at once."))
    announced_until = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Empty: until you take it away.")
    )
    is_announced = models.BooleanField(
        default=False, editable=False, help_text="Whether it was shown when the clock last looked."
    )
    maintenance = models.BooleanField(
        _("the public pages are closed for maintenance"),
        default=False,
        help_text=_("Visitors read that work is being done, and can neither file nor follow. The staff go on working."),
    )
    stairs_title = models.CharField(_("what happens after filing: title"), max_length=120)
    stairs = StreamField([("stair", StairBlock())], verbose_name=_("what happens after filing"), max_num=5)
    agencies_title = models.CharField(_("agencies: title"), max_length=60)
    run_by = models.CharField(
        _("who runs the platform"), max_length=200, blank=True, help_text=_("A sentence in the foot of every page.")
    )

    override_translatable_fields = [
        *SAME_SLUG,
        SynchronizedField("call_number", overridable=False),
        *(
            SynchronizedField(name, overridable=False)
            for name in ("email", "announcement_tone", "announced_from", "announced_until", "maintenance")
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("hero_title", "hero_text", "call_number", "email", "run_by", "stairs")
    # No day on which it would go by itself.
    settings_panels: ClassVar[list[Any]] = []
    template = "pages/home.html"
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_text")], heading=_("Headline")),
        MultiFieldPanel([FieldPanel("file_title"), FieldPanel("file_text")], heading=_("Filing a request")),
        MultiFieldPanel(
            [
                FieldPanel("follow_title"),
                FieldPanel("follow_text"),
                FieldPanel("call_hours"),
                FieldPanel("call_number"),
                FieldPanel("email"),
            ],
            heading=_("Following a request"),
        ),
        MultiFieldPanel([FieldPanel("stairs_title"), FieldPanel("stairs")], heading=_("What happens after filing")),
        FieldPanel("agencies_title"),
        FieldPanel("run_by"),
        MultiFieldPanel(
            [
                FieldPanel("announcement"),
                FieldPanel("announcement_tone"),
                FieldPanel("announced_from"),
                FieldPanel("announced_until"),
                FieldPanel("maintenance"),
            ],
            heading=_("Announcement"),
        ),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def clean(self) -> None:
        super().clean()
        if self.announced_from and self.announced_until and self.announced_until <= self.announced_from:
            raise ValidationError({"announced_until": _("The end must be later than the beginning.")})

    def announced_at(self, moment: datetime) -> bool:
        """Whether every page shows the announcement at ``moment``."""
        begun = self.announced_from is None or self.announced_from <= moment
        over = self.announced_until is not None and self.announced_until <= moment
        return bool(self.announcement) and begun and not over

    def permissions_for_user(self, user: Any) -> AlwaysThere:
        return AlwaysThere(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["doors"] = doors(self)
        context["agencies"] = agencies_shown(request.GET.get("q", ""), self.locale.language_code)
        latest = open_months().first()
        context["latest_month"] = in_a_sentence(latest) if latest is not None else ""
        return context


class FilingPage(SameForAll, Page):
    """The page above the forms: it lists the doors and says which one to take."""

    intro = models.TextField(_("introduction"), max_length=600)

    override_translatable_fields = SAME_SLUG
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("intro")
    template = "pages/filing.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("page of the forms")
        verbose_name_plural = _("pages of the forms")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["doors"] = doors(self)
        return context


class StandardPage(SameForAll, Page):
    """A page of text."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    foot = models.CharField(_("link in the foot"), max_length=10, choices=FootColumn, blank=True, default="")

    override_translatable_fields = [*SAME_SLUG, SynchronizedField("foot", overridable=False)]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage", "content.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["content.StandardPage", "content.FormPage"]
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("intro", "body")
    template = "pages/standard.html"
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, FieldPanel("foot")]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The headings of the text, each with the number of its block from 1, which is in its address: ``#part-3``."""
        blocks = enumerate(self.body, 1)
        return [(number, str(block.value)) for number, block in blocks if block.block_type == "heading"]
