"""What is written of a case is encrypted as it is written: what officers fill in where it is hidden, proofs always."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from tests.scenes import country, file_case, publish_one
from tests.workflows.processes.reviewed import reviewed
from workflows.cases.actions import Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import File, FilledField, Work
from workflows.cases.models.words import PROOF
from workflows.cases.submission import StoredFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hidden", [True, False])
def test_what_is_filled_in_is_encrypted_where_its_case_is_hidden(hidden: bool) -> None:
    country()
    publish_one("process", "complaint", reviewed())
    case = file_case(confidential=hidden)
    work = Work.objects.get(case=case, done_at=None)
    given = Proceed(outcome="to_review", fields={"amount": "1250", "way": "hand", "why": "Twice."})
    apply(case.pk, given, actor=Actor.staff(work.holder_id or 0))
    assert FilledField.objects.get(case=case, key="why").encrypted is hidden


def test_a_file_that_proves_somebody_is_encrypted_of_every_case() -> None:
    country()
    proof, other = (
        StoredFile(f"{name}.jpg", "image/jpeg", 10, "0" * 64, f"2026/11/{name}", asked_by=asked)
        for name, asked in (("proof", PROOF), ("other", ""))
    )
    file_case(files=(proof, other))
    assert dict(File.objects.values_list("asked_by", "encrypted")) == {PROOF: True, "": False}
