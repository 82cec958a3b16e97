"""The category of a request as officers see it: in the list, on its page, set by them, and looked for."""

from __future__ import annotations

import pytest

from tests.scenes import Country, file_case
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.trees import publish_tree
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(land: Country) -> Case:
    publish_tree()
    return file_case(category="water", subject="Potholes in our street", language="en")


def test_an_officer_reads_and_sets_it(land: Country, case: Case) -> None:
    officer = client_of(land, "officer-moh")
    address = f"/admin/desk/{case.tracking}/"
    assert 'data-category="water"' in page(officer.get(address))
    assert officer.post(f"{address}category/", {"category": "atlantis"}).status_code == 422
    after = page(officer.post(f"{address}category/", {"category": "potholes"}, follow=True))
    assert 'data-category="potholes"' in after
    assert "Category: Roads › Potholes" in after


def test_it_is_suggested_by_the_words_where_there_is_none(land: Country, case: Case) -> None:
    officer = client_of(land, "officer-moh")
    suggestion = '<optgroup label="By the words of the request">'
    assert suggestion not in page(officer.get(f"/admin/desk/{case.tracking}/"))
    without = file_case(subject="Potholes in our street", language="en")
    shown = page(officer.get(f"/admin/desk/{without.tracking}/"))
    assert suggestion in shown
    assert shown.index('<option value="potholes">') < shown.index('<option value="roads">')


def test_an_officer_of_another_agency_sets_nothing(land: Country, case: Case) -> None:
    sent = client_of(land, "officer-moe").post(f"/admin/desk/{case.tracking}/category/", {"category": "potholes"})
    assert sent.status_code == 404
    assert Case.objects.get(pk=case.pk).category == "water"


def test_the_inbox_finds_all_below_one(land: Country, case: Case) -> None:
    officer = client_of(land, "officer-moh")
    pothole = file_case(category="potholes", subject="Another one")

    def found(asked: str) -> set[str]:
        shown = page(officer.get(f"/admin/desk/?category={asked}"))
        return {each.tracking for each in (case, pothole) if f'data-case="{each.tracking}"' in shown}

    assert found("complaint.roads") == found("complaint.potholes") == {pothole.tracking}
    assert found("complaint.water") == {case.tracking}
    assert found("") == found("complaint.atlantis") == found("nonsense") == {case.tracking, pothole.tracking}
    assert "<small data-category>Roads › Potholes</small>" in page(officer.get("/admin/desk/"))


def test_without_a_tree_there_is_neither_act_nor_filter(land: Country) -> None:
    officer = client_of(land, "officer-moh")
    case = file_case()
    assert "act-category" not in page(officer.get(f"/admin/desk/{case.tracking}/"))
    assert 'name="category"' not in page(officer.get("/admin/desk/?panel=filters"))
