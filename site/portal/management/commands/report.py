"""``manage.py report``: the prime minister's reports as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from permissions.translated_text import languages
from portal.operations.reporting import write_report
from workflows.reports.freezing import RegisterDiffers
from workflows.reports.pdf import PangoMissing
from workflows.reports.period import NotReportable


class Command(BaseCommand):
    requires_system_checks = ()  # they load all screens, 80 MB and seconds, of which a report needs none
    help = "Writes the monthly or yearly report: `report monthly 2026-10 --language ar --output october.pdf`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=["monthly", "yearly"])
        parser.add_argument("period", help="a month like 2026-10, or a year like 2026")
        parser.add_argument("--language", choices=languages(), default="ar")
        parser.add_argument("--output", required=True, type=Path, help="FILE.pdf the report, FILE.xlsx its register")
        parser.add_argument("--cut-off", help="an ISO time up to which is counted (the platform's, without an offset)")

    def handle(self, *_args: Any, **options: Any) -> None:
        names = ("kind", "period", "language", "output", "cut_off")
        try:
            snapshot = write_report(**{name: options[name] for name in names})
        except RegisterDiffers as error:
            raise CommandError("The diary gives another register than was frozen: run `verify`.") from error
        except (NotReportable, PangoMissing, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{options['output']}: {snapshot.kind} {snapshot.period}, cut-off {snapshot.cut_off.isoformat()}, "
            f"{snapshot.register_rows} rows in the register, checksum {snapshot.checksum}"
        )
