"""A draft's history, who edits it, and who is told that it is ready."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import LADDER, Country, country, hire
from workflows.escalation.definition import newest
from workflows.notifications.to_owners import written
from workflows.outbox.models import OutboxEntry
from workflows.versions import steps
from workflows.versions.drafting import ask_for, hand_over, ready, take_over, waiting_for
from workflows.versions.errors import (
    ChangedMeanwhile,
    HeldByAnother,
    NothingThere,
    NotPublishable,
    SecondPersonNeeded,
)
from workflows.versions.holding import IDLE, drafting_of
from workflows.versions.models import DiscardedDraft, Drafting, DraftStep, Version
from workflows.versions.put_aside import forget_forms, keep_form, kept_forms, sent_in
from workflows.versions.services import as_read, bring_back, discard, draft, publish, redo, redraft, undo

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    land = country()
    hire(land, "owner", username="one")
    hire(land, "owner", username="other")
    return land


@pytest.fixture
def one(land: Country) -> Actor:
    return land.actor("one")


@pytest.fixture
def other(land: Country) -> Actor:
    return land.actor("other")


@pytest.fixture
def version(one: Actor) -> Version:
    return draft(subject="ladder", key="default", definition=ladder(2, 2), actor=one)


def ladder(*amounts: int) -> dict[str, Any]:
    rungs = [{"level": level, "after_days": days} for level, days in enumerate(amounts, 1)]
    return dict(newest({**LADDER, "rungs": rungs}))


def save(version: Version, definition: Any, actor: Actor, *, at: datetime = NOON, **more: Any) -> Version:
    with standing_at(at):
        read = as_read(Version.objects.get(pk=version.pk))
        return redraft(version.pk, definition=definition, note=more.pop("note", ""), read=read, actor=actor, **more)


def step(move: Any, version: Version, actor: Actor) -> list[int]:
    with standing_at(NOON):
        found = move(version.pk, read=as_read(Version.objects.get(pk=version.pk)), actor=actor)
    return [rung["after"]["amount"] for rung in found.definition["rungs"]]


def test_steps_are_undone_and_done_again_and_a_change_ends_what_was_undone(version: Version, one: Actor) -> None:
    for amounts in ((3, 2), (3, 4), (5, 4)):
        save(version, ladder(*amounts), one)
    assert [step(undo, version, one) for _time in range(2)] == [[3, 4], [3, 2]]
    assert step(redo, version, one) == [3, 4]
    save(version, ladder(9, 9), one)
    with pytest.raises(NothingThere):
        step(redo, version, one)
    assert [step(undo, version, one) for _time in range(3)] == [[3, 4], [3, 2], [2, 2]]
    with pytest.raises(NothingThere):
        step(undo, version, one)


def test_what_is_typed_in_one_field_in_a_row_is_one_step(version: Version, one: Actor) -> None:
    for second, amount in enumerate((3, 31, 312)):
        save(version, ladder(amount, 2), one, auto=True, at=NOON + timedelta(seconds=second))
    assert DraftStep.objects.filter(version=version).count() == 2
    save(version, ladder(312, 7), one, auto=True)
    save(version, ladder(4, 7), one, auto=True)
    assert DraftStep.objects.filter(version=version).count() == 4, "another field, and the first one again"
    save(version, ladder(4, 7), one, auto=True)
    assert DraftStep.objects.filter(version=version).count() == 4, "nothing changed"
    save(version, ladder(312, 7), one, auto=True)
    assert DraftStep.objects.filter(version=version).count() == 3, "typed and taken back is no step"
    save(version, ladder(5, 7), one, auto=True)
    save(version, ladder(6, 7), one, auto=True, at=NOON + steps.IN_A_ROW + timedelta(seconds=1))
    assert DraftStep.objects.filter(version=version).count() == 5, "after a pause it is a step of its own"
    assert step(undo, version, one) == [5, 7]


def test_the_history_has_an_end_and_ends_with_the_draft(
    version: Version, one: Actor, other: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "MOST", 3)
    for amount in range(3, 10):
        save(version, ladder(amount, 2), one)
    assert [step(undo, version, one) for _time in range(3)] == [[8, 2], [7, 2], [6, 2]]
    with pytest.raises(NothingThere):
        step(undo, version, one)
    publish(version.pk, actor=other)
    assert (DraftStep.objects.count(), Drafting.objects.count()) == (0, 0)


def test_large_drafts_keep_fewer_steps(version: Version, one: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MOST_LETTERS", 100)
    for amount in range(3, 10):
        save(version, ladder(amount, 2), one)
    assert DraftStep.objects.filter(version=version).count() == 2
    assert step(undo, version, one) == [8, 2]


def test_undo_gives_the_draft_back_to_whoever_had_drafted_it(version: Version, one: Actor, other: Actor) -> None:
    save(version, ladder(3, 2), one)
    with standing_at(NOON + IDLE):
        take_over(version.pk, actor=other)
    save(version, ladder(4, 2), other, at=NOON + IDLE)
    step(undo, version, other)
    with pytest.raises(SecondPersonNeeded):  # it is what the first one drafted, word for word
        publish(version.pk, actor=one)
    publish(version.pk, actor=other)


def test_nobody_alone_publishes_what_another_took_back(version: Version, one: Actor, other: Actor) -> None:
    for amount in (30, 3):
        save(version, ladder(amount, 2), one)
    with standing_at(NOON + IDLE):
        take_over(version.pk, actor=other)
    assert step(undo, version, other) == [30, 2]
    with pytest.raises(SecondPersonNeeded):  # it is what the first one wrote, and did not leave
        publish(version.pk, actor=other)
    save(version, ladder(31, 2), other)
    assert step(undo, version, other) == [30, 2]
    with pytest.raises(SecondPersonNeeded):  # nor by one change more and back
        publish(version.pk, actor=other)
    publish(version.pk, actor=one)


def test_nobody_alone_publishes_what_another_undid(version: Version, one: Actor, other: Actor) -> None:
    save(version, ladder(30, 2), one)
    step(undo, version, one)
    with standing_at(NOON + IDLE):
        take_over(version.pk, actor=other)
    assert step(redo, version, other) == [30, 2]
    with pytest.raises(SecondPersonNeeded):
        publish(version.pk, actor=other)


def test_nobody_alone_publishes_what_its_drafter_threw_away(version: Version, one: Actor, other: Actor) -> None:
    discard(version.pk, read=as_read(version), actor=one)
    back = bring_back(version.pk, actor=other)
    with pytest.raises(SecondPersonNeeded):
        publish(back.pk, actor=other)
    publish(back.pk, actor=one)


def test_what_somebody_else_saved_is_not_undone_unread(version: Version, one: Actor) -> None:
    save(version, ladder(3, 2), one)
    with pytest.raises(ChangedMeanwhile):
        undo(version.pk, read=as_read(version), actor=one)


def test_one_edits_at_a_time_and_another_takes_over_after_ten_minutes(
    version: Version, one: Actor, other: Actor
) -> None:
    save(version, ladder(3, 2), one)
    soon, late = NOON + IDLE - timedelta(seconds=1), NOON + IDLE
    with standing_at(soon), pytest.raises(HeldByAnother):
        take_over(version.pk, actor=other)
    with pytest.raises(HeldByAnother):
        save(version, ladder(9, 2), other, at=late)
    with standing_at(late):
        take_over(version.pk, actor=other)
    save(version, ladder(9, 2), other, at=late)
    with pytest.raises(HeldByAnother):
        save(version, ladder(3, 2), one, at=late)
    with pytest.raises(HeldByAnother):
        step(undo, version, one)


def test_what_cannot_be_saved_keeps_the_draft_too(version: Version, one: Actor, other: Actor) -> None:
    save(version, ladder(3, 2), one)
    with standing_at(NOON + timedelta(minutes=9)):
        keep_form(version.pk, sent={"a": ["x"]}, read="r", actor=one)
    with standing_at(NOON + IDLE), pytest.raises(HeldByAnother):
        take_over(version.pk, actor=other)


def test_whoever_is_asked_hands_it_over(version: Version, one: Actor, other: Actor) -> None:
    save(version, ladder(3, 2), one)
    ask_for(version.pk, actor=other)
    with pytest.raises(HeldByAnother):
        hand_over(version.pk, actor=other)
    hand_over(version.pk, actor=one)
    drafting = drafting_of(version)
    assert (drafting.holder_id, drafting.asked_by_id) == (other.user_id, None)


def test_the_second_person_is_told_once_that_it_is_ready(version: Version, one: Actor, other: Actor) -> None:
    save(version, ladder(3, 2), one)
    read = as_read(Version.objects.get(pk=version.pk))
    with pytest.raises(HeldByAnother):
        ready(version.pk, read=read, words="", actor=other)
    with pytest.raises(ChangedMeanwhile):
        ready(version.pk, read="", words="", actor=one)
    assert [ready(version.pk, read=read, words="Feast\nsoon", actor=one) for _time in range(2)] == [True, False]
    (letter,) = OutboxEntry.objects.filter(topic="draft_ready")
    assert letter.user_id == other.user_id
    with override("en"):
        told = written(letter, "en")
    assert told is not None
    assert "They say: \u2068Feast soon\u2069" in told.text
    assert (waiting_for(other.user_id or 0), waiting_for(one.user_id or 0)) == (1, 0)
    with pytest.raises(HeldByAnother):
        save(version, ladder(4, 2), one)
    take_over(version.pk, actor=one)
    save(version, ladder(4, 2), one)
    assert (waiting_for(other.user_id or 0), written(letter, "en")) == (0, None)
    ready(version.pk, read=as_read(Version.objects.get(pk=version.pk)), words="", actor=one)
    take_over(version.pk, actor=one)
    step(undo, version, one)
    assert waiting_for(other.user_id or 0) == 0, "what was undone is not what was said to be ready"


def test_what_cannot_be_published_is_not_ready(version: Version, one: Actor) -> None:
    saved = save(version, {**ladder(3, 2), "name": {"en": "Ladder"}}, one)
    with pytest.raises(NotPublishable):
        ready(version.pk, read=as_read(saved), words="", actor=one)
    assert not OutboxEntry.objects.filter(topic="draft_ready").exists()


def test_a_discarded_draft_comes_back_for_a_day_as_of_whoever_drafted_it(
    version: Version, one: Actor, other: Actor
) -> None:
    save(version, ladder(3, 2), one, note="Why")
    with standing_at(NOON):
        discard(version.pk, read=as_read(Version.objects.get(pk=version.pk)), actor=other)
    with standing_at(NOON + timedelta(days=1, seconds=1)), pytest.raises(NothingThere):
        bring_back(version.pk, actor=other)
    with standing_at(NOON + timedelta(days=1)):
        back = bring_back(version.pk, actor=other)
        with pytest.raises(NothingThere):
            bring_back(version.pk, actor=other)
    assert (back.definition, back.note, back.drafted_by_id) == (ladder(3, 2), "Why", one.user_id)
    with standing_at(NOON + timedelta(days=1)):
        discard(back.pk, read=as_read(back), actor=one)
    with standing_at(NOON + timedelta(days=3)):
        again = draft(subject="ladder", key="default", definition=LADDER, actor=one)
        discard(again.pk, read=as_read(again), actor=one)
    assert [gone.version for gone in DiscardedDraft.objects.all()] == [again.pk], "those of before are gone"


def test_what_was_typed_is_kept_for_its_writer_alone(version: Version, one: Actor, other: Actor) -> None:
    sent = {"name_en": ["\x00 half \ud800"], "tells": ["a", "b"]}
    for number in range(7):
        keep_form(version.pk, sent=sent, read=f"read {number}", actor=one)
    kept = list(kept_forms(version, one))
    assert (len(kept), sent_in(kept[0]), kept_forms(version, other).count()) == (5, sent, 0)
    forget_forms(version, one, read="read 6")
    assert kept_forms(version, one).count() == 4
    assert not keep_form(987_654, sent=sent, read="", actor=one)
