"""A translation of what the citizen wrote: beside the text, replaced by a newer one, as hidden as the text itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from permissions.actors import Actor
from tests.scenes import Country, country, file_case
from workflows.cases.actions import AddInformation, Note, Translate
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Message
from workflows.cases.selectors import timeline
from workflows.cases.translated import texts_of_citizen, translations
from workflows.search.models import CaseWords

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def test_the_newest_of_each_text_holds_and_the_citizen_reads_none(land: Country) -> None:
    case, officer = file_case(), land.actor("officer-moh")
    apply(case.pk, AddInformation(text="Ще одне."), actor=Actor.citizen(case.pk))
    for of, text in ((1, "first"), (2, "one more"), (1, "better")):
        apply(case.pk, Translate(of=of, text=text), actor=officer)
    held = translations(timeline(case, public=False))
    assert {of: each.messages[0].text for of, each in held.items()} == {1: "better", 2: "one more"}
    assert not any(each.messages for each in timeline(case, public=True) if each.event.verb == "translated")
    assert set(Message.objects.filter(kind="translated").values_list("public", flat=True)) == {False}
    assert [each.event_number for each in texts_of_citizen(case)] == [1, 2]


def test_of_what_the_citizen_did_not_write_there_is_none(land: Country) -> None:
    case, officer = file_case(), land.actor("officer-moh")
    apply(case.pk, Note(text="ours"), actor=officer)
    for of, text in ((2, "x"), (9, "x"), (1, " ")):
        with pytest.raises(NotPossible):
            apply(case.pk, Translate(of=of, text=text), actor=officer)
    with pytest.raises(NotAllowed):
        apply(case.pk, Translate(of=1, text="x"), actor=land.actor("officer-moe"))


@pytest.mark.parametrize("confidential", [False, True])
def test_it_is_found_by_its_words_where_the_text_itself_is(land: Country, confidential: bool) -> None:
    case = file_case(confidential=confidential)
    before = CaseWords.objects.get(case_id=case.pk).words
    apply(case.pk, Translate(of=1, text="zqtranslated"), actor=land.actor("officer-moh"))
    after = CaseWords.objects.get(case_id=case.pk).words
    assert (before == after) is confidential
