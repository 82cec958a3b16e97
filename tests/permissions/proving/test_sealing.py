"""In which order a seal is made: whoever writes proofs, and locks the head after that, must never wait for us."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from permissions.now import now
from permissions.people.models import User
from permissions.proving.models import RowProof
from permissions.proving.sealing import seal
from tests.scenes import country

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_the_head_is_locked_before_the_proofs_are_read() -> None:
    country()
    User.objects.filter(pk=User.objects.earliest("pk").pk).update(phone="0790")
    with CaptureQueriesContext(connection) as done, transaction.atomic():
        seal(at=now())
    read = [each["sql"] for each in done if each["sql"].startswith("SELECT")]
    assert '"permissions_audithead"' in read[0]
    assert '"permissions_rowproof"' in read[1]
    assert not RowProof.objects.exclude(mac="").exists()
