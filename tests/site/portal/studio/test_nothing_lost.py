"""What an owner types is saved while they type, kept where it cannot be, undone step by step; one edits at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.now import now, standing_at
from tests.scenes import Country, publish_one
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import LADDER_FORM, before_them, begun, filled, send
from workflows.versions.holding import IDLE
from workflows.versions.models import DiscardedDraft, Version
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
MARKS = re.compile("[\u2066-\u2069]|<[^>]*>")


def address(version: Version) -> str:
    return f"/admin/studio/drafts/{version.pk}/edit/"


def read(client: Client, version: Version) -> str:
    return page(client.get(address(version)))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", MARKS.sub("", html))


def auto(client: Client, version: Version, values: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    response = client.post(address(version), {**values, "do": "auto"})
    return response.status_code, json.loads(response.content)


def days(version: Version) -> list[int]:
    version.refresh_from_db()
    return [rung["after"]["amount"] for rung in version.definition["rungs"]]


def test_what_is_typed_is_saved_by_itself_and_goes_on_from_there(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    mine = filled(read(client, version)) | {"rungs-0-after": "7"}
    status, told = auto(client, version, mine)
    assert (status, days(version)) == (200, [7, 2])
    assert re.match(r"Saved at \d", told["said"])
    assert told["read"] == before_them(version)["read"]
    html = page(client.get(f"{address(version)}?beside"))
    assert ("7 working days" in words(html), 'data-do="undo"' in html, "<h1" in html) == (True, True, False)
    status, _told = auto(client, version, mine | {"read": told["read"], "rungs-0-after": "8"})
    assert (status, days(version)) == (200, [8, 2])


def test_what_is_no_number_yet_is_kept_and_shown_again_with_its_mistake(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    mine = filled(read(client, version)) | {"rungs-0-after": "three", "name_en": "Half"}
    status, told = auto(client, version, mine)
    assert (status, "What you typed is kept." in told["said"], days(version)) == (422, True, [2, 2])
    html = read(client, version)
    assert ('value="three"' in html, 'value="Half"' in html, 'class="err"' in html) == (True, True, True)
    assert "What you typed last is not saved yet." in html
    assert 'value="three"' not in read(owner("owner2"), version), "its writer's alone"
    assert client.post(address(version), filled(html) | {"rungs-0-after": "3", "do": "save"}).status_code == 302
    html = read(client, version)
    assert ("not saved yet" in html, days(version)) == (False, [3, 2])


def test_what_was_kept_can_be_left(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    auto(client, version, filled(read(client, version)) | {"rungs-0-after": "three"})
    assert 'data-do="forget"' in read(client, version)
    client.post(address(version), {"do": "forget"})
    assert 'value="three"' not in read(client, version)


def test_nothing_of_another_is_overwritten_while_one_types(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    mine = filled(read(second, version)) | {"rungs-1-after": "9"}
    send(first, version, LADDER_FORM)
    status, told = auto(second, version, mine)
    assert (status, told["stop"], days(version)) == (422, True, [1, 3])
    assert "owner saved this draft while you had it open" in words(told["said"])
    html = read(second, version)
    assert ("data-meanwhile" in html, 'value="9"' in html) == (True, True), "beside what is saved, after a reload"
    second.post(address(version), {"do": "forget"})
    assert "data-meanwhile" not in read(second, version)


def test_two_windows_of_one_person_lose_nothing(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    mine = filled(read(client, version))
    _status, told = auto(client, version, mine | {"rungs-0-after": "7"})
    status, refused = auto(client, version, mine | {"rungs-0-after": "8"})
    assert (status, "in another window" in refused["said"]) == (422, True)
    assert auto(client, version, mine | {"rungs-0-after": "71", "read": told["read"]})[0] == 200
    html = read(client, version)
    assert ("data-meanwhile" in html, 'value="8"' in html, days(version)) == (True, True, [71, 2])


def test_undo_and_redo_say_what_they_do_and_survive_a_reload(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    assert 'data-do="undo"' not in read(client, version)
    send(client, version, filled(read(client, version)) | {"rungs-0-after": "7"})
    html = read(client, version)
    undoes = re.search(r'data-do="undo"\s+title="([^"]*)"', html)
    assert undoes is not None
    assert "after 2 working days without action becomes after 7 working days" in words(undoes[1])
    send(client, version, filled(html), "undo")
    assert days(version) == [2, 2]
    html = read(client, version)
    assert ('data-do="undo"' in html, 'data-do="redo"' in html) == (False, True)
    send(client, version, filled(html), "redo")
    assert days(version) == [7, 2]


def test_undo_names_what_changed_before_what_is_only_called_otherwise_and_counts_the_rest(
    land: Country, owner: Enter
) -> None:
    client = owner("owner")
    version = begun(client)
    typed = {"name_en": "Quick", "rungs-0-after": "7", "rungs-1-after": "9"}
    send(client, version, filled(read(client, version)) | typed)
    undoes = re.search(r'data-do="undo"\s+title="([^"]*)"', read(client, version))
    assert undoes is not None
    said = words(undoes[1])
    assert "after 2 working days without action becomes after 7 working days" in said
    assert said.endswith("; and 2 more changes"), said


def test_what_was_typed_and_not_saved_is_what_undo_takes_back_first(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    send(client, version, filled(read(client, version)) | {"rungs-0-after": "7"})
    send(client, version, filled(read(client, version)) | {"rungs-1-after": "9"}, "undo")
    assert days(version) == [7, 2]
    send(client, version, filled(read(client, version)), "redo")
    assert days(version) == [7, 9]


def test_a_rule_that_moved_is_back_in_its_place(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "routing", "main")
    before = [rule["key"] for rule in version.definition["rules"]]
    html = read(client, version)
    send(client, version, filled(html) | {"rules-1-to": "1"}, "move:1")
    html = read(client, version)
    assert "“Agency named” moved after “Hospitals”" in words(html)
    send(client, version, filled(html), "undo")
    version.refresh_from_db()
    assert [rule["key"] for rule in version.definition["rules"]] == before


def test_others_read_while_one_edits_and_take_over_later(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    send(first, version, LADDER_FORM)
    html = read(second, version)
    assert ("owner has been editing this draft since" in words(html), "disabled" in html) == (True, True)
    assert ('data-do="ask"' in html, 'data-do="take"' in html, 'data-do="save"' in html) == (True, False, False)
    second.post(address(version), {"do": "take"})
    assert "data-held" in read(second, version)
    second.post(address(version), {"do": "ask"})
    html = read(first, version)
    assert "owner2 would like to edit this draft." in words(html)
    send(first, version, filled(html) | {"rungs-0-after": "5"}, "hand")
    assert ("data-held" in read(first, version), "data-held" in read(second, version)) == (True, False)
    assert days(version) == [5, 3]


def test_whoever_is_taken_over_from_finds_what_they_typed(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    send(first, version, LADDER_FORM)
    mine = filled(read(first, version)) | {"rungs-1-after": "9"}
    with standing_at(now() + IDLE):
        second.post(address(version), {"do": "take"})
        status, told = auto(first, version, mine)
        assert (status, "owner2 has been editing this draft since" in words(told["said"])) == (422, True)
        html = read(first, version)
        assert ("data-meanwhile" in html, 'value="9"' in html, 'name="over"' in html) == (True, True, False)
    assert days(version) == [1, 3]


def test_what_was_typed_in_a_draft_that_was_published_meanwhile_is_there_after_a_reload(
    land: Country, owner: Enter
) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    send(first, version, LADDER_FORM)
    mine = filled(read(first, version)) | {"rungs-0-after": "7"}
    second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version))
    status, told = auto(first, version, mine)
    assert (status, "owner2 published this draft" in words(told["said"])) == (422, True)
    html = read(first, version)
    assert ("data-meanwhile" in html, 'value="7"' in html) == (True, True)
    assert first.post(address(version), {**filled(html), "do": "anew"}).status_code == 302
    assert days(Version.objects.get(subject="ladder", key="default", status="draft")) == [7, 3]
    assert first.get(address(version)).status_code == 302, "it is not kept any more"


def _waiting(client: Client) -> str:
    """What the studio's first page says before all else to whoever is a second person."""
    found = re.search(r"<section[^>]* data-waiting>.*?</section>", page(client.get("/admin/studio/")), re.DOTALL)
    return found[0] if found else ""


