"""What a content editor may do with pages, images and documents: Wagtail's own rights, given to the role's group."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_ON_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


def give_editing_rights(groups: Sequence[Group], others: Sequence[Group]) -> None:
    """Let groups edit and publish every page and use every image and document; those who may already are left so.

    ``others`` may not, or no longer.
    """
    GroupPagePermission.objects.filter(group__in=others).delete()
    GroupCollectionPermission.objects.filter(group__in=others).delete()
    if not groups:
        return
    on_pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=_ON_PAGES)
    on_files = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=_ON_FILES
    )
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page=root, permission=permission)
            for root in Page.objects.filter(depth=1)
            for permission in on_pages
            for group in groups
        ],
        ignore_conflicts=True,
    )
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=root, permission=permission)
            for root in Collection.objects.filter(depth=1)
            for permission in on_files
            for group in groups
        ],
        ignore_conflicts=True,
    )
