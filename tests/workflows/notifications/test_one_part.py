"""Every text message goes in one part, in Arabic too: each topic is measured, with the longest names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.platform.called import forget
from permissions.platform.models import Platform
from tests.scenes import Country, file_case, publish_one
from tests.workflows.notifications.own_letters import own_letter
from tests.workflows.notifications.texts import (
    ADDRESSED,
    HOST,
    LONG_NAMES,
    PHONE,
    SHORT,
    TO_CITIZENS,
    answered_case,
    delivered_text,
    long_names,
    on_a_phone,
    tell,
    texts_in,
)
from tests.workflows.notifications.wording.changing import changed
from workflows.cases.models import Outcome
from workflows.cases.outcome_words import decision_briefly
from workflows.notifications import to_addresses
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.models import ShortLink
from workflows.notifications.text_message import MARK, TextMessage, as_sent
from workflows.notifications.transports.sms.parts import parts_of
from workflows.notifications.wording.delivered import delivered_message
from workflows.notifications.wording.length import longest_values, too_long
from workflows.notifications.wording.placeholders import filled, places
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
LANGUAGES = ("ar", "en")


@pytest.fixture
def folder(land: Country, settings: Any, tmp_path: Path) -> Path:
    on_a_phone(settings, tmp_path / "sms")
    long_names()
    return tmp_path / "sms"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_to_a_citizen_is_one_part_with_its_words_its_number_and_its_link(
    land: Country, folder: Path, language: str
) -> None:
    case = answered_case(land, language)
    assert TO_CITIZENS
    for topic in TO_CITIZENS:
        for dated in (True, False):
            tell(case, topic, dated=dated)
            text = delivered_text(folder)
            assert parts_of(text).count == 1, (topic, parts_of(text), text)
            assert case.tracking in text, (topic, text)
            assert SHORT.search(text.removeprefix("https://")), (topic, text)
            assert len(text.splitlines()) == 2, (topic, text)
            # With the code the words of the receipt are shorter, and a decision is what was decided.
            words = re.split(r"[{.]", delivered_message(topic, language, undated=not dated))[0]
            assert topic == "acknowledged" or words in text, (topic, text)
            assert LONG_NAMES[language][:12] not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", sorted(to_addresses.TOPICS))
def test_every_letter_to_an_address_is_one_part(land: Country, folder: Path, topic: str, language: str) -> None:
    case = answered_case(land, language)
    ADDRESSED[topic](case, language)
    text = delivered_text(folder)
    assert parts_of(text).count == 1, (parts_of(text), text)
    assert (HOST in text) is (topic not in ("sign_in_code", "address_code", "requests_listed", "address_added"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TO_CITIZENS)
def test_the_delivered_words_fit_with_the_longest_that_they_may_name(
    land: Country, folder: Path, topic: str, language: str
) -> None:
    """All of them, without the name of the platform: none is left out for being too long."""
    for undated in (False, True):
        words = delivered_message(topic, language, undated=undated)
        with override(language):
            text = filled(words, longest_values(set(places(words))))
            message = TextMessage((text,), "26-4087-0791-2").written(language, f"{HOST}/s/{'7' * 11}")
        assert as_sent(text, language) in message, (parts_of(message), message)
        assert parts_of(message).count == 1


def test_as_the_citizen_reads_it(land: Country, folder: Path) -> None:
    case = answered_case(land, "ar")
    with override("ar"):
        refused = TextMessage((f"{decision_briefly('complaint', Outcome.REFUSED)}. اقرأ:",), "26-4087-0791-2")
        assert refused.written("ar", "insa.example/s/x7Kpbbbbbbb") == (
            f"إنصاف {MARK}26-4087-0791-2: رُفض طلبك. اقرأ:\ninsa.example/s/x7Kpbbbbbbb"
        )
    tell(case, "decided")
    assert SHORT.sub("…", delivered_text(folder)) == f"إنصاف {MARK}{case.tracking}: حُلّ طلبك. اقرأ:\n{HOST}…"
    tell(case, "asked")
    assert "سؤال ينتظر جوابك." in delivered_text(folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_of_receipt_says_number_and_code(land: Country, folder: Path, language: str) -> None:
    case = file_case(language=language, email="", phone=PHONE)
    OutboxEntry.objects.exclude(topic="acknowledged").delete()
    text = delivered_text(folder)
    assert case.tracking in text
    assert case.secret in re.sub(r"(?<=\d) (?=\d)", "", text)
    assert parts_of(text).count == 1
    assert ("حتى" in text, "Reply due by" in text) == (False, language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_left_out_before_words_and_words_before_the_number(language: str) -> None:
    number, link = "26-4087-0791-2", f"{HOST}/s/{'7' * 11}"
    most = 160 if language == "en" else 70
    fits = most - len(f"{number}: \n{link}")
    letter = "a" if language == "en" else "و"
    with override(language):
        for words, has in (
            ((letter * 3,), (True, True)),
            ((letter * fits,), (False, True)),
            ((letter * (fits + 1), letter), (True, False)),
            ((letter * (fits + 1),), (False, False)),
        ):
            text = TextMessage(words, number).written(language, link)
            name = {"ar": "إنصاف", "en": "Insaf"}[language]
            assert (name in text, words[0] in text) == has
            assert number in text
            assert text.endswith(f"\n{link}")
            assert parts_of(text).count == 1
    # A host that nobody foresaw: more parts, and nothing is cut off.
    assert TextMessage((letter,), number).written(language, "h" * 200).endswith("h" * 200)


def test_a_long_name_of_the_platform_costs_no_word(land: Country, folder: Path) -> None:
    Platform.objects.update_or_create(pk=Platform.THE_ONE, defaults={"name": LONG_NAMES})
    forget()
    try:
        for language in LANGUAGES:
            case = answered_case(land, language)
            tell(case, "replied")
            assert delivered_text(folder).startswith(f"{case.tracking}: ")
            ADDRESSED["sign_in_code"](case, language)
            assert re.search(r"\d{6}", text := delivered_text(folder))
            assert parts_of(text).count == 1
    finally:
        forget()


def test_signs_that_the_alphabet_of_phones_lacks_are_written_otherwise() -> None:
    with override("en"):
        text = TextMessage(("It’s “here” – now… \u2068x\u2069",), "26-4087-0791-2").written("en", HOST)
    assert parts_of(text).own
    assert 'It\'s "here" - now... x' in text


def test_a_number_in_an_arabic_line_has_one_mark_and_at_its_beginning_none() -> None:
    number = "26-4087-0791-2"
    link = f"{HOST}/s/{'7' * 11}"
    with override("ar"):
        named = TextMessage(("وصل",), number).written("ar", link)
        plain = TextMessage(("و" * 27,), number).written("ar", link)
    assert named.startswith(f"إنصاف {MARK}{number}: ")
    assert plain.startswith(f"{number}: ")
    assert not {"\u2066", "\u2068", "\u2069"} & set(named + plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_owners_that_do_not_fit_give_way_to_the_delivered_ones(
    land: Country, folder: Path, language: str
) -> None:
    long = {"ar": "كتبت إليك {agency}.", "en": "You have a new reply from {agency} and {agencies}"}
    publish_one("letter", "replied", changed("replied", "citizen", "message", **long))
    tell(case := answered_case(land, language), "replied")
    text = delivered_text(folder)
    assert delivered_message("replied", language, undated=False) in text
    land.agencies["moh"].name = {"ar": "الصحة", "en": "Health"}
    land.agencies["moh"].save()
    OutboxEntry.objects.all().delete()
    tell(case, "replied")
    assert {"ar": "الصحة", "en": "from Health"}[language] in (text := delivered_text(folder))
    assert parts_of(text).count == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_that_owners_made_of_an_answer_says_the_outcome(land: Country, folder: Path, language: str) -> None:
    publish_one("letter", "citizen-card", own_letter())
    case = answered_case(land, language)
    tell(case, "citizen-card", usual="decided")
    text = delivered_text(folder)
    with override(language):
        assert decision_briefly("complaint", Outcome.RESOLVED) in text
    assert parts_of(text).count == 1


def test_owners_are_warned_of_words_that_take_more_than_one_part(land: Country, folder: Path) -> None:
    short = changed("replied", "citizen", "message", ar="وصلك رد. اقرأه:", en="A reply came. Read it:")
    long = changed("replied", "citizen", "message", ar="كتبت إليك {agency}. اقرأ:", en="You have a reply.")
    with override("en"):
        assert list(too_long("replied", short)) == []
        [arabic] = too_long("replied", long)
    assert re.search(r"To the citizen · Text message · Arabic: .* 146 characters and takes 3 parts", arabic), arabic
    assert list(too_long("replied", {"format": 7})) == []


def test_nothing_goes_to_a_phone_about_a_sealed_request(land: Country, folder: Path) -> None:
    case = file_case(kind="rights", agency="moe", email="", phone=PHONE)
    deliver_waiting()
    assert texts_in(folder) == []
    assert not ShortLink.objects.exists()
    entry = OutboxEntry.objects.get(case=case, audience="citizen")
    assert (entry.problem, entry.delivered_at) == (Unsent.SEALED, None)


def test_a_message_beyond_the_budget_of_its_number_waits_and_makes_no_link(
    land: Country, folder: Path, settings: Any, limits_on: None
) -> None:
    settings.SMS_A_NUMBER_A_DAY = 1
    case = answered_case(land, "ar")
    for topic in ("replied", "asked"):
        tell(case, topic)
    deliver_waiting()
    assert len(texts_in(folder)) == 1
    assert ShortLink.objects.count() == 1


def test_a_text_message_costs_one_statement_more_than_the_same_letter_by_e_mail(land: Country, folder: Path) -> None:
    case = answered_case(land, "ar")
    costs = {}
    for kind, address in (("email", "citizen@example.org"), ("phone", PHONE), ("email", "citizen@example.org")):
        case.person.phone, case.person.email = "", ""
        setattr(case.person, kind, address)
        case.person.save()
        for topic in ("asked", "replied", "escalated"):
            tell(case, topic)
        with CaptureQueriesContext(connection) as statements:
            assert deliver_waiting() == (3, 0)
        costs[kind] = [statement["sql"] for statement in statements]
        OutboxEntry.objects.all().delete()
    links = [sql for sql in costs["phone"] if "shortlink" in sql]
    assert [sql.split()[0] for sql in links] == ["INSERT"] * 3
    assert len(costs["phone"]) <= len(costs["email"]) + 3, (costs["phone"], costs["email"])
