"""How Django finds this floor."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
