"""A process is drafted in the studio: one step open at a time, and nothing of the others is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.scenes import Country
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import begun, filled, send
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def opened(client: Client, version: Version, step: str = "") -> str:
    return page(client.get(f"/admin/studio/drafts/{version.pk}/edit/", {"step": step} if step else {}))


def sent(client: Client, version: Version, step: str, changed: dict[str, Any], do: str = "save") -> Any:
    """The page with a step open as a browser sends it back, with what was changed in it."""
    response = send(client, version, filled(opened(client, version, step)) | changed, do)
    version.refresh_from_db()
    return response


@pytest.mark.parametrize("key", sorted(STANDARD_PROCESSES))
def test_each_step_comes_back_as_it_was(land: Country, owner: Enter, key: str) -> None:
    client = owner("owner")
    draft = begun(client, "process", key)
    for step in STANDARD_PROCESSES[key]["steps"]:
        assert sent(client, draft, step["key"], {}).status_code == 302
        assert draft.definition == STANDARD_PROCESSES[key], step["key"]
