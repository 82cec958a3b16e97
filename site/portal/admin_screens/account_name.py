"""The name at the foot of the admin's menu: the reader's own, in the language that they read."""

from __future__ import annotations

from typing import Any

from wagtail.admin.telepath import register
from wagtail.admin.ui.sidebar import BaseSidebarAdapter, MainMenuModule


class MainMenuInLanguage(BaseSidebarAdapter):
    """Wagtail takes the column of first names, which knows one language."""

    js_constructor = "wagtail.sidebar.MainMenuModule"

    def js_args(self, obj: Any) -> list[Any]:
        menu, of_account, shown = obj.js_args()
        return [menu, of_account, {**shown, "name": str(obj.user)}]


def name_in_language() -> None:
    """Have Wagtail write the menu so."""
    register(MainMenuInLanguage(), MainMenuModule)
