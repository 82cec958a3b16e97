"""A link to a form with an agency chosen keeps working after that agency has closed."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from permissions.agencies.models import Agency
from permissions.now import now
from permissions.writing import local
from tests.content.forms.sending import URL
from tests.scenes import Country, country
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    found = country()
    pages_and_forms()
    return found


def closed(code: str, heir: Agency) -> Agency:
    return Agency.objects.create(
        code=code,
        name={"ar": code, "en": code},
        active=False,
        closes_on=local(now()).date(),
        heir=heir,
    )


def chosen(code: str) -> list[str]:
    html = page(Client().get(URL, {"agency": code}))
    return re.findall(r'<option value="([^"]+)"[^>]*\bselected', html)


def test_a_link_to_a_closed_agency_chooses_whoever_took_over(land: Country) -> None:
    former = closed("former", land.agencies["moh"])
    closed("oldest", former)
    assert chosen("moe") == ["moe"]
    assert chosen("unknown") == ["unknown"]
    assert chosen("former") == ["moh"]
    assert chosen("oldest") == ["moh"]


@pytest.mark.parametrize("code", ["nothing", "", "central", "\x00", "x" * 500, "moh'--"])
def test_what_names_no_agency_chooses_none(land: Country, code: str) -> None:
    assert chosen(code) in ([], [""])
