"""The tables that every act writes have no index that only begins another one: each costs every act."""

from __future__ import annotations

import pytest
from django.db.models import Model, UniqueConstraint

from permissions.audit.models import AuditEntry
from workflows.cases.models import Case, CaseEvent, Work
from workflows.deadlines.models import Deadline


def indexes(model: type[Model]) -> list[tuple[str, ...]]:
    """The fields of each index that covers all rows, in their order."""
    options = model._meta
    alone = [(field.name,) for field in options.fields if getattr(field, "db_index", False) or field.unique]
    kept = [tuple(each.fields) for each in options.indexes if each.condition is None]
    unique = [
        tuple(each.fields)
        for each in options.constraints
        if isinstance(each, UniqueConstraint) and each.condition is None
    ]
    return [tuple(name.removeprefix("-") for name in fields) for fields in (*alone, *kept, *unique)]


@pytest.mark.parametrize("model", [Case, Work, Deadline, CaseEvent, AuditEntry])
def test_no_index_begins_another(model: type[Model]) -> None:
    known = indexes(model)
    assert len(known) > 1
    assert not [one for one in known for other in known if one is not other and one == other[: len(one)]]
