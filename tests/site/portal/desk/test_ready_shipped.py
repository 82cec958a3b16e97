"""The ready answers that Insaf comes with: they hold in any country, and are there or offered."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from portal.desk.models import ReadyAnswer
from portal.desk.ready import BLANK, PLACES, WRITES
from portal.desk.ready_shipped import shipped
from portal.management.commands import set_up as command
from tests.scenes import Country, country
from tests.site.portal.signed_in import client_of, page
from workflows.notifications.wording.placeholders import is_broken, places

pytestmark = pytest.mark.django_db
LIST = "/admin/desk/ready/"


@pytest.fixture
def land() -> Country:
    return country()


def test_insaf_comes_with_twenty_a_language_that_hold_everywhere(land: Country) -> None:
    rows = shipped()
    assert Counter(answer.language for answer in rows) == {"ar": 20, "en": 20}
    assert len({answer.key for answer in rows}) == 40
    for answer in rows:
        assert set(places(answer.text)) <= {*PLACES, BLANK}
        assert not is_broken(answer.text)
        assert answer.outcome != "refused"
        assert answer.act in WRITES
        assert (answer.act == "decide") == bool(answer.outcome)
    mine = client_of(land, "officer-moh")
    assert "The platform comes with" not in page(mine.get(LIST)), "who does not share for all takes none over"
    mine.post(LIST)
    assert not ReadyAnswer.objects.exists()
    central = client_of(land, "officer-central")
    assert "The platform comes with 20" in re.sub("</?bdi>", "", page(central.get(LIST)))
    assert central.post(LIST).status_code == 302
    assert ReadyAnswer.objects.count() == 40
    assert "The platform comes with" not in page(central.get(LIST))


def test_a_new_installation_has_them_and_another_is_only_offered_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "set_up", lambda _say: None)
    monkeypatch.setattr(command, "is_set_up", lambda: True)
    call_command("set_up", stdout=StringIO())
    assert not ReadyAnswer.objects.exists()
    monkeypatch.setattr(command, "is_set_up", lambda: False)
    call_command("set_up", stdout=StringIO())
    assert ReadyAnswer.objects.count() == 40
