"""``manage.py first_administrator E-MAIL E-MAIL``: invites the two who can then let in all others."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from permissions.writing import written_moment
from portal.operations.set_up.administrators import NotInvited, Told, invite_first


class Command(BaseCommand):
    help = (
        "Invite the first two administrators by one-time links, printed here and sent by email where that is set up. "
        "Again with the same addresses: new links for those who have not accepted. Needs set_up first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("emails", nargs=2, metavar="E-MAIL", help="the address of one of the two")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            invited = invite_first(options["emails"])
        except NotInvited as error:
            raise CommandError(str(error)) from error
        for told in invited:
            for line in lines(told):
                self.stdout.write(line)
        self.stdout.write("Until both have accepted, the admin shows them who is still missing, and nothing else.")


def lines(told: Told) -> list[str]:
    """What the operator is told of one whom they have invited: the link is shown here, and nowhere again."""
    if told.invitation is None:
        return [f"{told.email} has accepted already."]
    with override("en"):
        until = written_moment(told.invitation.until)
    sent = "sent by email" if told.sent else "not sent by email: pass it on in a safe way"
    return [f"{told.email}, once, until {until}, {sent}:", told.invitation.link]
