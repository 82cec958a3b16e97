"""The forms are there from the first day, in two languages that ask the same."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from wagtail.models import Revision

from content.forms.page import FormPage
from content.forms.seeding import seed_forms
from permissions.agencies.models import AgencyRole
from tests.content.forms import made
from workflows.cases.models import Case, CaseStatus

KINDS = ["complaint", "inquiry", "suggestion", "praise", "integrity", "rights"]
ARABIC = re.compile("[\u0600-\u06ff]")


def words_on(citizen: Client, url: str) -> str:
    """A page as read, without the way to its twin."""
    page = html.unescape(re.sub(r"<[^>]+>", " ", citizen.get(url).content.decode()))
    return page.replace("العربية", "").replace("English", "")


@pytest.mark.django_db
def test_the_forms_are_twins_and_seeding_again_changes_nothing() -> None:
    made.published_forms()
    citizen = Client()
    for kind in KINDS:
        arabic, english = (citizen.get(f"/{language}/file/{kind}/") for language in ("ar", "en"))
        assert list(arabic.context["form"].fields) == list(english.context["form"].fields)
        assert {"agency", "subject", "text", "email", "phone"} <= set(english.context["form"].fields)
        assert 'dir="rtl"' in arabic.content.decode()
        assert ARABIC.findall(words_on(citizen, f"/en/file/{kind}/")) == []
    complaint = FormPage.objects.get(kind="complaint", locale__language_code="en").schema
    assert [question.key for question in complaint.questions] == [
        "agency", "subject", "text", "concerns", "place", "files", "contact", "for_other", "confidential",
    ]  # fmt: skip
    assert ARABIC.findall(words_on(citizen, "/en/contact/write/")) == []
    before = (FormPage.objects.count(), Revision.objects.count())
    seed_forms()
    assert (FormPage.objects.count(), Revision.objects.count()) == before == (14, before[1])


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_written_to_the_unit_reaches_it_whatever_words_it_holds(language: str) -> None:
    """The very words that send other requests to a ministry, and without a word of which agency is meant."""
    made.published_forms()
    citizen = Client()
    path = f"/{language}/contact/write/"
    assert path.removeprefix(f"/{language}/contact/") in citizen.get(f"/{language}/contact/").content.decode()
    form = citizen.get(path).context["form"]
    assert "agency" not in form.fields
    for subject in ("محو بياناتي من شكوى عن معلم في مدرسة ابني", "erase my complaint about a doctor at the hospital"):
        sent = {
            "subject": subject,
            "text": subject,
            "form_token": made.hidden_values(citizen.get(path).content.decode(), "form_token")[0],
        }
        assert citizen.post(path, sent).status_code == 303
    cases = Case.objects.filter(kind__code="contact")
    assert [case.agency.role for case in cases] == [AgencyRole.CENTRAL_UNIT] * 2
    assert {case.status for case in cases} == {CaseStatus.IN_PROGRESS}
