"""The first version of a page that comes with the platform: in its history, so that an editor can go back to it."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

EDITED: Final = "wagtail.edit"
"""The history offers what was saved by this act for another look; of a publication it says only that it was."""


def publish_first(page: Page) -> None:
    """Publish a page that was just made."""
    page.save_revision(log_action=True).publish()


def keep_first(page: Page) -> None:
    """Enter the first version of a page that is there into its history, where nobody did; at the time when it began."""
    entered = PageLogEntry.objects.filter(page=page.pk, revision=OuterRef("pk"), action=EDITED)
    first = page.revisions.annotate(is_entered=Exists(entered)).order_by("created_at", "pk").first()
    if first is not None and not first.is_entered:
        log(instance=page, action=EDITED, revision=first, content_changed=True, timestamp=first.created_at)
