"""Which pages other pages link to: the doors, the menu, the foot, the twin in the other language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, Site

from content.pages.door import Door
from permissions.now import now
from permissions.platform.called import authority
from permissions.writing import active_language
from workflows.cases.models import RequestKind
from workflows.notifications.transports import ready_for_codes


@dataclass(frozen=True, slots=True)
class ShownDoor:
    """A door on the home page: the code of its kind, its title, the line under it, its address."""

    kind: str
    title: str
    summary: str
    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the menu or the foot."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """What the top and the foot of every page link; ``by_slug`` has each page right under home.

    ``run_by`` says who runs the platform, "" where nobody has said so; ``telephone`` and ``email`` are theirs, and
    ``contact`` is the page to reach them. ``announcement`` is what every page says just now, "" for nothing.
    ``citizens_sign_in``: the operator has set up a way for it. Of who is signed in nothing is here: pages are kept.
    """

    home: str
    run_by: str = ""
    telephone: str = ""
    email: str = ""
    announcement: str = ""
    tone: str = ""
    by_slug: dict[str, Link] = field(default_factory=dict)
    menu: list[Link] = field(default_factory=list)
    platform: list[Link] = field(default_factory=list)
    rights: list[Link] = field(default_factory=list)
    citizens_sign_in: bool = field(default_factory=lambda: bool(ready_for_codes() or settings.OIDC_CITIZENS))

    @property
    def contact(self) -> Link | None:
        return self.by_slug.get(CONTACT_SLUG)

    @property
    def directory(self) -> Link | None:
        """The list of bodies, below which each has its page at its code."""
        return self.by_slug.get(DIRECTORY_SLUG)

    @property
    def search(self) -> Link | None:
        return self.by_slug.get(SEARCH_SLUG)


@dataclass(frozen=True, slots=True)
class Place:
    """An address ``below`` a page of the tree (``moh/``) that is drawn by it; each twin of ``page`` has the same."""

    page: Page
    below: str


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A public page as search engines read of it. ``alternates``: language and address, its own among them."""

    address: str
    changed: datetime | None
    alternates: list[tuple[str, str]]


def place_url(place: Place) -> str:
    return f"{place.page.url}{place.below}"


def absolute(path: str) -> str:
    """``path`` at the address under which the site is known."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/") + path


def alternates(paths: Mapping[str, str]) -> list[tuple[str, str]]:
    """Language and address of each of ``paths``, then where whoever speaks another language goes: the Arabic page."""
    found = [(language, absolute(path)) for language, path in sorted(paths.items())]
    return [*found, ("x-default", absolute(paths["ar"]))] if "ar" in paths else found


def public_pages() -> list[ListedPage]:
    """Every live page, home first, but forms that are not taken. Three queries, however many there are."""
    ended = RequestKind.objects.filter(active=False).values("code")
    pages = list(
        Page.objects.live()
        .filter(depth__gt=1)
        .exclude(formpage__kind__in=ended)
        .exclude(formpage__archived=True)
        .filter(agencypage=None)  # the directory lists every body, whether or not somebody wrote about it
        .select_related("locale")
        .order_by("depth", "path")
    )
    twins: dict[object, dict[str, str]] = {}
    for page in pages:
        twins.setdefault(page.translation_key, {})[page.locale.language_code] = page.url
    return [
        ListedPage(absolute(page.url), page.last_published_at, alternates(twins[page.translation_key]))
        for page in pages
    ]


def doors(page: Page) -> list[ShownDoor]:
    """The live form pages under ``page`` that are taken, in the order of these; a page of text keeps its forms
    to itself."""
    taken = RequestKind.objects.values_list("code", "active", "description")
    order = {code: (position, active) for position, (code, active, _said) in enumerate(taken)}
    language = active_language()
    described = {code: said.get(language) for code, _active, said in taken}
    pages = cast("Iterable[Page]", page.get_descendants().live().type(Door).specific())
    texts = tuple(page.get_descendants().exclude(standardpage=None).values_list("path", flat=True))
    own = [each for each in pages if not each.path.startswith(texts)]
    last = (len(order), True)
    shown = [
        ShownDoor(each.kind, each.title, described.get(each.kind) or each.summary, each.url)
        for each in own
        if isinstance(each, Door) and not each.archived and order.get(each.kind, last)[1]
    ]
    return sorted(shown, key=lambda door: order.get(door.kind, last))


CONTACT_SLUG = "contact"
DIRECTORY_SLUG = "agencies"
SEARCH_SLUG = "search"


def home_in(language: str) -> Page | None:
    """The live home page in ``language``: the site's root page or its translation."""
    first = Site.objects.filter(is_default_site=True).values("root_page__translation_key")
    homes = Page.objects.filter(translation_key__in=first, live=True).select_related("homepage")
    return cast("Page | None", homes.filter(locale__language_code=language).first())


def site_links(language: str) -> SiteLinks:
    """The menu and the foot in ``language``, from the live children of its home page; where there is none, those in
    Arabic below an address in the language. A list of pages that is not in the menu stands in the foot."""
    own = home_in(language)
    home = own or (home_in(settings.LANGUAGE_CODE) if language != settings.LANGUAGE_CODE else None)
    if home is None:
        return SiteLinks(home=f"/{language}/")
    links = SiteLinks(own.url if own is not None else f"/{language}/", **_of_home(home, authority(language)))
    for page in home.get_children().live().select_related("standardpage"):
        link = links.by_slug[page.slug] = Link(page.title, page.url)
        if page.show_in_menus:
            links.menu.append(link)
        in_sight = page.show_in_menus or page.slug == SEARCH_SLUG  # the top of every page has it
        column = page.standardpage.foot if hasattr(page, "standardpage") else "" if in_sight else "platform"
        if column:
            cast("list[Link]", getattr(links, column)).append(link)
    return links


def _of_home(home: Page, authority: str) -> dict[str, Any]:
    """What the first page says of the platform as a whole."""
    if not hasattr(home, "homepage"):
        return {"run_by": authority}
    first = home.homepage
    return {
        "run_by": authority or first.run_by,
        "telephone": first.call_number,
        "email": first.email,
        "announcement": first.announcement if first.announced_at(now()) else "",
        "tone": first.announcement_tone,
    }


def is_closed() -> bool:
    """Whether an editor has closed the public pages, on the first page in the first language. One query.

    Its twins take the switch over when they are published next, and may be behind it.
    """
    first = Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    return bool(first.filter(homepage__maintenance=True).exists())


def way_out(language: str) -> str:
    """Where the button for leaving quickly leads: what the operator has chosen, else a page that says what day it is.

    Never home: whoever looks over a shoulder would read there what was open.
    """
    with override(language):
        return str(settings.QUICK_EXIT_URL or reverse("today"))


def twin_of(page: Page, language: str) -> Page | None:
    """The live page that is ``page`` in ``language``."""
    return cast("Page | None", page.get_translations().filter(locale__language_code=language).live().first())
