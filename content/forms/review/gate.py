"""The gate below all ways by which a form is published, changed in public, or taken off the site.

It stands in front of the rows themselves: whatever button, command, schedule, translation or shell saves a published
form, saves what two editors agreed on, once, or raises ``SecondEditorNeeded``. Only SQL and ``QuerySet.update()`` pass
it by, which nobody does without intent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.forms.page import FormPage
from content.forms.review.digest import FIELDS, content_digest
from content.forms.review.models import ReviewAct, ReviewPage, ReviewState
from permissions.access.decide import may
from permissions.access.selectors import held_by
from permissions.agencies.rights import EDIT_PAGES
from permissions.now import now

PUBLISHING = _("It takes two editors to publish a form. Say that it’s ready, and a second editor publishes it.")
CHANGING = _(
    "This form is published, so it takes two editors to change it. Save a draft, say that it’s "
    "ready, and a second editor publishes it."
)
ENDING = _("It takes two editors to take a form off the site. Propose it, and a second editor decides.")
MOVING = _(
    "A published form keeps its web address, because people and messages use it. Make a copy in the other place "
    "instead, or have two editors take the form off the site first."
)
ABOVE = _(
    "There are published forms below this page. People and messages use their web addresses, and this page’s "
    "address is part of them, so it can’t be changed."
)
WATCHED = frozenset({"live", "instead", *FIELDS})
exemption: ContextVar[str] = ContextVar("exemption_from_two_editors", default="")
"""Why forms are published without two editors just now; "" where they are not."""


class SecondEditorNeeded(Exception):
    """Two editors have not agreed on this. ``sentence``: what to do instead; ``page``: the id of the form's page."""

    def __init__(self, sentence: str | Promise, page: int | None) -> None:
        super().__init__(str(sentence))
        self.sentence, self.page = sentence, page


@contextmanager
def without_second_editor(reason: str) -> Iterator[None]:
    """Let forms be published inside without two editors. For what the platform itself ships, where nobody is yet who
    could agree: never for anything that a person wrote. ``reason`` says why, and must be there.
    """
    if not reason:
        raise ValueError("An exception from two editors says why it is one.")
    token = exemption.set(reason)
    try:
        yield
    finally:
        exemption.reset(token)


def is_exempt() -> bool:
    """Whether forms are published here without two editors."""
    return bool(exemption.get())


def check_saved(
    sender: type[Page], instance: Page, raw: bool = False, update_fields: Collection[str] | None = None, **_signal: Any
) -> None:
    """Signal ``pre_save`` of a form's page, also where it is saved as a mere ``Page``.

    ``raw``: rows of a backup, which were agreed on when they were written.
    """
    unwatched = update_fields is not None and WATCHED.isdisjoint(update_fields)
    if raw or unwatched or is_exempt():
        return
    before = FormPage.objects.filter(pk=instance.pk).first() if instance.pk else None
    if before is None and not isinstance(instance, FormPage):
        return
    after = _as_saved(before, instance, update_fields)
    was_public = before is not None and before.live
    if after.live and not (was_public and _says_the_same(before, after)):
        _let_through(after, ReviewAct.PUBLISH, content_digest(after), CHANGING if was_public else PUBLISHING)
    elif was_public and not after.live and not _has_expired(before, after):
        _let_through(after, ReviewAct.END, content_digest(before), ENDING)


def check_deleted(sender: type[FormPage], instance: FormPage, **_signal: Any) -> None:
    """Signal ``pre_delete``: a form that is on the site is taken off it first."""
    if not is_exempt() and FormPage.objects.live().filter(pk=instance.pk).exists():
        raise SecondEditorNeeded(ENDING, instance.pk)


def check_moved(sender: type[Page], instance: Page, url_path_before: str, url_path_after: str, **_signal: Any) -> None:
    """Signal ``pre_page_move``: of a form, and of a page with forms below it."""
    if url_path_before == url_path_after or is_exempt():
        return
    form = FormPage.objects.live().descendant_of(instance, inclusive=True).first()
    if form is not None:
        raise SecondEditorNeeded(MOVING, form.pk)


def check_address(
    sender: type[Page], instance: Page, raw: bool = False, update_fields: Collection[str] | None = None, **_signal: Any
) -> None:
    """Signal ``pre_save`` of every other page: its slug is part of the address of the forms below it."""
    if raw or instance.pk is None or is_exempt() or (update_fields is not None and "slug" not in update_fields):
        return
    former = Page.objects.filter(pk=instance.pk).exclude(slug=instance.slug).first()
    form = FormPage.objects.live().descendant_of(former).first() if former is not None else None
    if form is not None:
        raise SecondEditorNeeded(ABOVE, form.pk)


def _as_saved(before: FormPage | None, instance: Page, update_fields: Collection[str] | None) -> Any:
    """The form as it will be: a ``Page`` has a part of the columns, and ``update_fields`` names some of them."""
    if before is None or (isinstance(instance, FormPage) and update_fields is None):
        return instance
    after = copy(before)
    for field in instance._meta.concrete_fields:
        if update_fields is None or {field.name, field.attname} & set(update_fields):
            setattr(after, field.attname, getattr(instance, field.attname))
    return after


def _says_the_same(before: Any, after: Any) -> bool:
    if content_digest(before) == content_digest(after):
        return True
    if after.alias_of_id is not None and before.alias_of_id == after.alias_of_id:
        return _follows(after)
    # Checking writes keys in the place of words: a row of an older release is compared as it would be saved now.
    try:
        before.full_clean()
    except ValidationError:
        return False
    return content_digest(before) == content_digest(after)


def _follows(alias: Any) -> bool:
    """Whether an alias takes over what its form has by two editors."""
    source = FormPage.objects.live().filter(pk=alias.alias_of_id).first()
    if source is None:
        return False
    shown = copy(alias)
    shown.slug = source.slug
    return content_digest(shown) == content_digest(source)


def _has_expired(before: Any, after: Any) -> bool:
    """Its time is over: the end was part of what two editors agreed on."""
    return bool(after.expired and before.expire_at and before.expire_at <= now())


def _let_through(page: Any, act: ReviewAct, digest: str, sentence: str | Promise) -> None:
    """Use up the agreement on this act and this content. Raises ``SecondEditorNeeded`` where there is none."""
    agreed = agreement(page.pk, act, digest)
    if agreed is None:
        raise SecondEditorNeeded(sentence, page.pk)
    agreed.done_at = now()
    agreed.save(update_fields=["done_at"])


def agreement(page_id: int | None, act: str, digest: str) -> ReviewPage | None:
    """What two editors agreed on and what was not done yet; None where the second one may no longer edit pages.

    To take a publication back one of the two is enough (``services.take_back``).
    """
    rows = ReviewPage.objects.select_related("review__decided_by")
    found = rows.filter(
        page=page_id, digest=digest, done_at=None, review__act=act, review__state=ReviewState.AGREED
    ).last()
    if found is None or found.review.decided_by is None:
        return None
    review = found.review
    by_two = review.takes_back_id is not None or review.ready_by_id != review.decided_by_id
    decider = review.decided_by
    still = decider is not None and decider.is_active and may(held_by(decider.pk), EDIT_PAGES, None)
    return found if by_two and still else None
