"""``manage.py personal_data E-MAIL``: what is known of a person, as the file that citizens get of themselves."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from permissions.now import now
from permissions.writing import local
from portal.citizen.personal_data import Known, hand_out, known_by


class Command(BaseCommand):
    help = (
        "Write what is known of whoever has an email address into a ZIP, as citizens get it of themselves: their "
        "requests with all that they gave and were told, their files, and the account by which they sign in. The "
        "audit trail says which requests were read so. Whoever is named on the requests of others is not found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="E-MAIL")
        parser.add_argument(
            "--output", type=Path, metavar="FILE", help="where it goes, for this account alone; here if it is not said"
        )
        parser.add_argument(
            "--hidden",
            action="store_true",
            help="also sealed and confidential requests, which whoever reads that mailbox may know nothing of",
        )
        parser.add_argument(
            "--language", choices=[code for code, _name in settings.LANGUAGES], help="that of the latest request if not"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        email = options["email"].strip()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is no email address.") from error
        known = known_by(email, hidden=options["hidden"])
        if known.is_nothing:
            raise CommandError(f"Nothing is known of {email}.")
        language = options["language"] or (known.cases[-1].language if known.cases else settings.LANGUAGE_CODE)
        place = options["output"] or Path(f"personal-data-{local(now()):%Y%m%d-%H%M%S}.zip")
        try:
            out = os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        except OSError as error:
            raise CommandError(f"{place} cannot be written: {error.strerror}") from error
        try:
            with out:
                hand_out(known, out, language=language)
        except BaseException:
            place.unlink()  # half a file looks like a whole one
            raise
        self._say(known, place)

    def _say(self, known: Known, place: Path) -> None:
        account = "the account by which they sign in" if known.citizen is not None else "no account"
        self.stdout.write(f"{place}: {len(known.cases)} requests and {account}.")
        if known.left_out:
            self.stdout.write(f"Left out: {known.left_out} sealed or confidential requests (--hidden takes them in).")
        if known.unproved:
            self.stdout.write(
                "Nobody has shown by a code that the address on these is theirs; somebody else may have left it. "
                f"Look before you hand them out: {', '.join(known.unproved)}"
            )
