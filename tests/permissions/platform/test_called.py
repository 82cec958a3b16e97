"""What the platform is called: said by its administrators, known to each process, never in the way of a page."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from permissions.access.errors import BodyRefused, OutOfReach
from permissions.access.naming import name_platform
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.platform import called
from permissions.platform.called import is_named, platform_name
from permissions.platform.models import Platform
from tests.scenes import country, hire

pytestmark = pytest.mark.django_db
NAME = {"ar": "ميزان", "en": "Mizan"}


@pytest.fixture(autouse=True)
def _asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(called, "known", called.Known())


def test_until_somebody_says_otherwise_it_is_called_as_it_comes() -> None:
    assert not is_named()
    for language, name in (("ar", "إنصاف"), ("en", "Insaf")):
        with override(language):
            assert platform_name() == name


def test_what_is_said_is_read_at_once_and_stands_in_the_trail() -> None:
    assert platform_name()
    assert name_platform(NAME, actor=Actor.operator)
    assert (platform_name("ar"), platform_name("en")) == ("ميزان", "Mizan")
    assert not name_platform(NAME, actor=Actor.operator)
    assert name_platform({**NAME, "en": "Scales"}, actor=Actor.operator)
    said = AuditEntry.objects.filter(verb="platform_named").order_by("sequence").values_list("data", flat=True)
    assert [each.get("before") for each in said] == [None, NAME]


def test_a_process_asks_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        for _number in range(3):
            platform_name()


def test_what_another_process_said_is_known_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    platform_name()
    Platform.objects.create(pk=Platform.THE_ONE, name=NAME)
    assert platform_name("en") == "Insaf"
    later = called.known.until + 1
    monkeypatch.setattr("permissions.platform.called.time.monotonic", lambda: later)
    assert platform_name("en") == "Mizan"


def test_while_the_database_does_not_answer_the_last_name_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    name_platform(NAME, actor=Actor.operator)
    assert platform_name("en") == "Mizan"
    called.forget()

    def fail(*_args: object, **_named: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(Platform.objects, "filter", fail)
    assert platform_name("en") == "Mizan"


@pytest.mark.parametrize("name", [{"en": "Mizan"}, {"ar": "ميزان", "en": "x" * 26}, {"ar": "ميزان", "en": "a\nb"}])
def test_what_is_no_name_is_refused(name: dict[str, str]) -> None:
    with pytest.raises(BodyRefused):
        name_platform(name, actor=Actor.operator)
    assert not Platform.objects.exists()


def test_nobody_else_says_it() -> None:
    land = country()
    hire(land, "agency_administrator", "moh", username="admin-moh")
    for who in ("admin-moh", "officer-central"):
        with pytest.raises(OutOfReach):
            name_platform(NAME, actor=land.actor(who))
