"""A new key in front: all is brought under it, part by part, while everything goes on; what is missing is named."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from permissions.access.factors import PURPOSE
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.encrypted import Unreadable, decrypt, encrypt
from permissions.envelope import master_name
from portal.health.checks import CheckFailed
from portal.health.checks import keys as keys_are_there
from portal.operations.keys import go_on_for_a_while, is_due, missing_masters, refuse_missing_keys, rekey, told
from tests.scenes import Country, country, file_case, submission
from tests.workflows.cases.encrypted_world import OF_PEOPLE, OF_WORDS, filed, found
from workflows.cases import rekeying
from workflows.cases.actions import AnswerQuestion, AskCitizen, Note
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import (
    Answer,
    Case,
    CaseKey,
    Channel,
    File,
    IdentityRequest,
    Message,
    OtherPerson,
    Person,
    Rekeying,
    Work,
)
from workflows.cases.opening import open_case
from workflows.cases.search_rows import make_anew
from workflows.cases.searching import Asked, search
from workflows.cases.selectors import timeline
from workflows.cases.tracking import find_case, secret_of
from workflows.search.asking import asked

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ROWS = (Person, OtherPerson, Message, Answer, File, IdentityRequest)


def as_before_there_were_keys() -> None:
    """All in plain, as an installation of an earlier release has it."""
    for model in (Case, *ROWS):
        for row in model.objects.all():
            row.read_all()
            row.encrypted = False
            row.save()
    CaseKey.objects.all().delete()
    Rekeying.objects.all().delete()


def another_key(settings: Settings) -> None:
    settings.FIELD_KEYS = ["a newer key, long and drawn by lot", *settings.FIELD_KEYS]


def test_what_was_plain_is_encrypted_and_says_the_same(land: Country, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [filed(), filed(kind="integrity"), filed(confidential=True)]
    as_before_there_were_keys()
    assert set(found(*OF_WORDS)) >= {"zqtext", "zqfile"}
    assert set(found(*OF_PEOPLE)) >= {"zqname", "zqabout"}
    assert [case.subject for case in Case.objects.all()] == ["Zqsubject"] * 3
    assert is_due()
    call_command("rotate_keys")
    assert not is_due()
    assert found(*OF_PEOPLE) == []
    assert "3 of 3 requests" in capsys.readouterr().out
    for case in cases:
        again = Case.objects.get(pk=case.pk)
        assert (again.subject, again.person.name) == ("Zqsubject", "Zaynab Zqname")
        assert timeline(again, public=True)[0].messages[0].text == "It happened: zqtext"
        assert again.encrypted is (again.pk != cases[0].pk)
    cases[0].messages.all().delete(), cases[0].answers.all().delete(), cases[0].files.all().delete()
    (
        Work.objects.filter(case=cases[0]).update(search_text=""),
        Case.objects.filter(pk=cases[0].pk).update(search_text="", subject="", place=""),
    )
    make_anew([cases[0].pk])
    assert found(*OF_WORDS) == []


def test_whoever_is_stopped_goes_on_there_and_all_is_in_order_in_between(
    land: Country, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [filed(kind="integrity" if number % 2 else "complaint") for number in range(7)]
    rekey(lambda _said: None)
    former = master_name()
    another_key(settings)
    monkeypatch.setattr(rekeying, "AT_ONCE", 3)
    rekeying.begin()
    assert rekeying.go_on(patience=0)
    assert sorted(CaseKey.objects.values_list("master", flat=True)).count(former) == 4
    monkeypatch.setattr(rekeying, "key_anew", lambda _cases: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rekeying.go_on(patience=60)
    monkeypatch.undo()
    assert sorted(CaseKey.objects.values_list("master", flat=True)).count(former) == 4, "a part is done whole or not"
    assert list(inconsistencies()) == []
    assert {case.subject for case in Case.objects.all()} == {"Zqsubject"}
    assert any(f"{former} is needed: 4 requests" in each for each in told())
    settings.FIELD_KEYS = ["a newer key, long and drawn by lot", "test-only-field-key"]
    go_on_for_a_while()
    assert set(CaseKey.objects.values_list("master", flat=True)) == {master_name()}
    assert any(each.startswith(f"key {former}: no request") for each in told())
    # What says how it stood is sealed by the former key; nothing else needs it any more.
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert {case.person.email for case in Case.objects.all()} == {"zqaddress@example.org"}
    assert [case.pk for case in found_by("zaynab", land)] == [case.pk for case in reversed(cases[::2])]


def found_by(words: str, land: Country) -> list[Case]:
    held = held_by(land.people["officer-moh"].pk)
    wanted, _forms = asked(words)
    return list(search(held, Asked(wanted, by_fit=False), start=0, most=10).cases)


def test_names_are_found_before_and_after_and_lie_nowhere(land: Country, settings: Settings) -> None:
    case = filed()
    assert found_by("Zaynab", land) == [case]
    assert found("zaynab") == []
    another_key(settings)
    assert found_by("Zaynab", land) == [case]
    rekey(lambda _said: None)
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert found_by("Zaynab", land) == [case]
    assert found_by("zqaddress@example.org", land) == [case]
    assert found_by("Zayna", land) == []


def test_a_form_that_is_sent_twice_shows_the_code_that_its_case_has(land: Country, settings: Settings) -> None:
    def send() -> Case:
        return open_case(
            submission=submission(), channel=Channel.WEB, actor=Actor.citizen(), idempotency_key="sent twice"
        )

    first = send().secret
    another_key(settings)
    again = send()
    assert again.was_open
    assert again.secret == first
    assert find_case(again.tracking, again.secret) == again
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert send().secret == "", "nobody is told a code that opens nothing"
    with pytest.raises(LookupError):
        secret_of(again)


def test_second_factors_are_read_by_the_newest_alone(land: Country, settings: Settings) -> None:
    user = land.people["officer-moh"]
    data = {"secret": encrypt("JBSWY3DP", PURPOSE), "counter": 5}
    Authenticator.objects.create(user=user, type="totp", data=data)
    another_key(settings)
    assert any("second factors" in each for each in told())
    rekey(lambda _said: None)
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    kept = Authenticator.objects.get().data
    assert (decrypt(kept["secret"], PURPOSE), kept["counter"]) == ("JBSWY3DP", 5)


def test_without_a_key_that_cases_need_nothing_starts_and_it_is_named(land: Country, settings: Settings) -> None:
    file_case()
    refuse_missing_keys()
    former = master_name()
    settings.FIELD_KEYS = ["another one altogether"]
    assert missing_masters() == {former: 1}
    for starts in (refuse_missing_keys, lambda: call_command("sweep"), lambda: call_command("work")):
        with pytest.raises(ImproperlyConfigured, match=rf"{former} \(1 requests\).*{master_name()}"):
            starts()
    with pytest.raises(CheckFailed, match=former):
        keys_are_there()
    assert any(f"key {former} is missing" in each for each in told())


def test_before_there_is_a_table_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE workflows_casekey RENAME TO elsewhere")
    refuse_missing_keys()


def test_a_key_that_cannot_be_read_keeps_nobody_from_the_others(land: Country, settings: Settings) -> None:
    one, other = filed(kind="integrity"), filed(kind="integrity")
    rekey(lambda _said: None)
    another_key(settings)
    CaseKey.objects.filter(pk=one.pk).update(wrapped=CaseKey.objects.get(pk=other.pk).wrapped)
    blind = Person.objects.get(case=one).email_blind
    rekey(lambda _said: None)
    assert CaseKey.objects.get(pk=other.pk).master == master_name()
    assert Person.objects.get(case=one).email_blind == blind
    with pytest.raises(Unreadable):
        CaseKey.objects.get(pk=one.pk).plain  # noqa: B018  read for what it raises
    assert any(f"case {one.pk}" in each for each in inconsistencies())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_while_it_runs_people_read_file_and_answer_and_nothing_fails(settings: Settings) -> None:
    land = country()
    cases = [filed(kind="complaint" if number % 3 else "integrity") for number in range(240)]
    as_before_there_were_keys()
    another_key(settings)
    over = threading.Event()
    counts = {"read": 0, "filed": 0, "answered": 0}

    def reads() -> None:
        while not over.is_set():
            for case in Case.objects.select_related("key", "person").order_by("-pk")[:40]:
                assert case.subject == "Zqsubject"
                assert case.person.name == "Zaynab Zqname"
            counts["read"] += 1

    def files() -> None:
        while not over.is_set():
            filed(kind="integrity")
            counts["filed"] += 1

    def answers() -> None:
        for case in (each for each in cases if each.track == "ordinary"):
            if over.is_set():
                return
            apply(case.pk, Note(text="zqnote"), actor=land.actor("officer-moh"))
            apply(case.pk, AskCitizen(text="zqasked"), actor=land.actor("officer-moh"))
            apply(case.pk, AnswerQuestion(text="zqtext"), actor=Actor.citizen(case.pk))
            counts["answered"] += 1

    def rotates() -> None:
        try:
            rekey(lambda _said: None)
        finally:
            over.set()

    run_all(reads, files, answers, rotates)
    assert min(counts.values()) > 0, counts
    assert not is_due()
    assert {case.person.name for case in Case.objects.select_related("person", "key")} == {"Zaynab Zqname"}
    assert set(CaseKey.objects.values_list("master", flat=True)) == {master_name()}
    # Their first entries were proved by the keys that were taken away here.
    assert [each for each in inconsistencies() if not each.endswith("is not what the audit trail says")] == []


def run_all(*tasks: Any) -> None:
    """All at the same time; what any of them raises is raised."""
    errors: list[BaseException] = []

    def run(task: Any) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001  told by the test, not by the thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
