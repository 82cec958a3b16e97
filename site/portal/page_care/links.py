"""Links on published pages: which lead to no published page of the platform, and which to other sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final
from urllib.parse import SplitResult, urljoin, urlsplit

from django.db.models import TextField
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, get_language_from_path, override
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from content.directory.models import DirectoryPage
from content.directory.selectors import in_directory, place_of
from content.pages.news import NewsPage
from content.pages.selectors import place_url
from portal.page_care.models import LinkAnswer

LINK: Final = re.compile(r"<a\s([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE: Final = re.compile(r'([\w-]+)="([^"]*)"')
TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class _There:
    """What answers here: addresses and ids of pages, and the names under which the site is known."""

    addresses: set[str]
    ids: set[int]
    hosts: set[str]


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that leads nowhere: the page it stands on, its words, and the address that it names ("" for a page that
    was deleted)."""

    page: Page
    words: str
    address: str


def broken_links() -> list[Broken]:
    """In the order of the pages. A query for each type of page and some ten more."""
    pages = _pages()
    there = _There(_addresses(pages), {page.pk for page in pages}, _hosts())
    return [
        Broken(page, words, target)
        for page in pages
        for attributes, words in _links_of(page)
        for target in _missing(page, attributes, there)
    ]


def links_elsewhere() -> dict[str, list[Broken]]:
    """Where the links to other sites stand, by the address to which they lead, without what comes after its ``#``."""
    hosts, found = _hosts(), dict[str, list[Broken]]()
    for page in _pages():
        for attributes, words in _links_of(page):
            where = _split(attributes.get("href", ""))
            address = where._replace(fragment="").geturl() if where is not None else ""
            if where is not None and _is_elsewhere(where, hosts) and is_askable(address):
                found.setdefault(address, []).append(Broken(page, words, address))
    return found


def _pages() -> list[Page]:
    return list(Page.objects.live().filter(depth__gt=1).order_by("path").specific())


def _hosts() -> set[str]:
    return set(Site.objects.values_list("hostname", flat=True))


def is_askable(address: str) -> bool:
    """Whether a request can be made of it: letters of other scripts are written with % in one."""
    return address.isascii() and address.isprintable() and " " not in address and len(address) <= LinkAnswer.LONGEST


def _split(address: str, page: str = "") -> SplitResult | None:
    """An address as it stands on a page; None for what is none, where no browser goes."""
    try:
        return urlsplit(urljoin(page, address))
    except ValueError:
        return None


def _is_elsewhere(where: SplitResult, hosts: set[str]) -> bool:
    return where.scheme in ("", "http", "https") and bool(where.hostname) and where.hostname not in hosts


def _addresses(pages: list[Page]) -> set[str]:
    """Every address that a page of the tree answers."""
    codes = list(in_directory().values_list("code", flat=True))
    lists = [page for page in pages if isinstance(page, DirectoryPage)]
    bodies = {place_url(place_of(page, code)) for page in lists for code in codes}
    feeds = {page.feed_url for page in pages if isinstance(page, NewsPage)}
    return {page.url for page in pages} | bodies | feeds


def _links_of(page: Page) -> Iterator[tuple[dict[str, str], str]]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _links_in(getattr(page, field.name).get_prep_value())
        elif isinstance(field, TextField):
            yield from _links_in(getattr(page, field.name))


def _links_in(value: Any) -> Iterator[tuple[dict[str, str], str]]:
    if isinstance(value, str):
        for attributes, inner in LINK.findall(value):
            named = {name: unescape(said) for name, said in ATTRIBUTE.findall(attributes)}
            yield named, unescape(TAG.sub("", inner))
    elif isinstance(value, dict):
        if value.get("link"):  # the exit of a form
            yield {"href": value["link"]}, value.get("link_words", "")
        for each in value.values():
            yield from _links_in(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _links_in(each)


def _missing(page: Page, link: dict[str, str], there: _There) -> list[str]:
    """The address of a link, where nothing of ours answers it; none for one that leads to another site."""
    if link.get("linktype") == "page":
        return [] if int(link.get("id", "0")) in there.ids else [""]
    address = link.get("href", "")
    where = _split(address, page.url)
    if where is None:
        return [address]
    if not address or where.scheme not in ("", "http", "https") or _is_elsewhere(where, there.hosts):
        return []
    return [] if where.path in there.addresses or _is_view(where.path) else [address]


def _is_view(path: str) -> bool:
    """Whether an address is none of the tree's and is answered all the same."""
    with override(get_language_from_path(path) or get_language()):  # addresses begin with the language that is spoken
        try:
            return resolve(path).view_name != "wagtail_serve"
        except Resolver404:
            return False
