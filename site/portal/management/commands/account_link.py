"""``manage.py account_link USER-NAME``: a one-time link for somebody whom no letter reaches."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from permissions.actors import Actor
from permissions.people.models import User
from permissions.writing import written_moment
from portal.operations.inviting import invite_owner
from workflows.transactions.turn import write_transaction


class Command(BaseCommand):
    help = (
        "Print a one-time link by which the owner of an account chooses a password, for where no email can be sent: "
        "pass it on in a safe way. The former links of the account are void, and the trail says that it was made."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", metavar="USER-NAME")

    def handle(self, *_args: Any, **options: Any) -> None:
        owner = User.objects.filter(username__iexact=options["username"]).first()
        if owner is None:
            raise CommandError(f"There is no account with the user name {options['username']}.")
        if not owner.is_active:
            raise CommandError(f"The account {owner.username} is switched off. An administrator switches it on.")
        with write_transaction():
            invitation = invite_owner(owner, actor=Actor.operator)
        with override("en"):
            self.stdout.write(f"{owner.username}, once, until {written_moment(invitation.until)}:")
        self.stdout.write(invitation.link)
