"""The lists of the editor: answers in the language of the form, tests that mean something for each question."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from content.forms.editor_lists import lists_of
from tests.scenes import country
from workflows.facts.fact import TESTS_OF

pytestmark = pytest.mark.django_db
STANDS_FOR = {"is": "one_of", "is_not": "none_of"}


@pytest.mark.parametrize(("language", "yes", "direction"), [("ar", "نعم", "rtl"), ("en", "Yes", "ltr")])
def test_answers_are_in_the_language_of_the_form_and_tests_in_the_readers(
    language: str, yes: str, direction: str
) -> None:
    country()
    with override("en"):
        lists = lists_of(language)
    assert (dict(lists["answers"]["yes_no"])["yes"], lists["direction"]) == (yes, direction)
    assert {"moh", "unknown"} <= dict(lists["answers"]["agency"]).keys()
    assert lists["called"]["is"] == "is"


def test_only_tests_that_fit_are_offered_and_only_questions_that_can_be_asked_for() -> None:
    lists = lists_of("ar")
    for kind, tests in TESTS_OF.items():
        assert {STANDS_FOR.get(each, each) for each in lists["tests"][kind]} == tests
    assert lists["types"]["number"] == "number"
    assert not {"files", "photo", "step", "contact"} & lists["types"].keys()
    assert set(lists["called"]) >= {each for tests in lists["tests"].values() for each in tests}
