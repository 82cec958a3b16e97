"""Drafts of routing tables as owners send them back."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from permissions.actors import Actor
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import begun, filled, send
from workflows.versions.models import Version
from workflows.versions.services import as_read, redraft


def drafted(client: Client, definition: dict[str, Any]) -> Version:
    draft = begun(client, "routing", "main")
    return redraft(draft.pk, definition=definition, note="", read=as_read(draft), actor=Actor.operator)


def shown(client: Client, draft: Version, place: int = 0) -> str:
    """The draft's page with one rule open."""
    rules = Version.objects.get(pk=draft.pk).definition["rules"]
    return page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/?rule={rules[place]['key']}"))


def sent(client: Client, draft: Version, changed: dict[str, Any], do: str = "save") -> Any:
    """The draft's page as a browser sends it back, with the rule open in which something was changed."""
    meant = re.search(r"rules-(\d+)|:(\d+)", f"{' '.join(changed)} {do}")
    values = filled(shown(client, draft, int(meant[1] or meant[2]) if meant else 0))
    response = send(client, draft, values | changed, do)
    draft.refresh_from_db()
    return response
