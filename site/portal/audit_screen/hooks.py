"""Where the audit trail hangs in the admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import READ_AUDIT
from portal.admin_screens.menu import RightMenuItem


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/audit/``."""
    return [path("audit/", include(("portal.audit_screen.urls", "audit")))]


def entry() -> RightMenuItem:
    """The trail, for auditors."""
    return RightMenuItem(
        _("Audit trail"), reverse("audit:all"), name="audit", icon_name="clipboard-list", order=35, right=READ_AUDIT
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
