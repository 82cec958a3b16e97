"""The screens of bodies: the tree, a body's page, and what is done to it, with the way back and nothing typed lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from permissions.agencies.models import Agency, Holding, Post
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.writing import local
from tests.scenes import Country, file_case, hire
from tests.site.portal.people_admin.pressing import undo, words
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
BODIES = "/admin/access/bodies/"
NAMES = {"name_ar": "العيادة", "name_en": "Clinic"}


def listed(html: str) -> list[str]:
    return [part.partition('"')[0] for part in html.split('data-body="')[1:]]


def make(client: Client, code: str = "clinic", parent: str = "moh", **names: str) -> str:
    sent = {"code": code, "parent": parent, **(names or NAMES)}
    return page(client.post(f"{BODIES}new/", sent, follow=True))


def in_days(days: int) -> str:
    return (local(now()).date() + timedelta(days=days)).isoformat()


def test_the_list_is_a_tree_and_is_searched_in_both_languages(land: Country, admin: Client) -> None:
    make(admin)
    html = page(admin.get(BODIES))
    assert listed(html).index("clinic") == listed(html).index("moh") + 1
    assert 'data-body="clinic" data-depth="1"' in html
    for asked in ("clin", "العياده"):
        assert listed(page(admin.get(BODIES, {"q": asked}))) == ["clinic"]
    assert "Nothing here fits." in page(admin.get(BODIES, {"q": "nothing like that"}))


def test_a_body_is_made_named_moved_and_each_slip_is_taken_back(land: Country, admin: Client) -> None:
    assert "“Clinic” has been made." in words(make(admin))
    clinic = Agency.objects.get(code="clinic")
    sent = {"name_ar": "المركز", "name_en": "Centre"}
    html = page(admin.post(f"{BODIES}clinic/name/", sent, follow=True))
    assert "It is called “Centre” from now on." in words(html)
    undo(admin, html)
    clinic.refresh_from_db()
    assert clinic.name == {"ar": "العيادة", "en": "Clinic"}
    html = page(admin.post(f"{BODIES}clinic/place/", {"parent": "moe"}, follow=True))
    assert "“Clinic” stands below “MOE” now." in words(html)
    undo(admin, html)
    clinic.refresh_from_db()
    assert clinic.parent == land.agencies["moh"]
    history = words(page(admin.get(f"{BODIES}clinic/")))
    assert "Agency moved in the tree below MOH" in history
    assert "Agency renamed from “Centre” to “Clinic”" in history


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"code": "moh"}, "There is an agency with the code “moh” already."),
        ({"code": "Two Words"}, "is not a code"),
        ({"name_ar": ""}, "Enter the name in Arabic."),
        ({"name_en": "MOH"}, "There is an agency called “MOH” already."),
        ({"parent": "central"}, "Select a valid choice."),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(
    land: Country, admin: Client, changed: dict[str, str], why: str
) -> None:
    answer = admin.post(f"{BODIES}new/", {"code": "clinic", "parent": "moh", **NAMES, **changed})
    html = page(answer)
    assert answer.status_code == 422
    assert why in words(html)
    typed = NAMES | changed
    assert f'value="{typed["name_ar"] or typed["name_en"]}"' in html
    assert not Agency.objects.filter(name__en="Clinic").exists()


def test_a_body_closes_at_once_and_its_requests_are_with_the_heir(land: Country, admin: Client) -> None:
    case = file_case(agency="moe")
    answer = admin.post(f"{BODIES}moe/closing/", {"day": in_days(0), "heir": "moh"}, follow=True)
    html = words(page(answer))
    assert "“MOE” is closed" in html
    assert "closed since" in html
    assert case.works.get().agency == land.agencies["moh"]
    assert not Holding.objects.filter(post__agency__code="moe", ends=None).exists()
    assert "moe" not in listed(page(admin.get(BODIES)))
    assert "moe" in listed(page(admin.get(BODIES, {"closed": "1"})))
    for act in ("place", "closing"):
        assert admin.get(f"{BODIES}moe/{act}/").status_code == 404


def test_a_later_closing_is_announced_and_called_off_by_one_press(land: Country, admin: Client) -> None:
    answer = admin.post(f"{BODIES}moe/closing/", {"day": in_days(9), "heir": "moh"}, follow=True)
    html = page(answer)
    assert "closes on" in words(html)
    undo(admin, html)
    assert Agency.objects.get(code="moe").closes_on is None
    admin.post(f"{BODIES}moe/closing/", {"day": in_days(9), "heir": "moh"})
    assert "Call the closing off" in page(admin.get(f"{BODIES}moe/closing/"))


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"day": "", "heir": "moh"}, "Choose a day."),
        ({"day": "-1", "heir": "moh"}, "This day has passed."),
        ({"day": "0", "heir": ""}, "Its posts are still held."),
        ({"day": "0", "heir": "rights"}, "Select a valid choice."),
    ],
)
def test_a_closing_that_is_refused_says_why(land: Country, admin: Client, sent: dict[str, str], why: str) -> None:
    day = in_days(int(sent["day"])) if sent["day"] else ""
    answer = admin.post(f"{BODIES}moe/closing/", {"day": day, "heir": sent["heir"]})
    assert answer.status_code == 422
    assert why in words(page(answer))
    assert Agency.objects.get(code="moe").active


def test_what_rules_name_says_which(land: Country, admin: Client) -> None:
    answer = admin.post(f"{BODIES}moh/closing/", {"day": in_days(0), "heir": "moe"})
    html = words(page(answer))
    assert "It is still named by:" in html
    assert "Hospitals" in html


def test_what_was_interrupted_is_taken_up_again_from_the_page(land: Country, admin: Client) -> None:
    case = file_case(agency="moe")
    Agency.objects.filter(code="moe").update(active=False, closes_on=local(now()).date(), heir=land.agencies["moh"])
    assert "1 open request still goes to MOH." in words(page(admin.get(f"{BODIES}moe/")))
    html = page(admin.post(f"{BODIES}moe/passing-on/", follow=True))
    assert "Everything that was open is with “MOH” now." in words(html)
    assert case.works.get().agency == land.agencies["moh"]
    assert admin.post(f"{BODIES}moe/passing-on/").status_code == 404


def test_the_units_are_renamed_and_nothing_else(land: Country, admin: Client) -> None:
    html = page(admin.get(f"{BODIES}central/"))
    assert "central/name/" in html
    assert "central/closing/" not in html
    for act in ("place", "closing"):
        assert admin.get(f"{BODIES}central/{act}/").status_code == 404


def test_posts_are_made_level_by_level_renamed_and_closed(land: Country, admin: Client) -> None:
    posts = "/admin/access/posts/moh/"
    html = page(admin.post(posts, {"do": "make", "name_ar": "فوق", "name_en": "Above", "role": "officer"}, follow=True))
    assert "The post “Above” has been made." in words(html)
    post = Post.objects.get(agency__code="moh", level=3)
    sent = {"do": "rename", "post": post.pk, "name_ar": "أعلى", "name_en": "Top"}
    html = page(admin.post(posts, sent, follow=True))
    assert "The post is called “Top” from now on." in words(html)
    undo(admin, html)
    assert Post.objects.get(pk=post.pk).name["en"] == "Above"
    answer = admin.post(posts, {"do": "rename", "post": post.pk, "name_ar": "", "name_en": "Peak"})
    assert answer.status_code == 422
    assert 'value="Peak"' in page(answer)
    html = page(admin.post(posts, {"do": "close", "post": post.pk}, follow=True))
    assert "The post “Above” is closed." in words(html)
    assert f'data-level="{post.level}"' not in html
    assert admin.post(posts, {"do": "seat", "post": post.pk, "login": "staff-moh"}).status_code == 404


def test_a_post_that_cannot_be_made_or_closed_says_why(land: Country, admin: Client) -> None:
    posts = "/admin/access/posts/moh/"
    answer = admin.post(posts, {"do": "make", "name_ar": "", "name_en": "Above", "role": ""})
    assert answer.status_code == 422
    assert 'value="Above"' in page(answer)
    answer = admin.post(posts, {"do": "make", "name_ar": "فوق", "name_en": "Above", "role": "auditor"})
    assert "cannot be held at MOH" in words(page(answer))
    Holding.objects.filter(post__agency__code="moh").delete()
    top = Post.objects.get(agency__code="moh", level=2)
    answer = admin.post(posts, {"do": "close", "post": top.pk})
    assert "The ladder “Ladder” escalates to this level." in words(page(answer))


def test_an_agency_administrator_sees_the_own_body_alone_and_makes_none(land: Country, admin: Client) -> None:
    hire(land, "agency_administrator", "moh", username="admin-moh")
    own = client_of(land, "admin-moh")
    before = AuditEntry.objects.count()
    html = page(own.get(BODIES))
    assert listed(html) == ["moh"]
    assert "bodies/new/" not in html
    html = page(own.get(f"{BODIES}moh/"))
    assert "moh/closing/" not in html
    others = [f"{BODIES}{code}/" for code in ("moe", "central", "none")]
    acts = [f"{BODIES}{code}/{act}/" for code in ("moh", "moe") for act in ("name", "place", "closing", "passing-on")]
    for address in (f"{BODIES}new/", *others, *acts):
        assert own.get(address).status_code == 404, address
        assert own.post(address, {**NAMES, "code": "mine", "parent": "", "heir": "moe"}).status_code == 404, address
    assert AuditEntry.objects.count() == before
    html = page(own.post("/admin/access/posts/moh/", {"do": "make", "name_ar": "م", "name_en": "P"}, follow=True))
    assert "The post “P” has been made." in words(html)
    assert own.post("/admin/access/posts/moe/", {"do": "make", "name_ar": "م", "name_en": "P"}).status_code == 404


@pytest.mark.parametrize("who", ["officer-moh", "level2-moh", "officer-central"])
def test_to_everybody_else_there_are_no_bodies(land: Country, who: str) -> None:
    client = client_of(land, who)
    for address in (BODIES, f"{BODIES}moh/", f"{BODIES}new/", f"{BODIES}moh/name/"):
        assert client.get(address).status_code == 404


def test_the_list_costs_the_same_for_more_bodies(
    land: Country, admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        make(admin, f"b{number}", "moh", name_ar=f"جهة {number}", name_en=f"Number {number}")
    admin.get(BODIES)
    with django_assert_max_num_queries(17):
        admin.get(BODIES)
    with django_assert_max_num_queries(18):
        admin.get(f"{BODIES}b3/")
