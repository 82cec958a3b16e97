"""How Django finds this floor."""

from django.apps import AppConfig
from wagtail.signals import page_published


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported here because it needs the loaded tables.
        from content.pages.translation import keep_source_in_step

        page_published.connect(keep_source_in_step, dispatch_uid="keep_source_in_step")
