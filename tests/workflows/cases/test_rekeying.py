"""Cases brought under a new key need the former one no more."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.blind import WHO_FILED, blind
from permissions.envelope import master_name
from tests.scenes import country, file_case
from workflows.cases.models import CaseKey, Person
from workflows.cases.rekeying import bring_up
from workflows.transactions.turn import write_transaction

pytestmark = pytest.mark.django_db
NEW = "another key of the fields"
WHO = {"name": "Samar Haddad", "phone": "+962790000000", "email": "samar@example.org"}


def test_who_filed_is_read_and_found_by_the_new_key_alone(settings: Any) -> None:
    country()
    case = file_case(**WHO)
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    with write_transaction():
        bring_up([case.pk])
    settings.FIELD_KEYS = [NEW]
    assert CaseKey.objects.get(case=case).master == master_name()
    person = Person.objects.get(case=case)
    assert {name: getattr(person, name) for name in WHO} == WHO
    assert person.phone_blind == blind(WHO["phone"], WHO_FILED)
    assert person.email_blind == blind(WHO["email"], WHO_FILED)
