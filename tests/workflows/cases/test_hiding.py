"""Which rows of ordinary requests are encrypted all the same, and which of hidden ones are not."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.now import now
from tests.scenes import Country, country, file_case
from workflows.cases.models import Answer, Case, File
from workflows.cases.models.words import PROOF
from workflows.cases.rekeying import bring_up
from workflows.cases.submission import GivenAnswer, StoredFile
from workflows.transactions.turn import write_transaction

pytestmark = pytest.mark.django_db
STORED: dict[str, Any] = {"content_type": "image/jpeg", "size": 3, "sha256": "0" * 64}


@pytest.fixture
def land() -> Country:
    return country()


def encrypted(model: type[Any], case: Case, name: str) -> dict[str, bool]:
    """Whether each row is, by what it is called."""
    return {getattr(row, name): row.encrypted for row in model.objects.filter(case=case)}


def test_what_proves_who_somebody_is_is_encrypted_of_an_ordinary_request_too(land: Country) -> None:
    papers = StoredFile("papers.jpg", **STORED, storage_key="2026/11/a", asked_by=PROOF)
    case = file_case(files=(papers, StoredFile("lamp.jpg", **STORED, storage_key="2026/11/b")))
    assert encrypted(File, case, "name") == {"papers.jpg": True, "lamp.jpg": False}
    for name, asked_by in (("old papers.jpg", PROOF), ("old lamp.jpg", "")):
        kept = {**STORED, "storage_key": f"2026/11/{name}", "asked_by": asked_by}
        File.objects.create(case=case, event_number=1, name=name, at=now(), **kept)
    with write_transaction():
        bring_up([case.pk])
    assert encrypted(File, case, "name") == {
        "papers.jpg": True,
        "lamp.jpg": False,
        "old papers.jpg": True,
        "old lamp.jpg": False,
    }


def test_by_what_lists_are_narrowed_stays_as_it_is_of_a_hidden_request_too(land: Country) -> None:
    area = GivenAnswer("area", "Where?", ["amman"], "Amman", "tree")
    why = GivenAnswer("why", "Why?", "Because.", "Because.", "text")
    case = file_case(confidential=True, answers=(area, why))
    assert encrypted(Answer, case, "key") == {"area": False, "why": True}
    Answer.objects.create(case=case, key="old", question="Why?", value="So.", shown="So.", type="text", position=2)
    with write_transaction():
        bring_up([case.pk])
    assert encrypted(Answer, case, "key") == {"area": False, "why": True, "old": True}
