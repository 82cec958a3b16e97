"""An answer is named by its outcome before it is read; question, thanks and closing line fit it, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.after_filing import has_filed, link_to
from tests.letters import strange_words
from tests.scenes import Country, country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Outcome
from workflows.processes.standard import STANDARD_PROCESSES

pytestmark = pytest.mark.django_db
TEXT = {"ar": "نص الرد كما كتبته الجهة.", "en": "What the agency wrote."}
NAMES = {"moh", "central", "rights", "liaison", "level"}
"""What bodies and posts of the small country are called in Arabic too."""
AGAINST = {Outcome.REFUSED, Outcome.ELSEWHERE}
SETTLED = {Outcome.RESOLVED, Outcome.PARTLY}


def pairs() -> list[tuple[str, str]]:
    """Every kind with each outcome that its process can end in."""
    found = set()
    for kind, process in STANDARD_PROCESSES.items():
        for step in process["steps"]:
            found |= {(kind, way["result"]) for way in step.get("outcomes", ()) if "result" in way}
    return sorted(found)


@dataclass(frozen=True)
class Said:
    """What stands on the page for one outcome."""

    name: str
    word: str
    question: str = ""
    thanks: str = ""


SAID = {
    "en": {
        Outcome.RESOLVED: Said("resolved", "resolved", "Do you accept this answer?", "closed as settled."),
        Outcome.PARTLY: Said("partly resolved", "partly resolved", "Do you accept this answer?", "partly settled."),
        Outcome.EXPLAINED: Said(
            "an explanation", "answered with an explanation", "Do you accept this answer?", "closed."
        ),
        Outcome.REFUSED: Said("refused", "refused", "Do you accept this decision?", "You have accepted the decision"),
        Outcome.ELSEWHERE: Said(
            "no public body can settle this",
            "go elsewhere",
            "Do you accept this decision?",
            "You have accepted",
        ),
        Outcome.NOTED: Said("noted", "noted", "Do you accept this answer?", "The request is closed."),
    },
    "ar": {
        Outcome.RESOLVED: Said("حُلّ الأمر", "حُلّ", "هل يكفيك هذا الرد؟", "بعد أن حُلّ الأمر"),
        Outcome.PARTLY: Said("حُلّ الأمر جزئيًّا", "حُلّ جزئيًّا", "هل يكفيك هذا الرد؟", "حُلّ الأمر جزئيًّا"),
        Outcome.EXPLAINED: Said("توضيح", "بتوضيح", "هل يكفيك هذا الرد؟", "أُغلق الطلب."),
        Outcome.REFUSED: Said("رُفض الطلب", "رُفض", "هل تقبل هذا القرار؟", "قبلتَ القرار"),
        Outcome.ELSEWHERE: Said(
            "خارج اختصاص الجهات الحكومية", "خارج اختصاص الجهات", "هل تقبل هذا القرار؟", "قبلتَ القرار"
        ),
        Outcome.NOTED: Said("أُخذ العلم به", "أُخذ", "هل يكفيك هذا الرد؟", "أُغلق الطلب."),
    },
}
OF_A_KIND = {
    ("en", "inquiry", Outcome.EXPLAINED): {"question": "Does this answer your question?"},
    ("ar", "inquiry", Outcome.EXPLAINED): {"question": "هل أجاب هذا عن سؤالك؟"},
    ("en", "suggestion", Outcome.RESOLVED): {
        "name": "taken up",
        "word": "taken up",
        "thanks": "The request is closed.",
    },
    ("ar", "suggestion", Outcome.RESOLVED): {"name": "أُخذ باقتراحك", "word": "أُخذ به", "thanks": "أُغلق الطلب."},
    ("en", "praise", Outcome.NOTED): {"name": "your thanks have arrived", "word": "thanks have arrived"},
    ("ar", "praise", Outcome.NOTED): {"name": "وصل ثناؤك", "word": "وصل ثناؤك"},
}
SOLVED = {"ar": ("حُلّ",), "en": ("settled.", "solved")}


def said(language: str, kind: str, outcome: str) -> Said:
    meant = Outcome(outcome)
    return replace(SAID[language][meant], **OF_A_KIND.get((language, kind, meant), {}))


def decided(land: Country, kind: str, outcome: str, language: str) -> Case:
    """Filed and answered: by who finds the agency, where that one alone can answer so."""
    handle = next(step for step in STANDARD_PROCESSES[kind]["steps"] if step["key"] == "handle")
    at_agency = outcome in [way["key"] for way in handle["outcomes"]]
    subject = {"ar": "الموضوع", "en": "The subject"}[language]
    case = file_case(kind=kind, agency="moh" if at_agency else None, language=language, subject=subject, text=subject)
    who = "officer-rights" if case.track == "sensitive" else "officer-moh" if at_agency else "officer-central"
    apply(case.pk, Decide(outcome=outcome, text=TEXT[language], refusal=REFUSAL), actor=land.actor(who))
    return case


def only(shown: BeautifulSoup, selector: str) -> Tag:
    (found,) = shown.select(selector)
    return found


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("kind", "outcome"), pairs())
def test_the_outcome_is_said_first_and_all_that_follows_fits_it(
    client: Client, kind: str, outcome: str, language: str
) -> None:
    land = country()
    expected = said(language, kind, outcome)
    tone = "late" if outcome in AGAINST else "done" if outcome in SETTLED else ""
    case = decided(land, kind, outcome, language)
    prove(client, case, language)
    html = page(client, case, language)
    shown = BeautifulSoup(html, "lxml")

    answer = only(shown, "article.answer")
    assert words(only(shown, "article.answer h2")).endswith(expected.name)
    assert html.index(expected.name) < html.index(TEXT[language])
    assert [each for each in answer["class"] if each in ("late", "done", "ask")] == [tone] * bool(tone)
    badge = only(shown, "[data-status] .badge")
    assert expected.word in words(badge).lower()
    assert words(badge).lower().count("answered") < 2, "it is said once"
    assert not re.search(r"^(Answered|Closed|رُدّ عليه|مغلق):", words(badge)), "one verb, and not two behind each other"
    assert ("late" in badge["class"], "done" in badge["class"]) == (outcome in AGAINST, outcome in SETTLED)
    assert [word for word in strange_words(html, language) if word not in {kind, *NAMES}] == []
    if kind == "praise":  # thanks want no verdict, and are not opened again
        assert shown.select("form[action$='/accept/'], form[action$='/reopen/']") == []
        assert expected.word in words(only(shown, ".promise"))
        return
    assert expected.question in words(only(shown, "#accept"))

    accepted = client.post(f"/{language}/track/{case.tracking}/accept/", follow=True).content.decode()
    closed = BeautifulSoup(accepted, "lxml")
    assert words(only(closed, "[data-status] .badge")).endswith({"ar": "(مغلق)", "en": "(closed)"}[language])
    toast = words(only(closed, ".toast"))
    assert expected.thanks in toast
    if outcome not in SETTLED or kind == "suggestion":
        assert [word for word in SOLVED[language] if word in toast] == []
    if outcome in AGAINST:
        assert [word for word in ("شكر", "hank") if word in toast] == []
    ending = only(closed, ".promise")
    assert expected.word in words(ending).lower()
    assert [each for each in ending["class"] if each in ("late", "done")] == [tone] * bool(tone)
    assert closed.select("form[action$='/reopen/']")


def test_what_was_closed_too_long_ago_offers_no_button_that_is_refused(client: Client) -> None:
    land = country()
    case = decided(land, "complaint", "refused", "en")
    prove(client, case, "en")
    client.post(f"/en/track/{case.tracking}/accept/")
    assert "/reopen/" in page(client, case, "en")
    Case.objects.filter(pk=case.pk).update(closed_at=case.opened_at - timedelta(days=366))
    assert "/reopen/" not in page(client, case, "en")


UNDATED = {
    "ar": "لا موعد رد للثناء: يُنقل إلى الجهة ويُحسب لها في تقاريرها. وحين يصل تقول صفحة طلبك ذلك.",
    "en": "Praise has no date for a reply: it’s passed on to the agency and counted in its reports. "
    "When it has arrived, your request’s page says so.",
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_thanks_wait_for_no_date_and_their_page_says_what_becomes_of_them(client: Client, language: str) -> None:
    land = country()
    case = file_case(kind="praise", agency="moh", language=language)
    filed = has_filed(client, case).get(link_to(case.tracking, language)).content.decode()
    assert words(only(BeautifulSoup(filed, "lxml"), "[data-undated]")) == UNDATED[language]
    prove(client, case, language)
    shown = BeautifulSoup(page(client, case, language), "lxml")
    assert words(only(shown, ".promise [data-undated]")) == UNDATED[language]
    apply(case.pk, Decide(outcome="noted", text=TEXT[language]), actor=land.actor("officer-moh"))
    assert BeautifulSoup(page(client, case, language), "lxml").select("[data-undated]") == [], "it has arrived"
    other = file_case(language=language)
    prove(client, other, language)
    assert BeautifulSoup(page(client, other, language), "lxml").select("[data-undated]") == []
