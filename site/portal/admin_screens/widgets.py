"""Wagtail's widgets without the script that it writes beside each: browsers here run none that stands in a page."""

from __future__ import annotations

import json
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput
from wagtail.admin.widgets.chooser import BaseChooser

DATES: Final = (
    (AdminDateInput, "date", "date"),
    (AdminDateTimeInput, "datetime-local", "datetime"),
    (AdminTimeInput, "time", "time"),
)


def native_dates() -> None:
    """Have dates and times asked by the browser's own fields, which also speak the reader's language."""
    for widget, kind, template in DATES:
        widget.input_type = kind
        widget.template_name = f"django/forms/widgets/{template}.html"


def choosers_by_script() -> None:
    """Have choosers say beside them what ``js/admin-choosers.js`` then starts."""
    BaseChooser.render = _render


def _render(self: BaseChooser, name: str, value: Any, attrs: dict[str, Any], renderer: Any = None) -> SafeString:
    """As Wagtail's own, with an element in the place of its script."""
    data = self.get_value_data(value)
    options = self.get_js_init_options(attrs["id"], name, data)
    return format_html(
        '{}<span hidden data-chooser="{}" data-of="{}" data-options="{}"></span>',
        self.render_html(name, data, attrs),
        self.js_constructor,
        attrs["id"],
        json.dumps(options),
    )
