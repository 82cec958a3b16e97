"""How Django finds this floor, and what it tells the floors below at start-up."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        # Models must be there before these can be imported.
        from portal.letters import case_link, staff_language
        from workflows.notifications.addresses import addresses

        addresses.case_link = case_link
        addresses.staff_language = staff_language
