"""The pages of a case, as its citizen sees it: what scripts rely on, the date first, and no half-translated page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from content.forms.filed_link import filed_link
from permissions.actors import Actor
from permissions.now import standing_at
from permissions.writing import written_due
from tests.after_filing import has_filed
from tests.letters import strange_words
from tests.scenes import submission
from tests.site.templates.on_tuesday import TUESDAY, acted, filed_case, page_of
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Accept, Action, AskCitizen, Decide, Escalate
from workflows.cases.lifecycle import apply
from workflows.cases.models import Channel
from workflows.cases.opening import open_case
from workflows.cases.submission import StoredFile
from workflows.cases.tracking import secret_of

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]


def only(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, selector
    return found[0]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_after_filing_number_and_secret_stand_in_one_element_and_to_be_read(client: Client, language: str) -> None:
    case = filed_case()
    with standing_at(TUESDAY):
        html = has_filed(client, case).get(filed_link(case.tracking).replace("/ar/", f"/{language}/")).content.decode()
    kept = only(BeautifulSoup(html, "lxml"), "[data-tracking]")
    secret = secret_of(case)
    assert (kept["data-tracking"], kept["data-secret"]) == (case.tracking, secret)
    assert only(BeautifulSoup(html, "lxml"), ".groups").get_text(" ", strip=True) == " ".join(
        secret[start : start + 4] for start in (0, 4, 8, 12)
    )
    assert strange_words(html, language) == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("action", "status", "level"),
    [
        (None, "in_progress", "0"),
        (Escalate(), "in_progress", "1"),
        (AskCitizen(text="أي قسم؟"), "waiting", "0"),
        (Decide(outcome="resolved", text="Done."), "answered", "0"),
    ],
)
def test_a_case_says_where_it_stands_in_its_reader_s_language(
    client: Client, language: str, action: Action | None, status: str, level: str
) -> None:
    case = filed_case()
    if action is not None:
        acted(case, action)
    html = page_of(client, case, language)
    head = only(BeautifulSoup(html, "lxml"), "[data-status]")
    assert (head["data-status"], head["data-level"]) == (status, level)
    assert strange_words(html, language) == []


def test_the_date_comes_before_the_ladder_and_the_ladder_before_the_diary(client: Client) -> None:
    html = page_of(client, filed_case(), "en")
    order = [html.index(mark) for mark in ('class="big"', 'class="ladder"', 'class="why"', 'class="timeline"')]
    assert order == sorted(order)
    assert "Thursday <bdi>19</bdi> November <bdi>2026</bdi>, <bdi>2:10</bdi>\u00a0pm" in html
    assert '<details class="why">' in html  # folded


def test_the_answer_comes_first_is_said_once_and_can_be_accepted_or_sent_back(client: Client) -> None:
    case = filed_case()
    acted(case, Decide(outcome="resolved", text="The appointment is fixed."))
    html = page_of(client, case, "en")
    page = BeautifulSoup(html, "lxml")
    assert html.count("The appointment is fixed.") == 1
    assert html.index('class="answer ') < html.index('class="timeline"')
    targets = {str(form["action"]).rsplit("/", 2)[1] for form in page.select("main form")}
    assert targets >= {"accept", "reopen"}
    assert "rate" not in targets
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    page = BeautifulSoup(page_of(client, case, "en"), "lxml")
    assert [label.get_text(strip=True) for label in page.select(".rate label")] == [
        "Very bad",
        "Bad",
        "Fair",
        "Good",
        "Excellent",
    ]


def test_a_question_stands_above_the_form_that_answers_it(client: Client) -> None:
    case = filed_case()
    acted(case, AskCitizen(text="Which ward?"))
    page = BeautifulSoup(page_of(client, case, "en"), "lxml")
    section = only(page, "#answer")
    assert "Which ward?" in section.get_text()
    assert section.select_one("textarea[name=text]")
    assert section.select_one("input[type=file][name=files]")


def test_a_question_comes_first_with_its_date_and_no_second_form_beside_it(client: Client) -> None:
    case = filed_case()
    acted(case, AskCitizen(text="Which ward?"))
    html = page_of(client, case, "en")
    page = BeautifulSoup(html, "lxml")
    # Thursday 14:11 in Amman, and five working days.
    assert only(page, "#answer .big").get_text(" ", strip=True) == "Thursday 26 November 2026 , 2:11 pm"
    assert html.index('id="answer"') < html.index('class="ladder"')
    targets = [str(form["action"]).rsplit("/", 2)[1] for form in page.select("main form")]
    assert targets == ["answer", "withdraw", "leave"]
    assert page.select(".promise") == []


def test_an_answer_is_a_heading_with_the_date_on_which_it_closes_below_it(client: Client) -> None:
    case = filed_case()
    acted(case, Decide(outcome="refused", text="There is no bed.", refusal=REFUSAL))
    html = page_of(client, case, "en")
    page = BeautifulSoup(html, "lxml")
    assert only(page, "article.answer h2").get_text(" ", strip=True).endswith("decided: refused")
    assert "it closes on its own on Thursday 26 November 2026" in only(page, "#accept").get_text(" ", strip=True)
    first = page.select("main .btn")[0].get_text(" ", strip=True)
    assert first == "Yes, I accept the decision"
    assert html.index("decided: refused") < html.index("There is no bed.") < html.index(first)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2026, 11, 29, 18, 12, tzinfo=UTC), "Sunday 29 November 2026"),  # 9:12 pm in Amman
        (datetime(2026, 11, 29, 21, tzinfo=UTC), "Sunday 29 November 2026"),  # midnight: the day that ends
        (datetime(2026, 11, 29, 21, 1, tzinfo=UTC), "Monday 30 November 2026"),
    ],
)
def test_a_promised_date_is_a_day(due: datetime, words: str) -> None:
    with translation.override("en"):
        assert written_due(due, by_day=True) == f"{words}, end of the working day"


def test_what_came_with_the_filing_is_shown_once(client: Client) -> None:
    paper = StoredFile("card.pdf", "application/pdf", 5, "0" * 64, "tests/card-once")
    with standing_at(TUESDAY):
        case = open_case(
            submission=submission(agency="moh", files=(paper,)),
            channel=Channel.WEB,
            actor=Actor.citizen(),
            idempotency_key="with a file",
        )
    page = BeautifulSoup(page_of(client, case, "en"), "lxml")
    assert len(page.select(".files li")) == 1
    assert page.select(".timeline .files") == []


def test_a_refused_file_is_named_in_the_summary_by_a_link_to_where_it_was_chosen(client: Client) -> None:
    case = filed_case()
    page_of(client, case, "en")
    program = SimpleUploadedFile("tool.exe", b"MZ a program")
    with standing_at(TUESDAY + timedelta(days=2, hours=1)):
        refused = client.post(f"/en/track/{case.tracking}/add/", {"text": "My card.", "files": program})
    page = BeautifulSoup(refused.content, "lxml")
    link = only(page, ".errors a")
    assert "tool.exe" in link.get_text()
    assert only(page, str(link["href"]))["type"] == "file"
    assert "Error:" in only(page, "title").get_text()
    assert only(page, "#add").has_attr("open")


def test_the_slip_to_print_says_where_to_follow(client: Client) -> None:
    case = filed_case()
    with standing_at(TUESDAY):
        page = BeautifulSoup(has_filed(client, case).get(filed_link(case.tracking)).content, "lxml")
    assert only(page, ".only-paper bdi").get_text() == "http://testserver/ar/track/"


def test_what_a_person_wrote_is_marked_with_its_own_language(client: Client) -> None:
    case = filed_case()
    acted(case, Decide(outcome="resolved", text="حُدّد موعد ثابت."))
    page = BeautifulSoup(page_of(client, case, "en"), "lxml")
    assert only(page, ".answer p")["lang"] == "ar"


def test_a_wrong_secret_is_told_in_a_summary_that_takes_the_focus(client: Client) -> None:
    page = BeautifulSoup(client.post("/en/track/", {"tracking": "26-1", "secret": "1"}).content, "lxml")
    summary = only(page, ".errors")
    assert (summary["role"], summary["tabindex"]) == ("alert", "-1")
    assert summary.has_attr("autofocus")
    assert page.select_one("input[name=tracking]")["value"] == "26-1"  # type: ignore[index]  # None would fail as well


def test_an_empty_field_is_named_in_the_summary_and_beside_the_field(client: Client) -> None:
    page = BeautifulSoup(client.post("/en/track/", {"tracking": "", "secret": "1"}).content, "lxml")
    link = only(page, ".errors a")
    field = page.select_one(str(link["href"]))
    assert field is not None
    assert field["aria-invalid"] == "true"
    assert str(field["aria-describedby"]) in {str(error["id"]) for error in page.select(".err[id]")}
