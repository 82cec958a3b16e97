"""``manage.py another_administrator E-MAIL``: for when fewer than two are left, who could make no other."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.management.commands.first_administrator import lines
from portal.operations.set_up.administrators import NotInvited, invite_another


class Command(BaseCommand):
    help = (
        "Make one more administrator where fewer than two are left: what reaches sealed cases, identities, the trail "
        "or the roles takes two. The one-time link is printed, and sent by email where that is set up; whoever has a "
        "password already needs none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="E-MAIL", help="their address, which is their user name")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            told = invite_another(options["email"])
        except NotInvited as error:
            raise CommandError(str(error)) from error
        if told.invitation is None:
            self.stdout.write(f"{told.email} is an administrator now and signs in as before.")
            return
        for line in lines(told):
            self.stdout.write(line)
