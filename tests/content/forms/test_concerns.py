"""Whom of the body it is about: nothing stands chosen before somebody chooses, and silence means no one."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from content.forms.filing import submission_of
from content.forms.form import build_form
from tests.content.forms import made


def test_nothing_stands_chosen_on_a_fresh_form() -> None:
    form = build_form(made.schema())(bodies=made.BODIES)
    page = BeautifulSoup(str(form["concerns"]), "lxml")
    assert len(page.select("input[type=radio]")) == 4
    assert page.select("input[checked]") == []


@pytest.mark.parametrize("sent", ["", "no_one"])
def test_silence_and_no_one_in_particular_are_the_same(sent: str) -> None:
    form = made.filled(concerns=sent)
    assert form.is_valid(), form.errors
    submission = submission_of(form, ())
    assert (submission.concerns, submission.answers) == ("", ())


def test_what_was_chosen_stands_there_again() -> None:
    page = BeautifulSoup(str(made.filled(concerns="no_one")["concerns"]), "lxml")
    assert [choice["value"] for choice in page.select("input[checked]")] == ["no_one"]
