"""Letters that owners make, of outcomes and steps: one each, with the answer; of sealed cases no word of theirs."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.core import mail
from django.utils import translation

from permissions.actors import Actor
from permissions.agencies.models import Holding, Post
from tests.scenes import LONG_AGO, Country, country, file_case, publish_one
from tests.workflows.cases.accusing import mark
from tests.workflows.notifications.own_letters import own_letter
from tests.workflows.notifications.reading import subject_of, whole
from workflows.cases.actions import Accept, Decide, Proceed, Refer
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.to_citizens_and_staff import written
from workflows.notifications.told import letters_of
from workflows.notifications.wording.checks import check_wording, fits
from workflows.notifications.wording.delivered import parts
from workflows.notifications.wording.in_force import Wordings
from workflows.outbox.models import OutboxEntry
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db
CITIZEN = "citizen@example.org"
OWN = "citizen-card"


@pytest.fixture
def land() -> Country:
    land = country()
    publish_one("letter", OWN, own_letter())
    publish_one("letter", "holder-look", own_letter(to="staff"))
    return land


def process(kind: str = "complaint") -> dict[str, Any]:
    return copy.deepcopy(STANDARD_PROCESSES[kind])


def step(definition: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in definition["steps"] if each["key"] == key)
    return found


def with_letter(effect: str, kind: str = "complaint", at: str = "handle") -> dict[str, Any]:
    """Every outcome of an effect names the letter."""
    definition = process(kind)
    for outcome in step(definition, at)["outcomes"]:
        if outcome["effect"] == effect:
            outcome["letter"] = OWN
    return definition


def holder(case: Case) -> Actor:
    return Actor.staff(Work.objects.get(case=case, done_at=None).holder_id or 0)


def to_citizen(case: Case) -> list[str]:
    return list(
        OutboxEntry.objects.filter(case=case, audience="citizen").order_by("pk").values_list("topic", flat=True)
    )


def test_the_letter_of_an_answer_goes_in_the_place_of_the_usual_one_and_says_the_answer(land: Country) -> None:
    definition = with_letter("decide")
    assert problems(Subject.PROCESS, "complaint", definition) == []
    publish_one("process", "complaint", definition)
    case = file_case(agency="moh", language="en")
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=holder(case))
    assert to_citizen(case) == ["acknowledged", OWN]
    deliver_waiting()
    deliver_waiting()
    letters = [each for each in mail.outbox if each.to == [CITIZEN]]
    assert len(letters) == 2
    assert subject_of(letters[1]) == f"About your request {case.tracking}"
    text = letters[1].body
    assert "Bring your card." in text
    assert "resolved" in text.lower(), "the answer, though the owner left it out"
    assert "object by" in text, "and until when it can be disputed"


def test_what_the_owner_says_is_not_said_twice(land: Country) -> None:
    publish_one("letter", OWN, own_letter(text="{decision} {due}"))
    publish_one("process", "complaint", with_letter("decide"))
    case = file_case(agency="moh", language="en")
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=holder(case))
    deliver_waiting()
    text = [each for each in mail.outbox if each.to == [CITIZEN]][1].body
    assert (text.lower().count("resolved"), text.count("object by")) == (1, 0)


@pytest.mark.parametrize("on_the_phone", ["", "{decision} {due}"])
def test_a_text_message_says_the_answer_too_wherever_the_letter_does(land: Country, on_the_phone: str) -> None:
    letter = own_letter(text="{decision} {due}")
    letter["letters"]["citizen"]["message"]["en"] += f" {on_the_phone}"
    publish_one("letter", OWN, letter)
    publish_one("process", "complaint", with_letter("decide"))
    case = file_case(agency="moh", language="en", phone="0790000000")
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=holder(case))
    case.refresh_from_db()
    with translation.override("en"):
        found = written(OutboxEntry.objects.get(case=case, topic=OWN), case, "en", Wordings())
        assert found is not None
        message = found.as_message("insa.example/en/s/x7Kp")
    assert f"Insaf {case.tracking}: Bring your card" in message
    assert message.count("Your request is resolved") == 1
    assert (found.text.lower().count("resolved"), "object by" in found.text) == (1, False)


def test_other_outcomes_send_theirs_too(land: Country) -> None:
    definition = with_letter("refer")
    step(definition, "confirm")["outcomes"][0]["letter"] = OWN
    publish_one("process", "complaint", definition)
    case = file_case(agency="moh")
    apply(case.pk, Refer(agency="moe", reason="x"), actor=holder(case))
    assert to_citizen(case) == ["acknowledged", OWN]
    apply(case.pk, Decide(outcome="resolved", text="x"), actor=holder(case))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert to_citizen(case) == ["acknowledged", OWN, "decided", OWN]


def test_a_letter_in_the_place_of_the_usual_one_is_the_only_one_of_its_move(land: Country) -> None:
    publish_one("process", "complaint", with_letter("refer"))
    case = file_case(agency="moh")
    mark(land, case, "officer-central", "level1-rights")
    above = Post.objects.filter(agency=land.agencies["moe"]).latest("level")
    Holding.objects.create(post=above, user=land.people["level1-rights"], rank=1, starts=LONG_AGO)
    apply(case.pk, Refer(agency="moe", reason="x"), actor=holder(case))
    case.refresh_from_db()
    assert case.agency != land.agencies["moe"], "whom it accuses has a post there by now"
    assert to_citizen(case) == ["acknowledged", OWN]


def test_a_step_sends_its_letters_when_it_is_reached_once_to_each(land: Country) -> None:
    definition = with_letter("decide")
    step(definition, "handle")["notices"] = [OWN, "holder-look"]
    step(definition, "confirm")["notices"] = [OWN]
    assert problems(Subject.PROCESS, "complaint", definition) == []
    publish_one("process", "complaint", definition)
    case = file_case(agency="moh")
    assert to_citizen(case) == [OWN, "acknowledged"]
    row = OutboxEntry.objects.get(case=case, topic="holder-look")
    assert row.user == land.people["officer-moh"]
    apply(case.pk, Decide(outcome="resolved", text="x"), actor=holder(case))
    assert to_citizen(case) == [OWN, "acknowledged", OWN], "that of the outcome and that of the step are one"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_about_a_sealed_case_no_word_of_theirs_is_sent(land: Country, language: str) -> None:
    telltale = "telltale قرينة"
    publish_one("letter", OWN, own_letter(text=telltale, name={"ar": telltale, "en": telltale}))
    publish_one("letter", "holder-look", own_letter(to="staff", text=telltale))
    definition = with_letter("decide", "rights", "receive")
    step(definition, "receive")["notices"] = [OWN, "holder-look"]
    publish_one("process", "rights", definition)
    case = file_case(kind="rights", language=language, subject=telltale, text=telltale, phone="+962790000000")
    apply(case.pk, Decide(outcome="resolved", text=telltale), actor=holder(case))
    assert to_citizen(case) == [OWN, "acknowledged", OWN]
    mail.outbox.clear()
    deliver_waiting()
    assert not OutboxEntry.objects.waiting().exists()
    assert [each.to for each in mail.outbox].count([CITIZEN]) == 3
    for letter in mail.outbox:
        for word in (*telltale.split(), "Bring your card", "أحضر هويتك"):
            assert word not in whole(letter)


@pytest.mark.parametrize("kind", ["complaint", "rights"])
def test_in_the_place_of_a_letter_that_has_ended_the_usual_one_goes(land: Country, kind: str) -> None:
    at = "handle" if kind == "complaint" else "receive"
    publish_one("process", kind, with_letter("decide", kind, at))
    case = file_case(kind=kind, language="en", **({"agency": "moh"} if kind == "complaint" else {}))
    apply(case.pk, Decide(outcome="resolved", text="x"), actor=holder(case))
    Version.objects.filter(subject=Subject.LETTER, key=OWN).update(status=VersionStatus.RETIRED)
    deliver_waiting()
    row = OutboxEntry.objects.get(case=case, topic=OWN)
    assert (row.problem, row.delivered_at is not None) == ("", True)
    (letter,) = [each for each in mail.outbox if each.to == [CITIZEN]][1:]
    assert "Bring your card" not in letter.body
    if kind == "complaint":
        assert (letter.body.lower().count("resolved"), letter.body.count("object by")) == (1, 1)


def test_a_letter_in_the_place_of_none_that_has_ended_is_given_up_with_its_reason(land: Country) -> None:
    definition = process()
    step(definition, "handle")["notices"] = [OWN]
    publish_one("process", "complaint", definition)
    case = file_case(agency="moh")
    Version.objects.filter(subject=Subject.LETTER, key=OWN).update(status=VersionStatus.RETIRED)
    deliver_waiting()
    assert OutboxEntry.objects.get(case=case, topic=OWN).problem == Unsent.NO_LETTER
    with translation.override("en"):
        assert [each.topic for each in letters_of(case, most=9) if each.entry.topic == OWN] == ["Bring the card"]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            lambda raw: step(raw, "handle")["outcomes"][0].update(letter="citizen-none"),
            "The step “Handling” sends the letter “citizen-none”, which is not in force.",
        ),
        (
            lambda raw: step(raw, "handle")["outcomes"][0].update(letter="holder-look"),
            "At the step “Handling” the letter “holder-look” of an outcome does not go to the citizen.",
        ),
        (
            lambda raw: step(raw, "handle")["outcomes"][0].update(letter="decided"),
            "At the step “Handling” the letter “decided” of an outcome does not go to the citizen.",
        ),
        (
            lambda raw: step(raw, "confirm").update(notices=["holder-look"]),
            "At the step “The citizen's view” the letter “holder-look” goes to nobody who is there.",
        ),
        (
            lambda raw: step(raw, "handle").update(notices=["mayor"]),
            "At the step “Handling” the letter “mayor” goes to nobody who is there.",
        ),
    ],
)
def test_a_letter_that_cannot_go_there_is_said_before_publishing(land: Country, spoil: Any, sentence: str) -> None:
    definition = process()
    spoil(definition)
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", definition)[0] == sentence


def test_a_letter_without_a_decision_yet_says_so(land: Country) -> None:
    publish_one("letter", OWN, own_letter(text="{decision}"))
    definition = process()
    step(definition, "handle")["notices"] = [OWN]
    publish_one("process", "complaint", definition)
    file_case(agency="moh", language="en")
    deliver_waiting()
    assert any("There is no decision yet" in each.body for each in mail.outbox if each.to == [CITIZEN])


def test_its_parts_and_placeholders(land: Country) -> None:
    (citizen,), (staff,) = parts(OWN), parts("holder-look")
    assert (citizen.name, staff.name) == ("citizen", "staff")
    assert set(fits(OWN, citizen)) == {"tracking", "kind", "category", "agency", "agencies", "due", "decision"}
    assert set(fits("holder-look", staff)) == {"tracking", "kind", "category", "agency", "agencies", "due"}
    assert check_wording(OWN, own_letter()) == []
    with translation.override("en"):
        assert check_wording(OWN, {**own_letter(), "name": {"ar": "", "en": ""}}) == [
            "The letter needs a name in Arabic."
        ]
        assert check_wording("decided-own", own_letter()) == ["There is no letter with the code “decided-own”."]
        (found,) = check_wording(OWN, own_letter(text="{level}"))[:1]
        assert "has no value in this letter" in found


def test_an_outcome_that_says_nothing_to_the_citizen_may_still_have_a_letter(land: Country) -> None:
    definition = process()
    step(definition, "handle")["outcomes"].append({"key": "on", "next": "handle", "effect": "proceed", "letter": OWN})
    publish_one("process", "complaint", definition)
    case = file_case(agency="moh")
    apply(case.pk, Proceed(outcome="on"), actor=holder(case))
    assert to_citizen(case) == ["acknowledged", OWN]
