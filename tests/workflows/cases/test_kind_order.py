"""The order of the kinds is published as a whole."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from tests.scenes import Country, publish_one
from workflows.cases.kind_order import KEY, as_it_stands
from workflows.cases.models import RequestKind
from workflows.versions.errors import NotPublishable, StillNamed
from workflows.versions.selectors import published
from workflows.versions.services import republish, retire

pytestmark = pytest.mark.django_db


def order() -> list[str]:
    return list(RequestKind.objects.values_list("code", flat=True))


def test_kinds_that_it_does_not_name_come_after_as_they_stood(land: Country) -> None:
    before = order()
    publish_one("order", KEY, {**as_it_stands(), "kinds": before[3:1:-1]})
    assert order() == [before[3], before[2], before[0], before[1], *before[4:]]
    first = published("order", KEY)
    publish_one("order", KEY, {**as_it_stands(), "kinds": before})
    assert order() == before
    republish(first.pk, actor=Actor.operator)
    assert order()[:2] == [before[3], before[2]]
    with pytest.raises(StillNamed):
        retire(published("order", KEY).pk, actor=Actor.operator)


@pytest.mark.parametrize("kinds", [["complaint", "complaint"], ["atlantis"], None, 7])
def test_a_kind_that_is_not_there_or_stands_twice_is_refused(land: Country, kinds: object) -> None:
    before = order()
    with pytest.raises(NotPublishable):
        publish_one("order", KEY, {**as_it_stands(), "kinds": kinds})
    assert order() == before
