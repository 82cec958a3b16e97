"""Whoever watches a case hears of each change by others, as long as they may read it, and of each once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.access.selectors import held_by
from tests.scenes import Country, country, file_case
from workflows.cases.actions import Assign, Concerned, Note, Reply, SetParties
from workflows.cases.lifecycle import apply, apply_each
from workflows.cases.models import Watch
from workflows.cases.watching import forget_watches, unwatch, watch, watched_by
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.notices.models import Notice, NoticeKind
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def told(land: Country, username: str) -> list[int | None]:
    """The events of which somebody is told since they watch."""
    rows = OutboxEntry.objects.filter(topic="watched", user=land.people[username])
    return list(rows.order_by("event_number").values_list("event_number", flat=True))


def test_each_change_by_others_is_told_and_none_of_ones_own(land: Country) -> None:
    case, colleague = file_case(), land.actor("staff-moh")
    watch(colleague, case)
    watch(colleague, case)
    apply(case.pk, Reply(text="نعمل عليه"), actor=land.actor("officer-moh"))
    apply(case.pk, Note(text="للعلم"), actor=colleague)
    apply_each({case.pk: lambda _state: Note(text="للجميع")}, actor=land.actor("officer-moh"))
    assert told(land, "staff-moh") == [2, 4]
    unwatch(colleague, case.tracking)
    apply(case.pk, Note(text="بعد"), actor=land.actor("officer-moh"))
    assert told(land, "staff-moh") == [2, 4]
    assert case.events.count() == 5, "watching is no event"


def test_whoever_hears_of_it_by_another_letter_hears_of_it_once(land: Country) -> None:
    case, colleague = file_case(), land.people["staff-moh"]
    watch(land.actor("staff-moh"), case)
    apply(case.pk, Assign(user_id=colleague.pk), actor=land.actor("officer-moh"))
    apply(case.pk, Note(text="انظر", mentioned=(colleague.pk,)), actor=land.actor("officer-moh"))
    assert told(land, "staff-moh") == []
    deliver_waiting()
    kinds = list(Notice.objects.filter(user=colleague).order_by("pk").values_list("kind", flat=True))
    assert kinds == [NoticeKind.ASSIGNED, NoticeKind.MENTIONED]


def test_it_ends_with_the_right_to_read(land: Country) -> None:
    case, colleague = file_case(), land.actor("staff-moh")
    held = held_by(int(colleague.user_id or 0))
    watch(colleague, case)
    assert list(watched_by(colleague, held=held)) == [case]
    accused = SetParties(parties=(Concerned(user_id=colleague.user_id),), reason="هو")
    apply(case.pk, accused, actor=land.actor("officer-central"))
    deliver_waiting()
    assert OutboxEntry.objects.get(topic="watched").problem == Unsent.BARRED
    assert not Notice.objects.filter(user=colleague.user_id).exists()
    assert list(watched_by(colleague, held=held_by(int(colleague.user_id or 0)))) == []
    forget_watches()
    assert not Watch.objects.exists()


def test_of_those_who_may_still_read_it_nothing_is_let_go(land: Country) -> None:
    watch(land.actor("staff-moh"), file_case())
    forget_watches()
    assert Watch.objects.count() == 1


def test_a_case_that_nobody_watches_costs_no_statement_more(land: Country) -> None:
    case, watched = file_case(), file_case()
    watch(land.actor("staff-moh"), watched)
    counted = []
    for each in (case, watched):
        apply(each.pk, Note(text="للعلم"), actor=land.actor("officer-moh"))
        with CaptureQueriesContext(connection) as queries:
            apply(each.pk, Note(text="مرة أخرى"), actor=land.actor("officer-moh"))
        counted.append(
            sum('"workflows_watch"' in query["sql"] and "FOR UPDATE" not in query["sql"] for query in queries)
        )
    assert counted[1] - counted[0] == 1
