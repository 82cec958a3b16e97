"""An entry of the admin's menu that only those see who have the right."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from permissions.access.decide import Held
from portal.admin_screens.screen import held_in, holds


class RightMenuItem(MenuItem):
    """Shown to whoever holds ``right`` at some agency, or another of the rights that open it (``or_right``)."""

    def __init__(self, *args: Any, right: str, or_right: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right, self.or_right = right, or_right

    def is_shown(self, request: HttpRequest) -> bool:
        return self.shown_to(held_in(request))

    def shown_to(self, held: Held) -> bool:
        """Whether someone with these rights sees it."""
        return holds(held, self.right) or bool(self.or_right and holds(held, self.or_right))

    def says(self, request: HttpRequest) -> Hashable:
        """What it shows beside what follows from the reader's rights, such as a number: the menu is kept by it."""
        return None
