"""An entry of the admin's menu that only those see who have the right."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from permissions.access.decide import Held
from permissions.writing import written_number
from portal.admin_screens.screen import held_in, holds

COUNTED_TO: Final = 99


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


class CountedMenuItem(RightMenuItem):
    """Its words say how many things wait for whoever asks. Entries are shared by all: the request keeps the count."""

    def waiting(self, request: HttpRequest) -> int:
        """How many, up to one more than ``COUNTED_TO``; 0 for whoever it is not for."""
        raise NotImplementedError  # each such entry says it; Wagtail's metaclass takes no abstract methods

    def words(self, count: str) -> str:
        """What it is called with a count."""
        raise NotImplementedError  # as above

    def says(self, request: HttpRequest) -> int:
        kept = f"_insaf_waiting_{self.name}"
        if not hasattr(request, kept):
            setattr(request, kept, self.waiting(request))
        count: int = getattr(request, kept)
        return count

    def render_component(self, request: HttpRequest) -> Any:
        count = self.says(request)
        if not count:
            return super().render_component(request)
        words = self.words(f"{COUNTED_TO}+" if count > COUNTED_TO else written_number(count))
        return LinkMenuItem(self.name, words, self.url, icon_name=self.icon_name, attrs=self.attrs)
