"""How Django finds this floor, what it tells the floors below at start-up, and what it hangs into the admin."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        # Models must be there before these can be imported.
        from portal.letters import case_link, contact_link, custodian_link, lent_link, staff_language
        from portal.queue.bell import Ring
        from workflows.notifications.addresses import addresses
        from workflows.outbox.hook import ring_with

        addresses.case_link = case_link
        addresses.custodian_link = custodian_link
        addresses.lent_link = lent_link
        addresses.contact_link = contact_link
        addresses.staff_language = staff_language
        ring_with(Ring("workflows.notifications.deliver.deliver_waiting"))
        # Wagtail looks for hooks in whole apps; ours lie with the topic they belong to.
        for hooks in (
            *("desk.hooks", "identities.hooks", "studio.hooks", "reports.hooks"),
            *("people_admin.hooks", "audit_screen.hooks", "who_may_what.hooks"),
        ):
            import_module(f"portal.{hooks}")
