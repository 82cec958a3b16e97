"""What the page of a case says of who filed it, where there is nothing to ask a custodian for."""

from __future__ import annotations

import pytest

from tests.scenes import country, file_case
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "said"), [("en", "so there is nothing to open"), ("ar", "فليس هناك ما يُكشف")])
def test_where_nothing_was_left_it_is_said_and_nothing_is_offered(language: str, said: str) -> None:
    land = country()
    client = client_of(land, "officer-rights", language)
    named, nameless = file_case(kind="integrity"), file_case(kind="integrity", email="")
    shown = page(client.get(f"/admin/desk/{named.tracking}/"))
    assert (said in shown, "ask-identity" in shown) == (False, True)
    shown = page(client.get(f"/admin/desk/{nameless.tracking}/"))
    assert (said in shown, "ask-identity" in shown) == (True, False)
