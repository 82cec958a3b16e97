"""Finds letters of the other language on a page: names apart, each page keeps to its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Tag

STRANGE = {"ar": re.compile("[A-Za-z]{2,}"), "en": re.compile("[\u0600-\u06ff]+")}
# Names of formats and marks that are written so in both languages.
NAMES = {"PDF", "Word", "Excel", "AA", "Esc"}
UNREAD = {"script", "style", "template", "noscript"}
SPOKEN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "data-copied")


def strange_words(html: str, language: str) -> list[str]:
    """The words of the other script that a reader of the page meets outside an element that says so.

    An element may say so with ``lang``; ``bdi`` without one holds figures, codes and file names.
    """
    page = BeautifulSoup(html, "lxml")
    found = []
    for text, holder in _spoken(page):
        if _excused(holder, language):
            continue
        found += [word for word in STRANGE[language].findall(text) if word not in NAMES]
    return found


def _spoken(page: BeautifulSoup) -> Iterator[tuple[str, Tag]]:
    for node in page.find_all(string=True):
        if not isinstance(node, Comment) and isinstance(node.parent, Tag) and node.parent.name != "[document]":
            yield str(node), node.parent
    for element in page.select("*"):
        for name in SPOKEN_ATTRIBUTES:
            if element.get(name):
                yield str(element[name]), element
        if element.name == "meta" and element.get("name") == "description":
            yield str(element.get("content", "")), element


def _excused(holder: Tag, language: str) -> bool:
    for element in [holder, *holder.parents]:
        if element.name in UNREAD or element.name in ("bdi", "code"):
            return True
        if element.get("lang"):
            return element["lang"] != language
    return False
