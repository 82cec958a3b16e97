"""Who acts: one small value that every write is given, a person or a machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

ActorKind = Literal["citizen", "staff", "clock", "api", "operator"]


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of a change.

    ``user_id`` names a staff member, ``case_id`` the one case whose secret a citizen has proved,
    ``client`` a machine that calls the API. The operator is whoever runs set-up commands on the server.
    ``beside`` names the other one, where two members of staff do together what neither may do alone.
    """

    kind: ActorKind
    user_id: int | None = None
    case_id: int | None = None
    client: str = ""
    beside: int | None = None

    clock: ClassVar[Actor]
    operator: ClassVar[Actor]

    @classmethod
    def staff(cls, user_id: int) -> Actor:
        return cls("staff", user_id=user_id)

    @classmethod
    def two(cls, user_id: int, beside: int) -> Actor:
        """The one who confirms, and the one who had proposed it."""
        return cls("staff", user_id=user_id, beside=beside)

    @classmethod
    def citizen(cls, case_id: int | None = None) -> Actor:
        """A citizen; with ``case_id`` one who has proved the secret of that case."""
        return cls("citizen", case_id=case_id)

    @classmethod
    def api(cls, client: str) -> Actor:
        return cls("api", client=client)


Actor.clock = Actor("clock")
Actor.operator = Actor("operator")
