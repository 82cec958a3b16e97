"""What is asked again in tests: a role that an administrator gives, and what the page that asks keeps of it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from permissions.access.models import RoleHolding
from tests.scenes import Country
from tests.site.portal.signed_in import page

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def granting(land: Country) -> tuple[str, dict[str, Any]]:
    """An ordinary role for somebody, as the form sends it."""
    address = f"/admin/access/people/{land.people['staff-moh'].pk}/grant/"
    return address, {"role": "officer", "agency": "moe", "starts": "", "ends": ""}


def kept_in(response: Any) -> dict[str, str]:
    found = {name: unescape(value) for name, value in HIDDEN.findall(page(response))}
    found.pop("csrfmiddlewaretoken", None)
    return found


def is_granted(land: Country) -> bool:
    return RoleHolding.objects.filter(user=land.people["staff-moh"], place__agency__code="moe").exists()
