"""Saved views of the inbox: what one looks for again, kept for oneself or for all of one's agency, under a name.

A view holds what an address asks for, never a word that was searched for, and gives no right: each reader sees in it
what they may see anyhow.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.access.selectors import people_with_any
from permissions.agencies.rights import VIEW_CASE
from permissions.now import now

LONGEST_NAME: Final = 60
MOST_OWN: Final = 50
MOST_SHARED: Final = 100
"""Views of one person, and those that are shared with one agency."""
KEPT: Final = timedelta(days=1)
"""How long a removed view can be brought back."""


class SavedView(models.Model):
    """``agency``: with whose readers it is shared; nobody's, and its owner's alone, where there is none."""

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    agency = models.ForeignKey("permissions.Agency", models.CASCADE, null=True, related_name="+")
    asked = models.JSONField(default=dict, help_text="By the names that an address has; several values in a list.")
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "portal"
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class NotSaved(Exception):
    """Says to whoever asked why nothing was done."""


def found_by(user_id: int, agency_ids: Collection[int]) -> Q:
    """The condition for the views that somebody finds who reads cases at some agencies: their own, and theirs."""
    return Q(removed_at=None) & within_reach(user_id, agency_ids)


def within_reach(user_id: int, agency_ids: Collection[int]) -> Q:
    """The same, those that were removed counted too."""
    return Q(owner=user_id, agency=None) | Q(agency__in=sorted(agency_ids))


def without_owner(views: Collection[SavedView]) -> set[int]:
    """The ids of those that are shared and whose owner reads no cases there any more, or is no more; a statement for
    each agency."""
    readers = {
        agency_id: {each.pk for each in people_with_any(VIEW_CASE, [agency_id])}
        for agency_id in {each.agency_id for each in views if each.agency_id is not None}
    }
    return {each.pk for each in views if each.agency_id is not None and each.owner_id not in readers[each.agency_id]}


def may_change(view: SavedView, user_id: int) -> bool:
    """Its owner, and of a view that is nobody's any more whoever finds it."""
    return view.owner_id == user_id or bool(without_owner([view]))


def save_new(*, name: str, asked: Mapping[str, Any], owner_id: int, agency_id: int | None) -> SavedView:
    """What is saved twice, by two clicks, is there once. Raises ``NotSaved``."""
    mine = SavedView.objects.filter(owner=owner_id, agency=agency_id, name=name, removed_at=None)
    same = next((view for view in mine if view.asked == asked), None)
    if same is not None:
        return same
    _room_for(owner_id, agency_id)
    return SavedView.objects.create(
        name=name, asked=dict(asked), owner_id=owner_id, agency_id=agency_id, changed_at=now()
    )


def overwrite(view: SavedView, asked: Mapping[str, Any]) -> None:
    view.asked, view.changed_at = dict(asked), now()
    view.save(update_fields=["asked", "changed_at"])


def rename(view: SavedView, name: str) -> None:
    view.name, view.changed_at = name, now()
    view.save(update_fields=["name", "changed_at"])


def share(view: SavedView, agency_id: int | None) -> None:
    """With the readers of an agency, or with nobody any more. Raises ``NotSaved``."""
    if agency_id != view.agency_id:
        _room_for(view.owner_id, agency_id)
    view.agency_id, view.changed_at = agency_id, now()
    view.save(update_fields=["agency", "changed_at"])


def take_over(view: SavedView, user_id: int) -> None:
    """A view that is nobody's any more becomes somebody's."""
    view.owner_id, view.changed_at = user_id, now()
    view.save(update_fields=["owner", "changed_at"])


def remove(view: SavedView) -> None:
    """It can be brought back for a day; what was removed before that goes."""
    SavedView.objects.filter(removed_at__lt=now() - KEPT).delete()
    view.removed_at = now()
    view.save(update_fields=["removed_at"])


def bring_back(view: SavedView) -> None:
    view.removed_at = None
    view.save(update_fields=["removed_at"])


def _room_for(owner_id: int, agency_id: int | None) -> None:
    there = SavedView.objects.filter(removed_at=None)
    if agency_id is None and there.filter(owner=owner_id, agency=None).count() >= MOST_OWN:
        raise NotSaved(_("You have %(most)d saved views: remove one first.") % {"most": MOST_OWN})
    if agency_id is not None and there.filter(agency=agency_id).count() >= MOST_SHARED:
        raise NotSaved(_("The agency has %(most)d shared views: remove one first.") % {"most": MOST_SHARED})
