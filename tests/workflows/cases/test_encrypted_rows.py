"""Who filed is encrypted of every case, words of hidden ones: read in plain, moved nowhere, hidden in the same act."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.citizens.models import AddressKind
from permissions.security_log import LOGGER
from tests.scenes import Country, country
from tests.workflows.cases.encrypted_world import OF_PEOPLE, OF_WORDS, WHO, filed, found
from workflows.cases.actions import (
    AnswerQuestion,
    AskCitizen,
    AskIdentity,
    Note,
    Reply,
    SetAddress,
    TreatAsConfidential,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import (
    Answer,
    Case,
    CaseKey,
    EventVerb,
    File,
    IdentityRequest,
    Message,
    OtherPerson,
    Person,
)
from workflows.cases.models.encrypted import CANNOT_BE_READ
from workflows.cases.selectors import timeline

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def land() -> Country:
    """The plain one: here tables are bent on purpose."""
    return country()


def acted_on(land: Country, case: Case, by: str) -> Case:
    worker = land.actor(by)
    apply(case.pk, Note(text="zqnote"), actor=worker)
    apply(case.pk, AskCitizen(text="zqasked"), actor=worker)
    apply(case.pk, AnswerQuestion(text="Zqtext again"), actor=Actor.citizen(case.pk))
    apply(case.pk, Reply(text="zqreply"), actor=worker)
    if case.track != "ordinary" or case.confidential:
        apply(case.pk, AskIdentity(reason="zqwhy"), actor=worker)
    return Case.objects.get(pk=case.pk)


def test_of_an_ordinary_case_nobody_is_in_the_database_and_what_was_said_is(land: Country) -> None:
    case = acted_on(land, filed(), "officer-moh")
    assert found(*OF_PEOPLE) == []
    assert set(found(*OF_WORDS)) == {*OF_WORDS} - {"zqwhy"}
    person = Person.objects.get()
    assert (person.name, person.email, person.phone) == (WHO["name"], WHO["email"], WHO["phone"])
    assert [each.name for each in case.others.all()] == ["Zqabout", "Zqwith"]


@pytest.mark.parametrize(
    ("hidden", "by"), [({"kind": "integrity"}, "officer-rights"), ({"confidential": True}, "officer-moh")]
)
def test_of_a_hidden_case_no_word_is(land: Country, hidden: dict[str, Any], by: str) -> None:
    case = acted_on(land, filed(**hidden), by)
    assert found(*OF_PEOPLE, *OF_WORDS) == []
    assert (case.subject, case.place) == ("Zqsubject", "Zqplace")
    said = [message.text for each in timeline(case, public=False) for message in each.messages]
    assert said[:2] == ["It happened: zqtext", "zqnote"]
    answer = case.answers.get()
    assert (answer.value, answer.shown, answer.question) == ({"said": ["zqvalue"]}, "zqshown", "Since when?")
    assert case.files.get().name == "zqfile.txt"
    assert case.identity_requests.get().reason == "zqwhy"
    assert list(inconsistencies()) == []


def test_a_row_that_is_saved_refreshed_copied_and_deferred_says_the_same(land: Country) -> None:
    case = filed(kind="integrity")
    message = Message.objects.get()
    message.save()
    message.refresh_from_db()
    assert pickle.loads(pickle.dumps(message)).text == message.text == "It happened: zqtext"  # noqa: S301  made here
    assert Message.objects.only("event_number").get().text == message.text
    assert Message.objects.defer("text").get().text == message.text
    again = Case.objects.get(pk=case.pk)
    again.refresh_from_db()
    assert again.subject == "Zqsubject"
    apply(case.pk, SetAddress(kind=AddressKind.EMAIL, address="zqwith@example.org"), actor=Actor.citizen(case.pk))
    assert Person.objects.get().email == "zqwith@example.org"
    assert found(*OF_PEOPLE, *OF_WORDS) == []


def test_a_list_asks_for_the_keys_of_all_its_rows_together(land: Country) -> None:
    for _ in range(5):
        filed(kind="integrity")
    for model in (Case, Person, Message, Answer, File):
        with CaptureQueriesContext(connection) as done:
            for row in model.objects.all():
                _read(row)
        assert len(done) == 2, model
    with CaptureQueriesContext(connection) as done:
        assert {case.subject for case in Case.objects.select_related("key")} == {"Zqsubject"}
    assert len(done) == 1


def _read(row: Any) -> list[Any]:
    return [getattr(row, name) for name in ("subject", "name", "text", "shown") if hasattr(row, name)]


# --- what was bent ---------------------------------------------------------------------------------------------------


def column(model: type[Any], name: str, pk: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{name}" FROM {model._meta.db_table} WHERE id = %s', [pk])  # noqa: S608  names of ours
        return cursor.fetchone()[0]


def put(model: type[Any], name: str, pk: int, value: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {model._meta.db_table} SET "{name}" = %s WHERE id = %s', [value, pk])  # noqa: S608  as above


def bendings(land: Country) -> Iterator[tuple[type[Any], str, int]]:
    """Ciphertexts that were moved: to another case, another row of the same, another column."""
    one, other = acted_on(land, filed(kind="integrity"), "officer-rights"), filed(kind="integrity")
    first, second = Message.objects.filter(case=one).order_by("pk")[:2]
    put(Message, "text", second.pk, column(Message, "text", first.pk))
    yield Message, "text", second.pk
    theirs = Message.objects.get(case=other)
    put(Message, "text", theirs.pk, column(Message, "text", first.pk))
    yield Message, "text", theirs.pk
    put(Case, "place", one.pk, column(Case, "subject", one.pk))
    yield Case, "place", one.pk
    about, beside = OtherPerson.objects.filter(case=one)
    put(OtherPerson, "name", beside.pk, column(OtherPerson, "name", about.pk))
    yield OtherPerson, "name", beside.pk
    put(Person, "name", other.person.pk, column(Person, "name", one.person.pk))
    yield Person, "name", other.person.pk
    put(Person, "national_number", one.person.pk, column(Person, "name", one.person.pk))
    yield Person, "national_number", one.person.pk
    request = IdentityRequest.objects.get()
    put(IdentityRequest, "answer", request.pk, column(IdentityRequest, "reason", request.pk))
    yield IdentityRequest, "answer", request.pk
    file = File.objects.filter(case=one).get()
    put(File, "name", file.pk, "zqplain")
    yield File, "name", file.pk


def test_what_was_moved_is_told_in_words_and_named_and_never_an_error(
    land: Country, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", LOGGER):
        for model, name, pk in bendings(land):
            row = model.objects.get(pk=pk)
            kept = column(model, name, pk)
            assert getattr(row, name) == str(CANNOT_BE_READ), (model, name)
            row.save()
            assert column(model, name, pk) == kept, "what stands there is not lost"
            assert "stored_text" in caplog.text
            told = [each for each in inconsistencies() if "cannot be read" in each]
            assert any(str(row.whose_key) in each for each in told), told


def test_of_an_address_that_cannot_be_read_nothing_is_said(land: Country) -> None:
    one, other = filed(), filed()
    put(Person, "email", one.person.pk, column(Person, "email", other.person.pk))
    assert Person.objects.get(pk=one.person.pk).email == ""


def test_without_its_key_a_case_says_so_and_no_page_breaks(land: Country) -> None:
    case = filed(kind="integrity")
    CaseKey.objects.all().delete()
    assert Case.objects.get(pk=case.pk).subject == str(CANNOT_BE_READ)
    assert [each.messages[0].text for each in timeline(Case.objects.get(pk=case.pk), public=True)] == [
        str(CANNOT_BE_READ)
    ]


# --- made confidential -----------------------------------------------------------------------------------------------


def test_what_is_made_confidential_is_encrypted_in_the_same_act(land: Country) -> None:
    case = acted_on(land, filed(), "officer-moh")
    with CaptureQueriesContext(connection) as done:
        event = apply(
            case.pk, TreatAsConfidential(reason="Zqwhy: it names a child"), actor=land.actor("officer-central")
        )
    assert sum("COMMIT" in each["sql"] for each in done) <= 1
    assert event.verb == EventVerb.MADE_CONFIDENTIAL
    assert found(*OF_PEOPLE, *OF_WORDS) == []
    case = Case.objects.get(pk=case.pk)
    assert (case.confidential, case.subject) == (True, "Zqsubject")
    assert case.search_text.startswith(case.tracking)
    assert list(inconsistencies()) == []
    acted_on(land, case, "officer-moh")
    assert found(*OF_PEOPLE, *OF_WORDS) == []


def test_only_the_complaints_unit_may_and_only_once(land: Country) -> None:
    case = filed()
    hide = TreatAsConfidential(reason="x")
    for nobody in ("officer-moh", "level2-moh", "officer-rights", "officer-moe"):
        with pytest.raises(NotAllowed):
            apply(case.pk, hide, actor=land.actor(nobody))
    with pytest.raises(NotPossible):
        apply(case.pk, TreatAsConfidential(reason=" "), actor=land.actor("officer-central"))
    apply(case.pk, hide, actor=land.actor("officer-central"))
    with pytest.raises(NotPossible):
        apply(case.pk, hide, actor=land.actor("officer-central"))


def test_a_case_of_before_keys_gets_one_when_it_is_hidden(land: Country) -> None:
    case = filed()
    CaseKey.objects.all().delete()
    Person.objects.all().delete()
    OtherPerson.objects.all().delete()
    Person.objects.create(case=case, name="Zqname")
    apply(case.pk, TreatAsConfidential(reason="zqwhy"), actor=land.actor("officer-central"))
    assert found(*OF_PEOPLE, *OF_WORDS) == []
    assert Person.objects.get().name == "Zqname"
