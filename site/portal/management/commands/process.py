"""``manage.py process export | import | check``: processes as files of BPMN 2.0."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from permissions.actors import Actor
from permissions.translated_text import languages
from portal.studio.bpmn_screen import grouped, note_of_file, written_file
from portal.studio.new_form import KEY, RESERVED
from workflows.notifications.addresses import addresses
from workflows.processes.bpmn.drawing import NotDrawn
from workflows.processes.bpmn.elements import MOST_BYTES, NotTaken
from workflows.processes.bpmn.reading import Brought, from_bpmn
from workflows.processes.publishable import warnings
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.raw import Malformed
from workflows.versions.references import problems
from workflows.versions.services import draft, wait_for_others


class Command(BaseCommand):
    help = (
        "Processes as files of BPMN 2.0, as in the studio. `export KEY` writes the one in force, `check FILE` says "
        "what of a file runs here and what stands against publishing it (exit 1 then), `import FILE` begins a draft "
        "with it, which an owner publishes: nothing is in force before."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        export = parts.add_parser("export", help="write the version of a process that is in force")
        export.add_argument("key", metavar="KEY", help="its key, as in the studio's addresses")
        export.add_argument("--format", choices=["bpmn"], default="bpmn")
        export.add_argument("--language", choices=languages(), default="ar", help="that of the labels")
        export.add_argument("--output", type=Path, metavar="FILE", help="standard output if it is not said")
        for name, said in (("check", "say what of a file runs here"), ("import", "begin a draft with a file")):
            part = parts.add_parser(name, help=said)
            part.add_argument("file", type=Path, metavar="FILE")
            part.add_argument("--key", default="", help="of which process; what the file says if it is not said")

    def handle(self, *_args: Any, part: str, **options: Any) -> None:
        if part == "export":
            self._export(options["key"], options["language"], options["output"])
            return
        with override("en"):
            brought = _read(options["file"])
            key = options["key"] or brought.key
            if part == "check":
                self._check(brought, key)
            else:
                self._import(brought, key, options["file"].name)

    def _export(self, key: str, language: str, output: Path | None) -> None:
        version = Version.objects.filter(subject=Subject.PROCESS, key=key, status=VersionStatus.PUBLISHED).first()
        if version is None:
            raise CommandError(f"No process with the key {key} is in force.")
        try:
            with override(language):
                content = written_file(version)
            if output is None:
                self.stdout.write(content.decode(), ending="")
            else:
                output.write_bytes(content)
        except (NotDrawn, Malformed) as error:
            raise CommandError(f"{key} cannot be drawn: a way of its steps leads nowhere.") from error
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from error

    def _check(self, brought: Brought, key: str) -> None:
        self._say(brought)
        found = problems(Subject.PROCESS, key, brought.definition)
        for sentence in found:
            self.stdout.write(f"To be put right before it is published: {sentence}")
        for sentence in warnings(key, brought.definition):
            self.stdout.write(f"To know before it is published: {sentence}")
        if found:
            raise CommandError(f"{len(found)} problems", returncode=1)
        self.stdout.write("It can be published as it is.")

    def _import(self, brought: Brought, key: str, name: str) -> None:
        if not KEY.fullmatch(key) or key in RESERVED:
            raise CommandError("Say with --key which process it is: small Latin letters, digits and hyphens.")
        self._say(brought)
        with write_transaction():
            wait_for_others()
            begun = draft(
                subject=Subject.PROCESS,
                key=key,
                definition=brought.definition,
                note=note_of_file(name, brought.unrun),
                actor=Actor.operator,
            )
        self.stdout.write(f"{key}: draft {begun.number}. Nothing is in force yet. {addresses.draft_link(begun.pk)}")

    def _say(self, brought: Brought) -> None:
        self.stdout.write(f"{len(brought.taken)} steps.")
        for _element, said, them in grouped(brought.unrun):
            self.stdout.write(f"Not as in the file: {'; '.join(each.named for each in them)}: {said}")


def _read(file: Path) -> Brought:
    try:
        with file.open("rb") as there:
            return from_bpmn(there.read(MOST_BYTES + 1), named=file.stem)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
    except NotTaken as error:
        raise CommandError(f"{file} is not taken. {error}") from error
