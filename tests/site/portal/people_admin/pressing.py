"""What is read on a page of people, and the button that takes back what was just done."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from tests.site.portal.signed_in import page

FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def words(html: str) -> str:
    """What is read on a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub("</?bdi[^>]*>", "", html))).split())


def undo(client: Client, html: str) -> str:
    """Presses the button, and gives the page that follows."""
    form = re.search(r'data-done.*?<form method="post" action="([^"]+)">(.*?)</form>', html, re.DOTALL)
    assert form is not None
    fields: dict[str, list[str]] = {}
    for name, value in FIELD.findall(form[2]):
        fields.setdefault(name, []).append(unescape(value))
    response = client.post(form[1], fields, follow=True)
    assert response.status_code == 200
    return page(response)
