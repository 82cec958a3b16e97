"""Past cases once they are loaded: opened by number and secret, with their files, and nobody is told of them."""

from __future__ import annotations

from http import HTTPStatus
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from permissions.now import standing_at
from portal.operations.demo_world.cases.loading import Loader
from portal.operations.verifying import everything
from tests.seeded_site import pages
from tests.site.portal.operations.demo_world.cases.lived import UNTIL, load, load_world
from workflows.cases.models import Case, File
from workflows.cases.tracking import find_case, secret_for
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> None:
    load_world()


def test_number_and_secret_open_a_case_and_a_wrong_secret_does_not(client: Client) -> None:
    pages()
    load(12)
    for case in Case.objects.all():
        secret = secret_for(case.channel, case.idempotency_key, settings.FIELD_KEYS[0])
        assert find_case(case.tracking, secret) == case
        assert find_case(case.tracking, secret[::-1]) is None
    given = {"tracking": case.tracking, "secret": secret}
    answer = client.post("/ar/track/", given, follow=True)
    assert answer.status_code == HTTPStatus.OK
    assert f'data-status="{case.status}"' in answer.content.decode()


def test_no_letter_of_the_past_is_sent(mailoutbox: list[object]) -> None:
    load(40)
    with standing_at(UNTIL):
        call_command("sweep", stdout=(out := StringIO()))
    assert '"delivered": 0' in out.getvalue()
    assert '"due": 0' in out.getvalue()
    assert mailoutbox == []
    assert OutboxEntry.objects.count() > 40
    assert not OutboxEntry.objects.waiting().exists()


def test_letters_of_the_past_that_nothing_would_have_taken_are_not_noted_as_delivered() -> None:
    load(120)
    to_citizens = OutboxEntry.objects.filter(audience="citizen")
    unreached = to_citizens.filter(case__person__email="")
    assert 0 < unreached.count() < to_citizens.count()
    assert not unreached.exclude(delivered_at=None).exists()
    assert not to_citizens.exclude(case__person__email="").filter(delivered_at=None).exists()


def test_files_lie_in_the_private_storage() -> None:
    with standing_at(UNTIL):
        loader = Loader.standing_at(UNTIL, seed=1)
        numbers = [number for number in range(1, 600) if loader.almanac.draw(number).submission.files][:4]
        loader.load(numbers)
    assert File.objects.count() >= 4
    assert list(everything()) == []


@pytest.mark.parametrize("cases", ["-1", "many"])
def test_a_number_that_is_none_is_refused(cases: str) -> None:
    with pytest.raises(CommandError, match="--cases"):
        call_command("demo_world", "--cases", cases)
