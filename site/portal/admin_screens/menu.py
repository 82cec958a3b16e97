"""An entry of the admin's menu that only those see who have the right."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from permissions.access.decide import Held
from portal.admin_screens.screen import held_in, holds


class RightMenuItem(MenuItem):
    """Shown to whoever holds ``right`` at some agency."""

    def __init__(self, *args: Any, right: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right = right

    def is_shown(self, request: HttpRequest) -> bool:
        return self.shown_to(held_in(request))

    def shown_to(self, held: Held) -> bool:
        """Whether someone with these rights sees it."""
        return holds(held, self.right)
