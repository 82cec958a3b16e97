"""Saved views: kept, shared, changed, and left behind by whoever made them; and what they give to nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from permissions.access.models import RoleHolding
from permissions.now import now, standing_at
from portal.desk import saved_views
from portal.desk.saved_views import SavedView
from tests.scenes import Country, country, file_case, grant
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db
VIEWS = "/admin/desk/views/"


@pytest.fixture
def land() -> Country:
    return country()


def saved(client: Client, asked: str, name: str = "عاجلها", **fields: Any) -> SavedView:
    sent = client.post(VIEWS, {"asked": asked, "name": name, **fields})
    assert sent.status_code == 302, page(sent)
    return SavedView.objects.latest("pk")


def deed(client: Client, view: SavedView, do: str, **fields: Any) -> int:
    return client.post(f"{VIEWS}{view.pk}/", {"do": do, **fields}).status_code


def offered(client: Client) -> list[str]:
    way = page(client.get("/admin/desk/")).partition('class="views saved"')[2].partition("</nav>")[0]
    return re.findall(r'href="\?saved=\d+"[^>]*><bdi>([^<]+)', way)


def listed(client: Client, asked: str) -> set[str]:
    return set(re.findall(r'<tr[^>]* data-case="([^"]+)"', page(client.get(f"/admin/desk/{asked}"))))


def test_what_is_wanted_is_kept_under_a_name_and_found_again(land: Country) -> None:
    file_case()
    inquiry = file_case(kind="inquiry")
    client = client_of(land, "officer-moh")
    view = saved(
        client, "?kind=inquiry&sort=-filed&size=50&column=due&column=subject&q=صورة", name="  الاستفسارات  الجديدة "
    )
    assert (view.name, view.agency) == ("الاستفسارات الجديدة", None)
    assert view.asked == {"kind": ["inquiry"], "sort": "-filed", "size": "50", "column": ["due", "subject"]}
    assert listed(client, f"?saved={view.pk}") == {inquiry.tracking}
    assert offered(client) == ["الاستفسارات الجديدة"]
    assert offered(client_of(land, "staff-moh")) == []
    assert len(listed(client_of(land, "staff-moh"), f"?saved={view.pk}")) == 2


def test_filters_can_be_taken_off_a_saved_view_and_it_is_overwritten(land: Country) -> None:
    file_case()
    client = client_of(land, "officer-moh")
    view = saved(client, "?kind=inquiry")
    html = page(client.get(f"/admin/desk/?saved={view.pk}"))
    (off,) = re.findall(r'<div class="sifted"(?s:.*?)href="([^"]+)"', html)
    changed = client.get(f"/admin/desk/{off.replace('&amp;', '&')}")
    assert len(re.findall(r'<tr[^>]* data-case="', page(changed))) == 1
    assert 'value="overwrite"' in page(changed)
    other = client.get(f"/admin/desk/?saved={view.pk}&kind=praise")
    assert 'value="overwrite"' in page(other)
    assert deed(client, view, "overwrite", asked="?kind=praise&kind=complaint") == 302
    view.refresh_from_db()
    assert view.asked == {"kind": ["complaint", "praise"]}
    assert len(listed(client, f"?saved={view.pk}")) == 1


def test_a_shared_view_is_its_owners_to_change_and_everybodys_there_to_open(land: Country) -> None:
    inquiry = file_case(kind="inquiry")
    owner, colleague, stranger = (client_of(land, each) for each in ("officer-moh", "staff-moh", "officer-moe"))
    view = saved(owner, "?kind=inquiry", share="on")
    assert view.agency == land.agencies["moh"]
    assert offered(colleague) == offered(owner) == [view.name]
    assert listed(colleague, f"?saved={view.pk}") == {inquiry.tracking}
    for do in ("rename", "overwrite", "unshare", "remove", "take_over"):
        assert deed(colleague, view, do, name="x") == 422
        assert deed(stranger, view, do, name="x") == 404
    view.refresh_from_db()
    assert (view.name, view.removed_at) == ("عاجلها", None)
    assert offered(stranger) == []
    assert deed(owner, view, "rename", name="الجديدة") == 302
    assert deed(owner, view, "unshare") == 302
    assert offered(colleague) == []
    assert offered(owner) == ["الجديدة"]
    assert deed(owner, view, "share") == 302
    assert offered(colleague) == ["الجديدة"]


def test_a_view_that_is_saved_by_two_clicks_is_there_once(land: Country) -> None:
    client = client_of(land, "officer-moh")
    views = [saved(client, "?kind=inquiry&size=50") for _click in range(2)]
    other = saved(client, "?kind=praise")
    assert (views[0], SavedView.objects.count()) == (views[1], 2)
    assert offered(client) == [other.name] * 2


def test_a_view_is_removed_and_brought_back_and_gone_for_good_after_a_day(land: Country) -> None:
    client = client_of(land, "officer-moh")
    view = saved(client, "?kind=inquiry")
    removed = client.post(f"{VIEWS}{view.pk}/", {"do": "remove"}, follow=True)
    assert 'name="do" value="bring_back"' in page(removed)
    assert offered(client) == []
    assert deed(client, view, "rename", name="x") == 404
    assert deed(client, view, "bring_back") == 302
    assert offered(client) == [view.name]
    deed(client, view, "remove")
    with standing_at(now() + timedelta(days=2)):
        later = client_of(land, "officer-moh")
        deed(later, saved(later, "?kind=praise"), "remove")
    assert not SavedView.objects.filter(pk=view.pk).exists()


@pytest.mark.parametrize("gone", ["disabled", "moved"])
def test_a_view_whose_owner_is_gone_goes_on_and_is_taken_over(land: Country, gone: str) -> None:
    inquiry = file_case(kind="inquiry")
    person = land.people["officer-moh"]
    view = saved(client_of(land, "officer-moh"), "?kind=inquiry", share="on")
    if gone == "disabled":
        type(person).objects.filter(pk=person.pk).update(is_active=False)
    else:
        person.holdings.update(ends=now())
        RoleHolding.objects.filter(user=person).update(ends=now())
        grant(person, "officer", land.agencies["moe"])
    colleague = client_of(land, "staff-moh")
    assert listed(colleague, f"?saved={view.pk}") == {inquiry.tracking}
    html = page(colleague.get(VIEWS))
    assert "Nobody’s any more" in html
    assert str(person) not in html.partition(f'data-saved-view="{view.pk}"')[2].partition("</section>")[0]
    if gone == "moved":
        mover = client_of(land, "officer-moh")
        assert offered(mover) == []
        assert deed(mover, view, "remove") == 404
    assert deed(colleague, view, "take_over") == 302
    view.refresh_from_db()
    assert view.owner == land.people["staff-moh"]
    assert "Nobody’s any more" not in page(colleague.get(VIEWS))
    assert deed(colleague, view, "remove") == 302


def test_a_saved_view_shows_each_reader_what_is_theirs_and_says_what_it_left_out(land: Country) -> None:
    here, there = file_case(agency="moh"), file_case(agency="moe")
    sealed = file_case(kind="integrity")
    central = land.people["officer-central"]
    view = saved_views.save_new(
        name="x",
        asked={"agency": ["moe"], "view": "triage", "kind": ["complaint", "integrity"]},
        owner_id=central.pk,
        agency_id=land.agencies["moh"].pk,
    )
    officer = client_of(land, "officer-moh")
    html = page(officer.get(f"/admin/desk/?saved={view.pk}"))
    assert set(re.findall(r'data-case="([^"]+)"', html)) == {here.tracking}
    assert "2 choices of this view do not apply to you" in html.replace("<bdi>", "").replace("</bdi>", "")
    assert {there.tracking, sealed.tracking}.isdisjoint(re.findall(r"\d\d-\d{4}-\d{4}-\d", html))


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": " \0 "}, {"name": "ا" * 61}, {}])
def test_a_view_without_a_proper_name_is_not_saved_and_it_is_said_why(land: Country, sent: dict[str, str]) -> None:
    answer = client_of(land, "officer-moh").post(VIEWS, {"asked": "?kind=inquiry", **sent})
    assert answer.status_code == 422
    assert 'role="alert"' in page(answer)
    assert not SavedView.objects.exists()


def test_there_is_an_end_to_how_many_views_there_are(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MOST_OWN", 1)
    monkeypatch.setattr(saved_views, "MOST_SHARED", 1)
    client = client_of(land, "officer-moh")
    own, shared = saved(client, "?kind=inquiry"), saved(client, "?kind=inquiry", share="on")
    for fields in ({}, {"share": "on"}):
        assert client.post(VIEWS, {"asked": "?kind=praise", "name": "x", **fields}).status_code == 422
    assert deed(client, own, "share") == 422
    assert deed(client, shared, "unshare") == 422
    assert SavedView.objects.count() == 2


def test_a_view_is_shared_only_where_one_reads_cases(land: Country) -> None:
    client = client_of(land, "officer-moh")
    view = saved(client, "?kind=inquiry")
    assert deed(client, view, "share", agency=land.agencies["moe"].pk) == 404
    assert deed(client, view, "share", agency="nonsense") == 404
    assert deed(client, view, "share", agency=land.agencies["moh"].pk) == 302
    assert Case.objects.count() == 0


def test_nonsense_is_saved_as_nothing_and_done_to_nothing(land: Country) -> None:
    client = client_of(land, "officer-moh")
    view = saved(client, "?kind=nonsense&view=nowhere&x=" + "y" * 9000)
    assert view.asked == {}
    assert deed(client, view, "nonsense") == 302
    assert deed(client, SavedView(pk=999_999), "remove") == 404
    assert client.get(f"{VIEWS}{view.pk}/").status_code == 404


def test_a_view_that_asked_for_late_asks_for_promises_missed_and_says_so_once(land: Country) -> None:
    case, _other = file_case(), file_case()
    Work.objects.filter(case=case).update(missed=1)
    client = client_of(land, "officer-moh")
    view = saved(client, "?kind=complaint")
    SavedView.objects.filter(pk=view.pk).update(asked={"kind": ["complaint"], "band": "late", "due": ["late", "later"]})
    first, second = (page(client.get(f"/admin/desk/?saved={view.pk}")) for _look in range(2))
    said = "This view used to show “Late” requests. It now shows requests with promises missed."
    assert (first.count(said), second.count(said)) == (1, 0)
    view.refresh_from_db()
    assert view.asked == {
        "kind": ["complaint"],
        "band": "missed",
        "due": ["later"],
        "missed": ["citizen", "inside"],
    }
    assert "data-left-out" not in first + second
    SavedView.objects.filter(pk=view.pk).update(asked={"due": ["late"]})
    assert listed(client, f"?saved={view.pk}") == {case.tracking}
