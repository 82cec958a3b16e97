"""Each column of the database is said to be proved or not, SECURITY.md says so too, and no write goes past a proof."""

from __future__ import annotations

import re

import pytest

from permissions.audit.covered import in_neither, said_wrongly
from permissions.proving.declared import Proved, declared
from permissions.telling_rows import TellsRows
from portal.operations.what_is_proved import LISTED, as_tables
from tests.architecture.sources import ROOT, floor_modules

IN_BULK = r"(?:bulk_create|bulk_update|_raw_delete|update)"
ALLOWED = {
    (module, "Authenticator", "last_used_at") for module in ("permissions.access.factors", "portal.sign_in.proving")
}
"""What is written of third parties' models, which tell nobody of what is written in bulk, and is no part of a proof."""


def test_each_column_is_said_to_be_proved_or_not() -> None:
    assert in_neither(LISTED) == []


def test_nothing_is_said_twice_or_of_what_there_is_not() -> None:
    assert said_wrongly(LISTED) == []


def test_security_says_the_same() -> None:
    assert as_tables() in (ROOT / "SECURITY.md").read_text(encoding="utf-8"), as_tables()


@pytest.mark.parametrize("proved", declared(), ids=lambda proved: proved.table)
def test_no_write_goes_past_a_proof(proved: Proved) -> None:
    """Rows that are written in bulk tell of it; those of other libraries' models are not written in bulk."""
    name = proved.model.__name__
    past = [
        rf"\bmany_rows\.\w+\({name}\b",
        rf"\b{name}\._base_manager\.",
        rf"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\W?{proved.table}\b",
    ]
    if not isinstance(proved.model._default_manager.all(), TellsRows):
        past.append(rf"\b{name}\.objects\b[^\n]*\.{IN_BULK}\((\w*)")
    for module, path in floor_modules().items():
        for found in re.finditer("|".join(past), path.read_text(encoding="utf-8")):
            assert (module, name, found[found.lastindex or 0]) in ALLOWED, f"{module}: {found[0]}"
