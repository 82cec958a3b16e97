"""What stays whatever an editor presses: a language without its first page has no way in."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class ByTwoEditors(PagePermissionTester):
    """Of a form: no screen of Wagtail's publishes it, takes it off the site or moves it while it is there. Editors have
    screens of their own for that, and the gate below refuses whatever a screen forgets to ask (``forms/review``)."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.page.live and bool(super().can_delete(ignore_bulk))


class AlwaysThere(PagePermissionTester):
    """Asked by every screen of Wagtail's, one page or many: what it says is changed, and it is never taken away."""

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Nor moved, of which Wagtail asks the same."""
        return False
