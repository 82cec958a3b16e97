"""Tags of agencies: a list of each, two spellings are one, and nobody else ever learns of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from permissions.access.selectors import held_by
from portal.operations.jobs import begin
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Refer, SetTags
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseTag
from workflows.cases.tags import add_tag, given_and_offered, tagged, take_off
from workflows.jobs.models import Job
from workflows.together.orders import Doing, Order, ask_for, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def made(land: Country, name: str = "انقطاع المياه", code: str = "moh") -> int:
    return add_tag(land.agencies[code].pk, name, actor=land.actor(f"level1-{code}")).pk


def names(land: Country, who: str, case: Case) -> list[str]:
    return [tag.name for tag in given_and_offered(held_by(land.people[who].pk), case, ())[0]]


def test_a_tag_is_set_found_and_removed_and_the_diary_has_its_id_alone(land: Country) -> None:
    case, tag = file_case(), made(land)
    apply(case.pk, SetTags(add=(tag,)), actor=land.actor("officer-moh"))
    held = held_by(land.people["staff-moh"].pk)
    assert names(land, "staff-moh", case) == ["انقطاع المياه"]
    assert list(Case.objects.filter(tagged(tag, held, case="pk"))) == [case]
    assert case.events.get(verb="tagged").data == {"added": [tag], "removed": []}
    with pytest.raises(NotPossible):
        apply(case.pk, SetTags(add=(tag,)), actor=land.actor("officer-moh"))
    apply(case.pk, SetTags(remove=(tag,)), actor=land.actor("officer-moh"))
    assert not CaseTag.objects.exists()


def test_no_other_agency_sees_or_sets_it_not_even_after_a_referral(land: Country) -> None:
    case, tag, theirs = file_case(), made(land), made(land, "غيرها", "moe")
    with pytest.raises(NotAllowed):
        apply(case.pk, SetTags(add=(theirs,)), actor=land.actor("officer-moh"))
    apply(case.pk, SetTags(add=(tag,)), actor=land.actor("officer-moh"))
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    assert names(land, "officer-moe", case) == []
    assert not Case.objects.filter(tagged(tag, held_by(land.people["officer-moe"].pk), case="pk")).exists()
    with pytest.raises(NotAllowed):
        apply(case.pk, SetTags(remove=(tag,)), actor=land.actor("officer-moe"))
    assert "انقطاع" not in page(client_of(land, "officer-moe").get(f"/admin/desk/{case.tracking}/"))


@pytest.mark.parametrize("name", ["انقطاع المياه", " إنقطاع  المياه ", "", " ", "x" * 41])
def test_two_spellings_are_one_and_nonsense_is_none(land: Country, name: str) -> None:
    made(land)
    with pytest.raises(NotPossible):
        made(land, name)


def test_off_the_list_it_is_given_to_nothing_new_and_comes_back_as_the_same(land: Country) -> None:
    case, other, tag = file_case(), file_case(), made(land)
    apply(case.pk, SetTags(add=(tag,)), actor=land.actor("officer-moh"))
    with pytest.raises(NotAllowed):
        take_off(land.agencies["moe"].pk, tag, actor=land.actor("level1-moe"))
    take_off(land.agencies["moh"].pk, tag, actor=land.actor("level1-moh"))
    with pytest.raises(NotPossible):
        apply(other.pk, SetTags(add=(tag,)), actor=land.actor("officer-moh"))
    assert names(land, "officer-moh", case) == ["انقطاع المياه"]
    assert made(land) == tag


def test_many_are_tagged_and_that_is_undone_but_where_it_was_before(land: Country) -> None:
    cases, tag = [file_case() for _each in range(3)], made(land)
    apply(cases[0].pk, SetTags(add=(tag,)), actor=land.actor("officer-moh"))
    works = {case.pk: case.works.get().pk for case in cases}
    job = ask_for(Order(Doing.TAG, works, {"tag": tag}), actor=land.actor("officer-moh"))
    begin(job.pk)
    job = Job.objects.get(pk=job.pk)
    assert (len(job.found["changed"]), len(job.found["refused"])) == (2, 1)
    begin(undo(job, actor=land.actor("officer-moh")).pk)
    assert list(CaseTag.objects.values_list("case", flat=True)) == [cases[0].pk]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_the_screens(land: Country, language: str) -> None:
    chief, officer = client_of(land, "level1-moh", language), client_of(land, "officer-moh", language)
    case = file_case()
    assert officer.get("/admin/desk/tags/").status_code == 404
    assert client_of(land, "level1-moe").get("/admin/desk/tags/", {"agency": "moh"}).status_code == 404
    assert chief.post("/admin/desk/tags/", {"agency": "moh", "name": "عطل"}).status_code == 302
    assert chief.post("/admin/desk/tags/", {"agency": "moh", "name": "عطل"}).status_code == 422
    tag = str(made(land, "آخر"))
    shown = page(officer.get(f"/admin/desk/{case.tracking}/"))
    assert "عطل" in shown
    officer.post(f"/admin/desk/{case.tracking}/tags/", {"work": 1, "tags": [tag]})
    assert names(land, "officer-moh", case) == ["آخر"]
    sent = officer.post("/admin/desk/together/", {"cases": [file_case().tracking], "act": "tag", "tag": tag})
    assert sent.status_code == 302
    assert CaseTag.objects.count() == 2
    assert chief.post("/admin/desk/tags/", {"agency": "moh", "off": tag}).status_code == 302
