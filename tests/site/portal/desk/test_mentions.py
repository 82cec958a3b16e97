"""A note calls colleagues who may read the case, by login or name; whoever may not is refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from permissions.people.models import User
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import Note
from workflows.cases.errors import NotAllowed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    land = country()
    for username, arabic, english in (
        ("staff-moh", "رنا الحدّاد", "Rana Haddad"),
        ("level1-moh", "رنا الحدّاد", "Rana Haddad"),
        ("officer-moe", "سامي", "Sami"),
    ):
        User.objects.filter(username=username).update(name={"ar": arabic, "en": english})
    hire(land, "officer", "moh", username="sami.k")
    User.objects.filter(username="sami.k").update(name={"ar": "سامي خليل", "en": "Sami Khalil"})
    return land


def note(land: Country, case: Case, text: str, username: str = "officer-moh") -> Any:
    return client_of(land, username).post(f"/admin/desk/{case.tracking}/note/", {"text": text})


def called(case: Case) -> set[str]:
    event = CaseEvent.objects.filter(case=case, verb="noted").last()
    ids = event.data.get("mentioned", ()) if event is not None else ()
    return set(User.objects.filter(pk__in=ids).values_list("username", flat=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@staff-moh look at this", {"staff-moh"}),
        ("انظر يا @سامي خليل، من فضلك", {"sami.k"}),
        ("(@Sami Khalil) and @SAMI.K again", {"sami.k"}),
        ("@sami.k. @officer-central", {"sami.k", "officer-central"}),
        ("Write to someone@sami.k or at @ 12", set()),
        ("See @7 and a lone @", set()),
        ("@officer-moh", None),
    ],
)
def test_by_login_or_name_without_any_script(land: Country, text: str, expected: set[str] | None) -> None:
    case = file_case()
    answer = note(land, case, text)
    if expected is None:
        assert answer.status_code == 422, "nobody calls themselves"
    else:
        assert answer.status_code == 302
        assert called(case) == expected


@pytest.mark.parametrize("text", ["@officer-moe", "@nobody.here", "@سامي", "@staff-moh2", "@level1-moe, @staff-moh"])
def test_whoever_may_not_read_it_is_refused_as_nobody_is(land: Country, text: str) -> None:
    case = file_case()
    answer = note(land, case, text)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nobody who may read this request is called" in page
    assert text.partition(",")[0] in page, "what was typed is there still"
    assert not CaseEvent.objects.filter(case=case, verb="noted").exists()


def test_the_name_of_several_asks_for_a_login(land: Country) -> None:
    answer = note(land, file_case(), "@Rana Haddad")
    assert answer.status_code == 422
    assert "Several colleagues are called" in answer.content.decode()


def test_they_are_told_once_by_the_bell_and_a_letter_that_has_no_word_of_it(land: Country) -> None:
    case = file_case()
    note(land, case, "A secret word @staff-moh @staff-moh")
    deliver_waiting()
    person = land.people["staff-moh"]
    assert [each.kind for each in Notice.objects.filter(user=person)] == [NoticeKind.MENTIONED]
    (letter,) = (each for each in mail.outbox if each.to == [person.email])
    assert "secret" not in f"{letter.subject}{letter.body}"
    assert "Rana Haddad" in client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/").content.decode()


def test_the_door_asks_again(land: Country) -> None:
    case, stranger = file_case(), land.people["officer-moe"]
    with pytest.raises(NotAllowed):
        apply(case.pk, Note(text="x", mentioned=(stranger.pk,)), actor=land.actor("officer-moh"))
    assert case.events.count() == 1


def test_the_list_offers_those_who_may_read_it_alone(land: Country) -> None:
    case, sealed = file_case(), file_case(kind="integrity")
    client = client_of(land, "officer-moh")

    def offered(q: str, tracking: str = case.tracking) -> list[str]:
        found = client.get(f"/admin/desk/{tracking}/colleagues/", {"q": q}).json()["found"]
        return [each["login"] for each in found]

    assert offered("sam") == offered("خليل") == offered("sami.k") == ["sami.k"]
    assert set(offered("rana")) == {"staff-moh", "level1-moh"}
    assert offered("officer-moe") == offered("%") == []
    assert "officer-moh" not in offered("")
    assert 4 <= len(offered("")) <= 8
    assert client.get(f"/admin/desk/{sealed.tracking}/colleagues/").status_code == 404
    assert client_of(land, "officer-moe").get(f"/admin/desk/{case.tracking}/colleagues/").status_code == 404


def test_watching_from_the_page_and_the_view_of_it(land: Country) -> None:
    case, other = file_case(), file_case(agency="moe")
    client = client_of(land, "staff-moh")
    address = f"/admin/desk/{case.tracking}/watch/"
    assert 'data-do="watch"' in client.get(f"/admin/desk/{case.tracking}/").content.decode()
    assert client.post(address, {"watch": "on"}).headers["Location"] == f"/admin/desk/{case.tracking}/"
    page = client.get(f"/admin/desk/{case.tracking}/").content.decode()
    assert 'data-do="unwatch"' in page
    assert case.tracking in client.get("/admin/desk/?view=watched").content.decode()
    assert client.post(f"/admin/desk/{other.tracking}/watch/", {"watch": "on"}).status_code == 404
    client.post(address, {"watch": "off"})
    assert case.tracking not in client.get("/admin/desk/?view=watched").content.decode()


def test_in_a_note_for_many_those_who_work_with_one_are_offered(land: Country) -> None:
    client = client_of(land, "officer-moh")
    file_case()
    inbox = client.get("/admin/desk/").content.decode()
    assert 'data-mentions="/admin/desk/together/team/"' in inbox
    assert "js/acts-mention" in inbox

    def offered(q: str) -> list[str]:
        return [each["login"] for each in client.get("/admin/desk/together/team/", {"q": q}).json()["found"]]

    assert offered("sami") == offered("خليل") == ["sami.k"]
    assert "staff-moh" in offered("")
    assert "officer-moh" not in offered("")
    assert offered("officer-moe") == offered("officer-central") == []


def test_nobody_calls_themselves_in_a_note_for_many(land: Country) -> None:
    case = file_case()
    sent = {"act": "note", "cases": [case.tracking], "text": "@officer-moh", "asked": "", "key": "k"}
    assert client_of(land, "officer-moh").post("/admin/desk/together/", sent).status_code == 422
    assert called(case) == set()
    sent["text"] = "@staff-moh"
    assert client_of(land, "officer-moh").post("/admin/desk/together/", sent).status_code == 302
    assert called(case) == {"staff-moh"}
