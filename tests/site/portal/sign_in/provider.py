"""A provider for single sign-on that does right, and a browser that goes there and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from django.test import Client

from permissions.openid.discovery import forget
from permissions.openid.provider import Provider

mock = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock runs on Python 3.12 and later")

GO, BACK, LINK = "/admin/login/elsewhere/", "/admin/login/elsewhere/back/", "/admin/sign-in/link/"
AGAIN = "/admin/login/elsewhere/again/"
CLAIMS = {"email": "huda@example.org", "email_verified": True}


@pytest.fixture
def honest(settings: Any) -> Iterator[Provider]:
    forget()
    with mock.run_server_in_thread(user_claims=[mock.User(sub="huda-77", claims=CLAIMS)], require_nonce=True) as server:
        settings.OIDC_STAFF = Provider(f"http://localhost:{server.server_port}", "insaf", "secret", plain_http=True)
        yield settings.OIDC_STAFF


def there_and_back(client: Client, begins: str = GO) -> Any:
    """As a browser goes, and says yes there."""
    there = client.get(begins)["Location"]
    answer = requests.post(there, data={"sub": "huda-77"}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert back.path == BACK
    return client.get(BACK, dict(parse_qsl(back.query)))
