"""Letters as a mail server gets them: taken apart again, in both languages, for every kind of case."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils.translation import override

from permissions.actors import Actor
from permissions.isolated import isolated
from permissions.now import now, standing_at
from permissions.writing import written_due
from portal.operations.set_up.ladders import LADDERS
from tests.objecting import REASONS
from tests.scenes import Country, file_case, publish_one
from tests.side_by_side import file_for_two, land_of_two
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import AskCitizen, Decide, Escalate, Reopen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Concern
from workflows.cases.tracking import grouped
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.notifications.deliver import deliver_waiting

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://\S+")
DIRECTION = {"ar": "rtl", "en": "ltr"}
OPEN, CLOSE = "\u2066\u2067\u2068", "\u2069"


def read(address: str = "citizen@example.org") -> EmailMessage:
    """The last letter to ``address``, as it goes over the line."""
    deliver_waiting()
    sent = [each for each in mail.outbox if each.to == [address]][-1]
    letter = message_from_bytes(sent.message().as_bytes(), policy=default)
    assert isinstance(letter, EmailMessage)
    return letter


def part(letter: EmailMessage, kind: str) -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_its_heads_say_who_writes_that_it_is_a_machine_and_in_which_language(
    land: Country, settings: Any, language: str
) -> None:
    settings.INSAF_URL = "https://insaf.example.org"
    settings.DEFAULT_FROM_EMAIL = "letters@example.org"
    file_case(language=language)
    letter = read()
    assert parseaddr(letter["From"]) == ({"ar": "إنصاف", "en": "Insaf"}[language], "letters@example.org")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == language
    assert letter["Message-ID"].endswith("@insaf.example.org>")
    assert letter["Reply-To"] is None
    assert [each.get_content_type() for each in letter.iter_parts()] == ["text/plain", "text/html"]


def test_a_sender_that_the_operator_has_named_keeps_its_name(land: Country, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Complaints <letters@example.org>"
    file_case()
    assert parseaddr(read()["From"]) == ("Complaints", "letters@example.org")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_to_be_copied_keeps_its_order_and_stands_on_lines_of_its_own(land: Country, language: str) -> None:
    case = file_case(language=language, subject="المياه 12-34 مقطوعة")
    letter = read()
    lines = part(letter, "plain").splitlines()
    assert isolated(case.tracking) in letter["Subject"]
    assert isolated(case.tracking) in lines
    assert isolated(grouped(case.secret)) in lines
    assert "\u2068المياه 12-34 مقطوعة\u2069" in lines
    assert LINK.findall(part(letter, "plain"))[0].endswith(f"/{language}/track/?tracking={case.tracking}")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_number_and_address_of_every_letter_is_isolated(land: Country, language: str) -> None:
    case = file_case(language=language)
    officer = land.actor("officer-moh")
    apply(case.pk, Decide(outcome="refused", text="لا", refusal=REFUSAL), actor=officer)
    deliver_waiting()
    assert len(mail.outbox) > 2
    for sent in mail.outbox:
        for text in (str(sent.subject), str(sent.body)):
            assert bare(text) == [], text
            assert text.count(CLOSE) == sum(text.count(mark) for mark in OPEN)


def bare(text: str) -> list[str]:
    """The case numbers and addresses in ``text`` that stand outside an isolate."""
    outside = re.sub(f"[{OPEN}][^{CLOSE}]*{CLOSE}", "", text)
    return re.findall(r"\d[\d-]{6,}\d|https?://\S+", outside)


def test_a_number_without_marks_would_be_found() -> None:
    assert bare("رقم الطلب: 26-9231-7183-4") == ["26-9231-7183-4"]
    assert bare(f"رقم الطلب: {isolated('26-9231-7183-4')}") == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_html_says_its_language_and_direction_and_the_same_as_the_text(land: Country, language: str) -> None:
    case = file_case(language=language, subject="<b>فاتورة</b> & كهرباء")
    letter = read()
    page = BeautifulSoup(part(letter, "html"), "lxml")
    for element in (page.html, page.select_one("body > div")):
        assert element is not None
        assert (element["lang"], element["dir"]) == (language, DIRECTION[language])
    figures = [each.get_text() for each in page.select("b span[dir=ltr]")]
    assert figures == [case.tracking, grouped(case.secret)]
    assert "<b>فاتورة</b> & كهرباء" in page.get_text()
    addresses = [str(each["href"]) for each in page.select("a")]
    assert addresses == LINK.findall(part(letter, "plain"))
    for line in part(letter, "plain").splitlines():
        words = re.sub(f"[{OPEN}{CLOSE}]", "", line).strip(" :")
        assert words in page.get_text() or words in addresses, line


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "said", [{"confidential": True}, {"concerns": Concern.PERSON}, {"concerns": Concern.HEAD}, {"kind": "integrity"}]
)
def test_no_letter_about_a_case_that_hides_or_accuses_someone_holds_the_code(
    land: Country, language: str, said: dict[str, Any]
) -> None:
    case = file_case(language=language, **said)
    letter = read()
    whole = f"{letter['Subject']}{part(letter, 'plain')}{part(letter, 'html')}"
    assert case.secret not in re.sub(r"\D", "", whole)
    assert case.tracking in whole
    assert (case.subject in whole) is (said.get("kind") != "integrity")


def test_a_case_that_came_to_accuse_someone_before_its_letter_left_keeps_its_code(land: Country) -> None:
    case = file_case()
    Case.objects.filter(pk=case.pk).update(guarded=True)
    assert case.secret not in re.sub(r"\D", "", part(read(), "plain"))


@pytest.mark.parametrize(
    ("language", "outcome", "said"),
    [("en", "refused", "decided: refused."), ("ar", "refused", ": رُفض الطلب."), ("ar", "resolved", ": حُلّ الأمر.")],
)
def test_the_letter_of_a_decision_says_what_was_decided_and_until_when_it_can_be_sent_back(
    land: Country, language: str, outcome: str, said: str
) -> None:
    case = file_case(language=language)
    apply(case.pk, Decide(outcome=outcome, text="…", refusal=REFUSAL), actor=land.actor("officer-moh"))
    last = Case.objects.get(pk=case.pk).due
    assert last is not None
    text = part(read(), "plain")
    assert said in text
    with override(language):
        assert written_due(last, by_day=False) in text


@pytest.mark.parametrize(
    ("kind", "outcome", "said"),
    [("suggestion", "resolved", "your suggestion is taken up."), ("praise", "noted", "your thanks have arrived.")],
)
def test_the_letter_names_a_decision_as_the_page_of_its_kind_does(
    land: Country, kind: str, outcome: str, said: str
) -> None:
    case = file_case(kind=kind, language="en")
    apply(case.pk, Decide(outcome=outcome, text="…", refusal=REFUSAL), actor=land.actor("officer-moh"))
    assert said in part(read(), "plain")


@pytest.mark.parametrize(("language", "said"), [("en", "Answer by: "), ("ar", "أجب في موعد أقصاه: ")])
def test_the_letter_of_a_question_says_until_when_it_can_be_answered(land: Country, language: str, said: str) -> None:
    case = file_case(language=language)
    apply(case.pk, AskCitizen(text="…"), actor=land.actor("officer-moh"))
    last = Deadline.objects.get(case=case.pk, kind=DeadlineKind.RESUME).due
    assert last is not None
    text = part(read(), "plain")
    with override(language):
        assert f"{said}{written_due(last, by_day=False)}." in text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_a_citizen_was_promised_is_said_as_on_their_page(land: Country, language: str) -> None:
    due = file_case(language=language).due
    assert due is not None
    with override(language):
        assert f": {written_due(due, by_day=False)}." in part(read(), "plain")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "الاثنين 9 تشرين الثاني 2026، نهاية الدوام"),
        ("en", "Monday 9 November 2026, end of the working day"),
    ],
)
def test_where_days_end_when_the_body_closes_its_day_is_promised(land: Country, language: str, words: str) -> None:
    publish_one("ladder", "default", LADDERS["default"])
    with standing_at(datetime(2026, 11, 5, 8, tzinfo=UTC)):
        file_case(language=language)
        assert f": {words}." in part(read(), "plain")


UP = {
    "ar": ("إلى المستوى الأول في", "مضى الموعد دون إجراء", "قبل أن يمضي موعده"),
    "en": ("to level 1 of", "No one acted in time", "before its date had passed"),
}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("by_hand", [True, False])
def test_what_has_gone_up_names_its_level_and_blames_nobody_who_still_had_time(
    land: Country, language: str, *, by_hand: bool
) -> None:
    case = file_case(language=language)
    level, late, early = UP[language]
    if by_hand:
        apply(case.pk, Escalate(), actor=land.actor("officer-moh"))
        letter = read()
    else:
        assert case.due is not None
        with standing_at(case.due):
            sweep_clock()
            letter = read()
    text = part(letter, "plain")
    assert level in re.sub(f"[{OPEN}{CLOSE}]", "", text)
    assert (late in text, early in text) == (not by_hand, by_hand)


def test_a_late_letter_of_a_decision_says_what_was_decided_then(land: Country) -> None:
    case = file_case(language="en")
    apply(case.pk, Decide(outcome="refused", text="…", refusal=REFUSAL), actor=land.actor("officer-moh"))
    apply(case.pk, Reopen(reason="…"), actor=Actor.citizen(case.pk))
    with standing_at(now() + timedelta(minutes=1)):
        apply(case.pk, Decide(outcome="resolved", text=REASONS), actor=land.actor("level1-moh"))
        deliver_waiting()
    texts = [str(each.body) for each in mail.outbox if each.to == ["citizen@example.org"]]
    said = [found for text in texts for found in re.findall("decided: (.+)[.]", text)]
    assert said == ["refused", "resolved"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_greets_signs_and_says_that_nobody_reads_an_answer(land: Country, language: str) -> None:
    file_case(language=language)
    lines = part(read(), "plain").splitlines()
    greeting, signature, no_reply = {
        "ar": ("تحية طيبة،", "إنصاف، المنصّة الوطنية للشكاوى", "هذه رسالة آلية، والرد عليها لا يصل إلى أحد."),
        "en": ("Hello,", "Insaf, the national complaints platform", "This is an automatic message"),
    }[language]
    assert lines[0] == greeting
    assert signature in lines
    assert any(line.startswith(no_reply) for line in lines)


@pytest.mark.parametrize(
    ("language", "both", "part", "again"),
    [
        ("ar", "وهو الآن لدى: moh وmoe.", "ما زال العمل على طلبك جاريًا", "وصل اعتراضك، وهو لدى: moh وmoe."),
        (
            "en",
            "It is with: MOH and MOE.",
            "work on your request continues",
            "has arrived. It is now with: MOH and MOE.",
        ),
    ],
)
def test_of_agencies_side_by_side_each_letter_says_what_is_still_to_come(
    language: str, both: str, part: str, again: str
) -> None:
    land = land_of_two()
    case, health, education = file_for_two(language=language)
    for work, name, outcome in ((health, "officer-moh", "resolved"), (education, "officer-moe", "explained")):
        apply(case.pk, Decide(outcome=outcome, text="أ", refusal=REFUSAL, work_id=work.pk), actor=land.actor(name))
    apply(case.pk, Decide(outcome="partly_resolved", text="ب"), actor=land.actor("officer-central"))
    apply(case.pk, Reopen(reason="ليس بعد"), actor=Actor.citizen(case.pk))
    deliver_waiting()
    letters = [letter for letter in mail.outbox if letter.to == ["citizen@example.org"]]
    texts = [bare_of_marks(str(letter.body)) for letter in letters]
    assert both in texts[0]
    assert [part in text for text in texts] == [False, True, True, False, False]
    assert again in texts[4]


def bare_of_marks(text: str) -> str:
    """Without the marks that give a name its own direction."""
    return re.sub("[\u2066-\u2069]", "", text)
