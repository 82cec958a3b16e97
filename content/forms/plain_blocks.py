"""Wagtail's small blocks, as people read them where two versions of a page are compared: no ``False``, no ``None``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from wagtail import blocks


class TickBlock(blocks.BooleanBlock):
    """Ticked or not."""

    canonical_module_path = "wagtail.blocks.BooleanBlock"  # to migrations it is the library's own

    def render_basic(self, value: Any, context: Any = None) -> str:
        return gettext("yes") if value else gettext("no")


class BoundBlock(blocks.DecimalBlock):
    """A number, or nothing."""

    canonical_module_path = "wagtail.blocks.DecimalBlock"

    def render_basic(self, value: Any, context: Any = None) -> str:
        return "" if value is None else str(value)


class DayBlock(blocks.DateBlock):
    """A day, or nothing."""

    canonical_module_path = "wagtail.blocks.DateBlock"

    def render_basic(self, value: Any, context: Any = None) -> str:
        return "" if value is None else str(value)
