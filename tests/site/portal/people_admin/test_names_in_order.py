"""Bodies and roles stand in the order of the alphabet in every list that a person reads, whatever their hamza."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from permissions.access.charge import EVERYWHERE
from permissions.agencies.models import Agency
from permissions.roles.models import Role
from portal.desk.sorting_forms import ReferForm
from portal.people_admin import finding
from portal.people_admin.person_forms import GrantForm
from portal.people_admin.what_if_screen import WhatIfForm
from portal.studio.routing_form import agencies_of
from tests.scenes import Country

pytestmark = pytest.mark.django_db

NAMES = {"central": "أمانة الوحدة", "moe": "وزارة الأشغال", "moh": "وزارة الاتصال"}


def named(land: Country) -> list[str]:
    """The names as code points would not have them: أ comes before every plain ا."""
    for code, arabic in NAMES.items():
        Agency.objects.filter(code=code).update(name={"ar": arabic, "en": code})
    wanted = ["أمانة الوحدة", "وزارة الاتصال", "وزارة الأشغال"]
    assert sorted(wanted) != wanted
    return wanted


def offered(form: Any, field: str, wanted: list[str] | None = None) -> list[str]:
    """The names of a list, all or those that are ``wanted``."""
    names = [str(name) for _code, name in form.fields[field].choices]
    return names if wanted is None else [name for name in names if name in wanted]


def test_agencies_are_offered_in_order(land: Country) -> None:
    wanted = named(land)
    with translation.override("ar"):
        agencies = list(Agency.objects.all())
        assert offered(ReferForm(works=[], agencies=agencies, way="referred"), "agency", wanted) == wanted
        assert offered(GrantForm(charge=EVERYWHERE, person=land.people["admin"]), "agency", wanted) == wanted
        assert offered(finding.Filter(agencies=agencies, roles=[]), "agency", wanted) == wanted
        assert offered(WhatIfForm(charge=EVERYWHERE, reasons=[]), "agency", wanted) == wanted
        assert [name for _code, name in agencies_of([]) if name in wanted] == wanted


def test_roles_are_offered_by_their_names_not_their_codes(land: Country) -> None:
    with translation.override("ar"):
        roles = offered(GrantForm(charge=EVERYWHERE, person=land.people["admin"]), "role")
        found = offered(finding.Filter(agencies=[], roles=Role.objects.all()), "role")
    assert "ضابط ارتباط" in roles
    assert roles.index("ضابط ارتباط") < roles.index("مدير المنصّة") < roles.index("موظف وحدة الشكاوى")
    assert found[1:] == [role for role in roles if role in found]
