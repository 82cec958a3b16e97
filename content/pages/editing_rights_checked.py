"""Whether those alone who edit pages have Wagtail's rights on pages and files, and all of them."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import APIToken, GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from content.pages.editing_rights import on_files, on_pages
from permissions.access.models import RoleAtAgency
from permissions.agencies.models import AgencyRole
from permissions.agencies.rights import EDIT_PAGES


def differences() -> Iterator[str]:
    """An English sentence for each right that no role brings, and for each that is missing; none when all follow."""
    places = RoleAtAgency.objects.filter(agency__role=AgencyRole.CENTRAL_UNIT).select_related("role")
    editors = [place.group_id for place in places if EDIT_PAGES in place.role.rights]
    pages, files = set(on_pages(editors)), set(on_files(editors))
    for model, wanted, place in (
        (GroupPagePermission, pages, "page"),
        (GroupCollectionPermission, files, "collection"),
    ):
        rows = model.objects.filter(group__role_at_agency__isnull=False).order_by("pk")
        there = {
            says: pk for pk, *said in rows.values_list("pk", "group", place, "permission") if (says := tuple(said))
        }
        for says in sorted(there.keys() - wanted):
            yield f"row {there[says]} of {model._meta.db_table} was put in or changed: no role has that right there"
        for group, on, permission in sorted(wanted - there.keys()):
            yield f"a row of {model._meta.db_table} is missing: group {group} lacks permission {permission} on {on}"
    for model in (GroupSitePermission, APIToken):
        for pk in model.objects.order_by("pk").values_list("pk", flat=True):
            yield f"row {pk} of {model._meta.db_table} was put in: nobody has one here"
