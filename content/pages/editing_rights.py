"""What a content editor may do with pages, images and documents: Wagtail's own rights, given to the role's group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_ON_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")

Right = tuple[int, int, int]
"""A group, a root, a permission."""


def give_editing_rights(groups: Sequence[Group], others: Sequence[Group]) -> None:
    """Let groups edit and publish every page and use every image and document; those who may already are left so.

    ``others`` may not, or no longer.
    """
    GroupPagePermission.objects.filter(group__in=others).delete()
    GroupCollectionPermission.objects.filter(group__in=others).delete()
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group_id=group, page_id=page, permission_id=permission)
            for group, page, permission in on_pages(group.pk for group in groups)
        ],
        ignore_conflicts=True,
    )
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group_id=group, collection_id=collection, permission_id=permission)
            for group, collection, permission in on_files(group.pk for group in groups)
        ],
        ignore_conflicts=True,
    )


def on_pages(groups: Iterable[int]) -> list[Right]:
    """What these groups must have on pages."""
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=_ON_PAGES)
    return _everywhere(groups, Page.objects.filter(depth=1), permissions)


def on_files(groups: Iterable[int]) -> list[Right]:
    """What these groups must have on collections of pictures and documents."""
    apps = ("wagtailimages", "wagtaildocs")
    permissions = Permission.objects.filter(content_type__app_label__in=apps, codename__in=_ON_FILES)
    return _everywhere(groups, Collection.objects.filter(depth=1), permissions)


def _everywhere(groups: Iterable[int], roots: QuerySet[Any], permissions: QuerySet[Permission]) -> list[Right]:
    wanted = list(groups)
    if not wanted:
        return []
    ids = list(permissions.values_list("pk", flat=True))
    return [(group, root, each) for root in roots.values_list("pk", flat=True) for each in ids for group in wanted]
