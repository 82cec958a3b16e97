"""How Django finds this floor, and what its topics bring at start-up."""

from django.apps import AppConfig

from permissions.audit import triggers


class WorkflowsConfig(AppConfig):
    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be there before these can be imported.
        from permissions.access.delegating import tell_with
        from workflows.calendars.publishable import CALENDARS
        from workflows.cases.designation import KINDS
        from workflows.cases.facts import FACTS, VALUES
        from workflows.escalation.publishable import LADDERS
        from workflows.facts import catalogue
        from workflows.notifications.to_deputies import ask_for_letters
        from workflows.processes.publishable import PROCESSES
        from workflows.routing.publishable import TABLES
        from workflows.versions.publishable import register

        triggers.protect("workflows_caseevent")
        triggers.protect("workflows_snapshot")
        catalogue.register(FACTS, VALUES)
        register(CALENDARS, PROCESSES, TABLES, LADDERS, KINDS)
        tell_with(ask_for_letters)
