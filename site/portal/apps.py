"""How Django finds this floor, and what its topics hang into the admin."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        # Wagtail looks for hooks in whole apps; ours lie with the topic they belong to.
        for hooks in ("admin_screens.theme", "desk.hooks", "studio.hooks"):
            import_module(f"portal.{hooks}")
