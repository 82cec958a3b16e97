"""How Django finds this floor."""

from django.apps import AppConfig
from wagtail.signals import page_published


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported here because they need the loaded tables.
        from content.pages.editing_rights import give_editing_rights
        from content.pages.translation import keep_source_in_step
        from permissions.access import further_rights

        further_rights.register("editor", give_editing_rights)
        page_published.connect(keep_source_in_step, dispatch_uid="keep_source_in_step")
