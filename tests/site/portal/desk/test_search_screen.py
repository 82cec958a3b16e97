"""The search of the desk: what is found, how it is shown, and that nothing tells of what is not theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.audit.models import AuditEntry
from portal.desk.keyboard_layout import other_layout
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply

SEARCH = "/admin/desk/search/"


@pytest.mark.parametrize(
    ("typed", "meant"), [("hgwpm", "الصحة"), ("hgldhi", "المياه"), ("فثسف", "test"), ("26 / 7", ""), ("ab مياه", "")]
)
def test_keys_of_the_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@pytest.fixture
def land() -> Country:
    return country()


@pytest.mark.django_db
class TestScreen:
    def found(self, land: Country, who: str, **asked_for: Any) -> str:
        return page(client_of(land, who).get(SEARCH, asked_for))

    def test_a_number_leads_into_its_case_in_any_state(self, land: Country) -> None:
        case = file_case()
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
        there = client_of(land, "officer-moh").get(SEARCH, {"q": case.tracking})
        assert there.headers["Location"] == f"/admin/desk/{case.tracking}/"
        assert client_of(land, "officer-moe").get(SEARCH, {"q": case.tracking}).status_code == 200

    def test_a_row_says_what_was_found_and_of_whom(self, land: Country) -> None:
        case = file_case(subject="انقطاع المياه", text="في الزعفران <b>", name="لينا الحوراني", place="إربد")
        html = self.found(land, "officer-moh", q="زعفران")
        for words in (case.tracking, "<mark>الزعفران</mark> &lt;b&gt;", "لينا الحوراني", "<bdi>1</bdi> request"):
            assert words in html
        assert "<mark>المياه</mark>" in self.found(land, "officer-moh", q="المياه", state="open", order="newest")
        assert "Nothing fits." in self.found(land, "officer-moh", q="المياه", state="closed")
        assert "Nothing fits." in self.found(land, "officer-moe", q="زعفران")

    def test_what_was_typed_on_the_other_layout_is_read_so(self, land: Country) -> None:
        file_case(subject="دواء من وزارة الصحة")
        html = self.found(land, "officer-moh", q="hgwpm")
        assert "data-read-as" in html
        assert "<mark>الصحة</mark>" in html

    def test_at_most_twelve_statements_of_its_own_and_no_more_for_many(self, land: Country) -> None:
        for number in range(6):
            file_case(subject=f"انقطاع المياه {number}", email=f"c{number}@example.org")
        client = client_of(land, "officer-central")
        with CaptureQueriesContext(connection) as empty:
            client.get(SEARCH)
        for question in ({"q": "مياه"}, {"q": "xqzw"}, {"q": "c1@example.org"}):
            with CaptureQueriesContext(connection) as queries:
                client.get(SEARCH, question)
            assert len(queries) - len(empty) <= 12

    def test_ten_thousand_letters_are_refused_in_words_and_nonsense_narrows_nothing(self, land: Country) -> None:
        file_case(subject="انقطاع المياه")
        client = client_of(land, "officer-moh")
        answer = client.get(SEARCH, {"q": "م" * 10_000})
        assert (answer.status_code, "too long to look for" in page(answer)) == (422, True)
        nonsense = {"q": "مياه", "kind": "x", "agency": "y", "since": "z", "state": "?", "of": "' OR 1", "p": "-1"}
        assert "<bdi>1</bdi> request" in page(client.get(SEARCH, nonsense))

    def test_hidden_cases_are_found_by_number_alone_and_shown_without_words(self, land: Country) -> None:
        case = file_case(kind="rights", subject="سرقة", name="لينا")
        html = self.found(land, "officer-rights", q=case.tracking.split("-")[1])
        assert case.tracking in html
        assert "سرقة" not in html
        assert case.tracking not in self.found(land, "officer-rights", q="سرقة")
        assert case.tracking not in self.found(land, "officer-central", q=case.tracking.split("-")[1])

    def test_a_hidden_citizen_is_looked_for_by_a_button_and_that_is_recorded(self, land: Country) -> None:
        case = file_case(confidential=True, phone="0790000001")
        unit = client_of(land, "officer-central")
        html = page(unit.get(SEARCH, {"q": "0790000001"}))
        assert case.tracking not in html
        assert "Look among them too" in html
        assert "Look among them too" not in self.found(land, "officer-moh", q="0790000001")
        assert case.tracking in page(unit.post(f"{SEARCH}?q=0790000001", {"contact": "0790000001"}))
        assert AuditEntry.objects.get(verb="identity_read").subject_id == case.pk
        answer = page(client_of(land, "officer-moh").post(SEARCH, {"contact": "0790000001"}))
        assert case.tracking not in answer

    def test_whoever_files_much_is_folded_and_listed_by_a_link(self, land: Country) -> None:
        cases = [file_case(subject="انقطاع المياه", email="lina@example.org") for _number in range(5)]
        html = self.found(land, "officer-moh", q="مياه")
        assert "<bdi>2</bdi> more of this citizen on this page" in html
        listed = self.found(land, "officer-moh", of=cases[0].tracking)
        assert all(case.tracking in listed for case in cases)
        hidden = file_case(confidential=True, email="lina@example.org")
        for who, number in (("officer-moe", cases[0]), ("officer-moh", hidden)):
            assert "Nothing fits." in self.found(land, who, of=number.tracking)

    def test_the_page_of_a_case_names_what_may_be_the_same_matter(self, land: Country) -> None:
        text = "انقطعت المياه عن الحي منذ ثلاثة أيام ولم يصل الصهريج"
        one = file_case(subject="انقطاع المياه عن الحي", text=text, email="lina@example.org", place="إربد")
        two = file_case(subject="انقطاع المياه في الحي", text=text, email="lina@example.org", place="إربد")
        file_case(subject="تأخر موعد العملية", text="تأجل الموعد مرتين", email="huda@example.org")
        elsewhere = file_case(subject="انقطاع المياه عن الحي", text=text, agency="moe", email="lina@example.org")
        officer, same = client_of(land, "officer-moh"), f"/admin/desk/{one.tracking}/same/"
        assert f'data-same-matter="{same}?piece"' in page(officer.get(f"/admin/desk/{one.tracking}/"))
        html = page(officer.get(f"{same}?piece"))
        assert "<html" not in html
        assert f'data-same="{two.tracking}"' in html
        assert html.count("data-same=") == 1
        for words in (
            "<bdi>1</bdi> other request of this citizen",
            "<bdi>1</bdi> other request about this place",
            "the same citizen",
        ):
            assert words in html
        assert elsewhere.tracking not in html
        assert elsewhere.tracking in page(client_of(land, "officer-central").get(same))
        assert client_of(land, "officer-moe").get(same).status_code == 404

    def test_of_a_hidden_case_nothing_is_compared(self, land: Country) -> None:
        one = file_case(kind="rights", subject="سرقة مال عام", text="رأيت سرقة المال")
        file_case(kind="rights", subject="سرقة مال عام", text="رأيت سرقة المال")
        html = page(client_of(land, "officer-rights").get(f"/admin/desk/{one.tracking}/same/"))
        assert "Nothing was found" in html
