"""Requests that were filed with real files, as the form takes them."""

from __future__ import annotations

from typing import Any

from content.forms.taking import take
from content.forms.upload import Upload
from content.forms.uploads import mark_filed, stored_files
from tests.content.forms import made
from tests.scenes import file_case
from workflows.cases.models import Case

PAGES = 2


def filed_with(*files: tuple[str, bytes], **changes: Any) -> Case:
    """A request that its citizen filed with files, each its name and its bytes."""
    arrived: list[Upload] = []
    for name, content in files:  # one by one: together they have a few seconds, which a busy machine does not keep
        taken = take([made.sent(name, content)])
        assert not taken.refused
        arrived += taken.arrived
    case = file_case(files=stored_files(arrived), **changes)
    mark_filed(arrived, key="filed")
    return case
