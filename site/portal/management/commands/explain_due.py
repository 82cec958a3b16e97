"""``manage.py explain_due TRACKING``: why a case is due when it is, day by day."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.agencies.levels import level_name
from permissions.now import now
from permissions.translated_text import in_language
from permissions.writing import written_due
from portal.case_shown.limit import limit_of
from portal.case_shown.why_ladder import why_ladder
from portal.desk.standing import why_of
from workflows.cases.models import Case, Work
from workflows.cases.rules import Rules
from workflows.cases.state import State, lock
from workflows.cases.tracking import normal_tracking
from workflows.transactions.turn import write_transaction


class Command(BaseCommand):
    help = "Why a case is due when it is, day by day; of each body that works on it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tracking", help="the number of the case")
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])

    def handle(self, *args: object, tracking: str, language: str, **options: object) -> None:
        with write_transaction(), override(language):
            case = Case.objects.filter(tracking=normal_tracking(tracking)).first()
            if case is None:
                raise CommandError(f"There is no case {tracking}.")
            [state] = lock([case.pk])
            if not state.open_works:
                self.stdout.write(f"{case.tracking}: closed, nothing is due.")
            for work in state.open_works:
                self._explain(state, work)
            if limit := limit_of(state):
                self.stdout.write(_("To be decided by: %(when)s") % {"when": limit.words or "–"})

    def _explain(self, state: State, work: Work) -> None:
        """One piece of work: where it lies and when it is due, then a line a day and their sum."""
        due = written_due(work.due, by_day=work.due_by_day) if work.due is not None else "–"
        place = f"{in_language(work.agency.name)}, {level_name(work.level, work.agency.role)}"
        self.stdout.write(f"{state.case.tracking} · {place}: {due}")
        if words := why_ladder(state, work, Rules(at=now())):
            self.stdout.write(f"  {words}")
        shown = why_of(state, work)
        if shown is None:
            return
        self.stdout.write(f"  {shown['intro']}")
        for row in shown["rows"]:
            self.stdout.write(f"  {row['weekday_words']:<16} {row['reason'] or row['counted_words']}")
        self.stdout.write(f"  = {shown['total_words']} · {shown['foot']}")
