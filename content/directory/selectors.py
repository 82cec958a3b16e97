"""What the directory says of a body: its name, what stands above and below it, the forms that lead to it, its heir."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from wagtail.models import Page

from content.forms.page import FormPage
from content.pages.selectors import Link, ListedPage, Place, ShownDoor, absolute, alternates, doors, home_in, place_url
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.selectors import heir_of
from permissions.arabic import in_order
from permissions.translated_text import in_language
from workflows.cases.models import RequestKind
from workflows.questions.types import QuestionKind


@dataclass(frozen=True, slots=True)
class ShownBody:
    """A body as its page shows it. ``is_closed``: it takes nothing any more; ``heir`` is who does, where somebody does.

    ``forms`` lead to it with its name filled in; ``sealed`` are about it, and it never reads them. None once it has
    closed.
    """

    name: str
    above: Link | None
    below: tuple[Link, ...]
    forms: tuple[ShownDoor, ...]
    sealed: tuple[ShownDoor, ...]
    is_closed: bool
    heir: Link | None


def in_directory() -> QuerySet[Agency]:
    """The public bodies that there are, and those that closed on a told day; never the units of the platform."""
    there = Q(active=True) | Q(closes_on__isnull=False)
    return Agency.objects.filter(there, role=AgencyRole.PUBLIC_BODY)


def is_shown(code: str) -> bool:
    """Whether the directory has a page at this code."""
    return in_directory().filter(code=code).exists()


def place_of(directory: Page, code: str) -> Place:
    """Where the page of a body is."""
    return Place(directory, f"{code}/")


def body_shown(code: str, directory: Page) -> ShownBody:
    """The body of a code that ``is_shown``, in the language of the directory."""
    body = in_directory().select_related("parent").get(code=code)
    language = directory.locale.language_code
    above = body.parent if body.parent is not None and is_shown(body.parent.code) else None
    below = in_order(in_directory().filter(active=True, parent=body), lambda each: in_language(each.name, language))
    heir = in_directory().filter(code=heir_of(code), active=True).first() if body.has_closed else None
    forms = () if body.has_closed else _forms_about(code, directory)
    sensitive = set(RequestKind.objects.filter(sensitive=True).values_list("code", flat=True))
    return ShownBody(
        name=in_language(body.name, language),
        above=_link(above, directory) if above is not None else None,
        below=tuple(_link(each, directory) for each in below),
        forms=tuple(door for door in forms if door.kind not in sensitive),
        sealed=tuple(door for door in forms if door.kind in sensitive),
        is_closed=body.has_closed,
        heir=_link(heir, directory) if heir is not None else None,
    )


def listed_bodies() -> list[ListedPage]:
    """The page of every body that takes requests, in each language that has a directory, for search engines."""
    there = list(Page.objects.live().exclude(directorypage=None).select_related("locale"))
    changed = dict(Page.objects.live().exclude(agencypage=None).values_list("agencypage__agency", "last_published_at"))
    found = []
    for code in in_directory().filter(active=True).values_list("code", flat=True):
        urls = {page.locale.language_code: place_url(place_of(page, code)) for page in there}
        found += [ListedPage(absolute(url), changed.get(code), alternates(urls)) for url in urls.values()]
    return found


def _link(body: Agency, directory: Page) -> Link:
    return Link(in_language(body.name, directory.locale.language_code), place_url(place_of(directory, body.code)))


def _forms_about(code: str, directory: Page) -> tuple[ShownDoor, ...]:
    """The doors of the home page that ask for an agency, with this one named."""
    home = home_in(directory.locale.language_code)
    if home is None:
        return ()
    asking = {
        page.url
        for page in FormPage.objects.live().descendant_of(home)
        if any(question.kind == QuestionKind.AGENCY for question in page.schema.questions)
    }
    return tuple(replace(door, url=f"{door.url}?agency={code}") for door in doors(home) if door.url in asking)
