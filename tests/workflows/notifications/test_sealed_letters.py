"""Letters about a sealed case tell a stranger nothing: not what it is, not where it lies, not how to open it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils.translation import override

from permissions.actors import Actor
from permissions.agencies.models import Agency
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case
from tests.workflows.notifications.reading import whole
from workflows.cases.actions import Accept, AnswerQuestion, AskCitizen, Assign, Decide, Escalate, Proceed, Reopen, Reply
from workflows.cases.events import Audience, EventVerb, letters_of
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, RequestKind
from workflows.cases.tracking import grouped
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.models import ShortLink
from workflows.notifications.when_to_tell import LETTERS
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
TELLTALE = ("قرينة-النوع", "قرينة-الجهة", "قرينة-الوحدة", "telltale")


@pytest.fixture
def scene() -> Country:
    land = country()
    RequestKind.objects.filter(code="rights").update(name={"ar": "قرينة-النوع", "en": "telltale kind"})
    Agency.objects.filter(code="moe").update(name={"ar": "قرينة-الجهة", "en": "telltale agency"})
    Agency.objects.filter(code="rights").update(name={"ar": "قرينة-الوحدة", "en": "telltale unit"})
    return land


def lived_through(land: Country, **said: Any) -> Case:
    """A sealed case to which everything happens that anybody is told of."""
    case = file_case(kind="rights", agency="moe", subject="telltale subject", text="telltale text", **said)
    rights, citizen = land.actor("officer-rights"), Actor.citizen(case.pk)
    apply(case.pk, Escalate(), actor=rights)
    apply(case.pk, Proceed(outcome="examine", text="telltale words"), actor=rights)
    apply(case.pk, Assign(user_id=land.people["level1-rights"].pk), actor=rights)
    apply(case.pk, AskCitizen(text="telltale question"), actor=rights)
    apply(case.pk, AnswerQuestion(text="telltale answer"), actor=citizen)
    apply(case.pk, Reply(text="telltale reply"), actor=rights)
    apply(case.pk, Decide(outcome="resolved", text="telltale decision"), actor=rights)
    apply(case.pk, Reopen(reason="telltale reason"), actor=citizen)
    text = f"telltale decision {REASONS}"
    apply(case.pk, Decide(outcome="resolved", text=text), actor=land.actor("level2-rights"))
    apply(case.pk, Accept(), actor=citizen)
    return case


def telltales(case: Case) -> tuple[str, ...]:
    return (*TELLTALE, case.secret, grouped(case.secret))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_letter_says_kind_agency_subject_or_code(scene: Country, language: str) -> None:
    case = lived_through(scene, language=language, email="citizen@example.org")
    told = set(OutboxEntry.objects.values_list("topic", flat=True))
    assert told >= {"acknowledged", "asked", "replied", "decided", "moved_up", "reopened", "arrived", "assigned"}
    assert deliver_waiting() == (OutboxEntry.objects.count(), 0)
    letters = [whole(letter) for letter in mail.outbox]
    assert sum(case.tracking in letter for letter in letters) == len(letters) > 10
    assert [letter for letter in letters for word in telltales(case) if word in letter] == []
    subjects = [letter.subject for letter in mail.outbox if letter.to == ["citizen@example.org"]]
    assert [subject for subject in subjects if case.tracking in subject] == []
    assert set(subjects) == {"ar": {"وصل", "مستجدّات"}, "en": {"Received", "News"}}[language]


def test_no_text_message_is_sent_whatever_happens(scene: Country, settings: Any, tmp_path: Path) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    lived_through(scene, email="", phone="0790000000")
    deliver_waiting()
    assert list(tmp_path.iterdir()) == []
    to_citizen = OutboxEntry.objects.filter(audience="citizen")
    assert to_citizen.count() == 8
    assert set(to_citizen.values_list("problem", flat=True)) == {Unsent.SEALED}
    assert not ShortLink.objects.exists()


def test_of_ordinary_cases_the_citizen_still_reads_code_and_agency(scene: Country) -> None:
    case = file_case(language="en", email="citizen@example.org")
    deliver_waiting()
    letter = next(letter for letter in mail.outbox if letter.to == ["citizen@example.org"])
    assert grouped(case.secret) in letter.body
    assert "MOH" in letter.body


AUDIENCES: tuple[Audience, ...] = ("citizen", "staff")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_letter_that_an_event_asks_for_is_written_and_no_other_is(audience: Audience) -> None:
    asked = {topic for verb in EventVerb for topic in letters_of(verb, audience)}
    for sealed in (False, True):
        written = {topic for topic, letters in LETTERS.items() if letters.to(audience, sealed=sealed)}
        # What is sealed is never held back as spam, and so never closed as that.
        assert written == asked - ({"closed_as_spam"} if sealed else set())


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_sealed_letter_has_no_place_for_what_would_tell(audience: Audience, language: str) -> None:
    sealed = [letter for letters in LETTERS.values() if (letter := letters.to(audience, sealed=True)) is not None]
    with override(language):
        texts = [
            f"{each.subject}{each.text}" for letter in sealed for each in (letter, letter.undated) if each is not None
        ]
    assert len(texts) >= 10
    assert [text for text in texts if any(word in text for word in ("%(kind)s", "%(agency)s", "%(outcome)s"))] == []
