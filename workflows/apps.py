"""How Django finds this floor, and what its topics bring at start-up."""

from django.apps import AppConfig

from permissions.audit import triggers


class WorkflowsConfig(AppConfig):
    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be there before these can be imported.
        from workflows.calendars.check import problems as check_calendar
        from workflows.cases.facts import FACTS
        from workflows.escalation.checks import check_ladder
        from workflows.facts.catalogue import register
        from workflows.processes.checks import check_process
        from workflows.routing.checks import check_routing
        from workflows.versions.checks import check_with
        from workflows.versions.models import Subject

        triggers.protect("workflows_caseevent")
        triggers.protect("workflows_snapshot")
        register(FACTS)
        check_with(Subject.CALENDAR, check_calendar)
        check_with(Subject.LADDER, check_ladder)
        check_with(Subject.PROCESS, check_process)
        check_with(Subject.ROUTING, check_routing)
