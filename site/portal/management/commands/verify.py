"""``manage.py verify``: names every inconsistency; exit 1 if there is any."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from portal.operations.verifying import everything


class Command(BaseCommand):
    help = "Walks the diary, the audit chain, work, deadlines and files, and names every inconsistency."

    def handle(self, *args: object, **options: object) -> None:
        count = 0
        for problem in everything():
            count += 1
            self.stdout.write(problem)
        if count:
            raise CommandError(f"{count} inconsistencies", returncode=1)
        self.stdout.write("Everything agrees.")
