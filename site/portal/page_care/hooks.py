"""Where the care of pages hangs in the admin: its address and its entry among the reports."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from content.forms.review.services import waiting_reviews
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.menu import CountedMenuItem, RightMenuItem
from portal.page_care.form_begin import instead_of_an_empty_form
from portal.page_care.form_copy import instead_of_copying
from portal.page_care.form_editing import (
    button_to_review,
    drafts_alone,
    for_second_editors,
    instead_of_publishing,
    ready_in_place_of_publishing,
    to_review,
)


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/page-care/``."""
    return [path("page-care/", include(("portal.page_care.urls", "page_care")))]


def entry() -> RightMenuItem:
    """What lacks a translation, leads nowhere, or was of no use."""
    return RightMenuItem(
        _("Care of pages"), reverse("page_care:all"), name="page-care", icon_name="check", order=10, right=EDIT_PAGES
    )


def contacts_entry() -> RightMenuItem:
    """How agencies are reached."""
    return RightMenuItem(
        _("Agency contacts"),
        reverse("page_care:contacts"),
        name="agency-contacts",
        icon_name="site",
        order=111,
        right=EDIT_PAGES,
    )


class FormsEntry(CountedMenuItem):
    """The entry says how many forms other editors have made ready."""

    def waiting(self, request: HttpRequest) -> int:
        mine = int(request.user.pk or 0)
        return waiting_reviews().exclude(ready_by=mine).count() if self.is_shown(request) else 0

    def words(self, count: str) -> str:
        return _now("Forms (%(count)s)") % {"count": count}


def forms_entry() -> RightMenuItem:
    """The forms that take two editors."""
    return FormsEntry(
        _("Forms"), reverse("page_care:forms"), name="form-reviews", icon_name="form", order=110, right=EDIT_PAGES
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_reports_menu_item", entry)
hooks.register("register_admin_menu_item", forms_entry)
hooks.register("register_admin_menu_item", contacts_entry)
hooks.register("before_copy_page", instead_of_copying)
hooks.register("before_create_page", instead_of_an_empty_form)
hooks.register("before_edit_page", instead_of_publishing)
hooks.register("before_create_page", drafts_alone)
hooks.register("after_edit_page", to_review)
hooks.register("after_create_page", to_review)
hooks.register("construct_page_action_menu", ready_in_place_of_publishing)
hooks.register("register_page_header_buttons", button_to_review)
hooks.register("construct_homepage_panels", for_second_editors)
