"""Requests that were filed with real files, as the form takes them."""

from __future__ import annotations

from typing import Any

from content.forms.taking import take
from content.forms.uploads import mark_filed, stored_files
from tests.content.forms import made
from tests.scenes import file_case
from workflows.cases.models import Case

PAGES = 2


def filed_with(*files: tuple[str, bytes], **changes: Any) -> Case:
    """A request that its citizen filed with files, each its name and its bytes."""
    taken = take([made.sent(name, content) for name, content in files])
    assert not taken.refused
    case = file_case(files=stored_files(taken.arrived), **changes)
    mark_filed(taken.arrived, key="filed")
    return case
