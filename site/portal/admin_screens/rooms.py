"""The rooms of the admin that are not our own screens, and the right that opens each; all else is not there."""

from __future__ import annotations

from typing import Final

from permissions.agencies.rights import EDIT_PAGES, MANAGE_PEOPLE

ADMIN: Final = "/admin/"
ANYBODY: Final = "anybody"
"""No right, not even an account."""
EVERY_ROLE: Final = "every role"
"""No right in particular, but some role that is in force today."""

# By how an address goes on below /admin/; none begins like another.
ROOMS: Final[dict[str, str]] = {
    "login/": ANYBODY,
    "logout/": ANYBODY,
    "password_reset/": ANYBODY,
    "jsi18n/": ANYBODY,
    "sprite/": ANYBODY,
    "account/": EVERY_ROLE,
    "dismissibles/": EVERY_ROLE,
    "pages/": EDIT_PAGES,
    "choose-page/": EDIT_PAGES,
    "choose-external-link/": EDIT_PAGES,
    "choose-email-link/": EDIT_PAGES,
    "choose-phone-link/": EDIT_PAGES,
    "choose-anchor-link/": EDIT_PAGES,
    "editing-sessions/": EDIT_PAGES,
    "block-preview/": EDIT_PAGES,
    "images/": EDIT_PAGES,
    "tag-autocomplete/": EDIT_PAGES,
    "api/main/pages/": EDIT_PAGES,
    "api/main/images/": EDIT_PAGES,
    "bulk/wagtailcore/page/": EDIT_PAGES,
    "bulk/wagtailimages/image/": EDIT_PAGES,
    "localize/": EDIT_PAGES,
    "reports/locked/": EDIT_PAGES,
    "reports/site-history/": EDIT_PAGES,
    "reports/aging-pages/": EDIT_PAGES,
    "reports/page-types-usage/": EDIT_PAGES,
    "users/": MANAGE_PEOPLE,
}

# In a room that is open, what nobody enters all the same; by how the route begins.
CORRIDORS: Final = (
    # Nobody's role approves pages: an editor publishes.
    "admin/pages/workflow/",
    "admin/pages/<int:page_id>/workflow_history/",
    # There is no address that would serve such an image.
    "admin/images/<int:image_id>/generate_url/",
    # Only pages are translated, and by people.
    "admin/localize/submit/snippet/",
    "admin/localize/api/",
    "admin/localize/translate/<int:translation_id>/machine_translate/",
)


def right_for(path: str, route: str = "") -> str | None:
    """What opens the room of an address (``/admin/…``) that fits ``route``; None where there is no room."""
    below = path.removeprefix(ADMIN)
    if not below:
        return EVERY_ROLE
    if route.startswith(CORRIDORS):
        return None
    return next((right for room, right in ROOMS.items() if below.startswith(room)), None)


def is_room(address: str) -> bool:
    """Whether an address of the admin that is not ours can be entered by anybody; a mere place on a page is no room."""
    path = address.partition("?")[0]
    return not path.startswith(ADMIN) or right_for(path) is not None
