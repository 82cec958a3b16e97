"""A form in steps, without scripts: a page at a time, nothing lost on the way, and nothing filed that was not asked."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from content.forms.page import FormPage
from tests.content.forms import made
from tests.content.forms.made import condition, options, question, route
from tests.content.forms.sending import URL, form_of, send, text_of
from workflows.cases.models import Answer, Case, CaseEvent, File

pytestmark = pytest.mark.django_db
PLACES = options(("clinic", "A clinic"), ("school", "A school"), ("elsewhere", "Elsewhere"))
EXIT = {"key": "out", "label": "Go to the council", "help_text": "It takes these.", "link": "https://council.example/"}
STEPPED = [
    question(
        "choice", key="where", label="Where was it?", options=PLACES, required=True,
        routes=[route("one_of", "elsewhere", "out")],
    ),
    question("step", key="visit", label="Your visit", shown_if=condition(("where", "one_of", "clinic"))),
    question("date", key="visited_on", label="When?", required=True),
    question("step", key="what", label="What happened"),
    question("subject", label="Subject"),
    question("text", label="What?"),
    question("yes_no", key="asked", label="Did you ask there?"),
    question("short_text", key="whom", label="Whom?", shown_if=condition(("asked", "one_of", "yes")), required=True),
    question("files", label="Files"),
    question("exit", **EXIT, link_words="To the council"),
    question("step", key="you", label="About you"),
    question("contact", label="Contact"),
]  # fmt: skip
WORDS = {"subject": "Put off", "text": "Three times.", "visited_on": "2026-11-20", "where": "clinic"}


@pytest.fixture(autouse=True)
def _published() -> None:
    made.english_forms("complaint")
    publish(STEPPED)


def publish(raw: list[dict[str, Any]]) -> None:
    page = FormPage.objects.get(slug="complaint")
    page.questions = made.stream(raw)
    page.save_revision().publish()


@pytest.fixture
def citizen() -> Client:
    return Client()


def go(citizen: Client, shown: Any, to: str, files: Any = (), **typed: Any) -> Any:
    """Press a button, with all that stands in the page as a browser sends it, and ``typed``."""
    content = shown.content.decode()
    held = {name: made.hidden_values(content, name) for name in ("form_step", "form_checked")}
    there = {name: values for name, values in held.items() if values}
    standing = {
        name: value for name, value in shown.context["form"].data.items() if name in shown.context["form"].fields
    }
    data = {**standing, **form_of(shown), **there, "form_go": to, **typed}
    return citizen.post(URL, data | ({"files": list(files)} if files else {}))


def at(shown: Any) -> tuple[str, int, int]:
    standing = shown.context["round"].standing
    return standing.key, standing.number, standing.of


def visible(shown: Any) -> str:
    """The words of the page that is shown, without what it only carries along."""
    parts = re.split(r'(?=<div class="form-step")', shown.content.decode())
    return "".join(part for part in parts if not re.match(r'<div class="form-step"\s+hidden', part))


def checked(citizen: Client, **typed: Any) -> Any:
    """At the last page, with all answered on the way."""
    shown = citizen.get(URL)
    for _page in range(5):
        shown = go(citizen, shown, "next", **{**WORDS, **typed})
        if at(shown)[0] == "-check":
            return shown
    raise AssertionError(at(shown))


def test_a_page_is_shown_at_a_time_and_says_how_far_it_is(citizen: Client) -> None:
    first = citizen.get(URL)
    assert at(first) == ("-", 1, 4)
    assert "Step 1 of 4" in text_of(first)
    second = go(citizen, first, "next", where="clinic")
    assert (at(second), second.status_code) == (("visit", 2, 5), HTTPStatus.OK)
    assert "Step 2 of 5: Your visit" in text_of(second)
    assert "Where was it?" not in visible(second)
    assert second.context["round"].errors == []
    assert at(go(citizen, first, "next", where="school")) == ("what", 2, 4)


def test_an_error_keeps_the_page_and_says_it_there(citizen: Client) -> None:
    refused = go(citizen, citizen.get(URL), "next")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert at(refused)[0] == "-"
    assert refused.context["round"].errors == [("f-where", "Answer the question “Where was it?”.")]
    assert 'href="#f-where"' in refused.content.decode()


def test_a_form_that_was_not_taken_at_all_stays_where_it_is_and_says_why(citizen: Client) -> None:
    second = go(citizen, citizen.get(URL), "next", where="clinic")
    stays = go(citizen, second, "next", visited_on="2026-11-20", form_token="forged")
    assert (at(stays)[0], stays.status_code) == ("visit", HTTPStatus.UNPROCESSABLE_ENTITY)
    assert stays.context["round"].problem
    assert at(go(citizen, stays, "next"))[0] == "what"


def test_back_loses_nothing_not_even_what_is_not_good_yet(citizen: Client) -> None:
    second = go(citizen, citizen.get(URL), "next", where="clinic")
    first = go(citizen, second, "back", visited_on="nonsense")
    assert (at(first)[0], first.status_code) == ("-", HTTPStatus.OK)
    again = go(citizen, first, "next")
    assert at(again)[0] == "visit"
    assert 'value="nonsense"' in again.content.decode()


def test_all_is_looked_through_and_changed_before_it_is_sent(citizen: Client) -> None:
    last = checked(citizen, asked="yes", whom="The doctor")
    words = visible(last)
    for shown in ("A clinic", "20 November 2026", "Put off", "Three times.", "The doctor"):
        assert shown in words
    assert not Case.objects.exists()
    changing = go(citizen, last, "to:what")
    assert at(changing)[0] == "what"
    changed = go(citizen, changing, "next", subject="Put off again")
    assert at(changed)[0] == "-check"
    assert go(citizen, changed, "send").status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.get().subject == "Put off again"
    assert dict(Answer.objects.values_list("key", "value")) == {
        "where": "clinic", "visited_on": "2026-11-20", "asked": True, "whom": "The doctor",
    }  # fmt: skip


def test_a_changed_answer_that_asks_more_asks_it_before_sending(citizen: Client) -> None:
    last = checked(citizen, where="school")
    more = go(citizen, go(citizen, last, "to:-"), "next", where="clinic", visited_on="")
    assert at(more)[0] == "visit"


def test_an_answer_that_is_asked_no_more_is_not_filed_whatever_is_sent(citizen: Client) -> None:
    last = checked(citizen, where="school", asked="no")
    forged = {"visited_on": "2026-11-01", "whom": "A forged name"}
    assert go(citizen, last, "send", **forged).status_code == HTTPStatus.SEE_OTHER
    assert dict(Answer.objects.values_list("key", "value")) == {"where": "school", "asked": False}


def test_a_forged_condition_or_page_files_nothing_that_the_form_would_refuse(citizen: Client) -> None:
    first = citizen.get(URL)
    for step, to in [("-check", "send"), ("nowhere", "send"), ("-exit", "send"), ("you", "to:-check"), ("what", "x")]:
        response = go(citizen, first, to, form_step=step, where="clinic")
        assert response.status_code in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY), step
    assert not Case.objects.exists()


def test_who_has_to_go_elsewhere_is_told_where_and_nothing_is_filed(citizen: Client) -> None:
    last = go(citizen, citizen.get(URL), "next", where="elsewhere")
    words = visible(last)
    assert at(last)[0] == "-exit"
    assert 'href="https://council.example/"' in words
    assert "To the council" in words
    assert go(citizen, last, "send").status_code == HTTPStatus.OK
    assert at(go(citizen, last, "back"))[0] == "-"
    assert not Case.objects.exists()


def test_files_go_along_from_page_to_page(citizen: Client) -> None:
    shown = go(citizen, citizen.get(URL), "next", where="school")
    shown = go(citizen, shown, "next", [made.sent("a.pdf", made.PDF)], **{**WORDS, "where": "school"})
    last = go(citizen, go(citizen, shown, "next"), "next")
    assert go(citizen, last, "send").status_code == HTTPStatus.SEE_OTHER
    assert File.objects.get().name == "a.pdf"


def test_the_whole_form_at_once_is_taken_too(citizen: Client) -> None:
    assert send(citizen, citizen.get(URL), (), **WORDS).status_code == HTTPStatus.SEE_OTHER
    refused = send(citizen, citizen.get(URL), (), **{**WORDS, "visited_on": ""})
    assert (at(refused)[0], refused.status_code) == ("visit", HTTPStatus.UNPROCESSABLE_ENTITY)


def test_forty_fields_of_ten_thousand_letters_are_refused_in_words_and_kept(citizen: Client) -> None:
    many = [question("long_text", key=f"q{number}", label=f"Question {number}") for number in range(40)]
    publish([question("subject"), question("text"), question("step", key="more", label="More"), *many])
    long = {f"q{number}": "ش" * 10_000 for number in range(40)}
    second = go(citizen, citizen.get(URL), "next", subject="Much", text="Very much.")
    refused = go(citizen, second, "next", **long)
    assert (at(refused)[0], refused.status_code) == ("more", HTTPStatus.UNPROCESSABLE_ENTITY)
    assert len(refused.context["round"].errors) == 40
    assert refused.context["form"]["q39"].value() == long["q39"]


def test_the_form_that_was_begun_counts_and_the_case_keeps_which_it_was(citizen: Client) -> None:
    begun = citizen.get(URL)
    revision = FormPage.objects.get(slug="complaint").live_revision_id
    publish([question("subject"), question("text"), question("short_text", key="new_one", required=True)])
    shown = begun
    for _page in range(4):
        shown = go(citizen, shown, "next", **WORDS)
    assert go(citizen, shown, "send").status_code == HTTPStatus.SEE_OTHER
    case = Case.objects.get()
    assert set(Answer.objects.values_list("key", flat=True)) == {"where", "visited_on"}
    assert CaseEvent.objects.get(case=case, number=1).data["revision"] == revision


def test_a_form_of_one_page_asks_by_conditions_and_leads_to_exits_too(citizen: Client) -> None:
    ruled = question("exit", **EXIT, link_words="To the council", shown_if=condition(("asked", "one_of", "yes")))
    publish([question("subject"), question("text"), question("yes_no", key="asked", label="Asked?"), ruled,
             question("short_text", key="whom", label="Whom?", shown_if=condition(("asked", "one_of", "no")),
                      required=True)])  # fmt: skip
    shown = citizen.get(URL)
    assert "Only if – Asked?: “No”" in text_of(shown)
    assert "Step 1" not in text_of(shown)
    elsewhere = send(citizen, shown, asked="yes")
    assert (at(elsewhere)[0], Case.objects.count()) == ("-exit", 0)
    assert send(citizen, shown, asked="no").context["round"].errors == [("f-whom", "Answer the question “Whom?”.")]
    assert send(citizen, shown, asked="", whom="forged").status_code == HTTPStatus.SEE_OTHER
    assert not Answer.objects.exists()
