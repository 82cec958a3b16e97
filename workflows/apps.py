"""How Django finds this floor, and which of its tables are append-only."""

from django.apps import AppConfig

from permissions.audit import triggers


class WorkflowsConfig(AppConfig):
    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        triggers.protect("workflows_caseevent")
