"""A process as a drawing for its readers: words in their order and language, marks, a file, and paper."""

from __future__ import annotations

import copy
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from pypdf import PdfReader

from portal.process_shown.figure import MOST_STEPS, Figure, figure_of, place_classes
from portal.process_shown.marks import Marks, difference_marks, problem_marks, road_marks, trial_marks
from portal.process_shown.svg_file import broken, file_lines
from portal.process_shown.words import FactsOf, Names, way_words
from tests.workflows.processes.reviewed import reviewed
from workflows.cases.models import CaseEvent
from workflows.processes.definition import ProcessDefinition
from workflows.processes.layout.layout import Place
from workflows.processes.parsing import parse
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.reports.pdf import SHELF, make_pdf

HOSTILE = "</text></svg><script>alert(1)</script>\"'&"
COMPLAINT = STANDARD_PROCESSES["complaint"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def process(**changed: Any) -> ProcessDefinition:
    """The complaint; ``changed``: other parts of a step, by its key; None takes the step out."""
    raw = copy.deepcopy(COMPLAINT)
    raw["steps"] = [
        {**step, **changed.get(step["key"], {})} for step in raw["steps"] if changed.get(step["key"], {}) is not None
    ]
    return parse(raw)


def drawn(shown: ProcessDefinition, marks: Marks | None = None, language: str = "en", links: str = "") -> str:
    with override(language):
        figure = figure_of(shown, title="Complaint", marks=marks or Marks(), names=Names())
        return render_to_string("process_shown/figure.html", {"figure": figure, "links": links})


def figure(shown: ProcessDefinition, marks: Marks | None = None, language: str = "en") -> Figure:
    with override(language):
        return figure_of(shown, title="Complaint", marks=marks or Marks(), names=Names())


KEYS = [
    *("intake", "triage", "handle", "confirm", "objection", "order", "second_view", "second_objection", "closed"),
]


def test_labels_stand_in_the_order_of_the_list_and_lead_to_their_steps() -> None:
    html = drawn(process(), links="#step-")
    assert re.findall(r'href="#step-(\w+)"', html) == KEYS
    assert re.findall(r'data-step="(\w+)"', html) == KEYS


def test_it_says_nothing_in_an_attribute_of_style() -> None:
    assert "style=" not in drawn(process())
    assert "<style" not in drawn(process())


def test_places_are_written_in_digits() -> None:
    assert place_classes(Place(4 * 1203, 4 * 40, 1, 1)) == "x3 x200 x1000 y40"


def test_who_acts_by_when_and_each_way_are_named() -> None:
    steps = {step.key: step for step in figure(process()).steps}
    assert steps["handle"].lines == ("the agency that has the request", "the ladder of the kind")
    assert steps["confirm"].lines == ("the citizen", "5 working days")
    assert steps["triage"].ways[0] == "to another agency: on to Handling"
    said = {line.said for line in figure(process()).lines}
    assert {"a rule fits", "no rule fits", "resolved and 4 more", "accepted, no word", "objection"} <= said


def test_the_caption_tells_the_road() -> None:
    road = figure(process()).caption.replace("\u2068", "").replace("\u2069", "")
    assert road == (
        "9 steps. The main road: “Routing”, “Handling”, “The citizen's view”, “Objection”, "
        "“The citizen's view of the decision on the objection”, “Second objection” and “Closed”."
    )


def test_in_arabic_shapes_are_mirrored_and_words_keep_their_distance_from_the_start() -> None:
    english, arabic = figure(process()), figure(process(), language="ar")
    assert (english.rtl, arabic.rtl) == (False, True)
    for one, other in zip(english.steps, arabic.steps, strict=True):
        assert other.at.x == english.width - one.at.x - one.at.w
        assert other.place == one.place
    assert 'dir="rtl"' in drawn(process(), language="ar")


def test_a_hostile_name_is_words_in_page_and_file() -> None:
    shown = process(handle={"name": {"ar": HOSTILE, "en": HOSTILE}})
    assert "<script" not in drawn(shown)
    found = figure(shown)
    svg = render_to_string("process_shown/file.svg", {"figure": found, "texts": file_lines(found)})
    tree = ET.fromstring(svg)  # noqa: S314 - our own file
    assert {each.tag.rpartition("}")[2] for each in tree.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "g",
        "path",
        "circle",
        "text",
    }
    assert any("<script>" in (each.text or "") for each in tree.iter())


def test_in_a_file_words_run_in_their_direction_around_their_middle() -> None:
    found = figure(process(), language="ar")
    svg = render_to_string("process_shown/file.svg", {"figure": found, "texts": file_lines(found)})
    drawing = ET.fromstring(svg)  # noqa: S314 - our own file
    (words,) = [
        each for each in drawing.iter() if (each.get("direction"), each.get("text-anchor")) == ("rtl", "middle")
    ]
    texts = [each for each in drawing.iter() if each.tag.endswith("text")]
    assert texts == [each for each in words if each.tag.endswith("text")]
    assert "دراسة الطلب" in [each.text for each in texts]
    assert "font-family=\"'IBM Plex Sans Arabic'" in svg


def test_a_branch_without_a_name_is_called_by_its_condition_and_one_that_asks_nothing_by_its_number() -> None:
    reviewed_process = parse(reviewed())
    names = Names(facts=FactsOf(reviewed_process))
    large = reviewed_process.steps["large"]
    assert way_words(large, "over", names) == "Amount (filled in by officers): at least “\u20681000\u2069”"
    raw = reviewed()
    next(step for step in raw["steps"] if step["key"] == "large")["branches"][0]["when"] = {"any": []}
    assert way_words(parse(raw).steps["large"], "over", names) == "condition 1"


def test_a_sheet_that_lies_shows_it_larger() -> None:
    wide = figure(process())
    assert wide.fit < wide.fit_across <= 10
    assert f"across{wide.fit_across}" in drawn(process())


def test_words_are_broken_into_lines_and_what_does_not_fit_is_told() -> None:
    assert broken("one two three four", 9, 2) == ["one two", "three…"]
    assert broken("one two", 9, 2) == ["one two"]
    assert broken("abcdefghijkl", 5, 3) == ["abcde", "fghij", "kl"]


def test_problems_stand_at_their_steps() -> None:
    class About(str):
        __slots__ = ()
        step = "handle"

    marks = problem_marks([About("One."), About("Two."), "Of the whole."])
    assert {key: found[0].words for key, found in marks.steps.items()} == {"handle": "2 problems"}
    assert "tone-late" in next(step.classes for step in figure(process(), marks).steps if step.key == "handle")


def test_what_is_new_changed_and_removed_is_marked_and_what_is_gone_is_drawn() -> None:
    former = process()
    now = process(triage=None, handle={"status": "triage"}, intake={"not_found": "handle"})
    marks = difference_marks(now, former)
    assert {key: found[0].sort for key, found in marks.steps.items()} == {
        "intake": "changed",
        "handle": "changed",
        "triage": "removed",
    }
    assert marks.lines[("intake", "triage")] == "removed"
    found = figure(now, marks)
    assert [step.key for step in found.steps if step.is_listed] == KEYS
    html = drawn(now, marks)
    assert html.count("stroke-dasharray") >= 2
    back = difference_marks(former, now)
    assert (back.steps["triage"][0].sort, back.lines[("intake", "triage")]) == ("added", "added")
    assert difference_marks(former, former).steps == {}


def test_a_trial_says_before_and_after() -> None:
    marks = trial_marks({"handle": (12, 9), "triage": (3, 3)})
    assert [(mark.words, mark.tone) for found in marks.steps.values() for mark in found] == [
        ("12, then 9", "look"),
        ("3, then 3", "plain"),
    ]


def test_the_road_of_a_case_counts_its_steps_in_their_order() -> None:
    events = [
        CaseEvent(number=1, data={"entered": ["handle"], "found": True}),
        CaseEvent(number=2, data={"left": ["", "handle", "resolved"], "entered": ["confirm"]}),
        CaseEvent(number=3, data={"left": ["", "confirm", "not_done"], "entered": ["handle"]}),
    ]
    marks = road_marks(process(), events, {"handle"})
    assert [mark.words for mark in marks.steps["handle"]] == ["1 · 3", "now"]
    assert [mark.words for mark in marks.steps["confirm"]] == ["2"]
    assert set(marks.lines) == {("", "intake"), ("intake", "handle"), ("handle", "confirm"), ("confirm", "handle")}
    assert "triage" not in marks.steps


def test_a_draft_that_is_too_long_is_told_and_not_drawn() -> None:
    steps = [{"key": f"s{number}", "type": "end", "name": {}} for number in range(MOST_STEPS + 1)]
    html = drawn(parse({"format": 3, "name": {}, "start": "s0", "steps": steps}))
    assert ("There are too many steps to be drawn." in html, "<svg" in html) == (True, False)


def test_a_draft_without_any_step_is_told() -> None:
    assert "There is no step yet." in drawn(parse({"format": 3, "name": {}, "start": "", "steps": []}))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_paper_letters_are_joined_and_words_are_whole(language: str) -> None:
    links = (f'<link rel="stylesheet" href="{SHELF}css/{name}.css">' for name in ("fonts", "tokens", "process"))
    looks = "@page { size: 1800px 500px; margin: 10px } body { font-family: var(--font) }"
    body = drawn(process(), language=language)
    html = f'<html lang="{language}"><style>{looks}</style>{"".join(links)}{body}</html>'
    reader = PdfReader(io.BytesIO(make_pdf(html)))
    words = " ".join(each.extract_text() for each in reader.pages)
    for expected in {"ar": ("دراسة الطلب", "تنطبق قاعدة"), "en": ("Handling", "a rule fits")}[language]:
        assert expected in words
