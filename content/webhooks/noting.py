"""Notes what other systems are to be told, in the transaction that changes the page."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from wagtail.models import Page

from content.pages.selectors import absolute
from content.webhooks.models import WebhookCall, What
from permissions.now import now


def note_published(instance: Page, **_signal: Any) -> None:
    """Signal ``page_published``."""
    _note(instance, What.PUBLISHED)


def note_unpublished(instance: Page, **_signal: Any) -> None:
    """Signal ``page_unpublished``, which Wagtail sends also before a live page is deleted."""
    _note(instance, What.UNPUBLISHED)


def note_moved(instance: Page, url_path_before: str, url_path_after: str, **_signal: Any) -> None:
    """Signal ``post_page_move``: the pages below moved along."""
    if url_path_before != url_path_after:
        for page in instance.get_descendants(inclusive=True).live().select_related("locale", "content_type"):
            _note(page, What.MOVED)


def _note(page: Page, what: What) -> None:
    url = page.get_url() if settings.PAGE_WEBHOOKS else None
    if url is None:  # the root of all pages has no address
        return
    about = {
        "id": page.pk,
        "type": page.content_type.model,
        "language": page.locale.language_code,
        "title": page.title,
        "address": absolute(url),
    }
    at = now()
    WebhookCall.objects.bulk_create(
        WebhookCall(key=secrets.token_hex(16), webhook=webhook, what=what, page=about, created_at=at, available_at=at)
        for webhook in settings.PAGE_WEBHOOKS
    )
