"""What somebody with the database can bend of a case is found, each thing by itself; and no act afterwards hides it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F

from permissions.access.models import NamedAccess, Party
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.citizens.models import AddressKind
from permissions.envelope import master_name, new_key, wrap
from permissions.now import now, standing_at
from tests.scenes import Country, file_case
from tests.workflows.cases.bending import without_triggers
from tests.workflows.cases.proved_world import proved_country
from workflows.cases.actions import AddInformation, Decide, Note, SetAddress
from workflows.cases.consistency import inconsistencies
from workflows.cases.keys import give_keys
from workflows.cases.lifecycle import apply
from workflows.cases.models import (
    Answer,
    Case,
    CaseKey,
    CaseTag,
    File,
    FilledField,
    IdentityRequest,
    Message,
    MessageKind,
    Person,
    QualityCheck,
    Work,
)
from workflows.cases.models.encrypted import encrypted_columns
from workflows.cases.models.key import ABOUT
from workflows.cases.proving.services import take_in
from workflows.cases.readable import unreadable
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def land() -> Country:
    found = proved_country()
    assert list(inconsistencies()) == []
    return found


def _swap_persons() -> None:
    first, second = Person.objects.exclude(name="").order_by("pk")[:2]
    for person, other in ((first, second), (second, first)):
        names = {field.attname for field in Person._meta.concrete_fields} - {"id", "case_id"}
        columns = {name: getattr(other, name) for name in names}
        Person.objects.filter(pk=person.pk).update(**columns)


def _another_secret() -> None:
    Case.objects.filter(track="sensitive").update(secret_hash=hashlib.sha256(b"0000000000000000").hexdigest())


def _another_file() -> None:
    File.objects.filter(name="one.jpg").update(sha256="f" * 64, size=11, storage_key="2026/11/bent.jpg")


BENDINGS: dict[str, Callable[[], object]] = {
    "decision text forged": lambda: Message.objects.filter(kind=MessageKind.DECISION).update(text="Refused."),
    "citizen's statement forged": lambda: Message.objects.filter(kind=MessageKind.STATEMENT).update(
        text="All is well."
    ),
    "note deleted": lambda: Message.objects.filter(kind=MessageKind.NOTE).delete(),
    "author of a message changed": lambda: Message.objects.filter(kind=MessageKind.DECISION).update(author=None),
    "note made public": lambda: Message.objects.filter(kind=MessageKind.NOTE).update(public=True),
    "citizen's identity swapped": _swap_persons,
    "answer changed": lambda: Answer.objects.filter(key="why").update(value="Never.", shown="Never."),
    "what was filled in changed": lambda: FilledField.objects.filter(key="amount").update(value="1"),
    "sealed cases made ordinary": lambda: Case.objects.filter(track="sensitive").update(track="ordinary"),
    "confidential flags off": lambda: Case.objects.filter(confidential=True).update(confidential=False),
    "outcome of closed cases": lambda: Case.objects.filter(status="closed").update(outcome="refused"),
    "agency of closed cases": lambda: Case.objects.filter(status="closed").update(agency=F("agency") + 1),
    "opened_at": lambda: Case.objects.filter(status="closed").update(opened_at=F("closed_at")),
    "rating": lambda: Case.objects.filter(rating=2).update(rating=5),
    "secret hash of sealed cases replaced": _another_secret,
    "party removed": lambda: Party.objects.filter(user__isnull=False).delete(),
    "reader named": lambda: NamedAccess.objects.update(ends=F("ends") + (F("ends") - F("starts"))),
    "identity request deleted": lambda: IdentityRequest.objects.all().delete(),
    "file replaced with its hash": _another_file,
    "file row deleted": lambda: File.objects.filter(name="two.jpg").delete(),
    "tag added": lambda: CaseTag.objects.create(case=Case.objects.latest("pk"), tag_id=CaseTag.objects.all()[0].tag_id),
    "date of work": lambda: Work.objects.filter(done_at=None).update(due=F("reached_at")),
    "deadline dropped": lambda: Deadline.objects.filter(done=None).update(done=F("starts")),
    "not drawn into the sample": lambda: QualityCheck.objects.filter(judged_at=None).delete(),
    "key gone": lambda: CaseKey.objects.all().delete(),
    "key replaced": lambda: CaseKey.objects.update(wrapped=wrap(new_key(), ABOUT.format(1)), master=master_name()),
    "name of the key": lambda: CaseKey.objects.update(master="00000000"),
    "what stands for a phone number": lambda: Person.objects.exclude(phone="").update(phone_blind="0" * 64),
}


@pytest.mark.parametrize("bending", BENDINGS)
def test_it_is_found(land: Country, bending: str) -> None:
    with without_triggers():
        BENDINGS[bending]()
    assert list(inconsistencies()) != []


@pytest.mark.parametrize("columns", [{"confidential": False}, {"level": 2}, {"subject": "bent"}])
def test_an_act_afterwards_does_not_hide_it(land: Country, columns: dict[str, object]) -> None:
    case = file_case(kind="inquiry", confidential=True)
    Case.objects.filter(pk=case.pk).update(**columns)
    apply(case.pk, Note(text="x"), actor=land.actor("officer-moh"))
    apply(case.pk, AddInformation(text="More."), actor=Actor.citizen(case.pk))
    assert any("what it shows of itself" in each for each in inconsistencies())


def test_nor_does_an_act_on_what_is_read_again(land: Country) -> None:
    case = file_case(name="Samar")
    Person.objects.filter(case=case).update(name="Nour")
    apply(case.pk, SetAddress(kind=AddressKind.EMAIL, address="other@example.org"), actor=Actor.citizen(case.pk))
    assert any("who filed it" in each for each in inconsistencies())


def test_a_key_that_cannot_be_read_holds_up_nobody_else(land: Country) -> None:
    """Nor the clock, whose acts say no words: what is due of the request itself is done."""
    bent, whole = (file_case(kind="inquiry", confidential=True) for _each in range(2))
    CaseKey.objects.filter(case=bent).update(wrapped=wrap(new_key(), ABOUT.format(0)))
    before = CaseKey.objects.get(case=bent).wrapped
    with standing_at(now() + timedelta(days=10)):
        assert sweep_clock().failed == 0
    assert list(Case.objects.filter(pk__in=[bent.pk, whole.pk]).values_list("level", flat=True)) == [1, 1]
    assert CaseKey.objects.get(case=bent).wrapped == before
    assert any(f"case {bent.tracking}: its key cannot be read" in each for each in inconsistencies())
    assert not any(whole.tracking in each for each in inconsistencies())


def test_one_bent_key_accuses_its_own_case_and_no_other(land: Country) -> None:
    bent, *others = (file_case(kind="inquiry", confidential=True, name="Samar") for _each in range(4))
    other = CaseKey.objects.get(case=others[0]).wrapped
    CaseKey.objects.filter(case=bent).update(wrapped=other)
    named = list(unreadable())
    assert len(named) > 1
    its_own = (f"case {bent.pk}:", bent.tracking)
    assert [each for each in (*named, *inconsistencies()) if not any(own in each for own in its_own)] == []
    rows = Person.objects.filter(case__in=[bent, *others]).order_by("pk")
    assert [person.name == "Samar" for person in rows] == [False, True, True, True]


def _as_before(case: Case) -> None:
    """As a release before there were proofs left it."""
    person = Person.objects.get(case=case)
    person.read_all()
    plain = {name: getattr(person, name) for name in encrypted_columns(Person)}
    Person.objects.filter(pk=person.pk).update(encrypted=False, **plain)
    with without_triggers():
        CaseKey.objects.filter(case=case).delete()
        for entry in AuditEntry.objects.filter(subject="case", subject_id=case.pk):
            AuditEntry.objects.filter(pk=entry.pk).update(
                data={name: value for name, value in entry.data.items() if name in ("event", "digest")}
            )


def test_a_case_of_before_agrees_and_is_proved_once_it_is_taken_in(land: Country) -> None:
    case = file_case(name="Samar")
    _as_before(case)
    assert list(inconsistencies()) == []
    assert take_in([case.pk]) == 0, "it has no key yet"
    give_keys([Case.objects.get(pk=case.pk)])
    assert list(inconsistencies()) == [], "with a key, and not taken in"
    apply(case.pk, Note(text="x"), actor=land.actor("officer-moh"))
    assert list(inconsistencies()) == []
    assert take_in([case.pk]) == 1
    assert take_in([case.pk]) == 0, "once"
    assert list(inconsistencies()) == []
    Message.objects.filter(case=case, kind=MessageKind.STATEMENT).update(text="bent")
    assert any("what was written with event 1" in each for each in inconsistencies())


def test_the_diary_proves_columns_of_a_case_of_before(land: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=land.actor("officer-moh"))
    _as_before(case)
    Case.objects.filter(pk=case.pk).update(outcome="refused")
    assert any("its outcome is not what its diary says" in each for each in inconsistencies())
