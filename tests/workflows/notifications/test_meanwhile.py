"""What happens while letters leave one after the other: rights are those of the moment in which each is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from permissions.access.services import revoke
from permissions.actors import Actor
from tests.scenes import Country, country, file_case
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.letter import Reader, WrittenLetter
from workflows.notifications.transports import TRANSPORTS

pytestmark = pytest.mark.django_db


class SlowServer:
    """A mail server during whose first letter something happens."""

    to_staff = True

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self.reached: list[str] = []
        self.meanwhile = meanwhile

    def ready(self) -> bool:
        return True

    def address_of(self, reader: Reader) -> str:
        return reader.email

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        self.reached.append(address)
        if len(self.reached) == 1:
            self.meanwhile()


def accusing(land: Country, case: Case) -> None:
    action = SetParties(parties=(Concerned(agency_id=land.agencies["moh"].pk),), reason="ورد في الشكوى")
    apply(case.pk, action, actor=land.actor("officer-central"))


def revoking(land: Country, case: Case) -> None:
    revoke(user=land.people["officer-moh"], role="liaison", agency=land.agencies["moh"], actor=Actor.operator)


@pytest.mark.parametrize("meanwhile", [accusing, revoking])
def test_whoever_is_shut_out_while_the_letter_before_leaves_gets_none(
    meanwhile: Callable[[Country, Case], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    land = country()
    file_case(agency="moe")
    case = file_case()
    server = SlowServer(lambda: meanwhile(land, case))
    monkeypatch.setitem(TRANSPORTS, "email", server)
    deliver_waiting()
    assert server.reached[0] == "officer-moe@example.org"
    assert "officer-moh@example.org" not in server.reached