def test_the_second_person_reads_that_it_is_ready_and_the_menu_counts_it(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    version = begun(first)
    send(first, version, LADDER_FORM)
    html = read(first, version)
    assert 'data-do="ready"' in html
    send(first, version, filled(html) | {"words": "Before the feast, please"}, "ready")
    assert "Go on editing" in read(first, version)
    html = read(second, version)
    assert ("Before the feast, please" in html, "says that it is ready" in html) == (True, True)
    assert ("Studio (1)" in html, "Studio (1)" in read(first, version)) == (True, False)
    assert [f'href="/admin/studio/drafts/{version.pk}/edit/"' in _waiting(each) for each in (second, first)] == [
        True,
        False,
    ]
    shown = page(second.get(f"/admin/studio/drafts/{version.pk}/publish/"))
    assert re.search(r"data-drafters>\s*owner\s*<", shown)
    assert ("Before the feast, please" in shown, 'class="differences"' in shown) == (True, True)
    second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version))
    assert published("ladder", "default").pk == version.pk
    assert "Studio (1)" not in page(second.get("/admin/studio/"))


def test_names_alone_are_a_group_of_their_own(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    send(client, version, filled(read(client, version)) | {"name_en": "Another"})
    html = words(read(client, version).replace("data-names-alone", ">names-alone<"))
    assert "Nothing changes in what happens, only in what it is called." in html
    assert "1 change of names alone" in html


def test_a_discarded_draft_is_brought_back(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    send(client, version, LADDER_FORM)
    client.post(f"/admin/studio/drafts/{version.pk}/discard/", {**before_them(version), "sure": "on"})
    assert 'data-do="back"' in page(client.get("/admin/studio/ladder/default/"))
    for wrong in ("x", "0", str(version.pk + 1)):
        assert client.post("/admin/studio/ladder/default/draft/", {"back": wrong})["Location"] == "/admin/studio/"
    assert client.post("/admin/studio/ladder/sensitive/draft/", {"back": version.pk})["Location"] == "/admin/studio/"
    client.post("/admin/studio/ladder/default/draft/", {"back": version.pk})
    back = Version.objects.get(subject="ladder", key="default", status="draft")
    assert (days(back), DiscardedDraft.objects.count()) == ([1, 3], 0)


def test_what_never_was_in_force_can_be_brought_back_too(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client)
    Version.objects.filter(pk=version.pk).update(key="coming", number=1)
    discarded = client.post(f"/admin/studio/drafts/{version.pk}/discard/", {**before_them(version), "sure": "on"})
    assert 'data-do="back"' in page(client.get(discarded["Location"]))


def test_it_is_said_in_arabic_too(land: Country, owner: Enter) -> None:
    publish_one("ladder", "default", published("ladder", "default").definition)
    first, second = owner("owner"), owner("owner2")
    UserProfile.objects.update(preferred_language="ar")
    version = begun(first)
    assert auto(first, version, filled(read(first, version)) | {"rungs-0-after": "7"})[1]["said"].startswith("حُفظت")
    html = words(read(first, version))
    assert ("تراجع" in html, "جاهزة لشخص ثانٍ" in html) == (True, True)
    assert "يعدّل owner هذه المسوّدة" in words(read(second, version))
