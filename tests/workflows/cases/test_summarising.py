"""A request that came as a recording alone: its subject and summary are an officer's words, and marked as theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils.translation import override

from permissions.actors import Actor
from tests.scenes import Country, country, file_case, publish_danger_words
from tests.workflows.cases.spoken_requests import recorded, spoken, summarise
from workflows.cases.actions import AskCitizen, Decide, Summarise, Withdraw
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.files_made_anew import note_made_anew
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Message, Work
from workflows.cases.selectors import searched, state_of, timeline
from workflows.cases.summary import summary_in
from workflows.cases.texts_kept import texts_of
from workflows.outbox.models import OutboxEntry
from workflows.search.models import CaseWords

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


@pytest.fixture
def officer(land: Country) -> Actor:
    return land.actor("officer-moh")


@pytest.mark.usefixtures("land")
def test_a_recording_alone_is_filed_and_named_in_the_language_of_whoever_reads() -> None:
    case = spoken()
    assert (case.subject, case.recording, case.listening, case.messages.count()) == ("", "voice", "waiting", 0)
    with override("en"):
        assert case.title == "Voice message, 1 min 20 secs"
    with override("ar"):
        assert case.title == "رسالة صوتية، 1 د 20 ث"
        assert spoken(files=(recorded("a.mp4", "video/mp4"),), recording_seconds=0).title == "رسالة مصوّرة"
    assert case.events.get().data["recording"] == "voice"


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize("words", [{"text": "Only this."}, {"subject": "Only this"}, {"text": " ", "subject": " \n"}])
def test_what_is_missing_may_be_missing_where_it_was_recorded_and_nowhere_else(words: dict[str, str]) -> None:
    assert spoken(**words).waits_for_listening
    with pytest.raises(NotPossible, match="Write something"), override("en"):
        spoken(**words, files=())
    with pytest.raises(NotPossible), override("en"):
        spoken(**words, files=(recorded("a.pdf", "application/pdf"),))


@pytest.mark.usefixtures("land")
def test_what_came_in_words_is_no_recording_and_is_not_summarised() -> None:
    case = file_case(files=(recorded(),))
    assert (case.recording, case.listening) == ("", "")
    with pytest.raises(NotPossible):
        apply(case.pk, Summarise(subject="x", text="x"), actor=Actor.staff(Work.objects.get(case=case).holder_id or 0))


def test_nobody_decides_before_somebody_has_listened(land: Country, officer: Actor) -> None:
    case = spoken()
    answer = Decide(outcome="resolved", text="Done.")
    with pytest.raises(NotPossible, match="nobody has listened"), override("en"):
        apply(case.pk, answer, actor=officer)
    apply(case.pk, AskCitizen(text="Which street?"), actor=officer)
    summarise(case, officer)
    apply(case.pk, answer, actor=officer)
    case.refresh_from_db()
    assert case.outcome == "resolved"


@pytest.mark.usefixtures("land")
def test_what_is_over_waits_for_nobody_to_listen() -> None:
    case = spoken()
    apply(case.pk, Withdraw(reason=""), actor=Actor.citizen(case.pk))
    case.refresh_from_db()
    assert (case.listening, case.waits_for_listening) == ("waiting", False)


def test_whoever_works_it_writes_both_and_nobody_else(land: Country, officer: Actor) -> None:
    case = spoken()
    with pytest.raises(NotAllowed):
        summarise(case, land.actor("officer-moe"))
    for subject, text in ((" ", "x"), ("x", " ")):
        with pytest.raises(NotPossible):
            summarise(case, officer, subject, text)
    summarise(case, officer)
    assert (case.title, case.listening, case.own_subject) == ("Street lamps", "titled", "")
    step = Work.objects.get(case=case).step
    assert (bool(step), CaseEvent.objects.get(case=case, verb="summarised").step) == (True, step)
    kept = Message.objects.filter(case=case).order_by("id").values_list("kind", "public", "author__username", "text")
    assert list(kept) == [
        ("subject", True, "officer-moh", "Street lamps"),
        ("summary", True, "officer-moh", "They have been out."),
    ]
    assert list(OutboxEntry.objects.filter(case=case, audience="citizen").values_list("topic", flat=True)) == [
        "acknowledged",
        "summarised",
    ]


def test_a_newer_summary_holds_and_the_diary_keeps_both(officer: Actor) -> None:
    case = spoken()
    summarise(case, officer)
    summarise(case, officer, "Two lamps", "Two of them.")
    held = summary_in(timeline(case, public=True))
    assert held is not None
    assert (held.subject, held.text, held.changed, held.agency.code) == ("Two lamps", "Two of them.", True, "moh")
    assert case.title == "Two lamps"


def test_a_subject_of_the_citizens_stays_theirs(officer: Actor) -> None:
    case = spoken(subject="My own line")
    summarise(case, officer, subject="Another")
    assert (case.title, case.listening, case.subject_by_agency) == ("My own line", "summarised", False)
    assert not Message.objects.filter(case=case, kind="subject").exists()


@pytest.mark.parametrize("confidential", [False, True])
def test_lists_and_the_search_find_it_by_the_summary_unless_its_citizen_is_hidden(
    officer: Actor, confidential: bool
) -> None:
    case = spoken(confidential=confidential)
    before = CaseWords.objects.get(case_id=case.pk).words
    summarise(case, officer, "zqlampposts", "zqdarkness everywhere")
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, search_text FROM workflows_case WHERE id = %s", [case.pk])
        subject, found_by = cursor.fetchone()
        cursor.execute("SELECT text FROM workflows_message WHERE case_id = %s AND kind = 'summary'", [case.pk])
        (summary,) = cursor.fetchone()
    assert ("zqlampposts" in subject, "zqdarkness" in summary) == (not confidential, not confidential)
    assert ("zqlampposts" in found_by) is not confidential
    assert ("zqlampposts" in Work.objects.get(case=case).search_text) is not confidential
    assert searched(Work.objects.all(), "zqlampposts").filter(case=case).exists() is not confidential
    assert (CaseWords.objects.get(case_id=case.pk).words == before) is confidential
    assert Case.objects.get(pk=case.pk).subject == "zqlampposts"


def test_routing_reads_the_words_of_its_citizen_alone_then_and_when_it_is_decided_again(officer: Actor) -> None:
    case = spoken()
    summarise(case, officer, "the hospital", "the hospital")
    words = texts_of(case, state_of(case))
    assert str(words("subject_text")).strip() == ""


def test_words_of_danger_in_the_summary_warn_whoever_has_it(land: Country, officer: Actor) -> None:
    publish_danger_words()
    case = spoken()
    assert not case.held
    colleague = land.actor("level1-moh")
    harmless = spoken()
    summarise(harmless, colleague)
    summarise(case, colleague, "المعلم يضرب ابني", "المعلم يضرب ابني كل يوم")
    assert case.events.latest("number").data["danger"] == "child"
    assert "danger" not in harmless.events.latest("number").data
    warned = OutboxEntry.objects.filter(topic="danger_heard").values_list("case__pk", "user_id")
    assert list(warned) == [(case.pk, officer.user_id)]


@pytest.mark.usefixtures("land")
def test_its_length_is_known_once_it_was_prepared() -> None:
    case, other = spoken(recording_seconds=0), file_case(files=(recorded("b.m4a"),))
    for name in ("Voice 1.m4a", "b.m4a"):
        note_made_anew(storage_key=f"store/{name}", size=5, sha256="1" * 64, seconds=7)
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.recording_seconds, other.recording_seconds) == (7, 0)


@pytest.mark.usefixtures("land")
def test_who_makes_the_agencys_words_the_citizens_is_found(officer: Actor) -> None:
    case = spoken()
    summarise(case, officer)
    Case.objects.filter(pk=case.pk).update(recording="", listening="")
    assert [each for each in inconsistencies() if case.tracking in str(each)]
    Case.objects.filter(pk=case.pk).update(recording="voice", listening="titled")
