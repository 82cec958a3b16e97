"""Takes a published page apart into what the search finds of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, Final

from wagtail.models import Page

from content.search.index import forget
from content.search.models import Kind, SearchEntry
from content.search.word_forms import all_forms, spellings
from workflows.transactions.turn import write_transaction

KINDS: Final[Mapping[str, Kind]] = {
    "formpage": Kind.FORM,
    "agencypage": Kind.AGENCY,
    "articlepage": Kind.ARTICLE,
    "newsitempage": Kind.NEWS,
    **dict.fromkeys(
        ("standardpage", "filingpage", "topicpage", "knowledgepage", "directorypage", "newspage"), Kind.PAGE
    ),
}
"""By the name of a page's table. The home page and the search itself are not looked for."""
WRITTEN: Final = ("intro", "summary", "heading", "also", "search_description")
"""Fields of pages that hold words, where a page has them."""
UNWRITTEN: Final = frozenset({"id", "type", "tone", "key", "level"})
"""What a stream holds beside words."""
_TAG: Final = re.compile(r"<[^>]*>")
_PLACE: Final = re.compile(r"\{\w+\}")


def index_page(sender: type[Page], instance: Page, **_signal: Any) -> None:
    """Signal ``page_published``: the page is found by the words that it has now."""
    entries = list(entries_of(instance))
    with write_transaction():
        SearchEntry.objects.filter(page_id=instance.pk).delete()
        SearchEntry.objects.bulk_create(entries)
    forget()


def index_missing_pages() -> int:
    """Index the live pages that never were; how many results came by it. Safe to run again."""
    known = SearchEntry.objects.values("page")
    before = SearchEntry.objects.count()
    for page in Page.objects.live().exclude(pk__in=known).specific():
        index_page(type(page), page)
    return SearchEntry.objects.count() - before


def entries_of(page: Page) -> Iterator[SearchEntry]:
    """The results that a page is good for, not saved."""
    kind = KINDS.get(page._meta.model_name or "")
    if kind is None:
        return
    if kind == Kind.ARTICLE and not getattr(page, "is_offered", True):
        kind = Kind.GUIDE
    body, services = _stream(page, "body"), _stream(page, "services")
    asked = [block for block in body if block["type"] == "questions"] if kind == Kind.PAGE else []
    fields = [str(getattr(page, name, "")) for name in WRITTEN]
    words = [*fields, *texts_of([block for block in body if block not in asked]), *texts_of(services)]
    summary = getattr(page, "summary", "") or getattr(page, "intro", "") or page.search_description
    yield _entry(page, kind, page.title, summary, words)
    for item in (item for block in asked for item in block["value"]):
        question, answer = item["value"]["question"], " ".join(texts_of(item["value"]["answer"]))
        yield _entry(page, Kind.QUESTION, question, answer, [answer], anchor=f"#question-{item['id']}")
    for item in (block["value"] for block in services):
        label, text = item["label"], item.get("text") or ""
        yield _entry(page, Kind.SERVICE, label, text, [text, page.title], anchor=f"#service-{item['key']}")


def _entry(page: Page, kind: Kind, title: str, summary: str, words: Iterable[str], anchor: str = "") -> SearchEntry:
    language = page.locale.language_code
    texts = [title, *words]
    forms = all_forms([title], language)
    return SearchEntry(
        page_id=page.pk,
        kind=kind,
        anchor=anchor,
        title=title,
        summary=" ".join(_PLACE.sub("", summary).split()),
        title_forms=" ".join(sorted(forms)),
        forms=" ".join(sorted(all_forms(texts, language) | forms)),
        spellings=" ".join(sorted(spellings(texts))),
    )


def _stream(page: Page, name: str) -> list[dict[str, Any]]:
    field = getattr(page, name, None)
    return list(field.get_prep_value()) if field is not None else []


def texts_of(value: Any) -> list[str]:
    """Every text in a stream's raw data, without its markup."""
    if isinstance(value, str):
        return [" ".join(unescape(_TAG.sub(" ", value)).split())]
    if isinstance(value, dict):
        return [text for key, part in value.items() if key not in UNWRITTEN for text in texts_of(part)]
    return [text for part in value for text in texts_of(part)] if isinstance(value, (list, tuple)) else []
