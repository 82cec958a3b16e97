"""The six forms are there from the first day, in two languages that ask the same."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from wagtail.models import Revision

from content.forms.page import FormPage
from content.forms.seeding import seed_forms
from tests.content.forms import made

KINDS = ["complaint", "inquiry", "suggestion", "praise", "integrity", "rights"]
ARABIC = re.compile("[\u0600-\u06ff]")


def words_on(citizen: Client, url: str) -> str:
    """A page as read, without the way to its twin."""
    page = html.unescape(re.sub(r"<[^>]+>", " ", citizen.get(url).content.decode()))
    return page.replace("العربية", "").replace("English", "")


@pytest.mark.django_db
def test_the_six_forms_are_twins_and_seeding_again_changes_nothing() -> None:
    made.published_forms()
    citizen = Client()
    for kind in KINDS:
        arabic, english = (citizen.get(f"/{language}/file/{kind}/") for language in ("ar", "en"))
        assert list(arabic.context["form"].fields) == list(english.context["form"].fields)
        assert {"agency", "subject", "text", "email", "phone"} <= set(english.context["form"].fields)
        assert 'dir="rtl"' in arabic.content.decode()
        assert ARABIC.findall(words_on(citizen, f"/en/file/{kind}/")) == []
    complaint = citizen.get("/en/file/complaint/").context["form"].schema
    assert [question.key for question in complaint.questions] == [
        "agency", "subject", "text", "concerns", "place", "files", "contact", "confidential",
    ]  # fmt: skip
    before = (FormPage.objects.count(), Revision.objects.count())
    seed_forms()
    assert (FormPage.objects.count(), Revision.objects.count()) == before == (12, before[1])
