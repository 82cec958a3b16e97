"""``manage.py demo_world``: loads the demo world."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.operations.demo_world.loading import load_demo_world


class Command(BaseCommand):
    help = "Load the demo world: agencies, people, request kinds, published rules, pages and forms. Safe to run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.INSAF_ENV == "production":
            raise CommandError(
                "The demo world is refused in production: its accounts share one known password. "
                "Set INSAF_ENV=demo where you want it."
            )
        load_demo_world(self.stdout.write)
