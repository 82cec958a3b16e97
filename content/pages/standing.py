"""What stays whatever an editor presses: a language without its first page has no way in."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class AlwaysThere(PagePermissionTester):
    """Asked by every screen of Wagtail's, one page or many: what it says is changed, and it is never taken away."""

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Nor moved, of which Wagtail asks the same."""
        return False
