"""What editors have set a day for: pages that are published or taken away when it comes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.management import call_command
from django.db.models import QuerySet
from wagtail.models import Page, Revision

from content.pages.models import HomePage
from permissions import security_log
from permissions.now import now
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)
_clearing: list[Callable[[datetime], None]] = []


def clear_with(clear: Callable[[datetime], None]) -> None:
    """Called before pages are published whose time has come: what may not be published then is taken from the list, or
    it would hold up all others. Said once, at start-up."""
    _clearing[:] = [clear]


def is_due() -> bool:
    """Whether there is something to publish, to take away or to announce now. Three light statements."""
    at = now()
    announced = (home.announced_at(at) != home.is_announced for home in HomePage.objects.all())
    return _expired(at).exists() or _coming(at).exists() or any(announced)


def do_what_is_due() -> None:
    """Publish, take away and announce. Safe to ring twice and to kill: what is not done is due."""
    publish_what_is_due()
    announce_what_is_due()


def announce_what_is_due() -> None:
    """Note that an announcement has begun or ended: pages that are kept are then drawn anew. One statement, mostly."""
    for home in HomePage.objects.all():
        announced = home.announced_at(now())
        if announced != home.is_announced:
            HomePage.objects.filter(pk=home.pk).update(is_announced=announced)


def publish_what_is_due() -> bool:
    """Have Wagtail publish and take away the pages whose time has come; whether there were any. Two statements where
    there are none. A page that cannot be published holds up nothing but the pages that are due with it.
    """
    at = now()
    if not (_expired(at).exists() or _coming(at).exists()):
        return False
    try:
        with write_transaction():
            for clear in _clearing:
                clear(at)
            call_command("publish_scheduled")
    except Exception:
        log.exception("Pages whose time has come could not be published or taken away.")
        security_log.tell("fault", "error", about="pages")
        return False
    return True


def _expired(at: datetime) -> QuerySet[Page]:
    expired: QuerySet[Page] = Page.objects.filter(live=True, expire_at__lt=at)
    return expired


def _coming(at: datetime) -> QuerySet[Revision]:
    coming: QuerySet[Revision] = Revision.page_revisions.filter(approved_go_live_at__lt=at)
    return coming
