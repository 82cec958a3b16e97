"""A title of the staff's screens is parted from the platform's name by the sign that public pages have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import wagtail.admin
from django.test import Client

from tests.architecture.sources import ROOT

OURS = "wagtailadmin/skeleton.html"


@pytest.mark.django_db
def test_titles_have_one_sign(client: Client) -> None:
    for address in ("/admin/login/", "/ar/track/"):
        title = re.search(r"<title>(.*?)</title>", client.get(address).content.decode(), re.DOTALL)
        assert title is not None
        assert " ".join(title[1].split()).endswith(" | إنصاف")


def test_the_frame_is_wagtails_own_but_for_the_sign_and_our_words() -> None:
    theirs = (Path(wagtail.admin.__file__).parent / "templates" / OURS).read_text(encoding="utf-8")
    ours = (ROOT / "site" / "templates" / OURS).read_text(encoding="utf-8")
    assert "{% endblock %} | {% block" in ours
    assert _bare(ours.replace("%} | {%", "%} - {%")) == _bare(theirs)


def _bare(text: str) -> str:
    """Without comments, blanks, and what is said in words."""
    text = re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
    text = re.sub(r"(<noscript[^>]*>).*?(</noscript>)", r"\1\2", text, flags=re.DOTALL)
    text = re.sub(r"{% trans(late)? '[^']*' %}", "", text)
    return "".join(text.split())
