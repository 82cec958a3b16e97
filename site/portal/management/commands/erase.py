"""``manage.py erase TRACKING``: one case's words, files and identities, for good."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from portal.operations.erasing import erase
from workflows.cases.errors import NotPossible
from workflows.cases.models import AtWhoseWish, Case
from workflows.cases.tracking import normal_tracking


class Command(BaseCommand):
    help = (
        "Erase what was said in one closed request, its files and who filed it, for good. Its number, what happened "
        "when, and every figure stay. Not under a legal hold. Whoever may erase in the admin is told, and the audit "
        "trail says that it was done on the machine."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tracking", metavar="TRACKING", help="the number of the request")
        parser.add_argument(
            "--wish",
            choices=AtWhoseWish.values,
            default=AtWhoseWish.OTHER.value,
            help="at whose wish: of whoever filed it, of a court, or of somebody else (the default)",
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: object, tracking: str, wish: str, yes: bool, **options: object) -> None:
        case = Case.objects.select_related("kind").filter(tracking=normal_tracking(tracking)).first()
        if case is None:
            raise CommandError(f"There is no request {tracking}.")
        if not yes:
            self._ask(case)
        with override("en"):
            try:
                told = erase(case, wish=wish)
            except NotPossible as refusal:
                raise CommandError(f"{case.tracking} was not erased. {refusal}") from refusal
        self.stdout.write(f"{case.tracking}: erased. {told} people who may erase are told.")

    def _ask(self, case: Case) -> None:
        """Whoever means it types the number once more, as on the screen of those who may erase."""
        if not sys.stdin.isatty():
            raise CommandError("There is no terminal on which to ask whether you mean it: say --yes.")
        self.stdout.write("What was said, all files and who filed it are erased for good: nobody can bring them back.")
        self.stdout.write(f"Type {case.tracking} to erase it: ", ending="")
        self.stdout.flush()
        if normal_tracking(sys.stdin.readline()) != case.tracking:
            raise CommandError("Nothing was erased.")
