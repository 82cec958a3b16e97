"""Pages that lack a twin in a language that the platform offers, and twins that are older than their page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from wagtail.models import Page

from permissions.platform.called import offered_languages


@dataclass(frozen=True, slots=True)
class Behind:
    """A page and one language. ``twin`` is its id where one stands behind the page; None where there is none."""

    page: Page
    language: str
    twin: int | None
    changed: datetime | None
    is_draft: bool = False


def behind() -> list[Behind]:
    """Every published page with each language in which it has no published twin, or one that was published before it.

    Pages of the first language alone, in which all are written. Two queries.
    """
    pages = Page.objects.filter(depth__gt=1, locale__language_code=settings.LANGUAGE_CODE, live=True).order_by("path")
    others = [language for language in offered_languages() if language != settings.LANGUAGE_CODE]
    twins = {
        (twin.translation_key, twin.locale.language_code): twin
        for twin in Page.objects.filter(locale__language_code__in=others).select_related("locale")
    }
    return [each for page in pages for each in _of(page, others, twins)]


def _of(page: Page, others: list[str], twins: dict[tuple[object, str], Page]) -> Iterator[Behind]:
    for language in others:
        twin = twins.get((page.translation_key, language))
        if twin is None or not twin.live:
            yield Behind(page, language, twin.pk if twin else None, page.last_published_at, is_draft=twin is not None)
        elif (twin.last_published_at or page.last_published_at) < page.last_published_at:
            yield Behind(page, language, twin.pk, page.last_published_at)
