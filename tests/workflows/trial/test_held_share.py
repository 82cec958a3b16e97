"""How much a draft of the words of danger would hold back: tried on what may be read, and too much is refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from permissions.access.naming import say_emergency_numbers
from permissions.actors import Actor
from permissions.now import now, standing_at
from permissions.platform import called
from portal.operations.jobs import do_job
from tests.scenes import country, file_case
from workflows.cases.models import Case
from workflows.danger_words.definition import KEY
from workflows.danger_words.shipped import everyday_sentences, shipped
from workflows.jobs.models import JobKind, JobState
from workflows.jobs.services import ask
from workflows.trial import held_share
from workflows.trial.held_share import LASTS, share_of
from workflows.trial.studies import DAYS
from workflows.versions.errors import NotPublishable
from workflows.versions.models import Subject, Version
from workflows.versions.references import problems
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db
DANGER = {"subject": "في المدرسة", "text": "المعلم يضرب ابني كل يوم"}
HARMLESS = {"subject": "المياه", "text": "لا ماء في حينا منذ ثلاثة أيام"}


@pytest.fixture(autouse=True)
def _land(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(called, "known", called.Known())
    country()
    say_emergency_numbers({"emergency": "199", "family": "116"}, actor=Actor.operator)
    with override("en"):
        yield


def everything() -> dict[str, Any]:
    """A table that recognises nearly all that is written."""
    definition = copy.deepcopy(shipped())
    definition["kinds"][0]["phrases"] = ["في", "من", "منذ", "the", "my", "لم", "لا", "a"]
    return definition


def drafted(definition: dict[str, Any]) -> Version:
    return draft(subject=Subject.DANGER, key=KEY, definition=definition, actor=Actor.operator)


def test_what_would_be_held_is_counted_by_kind_and_nothing_hidden_is_read() -> None:
    for _number in range(3):
        file_case(**HARMLESS)
    file_case(**DANGER)
    before = share_of(shipped())
    assert before is not None
    assert (before.tried, before.held, before.kinds) == (4, 1, {"child": 1})
    assert (before.everyday, before.everyday_held) == (len(everyday_sentences()), 0)
    file_case(**DANGER, kind="rights")
    file_case(**DANGER, confidential=True)
    Case.objects.filter(pk=file_case(**DANGER).pk).update(guarded=True)
    Case.objects.filter(pk=file_case(**DANGER).pk).update(held=True)
    assert share_of(shipped()) == before, "what is hidden or held back changes no number"
    with standing_at(now() + DAYS):
        later = share_of(shipped())
        assert later is not None
        assert later.tried == 0


def test_hidden_ones_are_told_from_five_on_as_not_tried() -> None:
    with standing_at(now() - timedelta(days=8)):  # those of this week are not counted
        for _number in range(5):
            file_case(**DANGER, kind="rights")
    share = share_of(shipped())
    assert share is not None
    assert (share.tried, share.held, share.not_tried) == (0, 0, 5)


def test_what_recognises_everything_is_refused_with_its_share_and_without_any_request() -> None:
    version = drafted(everything())
    with pytest.raises(NotPublishable, match=r"It would hold back \d+\.\d of 100"):
        publish(version.pk, actor=Actor.operator)
    assert problems(Subject.DANGER, KEY, shipped()) == []


def test_more_than_five_in_a_hundred_requests_are_too_much() -> None:
    for _number in range(3):
        file_case(**DANGER)
    assert "It would hold back 7.0 of 100" in problems(Subject.DANGER, KEY, shipped())[0]
    for _number in range(30):
        file_case(**HARMLESS)
    assert problems(Subject.DANGER, KEY, shipped()) == []


def test_where_there_are_many_requests_a_job_tries_it_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_share, "AT_ONCE", 2)
    monkeypatch.setattr(held_share.HeldTrial, "size", 2)
    for _number in range(4):
        file_case(**HARMLESS)
    file_case(**DANGER)
    version = drafted(shipped())
    assert problems(Subject.DANGER, KEY, shipped()) == [
        "Try it on the last 90 days first, to see how many requests it would hold back."
    ]
    job = ask(JobKind.HELD, version, actor=Actor.operator)
    do_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.found["held"]) == (JobState.DONE, 5, 1)
    assert problems(Subject.DANGER, KEY, shipped()) == []
    with standing_at(now() + LASTS + LASTS):
        assert "first" in problems(Subject.DANGER, KEY, shipped())[0], "the last 90 days are others now"
    publish(version.pk, actor=Actor.operator)
    with standing_at(now() + LASTS + LASTS):
        assert problems(Subject.DANGER, KEY, shipped()) == [], "it comes back as it was"
