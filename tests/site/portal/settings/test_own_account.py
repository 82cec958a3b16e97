"""What people may change of their own account: their language and the like, never where their letters go."""

from __future__ import annotations

import pytest

from tests.scenes import country
from tests.site.portal.signed_in import OWN_ACCOUNT, client_of, page

pytestmark = pytest.mark.django_db


def test_nobody_takes_the_address_of_another() -> None:
    land = country()
    officer = client_of(land, "officer-moh")
    assert 'type="email"' not in page(officer.get("/admin/account/"))
    sent = OWN_ACCOUNT | {"name_email-email": "level2-rights@example.org"}
    assert officer.post("/admin/account/", sent).status_code == 302
    land.people["officer-moh"].refresh_from_db()
    assert land.people["officer-moh"].email == "officer-moh@example.org"
