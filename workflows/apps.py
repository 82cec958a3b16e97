"""How Django finds this floor, and what its topics bring at start-up."""

from django.apps import AppConfig

from permissions.audit import triggers


class WorkflowsConfig(AppConfig):
    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be there before these can be imported.
        from permissions.access.delegating import tell_with
        from workflows.calendars.check import problems as check_calendar
        from workflows.cases.designation import check_kind, put_in_force
        from workflows.cases.facts import FACTS, VALUES
        from workflows.cases.sealing import check_process_and_seal, check_routing_and_seal
        from workflows.escalation.checks import check_ladder
        from workflows.facts.catalogue import register
        from workflows.notifications.to_deputies import ask_for_letters
        from workflows.versions.checks import check_with
        from workflows.versions.effects import follow_with
        from workflows.versions.models import Subject

        triggers.protect("workflows_caseevent")
        triggers.protect("workflows_snapshot")
        register(FACTS, VALUES)
        check_with(Subject.CALENDAR, check_calendar)
        check_with(Subject.LADDER, check_ladder)
        check_with(Subject.PROCESS, check_process_and_seal)
        check_with(Subject.ROUTING, check_routing_and_seal)
        check_with(Subject.KIND, check_kind)
        tell_with(ask_for_letters)
        follow_with(Subject.KIND, put_in_force)
