"""A form's blocks become plain questions."""

from __future__ import annotations

from decimal import Decimal

from content.forms.schema import Option, Question, QuestionKind, questions_of
from tests.content.forms.made import every_kind, options, question, stream


def test_every_kind_of_block_is_a_kind_of_question() -> None:
    assert set(stream().stream_block.child_blocks) == set(QuestionKind)


def test_questions_keep_their_order_and_their_keys() -> None:
    assert [each.key for each in questions_of(stream())] == [
        "agency", "subject", "text", "place", "file_number", "asked_before", "colour", "colours", "visited",
        "visited_on", "times", "files", "concerns", "contact",
    ]  # fmt: skip


def test_a_question_is_plain_values() -> None:
    raw = [
        question(
            "choice", key="colour", label="أي لون؟", help_text="واحد", required=True, options=options(("red", "أحمر"))
        ),
        question("number", key="times", label="كم؟", least="1", most="7.5"),
    ]
    assert questions_of(stream(raw)) == (
        Question(QuestionKind.CHOICE, "colour", "أي لون؟", "واحد", required=True, options=(Option("red", "أحمر"),)),
        Question(QuestionKind.NUMBER, "times", "كم؟", least=Decimal(1), most=Decimal("7.5")),
    )


def test_agency_subject_and_statement_must_be_answered_whatever_the_editor_says() -> None:
    required = {each.key for each in questions_of(stream(every_kind())) if each.required}
    assert required == {"agency", "subject", "text"}


def test_a_block_stored_before_a_child_was_added_still_reads() -> None:
    bare = [{"type": "short_text", "id": "1", "value": {"label": "رقم", "key": "file_number"}}]
    null = [{"type": "short_text", "id": "1", "value": {"label": "رقم", "key": "file_number", "help_text": None}}]
    assert (
        questions_of(stream(bare))
        == questions_of(stream(null))
        == (Question(QuestionKind.SHORT_TEXT, "file_number", "رقم"),)
    )
