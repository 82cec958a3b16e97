"""Why a role, a post or a delegation is not given, or not taken back: sentences for whoever asked."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _


class Refused(ValueError):
    """Nothing is done; the message is a translated sentence that says why."""


def refusals(*checks: Callable[[], object]) -> list[str]:
    """The sentences of those checks that refuse, in their order, so that nobody corrects a row fault by fault."""
    found = []
    for check in checks:
        try:
            check()
        except Refused as error:
            found.append(str(error))
    return found


class OutOfReach(Exception):
    """Whoever acts does not manage this person, post or role: to them it is not there, and nothing is done."""


class RoleRefused(Refused):
    """The role does not exist, cannot be held at an agency of this kind or for this span; the message says which."""


class SeatRefused(Refused):
    """Someone cannot sit in a post, or be away, for this span."""


class BodyRefused(Refused):
    """A body that cannot be made, renamed, moved or closed so."""


class PostRefused(Refused):
    """A post that cannot be made, renamed or closed so."""


class DelegationRefused(Refused):
    """What is not lent: the wrong role, the wrong deputy, the wrong span, or in a circle."""


class LastAdministrator(Refused):
    """Fewer than two would be left who may manage people without an end to it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Fewer than two people would be left who may manage people without an end date, and what takes two "
                "could never be done again. Make somebody else an administrator first."
            )
        )


class ProposalRefused(Refused):
    """A proposal that cannot be made, confirmed, refused or withdrawn; the message says why."""


class LinkRefused(Refused):
    """A one-time link that opens nothing: whoever holds it is not told which of the reasons it is."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This link cannot be used: it has been used already, it is older than 72 hours, or a newer one has "
                "taken its place. Ask whoever sent it to you for a new one."
            )
        )
