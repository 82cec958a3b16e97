"""Two owners at one draft: whoever saves later reads what the other saved, and nothing of either is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.at_once import while_open
from tests.scenes import Country
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import LADDER_FORM, begun, filled, handed_over_to, publish_as_read, send
from workflows.versions.errors import ChangedMeanwhile, NotADraft
from workflows.versions.holding import IDLE
from workflows.versions.models import Version
from workflows.versions.services import as_read, discard, draft, redraft

Enter = Callable[[str], Client]
MARKS = re.compile("[\u2066-\u2069]|<[^>]*>")


def opened(client: Client, version: Version) -> dict[str, Any]:
    """What the page of a draft holds when it is opened now."""
    return filled(page(client.get(f"/admin/studio/drafts/{version.pk}/edit/")))


def meanwhile(html: str) -> str:
    """What the page says of the other's draft, without markup; empty where it says nothing."""
    found = re.search(r"<section[^>]*data-meanwhile.*?</section>", html, re.DOTALL)
    return MARKS.sub(" ", found[0]) if found else ""


def days(version: Version) -> list[int]:
    version.refresh_from_db()
    return [rung["after"]["amount"] for rung in version.definition["rungs"]]


@pytest.mark.django_db
def test_the_later_one_reads_who_saved_what_and_keeps_what_they_typed(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    theirs, mine = opened(first, version), opened(second, version)
    assert send(first, version, theirs | {"rungs-0-after": "7"}).status_code == 302
    refused = send(second, version, mine | {"rungs-1-after": "9", "note": "Nine, please"})
    html = page(refused)
    assert (refused.status_code, days(version)) == (422, [7, 2])
    assert re.search(r"owner\s+saved this draft while you had it open", meanwhile(html))
    assert "What you typed is not saved yet." in meanwhile(html)
    told = re.findall(r'<li class="changed">', html.split("data-meanwhile")[1].split("</section>")[0])
    assert len(told) == 3, "both rungs, and the note"
    assert ('value="9"' in html, ">Nine, please<" in re.sub(r"\s*([<>])\s*", r"\1", html)) == (True, True)
    assert 'data-do="publish"' not in html, "what would be published is not what is in the form"


@pytest.mark.django_db
def test_one_saves_over_the_other_only_by_saying_so(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    mine = opened(second, version) | {"rungs-1-after": "9"}
    send(first, version, LADDER_FORM)
    html = page(send(second, version, mine))
    assert 'name="over"' not in html, "the first one is still at it"
    refused = send(second, version, filled(html) | {"over": as_read(Version.objects.get(pk=version.pk))})
    assert (refused.status_code, days(version)) == (422, [1, 3])
    with standing_at(now() + IDLE):
        _saved_over(first, second, version, mine)


def _saved_over(first: Client, second: Client, version: Version, mine: dict[str, Any]) -> None:
    html = page(send(second, version, mine))
    for _again in range(2):
        assert send(second, version, filled(html)).status_code == 422, "a second “save” is no such word"
    over = re.search(r'name="over" value="(\w+)"', html)
    assert over is not None
    send(first, version, LADDER_FORM | {"rungs-0-after": "6"})
    assert send(second, version, filled(html) | {"over": over[1]}).status_code == 422, "it changed once more"
    assert days(version) == [6, 3]
    with standing_at(now() + IDLE):
        html = page(send(second, version, filled(html)))
        over = re.search(r'name="over" value="(\w+)"', html)
        assert over is not None
        assert send(second, version, filled(html) | {"over": over[1]}).status_code == 302
    assert days(version) == [2, 9]
    assert str(version.drafted_by) == "owner2"


@pytest.mark.django_db
def test_a_row_that_was_added_is_there_beside_what_the_other_saved(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    mine = opened(second, version)
    send(first, version, LADDER_FORM)
    html = page(send(second, version, mine, "add"))
    assert filled(html)["rungs-TOTAL_FORMS"] == "3"
    assert days(version) == [1, 3]


@pytest.mark.django_db
def test_what_cannot_be_saved_yet_still_goes_on_from_the_draft_it_was_typed_in(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    mine = opened(second, version)
    send(first, version, LADDER_FORM)
    html = page(send(second, version, mine | {"rungs-0-after": "three"}))
    assert meanwhile(html) == ""
    assert meanwhile(page(send(second, version, filled(html) | {"rungs-0-after": "4"}))) != ""
    assert days(version) == [1, 3]


@pytest.mark.django_db
def test_a_note_alone_is_not_overwritten_either(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    mine = opened(second, version)
    send(first, version, opened(first, version) | {"note": "Because of the holidays"})
    html = page(send(second, version, mine | {"note": "Because I say so"}))
    assert ("Because of the holidays" in meanwhile(html), "Because I say so" in meanwhile(html)) == (True, True)
    version.refresh_from_db()
    assert version.note == "Because of the holidays"


@pytest.mark.django_db
def test_the_same_form_sent_twice_is_saved_once(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    mine = opened(client, version) | {"rungs-0-after": "7"}
    assert [send(client, version, mine).status_code for _time in range(2)] == [302, 302]
    html = page(send(client, version, mine | {"rungs-0-after": "8"}))
    assert "You saved this draft in another window" in meanwhile(html)


@pytest.mark.django_db
def test_what_was_typed_in_a_draft_that_was_published_meanwhile_begins_a_new_one(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    send(first, version, LADDER_FORM)
    mine = opened(first, version) | {"rungs-0-after": "7", "note": "Seven"}
    assert publish_as_read(second, version, handed_over_to(second, version)) == 302
    html = page(send(first, version, mine))
    assert "published this draft while you had it open" in meanwhile(html)
    assert 'name="over"' not in html
    response = send(first, version, filled(html), "anew")
    new = Version.objects.get(subject="ladder", key="default", status="draft")
    assert response["Location"] == f"/admin/studio/drafts/{new.pk}/edit/"
    assert (days(new), new.note, days(version)) == ([7, 3], "Seven", [1, 3])


@pytest.mark.django_db
def test_what_was_typed_in_a_draft_that_was_discarded_meanwhile_begins_a_new_one(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    mine = opened(first, version) | {"rungs-0-after": "7", "note": "Seven"}
    second.post(f"/admin/studio/drafts/{version.pk}/discard/", {"read": as_read(version), "sure": "on"})
    address = f"/admin/studio/drafts/{version.pk}/edit/"
    refused = first.post(address, mine)
    html = page(refused)
    assert re.search(r"owner2\s+discarded this draft while you had it open", meanwhile(html))
    assert refused.status_code == 422
    assert re.search(r"after\s+7\s+working\s+days", meanwhile(html))
    assert first.post(address, {**filled(html), "do": "save"}).status_code == 422
    assert first.post(address, {"do": "forget"})["Location"] == "/admin/studio/ladder/default/"
    first.post(address, {**filled(html), "do": "anew"})
    new = Version.objects.get(subject="ladder", key="default", status="draft")
    assert (days(new), new.note) == ([7, 2], "Seven")
    assert first.get(address).status_code == 404
    assert first.post("/admin/studio/drafts/987654/edit/", mine).status_code == 404


@pytest.mark.django_db
def test_a_draft_that_changed_is_neither_discarded_nor_published_unread(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    send(first, version, LADDER_FORM)
    version.refresh_from_db()
    html = handed_over_to(second, version)
    old = {"read": as_read(version)}
    address = f"/admin/studio/drafts/{version.pk}/discard/"
    asked = page(second.post(address, old))
    assert f'name="read" value="{old["read"]}"' in asked
    send(first, version, opened(first, version) | {"note": "Only the reason"})
    assert publish_as_read(second, version, html) == 422
    for sent in (old, {**old, "sure": "on"}, {"sure": "on"}):
        refused = second.post(address, sent)
        assert (refused.status_code, "before you discard it" in page(refused)) == (422, True)
    version.refresh_from_db()
    assert second.post(address, {"read": as_read(version), "sure": "on"}).status_code == 302
    assert not Version.objects.filter(pk=version.pk).exists()


@pytest.mark.django_db
def test_it_is_said_in_arabic_too(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    UserProfile.objects.filter(user__username="owner2").update(preferred_language="ar")
    mine = opened(second, version)
    send(first, version, LADDER_FORM)
    html = page(send(second, version, mine | {"rungs-0-after": "7"}))
    assert re.search(r"آخر من حفظها\s+owner\s*:", meanwhile(html))
    assert ("المستوى الأول" in meanwhile(html), "يبقى ما كتبته محفوظًا لك" in meanwhile(html)) == (True, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", ["redraft", "discard"])
def test_in_the_same_second_the_later_one_is_told(land: Country, second: str) -> None:
    one, other = land.actor("officer-central"), land.actor("level1-central")
    version = draft(subject="ladder", key="default", definition={"rungs": []}, actor=Actor.operator)
    read, told = as_read(version), []

    def save(rungs: list[int], actor: Actor) -> None:
        redraft(version.pk, definition={"rungs": rungs}, note="", read=read, actor=actor)

    def later() -> None:
        try:
            if second == "redraft":
                save([2], other)
            else:
                discard(version.pk, read=read, actor=other)
        except ChangedMeanwhile as error:
            told.append(error)

    while_open(lambda: save([1], one), later)
    assert len(told) == 1
    assert Version.objects.get(pk=version.pk).definition == {"rungs": [1]}


@pytest.mark.django_db
def test_a_draft_that_is_gone_cannot_be_saved_any_more(land: Country) -> None:
    version = draft(subject="ladder", key="default", definition={}, actor=Actor.operator)
    read = as_read(version)
    discard(version.pk, read=read, actor=Actor.operator)
    with pytest.raises(NotADraft):
        redraft(version.pk, definition={"rungs": []}, note="", read=read, actor=Actor.operator)


@pytest.mark.django_db
def test_nobody_publishes_what_another_is_still_typing(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    send(first, version, LADDER_FORM)
    address = f"/admin/studio/drafts/{version.pk}/publish/"
    for shown in (page(second.get(address)), page(second.get(f"/admin/studio/drafts/{version.pk}/edit/"))):
        assert 'data-do="publish"' not in shown
        assert 'data-do="ask"' in shown
        assert "when owner says that it is ready or hands it over" in " ".join(MARKS.sub("", shown).split())
    read = {"read": as_read(Version.objects.get(pk=version.pk))}
    refused = second.post(address, read)
    assert refused.status_code == 422
    assert "owner is still at work on this draft: last saved" in MARKS.sub("", page(refused))
    with standing_at(now() + IDLE):
        assert 'data-do="publish"' in page(second.get(address))
    assert send(first, version, LADDER_FORM, "ready").status_code == 302
    assert 'data-do="publish"' in page(second.get(address))
    assert second.post(address, read).status_code == 302
    version.refresh_from_db()
    assert version.status == "published"


@pytest.mark.django_db
def test_whoever_asked_for_a_draft_and_got_it_publishes_it(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    send(first, version, LADDER_FORM)
    second.post(f"/admin/studio/drafts/{version.pk}/edit/", {"do": "ask"})
    send(first, version, LADDER_FORM, "hand")
    read = {"read": as_read(Version.objects.get(pk=version.pk))}
    assert second.post(f"/admin/studio/drafts/{version.pk}/publish/", read).status_code == 302
