"""What a checker of HTML would say, for the rules that were broken once: moments, hidden inputs, headings, ids."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Page

from content.forms.filed_link import filed_link
from content.forms.page import FormPage
from tests.after_filing import has_filed
from tests.site.templates.on_tuesday import acted, filed_case, page_of
from workflows.cases.actions import Action, AskCitizen, Decide, Escalate

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})")
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def faults(html: str) -> list[str]:
    page = BeautifulSoup(html, "lxml")
    found = [f"a moment no machine reads: {tag}" for tag in page.select("time") if not _is_moment(tag)]
    found += [
        f"a hidden input that is filled in by nobody: {tag}"
        for tag in page.select("input[type=hidden]")
        if tag.get("autocomplete") in ("on", "off")
    ]
    found += [
        f"no heading: {tag.name} {tag.attrs}"
        for tag in page.select("section, article")
        if not tag.find(HEADINGS) and not tag.get("aria-label")
    ]
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    found += [f"twice: #{name}" for name in sorted(set(ids)) if ids.count(name) > 1]
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for tag in page.select(f"[{attribute}]"):
            found += [f"{attribute} of nothing: {name}" for name in str(tag[attribute]).split() if name not in ids]
    return found


def _is_moment(tag: Tag) -> bool:
    said = tag.get("datetime")
    return bool(MOMENT.fullmatch(str(said if said is not None else tag.decode_contents())))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_public_pages_and_forms_with_errors_have_no_fault(client: Client, language: str) -> None:
    pages = Page.objects.live().filter(locale__language_code=language, depth__gt=1)
    paths = [page.url for page in pages] + [f"/{language}/track/", f"/{language}/nothing/"]
    assert {path: faults(client.get(path).content.decode()) for path in paths} == {path: [] for path in paths}
    forms = [page.url for page in pages.type(FormPage)]
    assert len(forms) == 7
    assert f"/{language}/contact/write/" in forms
    sent = {path: faults(client.post(path, {}).content.decode()) for path in forms}
    assert sent == {path: [] for path in forms}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "action", [None, Escalate(), AskCitizen(text="أي قسم؟"), Decide(outcome="resolved", text="Done.")]
)
def test_a_case_in_each_state_has_no_fault(client: Client, language: str, action: Action | None) -> None:
    case = filed_case()
    if action is not None:
        acted(case, action)
    html = page_of(client, case, language)
    assert faults(html) == []
    assert BeautifulSoup(html, "lxml").select(".timeline time[datetime]")
    assert faults(has_filed(client, case).get(filed_link(case.tracking)).content.decode()) == []


def test_the_answer_of_the_agency_can_be_jumped_to(client: Client) -> None:
    case = filed_case()
    acted(case, Decide(outcome="resolved", text="Done."))
    page = BeautifulSoup(page_of(client, case, "ar"), "lxml")
    assert page.select_one(".answer h2")


@pytest.mark.parametrize(
    "broken",
    [
        "<time>yesterday</time>",
        "<time><bdi>2026-11-25T10:00Z</bdi></time>",
        "<input type=hidden autocomplete=off>",
        "<section><p>x</p></section>",
        "<article><b>x</b></article>",
        "<p id=a></p><p id=a></p>",
        "<input aria-describedby=nothing>",
    ],
)
def test_what_is_broken_is_seen(broken: str) -> None:
    assert len(faults(broken)) == 1


@pytest.mark.parametrize(
    "sound",
    [
        '<time datetime="2026-11-25T10:00+03:00">the <bdi>25</bdi>th</time>',
        "<time>2026-11-25T10:00Z</time>",
        "<section><div><h2>x</h2></div></section>",
    ],
)
def test_what_is_sound_is_let_through(sound: str) -> None:
    assert faults(sound) == []
