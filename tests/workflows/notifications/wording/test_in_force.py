"""The next citizen reads an owner's words, the right way round, and all that is not the owner's to change holds."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.isolated import isolated
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.notifications.reading import whole
from tests.workflows.notifications.wording.changing import publish_words
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.tracking import grouped
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.wording.delivered import delivered
from workflows.outbox.models import OutboxEntry
from workflows.versions.selectors import published
from workflows.versions.services import retire

pytestmark = pytest.mark.django_db
NEW = {"ar": "وصلنا طلبك {tracking}، شكرًا لك", "en": "Thank you: {tracking} is here"}
TEXT = {"ar": "طلبك الآن لدى {agency}.\nموعدنا معك: {due}.", "en": "It is with {agencies}.\nWe write by {due}."}


@pytest.fixture
def scene() -> Country:
    return country()


def letter_to(address: str = "citizen@example.org") -> Any:
    deliver_waiting()
    return [each for each in mail.outbox if each.to == [address]][-1]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_next_citizen_reads_what_an_owner_published(scene: Country, language: str, direction: str) -> None:
    before = file_case(language=language)
    assert before.tracking in letter_to().subject
    publish_words("acknowledged", "citizen", subject=NEW, text=TEXT)
    case = file_case(language=language)
    letter = letter_to()
    assert letter.subject == NEW[language].replace("{tracking}", isolated(case.tracking))
    assert "\u2068" in letter.body
    assert "moh" in letter.body.lower()
    assert grouped(case.secret) in letter.body, "the code stays where it was, below the words"
    assert letter.extra_headers["Content-Language"] == language
    assert ("تحية طيبة،" if language == "ar" else "Hello,") in letter.body
    html = BeautifulSoup(letter.alternatives[0][0], "lxml")
    for block in html.select("html, body > div"):
        assert [block["lang"], block["dir"]] == [language, direction]
    assert len(html.select("html, body > div")) == 2
    used = dict(OutboxEntry.objects.filter(topic="acknowledged").values_list("case", "wording"))
    assert used == {before.pk: 0, case.pk: 1}


def test_markup_and_marks_of_an_owner_are_letters_like_others(scene: Country) -> None:
    publish_words("acknowledged", "citizen", text={"ar": "\u202eأهلًا <b>و</b>{due}\u2066 &amp;"})
    file_case()
    letter = letter_to()
    assert "\u202e" not in whole(letter)
    assert letter.body.count("\u2069") == letter.body.count("\u2066") + letter.body.count("\u2068")
    assert "أهلًا &lt;b&gt;و&lt;/b&gt;" in letter.alternatives[0][0]
    assert "&amp;amp;" in letter.alternatives[0][0]


def test_a_sealed_case_is_written_of_in_its_own_words(scene: Country) -> None:
    publish_words("acknowledged", "citizen", subject=NEW)
    publish_words("acknowledged", "sealed_citizen", subject={"ar": "وصل ما أرسلت"})
    case = file_case(kind="integrity")
    letter = letter_to()
    assert letter.subject == "وصل ما أرسلت"
    assert grouped(case.secret) not in whole(letter)


def test_what_staff_read_of_a_sealed_case_is_not_what_they_read_of_others(scene: Country) -> None:
    publish_words("withdrawn", "staff", text={"ar": "سحبه صاحبه لدى {agency}: {tracking}"})
    assert "agency" not in str(published("letter", "withdrawn").definition["letters"]["sealed_staff"])


def test_taken_out_of_force_the_delivered_words_hold_again(scene: Country) -> None:
    publish_words("acknowledged", "citizen", subject=NEW)
    retire(published("letter", "acknowledged").pk, actor=Actor.operator)
    file_case()
    assert "شكرًا" not in letter_to().subject


def test_a_language_that_came_later_has_the_delivered_words(scene: Country, settings: Any) -> None:
    publish_words("acknowledged", "citizen", subject=NEW, text=TEXT)
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    settings.LOCALES = {**settings.LOCALES, "fr": "fr"}
    case = file_case(language="fr")
    letter = letter_to()
    assert case.tracking in letter.subject
    assert letter.extra_headers["Content-Language"] == "fr"
    assert OutboxEntry.objects.get(topic="acknowledged").wording == 0


def test_a_third_language_has_words_of_its_own(scene: Country, settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    settings.LOCALES = {**settings.LOCALES, "fr": "fr"}
    definition = deepcopy(delivered("acknowledged"))
    for part in definition["letters"].values():
        for words in part.values():
            words["fr"] = words["en"]
    definition["letters"]["citizen"]["subject"]["fr"] = "Merci : {tracking}"
    publish_one("letter", "acknowledged", definition)
    case = file_case(language="fr")
    assert letter_to().subject == f"Merci : {isolated(case.tracking)}"


def test_the_outcome_stands_in_whatever_an_owner_writes(scene: Country) -> None:
    publish_words("decided", "citizen", text={"ar": "اقرأ هذا: {decision}، ولك أن ترد حتى {due}."})
    case = file_case()
    apply(case.pk, Decide(outcome="refused", text="لا", refusal=REFUSAL), actor=scene.actor("officer-moh"))
    assert "رُفض الطلب" in letter_to().body


def test_a_text_message_has_words_of_its_own_with_figures_and_link_below(
    scene: Country, settings: Any, tmp_path: Any
) -> None:
    settings.SMS_URL, settings.INSAF_URL = f"file://{tmp_path}", "https://insa.example"
    publish_words("acknowledged", "citizen", message={"en": "Here. With {agency} until {due}."})
    case = file_case(language="en", phone="+962790000000", email="")
    deliver_waiting()
    (sent,) = (each.read_text(encoding="utf-8") for each in tmp_path.iterdir())
    assert "Here. With MOH until " in sent
    assert "We have received" not in sent
    assert case.tracking in sent
    assert "/en/s/" in sent


def test_letters_cost_the_same_however_many_words_owners_changed(scene: Country) -> None:
    def cost() -> int:
        for _each in range(3):
            file_case()
        with CaptureQueriesContext(connection) as made:
            assert deliver_waiting() == (6, 0)
        return len(made)

    cost()
    before = cost()
    for topic in ("acknowledged", "arrived"):
        part = "citizen" if topic == "acknowledged" else "staff"
        publish_words(topic, part, subject={"ar": "جديد: {tracking} {due}"})
    assert cost() <= before + 1, "the definitions are read once"
    assert cost() == before
