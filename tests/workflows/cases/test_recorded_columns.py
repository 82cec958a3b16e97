"""No column is lost silently: each is one that the recorder writes again, or one that is fixed when the row is made."""

from __future__ import annotations

import pytest
from django.db.models import Model

from workflows.cases.columns import CHANGING
from workflows.cases.models import Case, IdentityRequest, Work
from workflows.deadlines.models import Deadline

FIXED: dict[type[Model], set[str]] = {
    Case: {
        *("id", "tracking", "kind", "channel", "language", "track", "confidential", "anonymous", "idempotency_key"),
        *("subject", "place", "search_text", "subject_agency", "opened_at", "encrypted", "recording"),
        "recording_seconds",
    },
    Work: {"id", "case", "track", "kind", "search_text", "objection"},
    Deadline: {"id", "work", "case", "kind", "level", "cycle", "starts"},
    IdentityRequest: {"id", "case", "number", "asked_by", "asked_at", "reason", "encrypted"},
}


@pytest.mark.parametrize("model", FIXED)
def test_every_column_is_written_again_or_fixed_for_good(model: type[Model]) -> None:
    columns = {field.name for field in model._meta.concrete_fields}
    written = set(CHANGING[model])
    assert written | FIXED[model] == columns
    assert written & FIXED[model] == set()
