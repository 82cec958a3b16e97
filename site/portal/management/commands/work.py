"""``manage.py work``: keeps the clock going."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from portal.operations.working import work


class Command(BaseCommand):
    help = "Runs a pass of the clock and the outbox each minute, until SIGTERM or Ctrl-C."

    def handle(self, *args: object, **options: object) -> None:
        work()
