"""What one person alone may put in force again, and what takes two: each condition by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import standing_at
from permissions.people.models import User
from tests.scenes import LADDER, ROUTING, Country, country, hire
from workflows.cases.designation import definition_of
from workflows.cases.models import RequestKind
from workflows.cases.weakening import weakened
from workflows.escalation.definition import newest
from workflows.notifications.to_owners import written
from workflows.outbox.models import OutboxEntry
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.errors import NotAlone
from workflows.versions.models import Version
from workflows.versions.restoring import way_back
from workflows.versions.selectors import history, published
from workflows.versions.services import draft, publish, republish, restore_in_draft, retire

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 9, tzinfo=UTC)
Change = Callable[..., Version]


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def one(land: Country) -> User:
    hire(land, "owner", username="other")
    return hire(land, "owner", username="one")


@pytest.fixture
def change(land: Country, one: User) -> Change:
    """Publishes a definition by two people at an instant; gives the version that it replaced."""

    def done(definition: Any, *, subject: str = "ladder", key: str = "default", at: datetime = NOON) -> Version:
        former = published(subject, key)
        with standing_at(at):
            version = draft(subject=subject, key=key, definition=definition, actor=land.actor("one"))
            publish(version.pk, actor=land.actor("other"))
        former.refresh_from_db()
        return former

    return done


def ladder(days: int) -> dict[str, Any]:
    return {**LADDER, "rungs": [{"level": 1, "after_days": days}]}


def alone(former: Version, *, at: datetime) -> bool:
    with standing_at(at):
        return way_back(former, history(former.subject, former.key).filter(status="published").first()).alone


def test_within_a_day_one_alone_takes_a_publication_back_and_the_others_are_told(land: Country, change: Change) -> None:
    former = change(ladder(3))
    with standing_at(NOON + timedelta(hours=24)):
        again = republish(former.pk, actor=land.actor("one"))
    assert (published("ladder", "default"), again.definition) == (again, newest(LADDER))
    entry = AuditEntry.objects.get(subject="version", subject_id=again.pk)
    assert (entry.verb, entry.actor_user_id) == ("restored", land.people["one"].pk)
    letters = OutboxEntry.objects.filter(topic="rules_restored")
    assert [letter.user_id for letter in letters] == [land.people["other"].pk]
    with override("en"):
        letter = written(letters[0], "en")
    assert letter is not None
    text = letter.text.replace("\u2068", "").replace("\u2069", "")
    assert "one alone has put version 1 of the escalation ladder “Ladder” in force again, as version 3." in text


def test_after_a_day_it_takes_two(land: Country, change: Change) -> None:
    former = change(ladder(3))
    late = NOON + timedelta(hours=24, seconds=1)
    assert not alone(former, at=late)
    with standing_at(late), override("en"), pytest.raises(NotAlone, match="more than a day old"):
        republish(former.pk, actor=land.actor("one"))
    assert published("ladder", "default").number == 2
    assert not OutboxEntry.objects.filter(topic="rules_restored").exists()


def test_only_the_version_that_the_publication_replaced(land: Country, change: Change) -> None:
    first = change(ladder(3))
    second = change(ladder(4), at=NOON + timedelta(hours=1))
    soon = NOON + timedelta(hours=2)
    assert (alone(first, at=soon), alone(second, at=soon)) == (False, True)
    with standing_at(soon), pytest.raises(NotAlone):
        republish(first.pk, actor=land.actor("one"))


def test_what_one_alone_put_back_is_not_taken_back_by_one_alone(land: Country, change: Change) -> None:
    former = change(ladder(3))
    taken_back = published("ladder", "default")
    with standing_at(NOON + timedelta(hours=1)):
        republish(former.pk, actor=land.actor("one"))
        taken_back.refresh_from_db()
        with pytest.raises(NotAlone):
            republish(taken_back.pk, actor=land.actor("other"))


def test_what_was_taken_out_of_force_comes_back_by_two(land: Country, one: User) -> None:
    publish(
        draft(subject="ladder", key="spare", definition=LADDER, actor=land.actor("one")).pk, actor=land.actor("other")
    )
    gone = retire(published("ladder", "spare").pk, actor=Actor.operator)
    with override("en"), pytest.raises(NotAlone, match="Nothing is in force"):
        republish(gone.pk, actor=land.actor("one"))
    again = restore_in_draft(gone.pk, actor=land.actor("one"))
    assert (again.status, again.definition, "1" in again.note) == ("draft", gone.definition, True)
    publish(again.pk, actor=land.actor("other"))
    assert published("ladder", "spare") == again


SEALED = {"sensitive": True, "process": "rights", "routing": "sensitive", "ladder": "sensitive"}
OPEN = {"sensitive": False, "process": "complaint", "routing": "main", "ladder": "default"}


def test_a_kind_that_was_marked_sensitive_is_not_opened_again_by_one_alone(land: Country, change: Change) -> None:
    inquiry = definition_of(RequestKind.objects.get(code="inquiry"))
    former = change(inquiry | SEALED, subject="kind", key="inquiry")
    with standing_at(NOON), override("en"), pytest.raises(NotAlone, match="sensitive"):
        republish(former.pk, actor=land.actor("one"))
    assert RequestKind.objects.get(code="inquiry").sensitive


def test_a_kind_whose_mark_was_taken_off_gets_it_back_by_one_alone(land: Country, change: Change) -> None:
    rights = definition_of(RequestKind.objects.get(code="rights"))
    former = change(rights | OPEN, subject="kind", key="rights")
    with standing_at(NOON):
        republish(former.pk, actor=land.actor("one"))
    assert RequestKind.objects.get(code="rights").sensitive


def to(agency: str, key: str, **more: Any) -> dict[str, Any]:
    when = [{"fact": "subject_text", "is": "contains_any", "value": [key]}]
    return {"key": key, "name": {"ar": key, "en": key}, "when": when, "to": {"agency": agency, **more}}


def table(*rules: dict[str, Any]) -> dict[str, Any]:
    return {**ROUTING, "rules": list(rules)}


def meant_for(kind: str) -> dict[str, Any]:
    return {**newest(LADDER), "applies": {"kinds": [kind]}}


MARKED = to("rights", "torture")
KIND = {"name": {"ar": "ن", "en": "K"}}
RENAMED = {**MARKED, "name": {"ar": "آخر", "en": "Other"}}


@pytest.mark.parametrize(
    ("subject", "key", "held", "wanted", "weaker"),
    [
        ("kind", "x", KIND | SEALED, KIND | SEALED | {"name": {"ar": "آخر"}}, False),
        ("kind", "x", KIND | SEALED, KIND | SEALED | {"process": "integrity"}, True),
        ("kind", "x", KIND | SEALED, KIND | SEALED | {"ladder": "default"}, True),
        ("kind", "x", KIND | OPEN, KIND | OPEN | {"process": "inquiry"}, False),
        ("kind", "x", KIND | OPEN, KIND | SEALED, False),
        ("kind", "x", KIND | SEALED, {}, True),
        ("routing", "main", table(MARKED), table(), True),
        ("routing", "main", table(MARKED), table(to("moh", "torture")), True),
        ("routing", "main", table(MARKED), table(to("moh", "water"), MARKED), True),
        ("routing", "main", table(MARKED), table(RENAMED, to("moh", "water")), False),
        ("routing", "main", table(to("moh", "water")), table(), False),
        ("routing", "main", table(to("moh", "water", process="rights")), table(to("moh", "water")), True),
        ("process", "rights", STANDARD_PROCESSES["rights"], STANDARD_PROCESSES["integrity"], True),
        ("process", "complaint", STANDARD_PROCESSES["complaint"], STANDARD_PROCESSES["inquiry"], False),
        ("ladder", "sensitive", LADDER, ladder(9), False),
        ("ladder", "x", meant_for("rights"), LADDER, True),
        ("ladder", "x", LADDER, meant_for("rights"), True),
        ("ladder", "x", meant_for("complaint"), LADDER, False),
    ],
)
def test_what_weakens_a_designation_of_what_is_sensitive(
    land: Country, subject: str, key: str, held: Any, wanted: Any, weaker: bool
) -> None:
    assert bool(list(weakened(subject, key, held, wanted))) == weaker
