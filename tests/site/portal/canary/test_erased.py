"""What an erased case leaves anywhere: no word of it in any table, in any file, in the database's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.utils.translation import override

from content.forms.upload import Upload
from permissions.now import now
from portal.in_hand.models import KeptDraft
from tests.site.portal.canary.finding import token, tokens_in
from tests.site.portal.canary.planting import Planted, plant, tables_of_a_case
from tests.site.portal.canary.tables import tables_with_words
from tests.site.portal.who_may_what.world import World
from workflows.calls.models import Call, CallCase
from workflows.cases import wiping
from workflows.cases.consistency import inconsistencies
from workflows.cases.erasing import erase_again
from workflows.cases.models import BytesToRemove, Case, CaseKey, File
from workflows.cases.wiping import remove_bytes
from workflows.reports.models import CaseCopy
from workflows.search import indexes

pytestmark = pytest.mark.django_db
GOES = {
    *("Message", "Answer", "FilledField", "File", "OtherPerson", "Person", "JoinedCase", "Watch", "CaseTag", "CaseKey"),
    *("OutboxEntry", "Notice", "CallCase", "CaseCopy", "PushDevice", "OwnData", "KeptDraft", "OpenPage"),
    *("RelayAddress", "ListingOptOut", "ShortLink"),
}
STAYS = {
    # What happened and what was counted of it.
    *("CaseEvent", "Work", "Deadline", "ServiceCall", "Standing", "StepTaken", "Occurrence"),
    # By codes, ids and dates alone, as events have them; reasons in words are emptied.
    *("CaseLink", "Consultation", "QualityCheck", "RatedTheme", "IdentityRequest", "ErasureRequest", "LegalHold"),
    # Of a register that was printed; what its agency wrote to it is emptied.
    "RegisterLine",
    # Its number alone.
    "CaseWords",
    # Which ready answer went out, and when.
    "ReadyUse",
}


@pytest.fixture
def planted(world: World) -> Iterator[dict[str, Planted]]:
    with override("en"):
        yield plant(world)


def files_with_words() -> set[str]:
    root = Path(storages["private"].path(""))
    files = [path for path in root.rglob("*") if path.is_file()]
    return {each for path in files for each in (*tokens_in(str(path)), *tokens_in(path.read_bytes()))}


def about_erasing() -> list[str]:
    return [sentence for sentence in inconsistencies() if "erased" in sentence]


def beside(planted: Planted, world: World) -> None:
    """What topics above keep of a case: what was sent, small pictures, a copy as PDF, a call, a draft."""
    file = planted.case.files.order_by("pk")[0]
    small = storages["private"].save(f"canary/{planted.word('small')}", ContentFile(planted.word("small").encode()))
    Upload.objects.create(
        storage_key=file.storage_key,
        name=planted.word("sentname"),
        content_type="text/plain",
        size=1,
        sha256="0" * 64,
        state="filed",
        thumbnail=small,
        created_at=now(),
    )
    copy = storages["private"].save(f"canary/{planted.word('copy')}", ContentFile(planted.word("copy").encode()))
    officer = world.land.people["officer-moh"]
    CaseCopy.objects.create(
        case=planted.case, key=planted.name, state="made", storage_key=copy, requested_at=now(), requested_by=officer
    )
    call = Call.objects.create(
        key=planted.name, channel="call", taker=officer, caller=planted.word("caller"), ended_at=now()
    )
    CallCase.objects.create(call=call, case=planted.case, what="filed")
    KeptDraft.objects.create(user=officer, case=planted.case, act="reply", typed=planted.word("draft"), kept_at=now())


def test_no_word_of_an_erased_case_is_left_in_any_table_or_file(
    world: World, planted: dict[str, Planted], django_capture_on_commit_callbacks: Any
) -> None:
    for each in planted.values():
        beside(each, world)
    assert {"Message", "Upload", "Call", "KeptDraft"} <= set(tables_with_words())
    assert token("sealed", "copy") in files_with_words()
    before = set(CaseKey.objects.values_list("pk", flat=True))
    gone, kept = ("sealed", "confidential", "guarded", "mine"), token("other", "text")
    with django_capture_on_commit_callbacks(execute=True):
        for name in gone:
            assert erase_again(planted[name].case.pk, now())
    left = {found for tokens in tables_with_words().values() for found in tokens} | files_with_words()
    assert {found for found in left if not found.startswith(token("other", "x")[:7])} == set()
    assert kept in left
    assert before - set(CaseKey.objects.values_list("pk", flat=True)) == {planted[name].case.pk for name in gone}
    assert not BytesToRemove.objects.exists()
    assert about_erasing() == []


def test_on_sqlite_the_file_of_the_database_holds_nothing_of_it_either(
    planted: dict[str, Planted], django_capture_on_commit_callbacks: Any
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a server's files are the server's")
    with django_capture_on_commit_callbacks(execute=True):
        for each in planted.values():
            erase_again(each.case.pk, now())
    indexes.forget_deleted(connection)
    # Page by page, free ones with them.
    with connection.cursor() as cursor:
        pages = cursor.connection.serialize()
    assert token("mine", "text").encode() not in pages
    assert {found.decode() for found in re.findall(rb"zq[a-z]+0[a-z]+0", pages)} == set()


def test_bytes_that_cannot_be_removed_now_are_removed_later(
    planted: dict[str, Planted], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    case = planted["mine"].case
    keys = set(File.objects.filter(case=case).values_list("storage_key", flat=True))

    def refuse(_key: str) -> bool:
        return False

    monkeypatch.setattr(wiping, "_removed", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        erase_again(case.pk, now())
    assert set(BytesToRemove.objects.values_list("storage_key", flat=True)) == keys
    assert all(storages["private"].exists(key) for key in keys)
    monkeypatch.undo()
    assert remove_bytes() == len(keys)
    assert not any(storages["private"].exists(key) for key in keys)
    assert not BytesToRemove.objects.exists()


def test_what_verify_says_of_an_erased_case_that_still_has_something(planted: dict[str, Planted]) -> None:
    case = planted["mine"].case
    erase_again(case.pk, now())
    assert about_erasing() == []
    Case.objects.filter(pk=case.pk).update(subject="About her")
    File.objects.create(case=case, event_number=1, name="a.txt", size=1, sha256="0" * 64, storage_key="x", at=now())
    assert about_erasing() == [
        f"case {case.tracking}: it was erased, and still has rows of File",
        f"case {case.tracking}: it was erased, and still has words of its own",
    ]
    Case.objects.filter(pk=case.pk).update(erased_at=None)
    assert about_erasing() == [f"case {case.tracking}: its diary says that it was erased, and it does not"]


def test_of_every_table_of_a_case_it_is_said_whether_its_rows_go() -> None:
    assert tables_of_a_case() - {"Case"} == GOES | STAYS
