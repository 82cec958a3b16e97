"""Owners make the tree of a kind: begun, filled, moved, retired, searched, undone and published by a second one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.scenes import Country, file_case
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import begun, filled, handed_over_to, publish_as_read, send
from tests.workflows.cases.trees import ROADS, category, publish_tree
from workflows.cases.categories import trees_in_force
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db


def edit(client: Client, version: Version, do: str, **more: Any) -> str:
    """Press a button of the page as it is now."""
    address = f"/admin/studio/drafts/{version.pk}/edit/"
    sent = send(client, version, filled(page(client.get(address))) | more, do=do)
    assert sent.status_code == 302, page(sent)
    return str(sent["Location"])


def definition(version: Version) -> Any:
    return Version.objects.get(pk=version.pk).definition


def shape(version: Version) -> list[tuple[str, str]]:
    return [(each["key"], each.get("under", "")) for each in definition(version)["categories"]]


def test_a_kind_without_a_tree_gets_one_that_a_second_owner_publishes(
    land: Country, owner: Callable[[str], Client]
) -> None:
    first, second = owner("one"), owner("two")
    assert "begin-categories" in page(first.get("/admin/studio/kinds/"))
    version = begun(first, "categories", "complaint")
    edit(first, version, "add", **{"new-name_ar": "طرق", "new-name_en": "Roads", "new-under": ""})
    where = edit(first, version, "add", **{"new-name_ar": "حفر", "new-name_en": "Pot holes", "new-under": "roads"})
    assert where.endswith("?category=pot-holes#category-pot-holes")
    assert shape(version) == [("roads", ""), ("pot-holes", "roads")]
    html = handed_over_to(second, version)
    assert "Pot holes" in html
    assert publish_as_read(second, version, html) == 302
    tree = trees_in_force().get("complaint")
    assert tree is not None
    assert tree.can_be_chosen("pot-holes")
    assert "/admin/studio/categories/complaint/" in page(first.get("/admin/studio/kinds/"))


def test_categories_are_moved_renamed_retired_and_undone(land: Country, owner: Callable[[str], Client]) -> None:
    publish_tree()
    client = owner("one")
    version = begun(client, "categories", "complaint")
    edit(client, version, "up:3")
    assert shape(version)[0] == ("water", "")
    edit(client, version, "undo")
    assert shape(version)[0] == ("roads", "")
    edit(client, version, "deeper:3")
    assert ("water", "roads") in shape(version)
    edit(client, version, "out:1")
    assert shape(version)[-1] == ("potholes", "")
    edit(client, version, "move", **{"move-moved": "roads", "move-goal": "water"})  # it would lie under itself
    edit(client, version, "move", **{"move-moved": "potholes", "move-goal": "water"})
    assert ("potholes", "water") in shape(version)
    edit(client, version, "retire:0", **{"category-roads-name_en": "Roads and streets"})
    assert definition(version)["categories"][0] == {
        "key": "roads",
        "name": {"ar": "roads ع", "en": "Roads and streets"},
        "retired": True,
    }
    html = page(client.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert "it can no longer be chosen" in html
    assert "is now called" in html
    edit(client, version, "bring-back:0")
    assert "retired" not in definition(version)["categories"][0]


def test_what_was_in_force_offers_no_removal_and_what_is_new_goes_with_all_below_it(
    land: Country, owner: Callable[[str], Client]
) -> None:
    publish_tree(ROADS[0])
    client = owner("one")
    version = begun(client, "categories", "complaint")
    edit(client, version, "add", **{"new-name_ar": "ماء", "new-name_en": "Water", "new-under": ""})
    edit(client, version, "add", **{"new-name_ar": "عداد", "new-name_en": "Meter", "new-under": "water"})
    html = page(client.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert 'value="retire:0"' in html
    assert 'value="remove:0"' not in html
    edit(client, version, "remove:1")
    assert shape(version) == [("roads", "")]


def test_what_the_search_hides_stays_as_it_is(land: Country, owner: Callable[[str], Client]) -> None:
    publish_tree(*ROADS, *(category(f"c{number}") for number in range(5)))
    client = owner("one")
    version = begun(client, "categories", "complaint")
    shown = page(client.get(f"/admin/studio/drafts/{version.pk}/edit/?q=water"))
    assert 'data-category="water"' in shown
    assert 'data-category="roads"' not in shown
    before = shape(version)
    send(client, version, filled(shown) | {"category-water-name_en": "Drinking water"})
    assert shape(version) == before
    assert {"Drinking water", "Roads"} <= {each["name"]["en"] for each in definition(version)["categories"]}


def test_a_category_without_a_name_is_not_added(land: Country, owner: Callable[[str], Client]) -> None:
    publish_tree()
    client = owner("one")
    version = begun(client, "categories", "complaint")
    address = f"/admin/studio/drafts/{version.pk}/edit/"
    refused = send(client, version, filled(page(client.get(address))), do="add")
    assert refused.status_code == 422
    assert "Write what it is called." in page(refused)


def test_an_ended_tree_begins_again_as_it_was(land: Country, owner: Callable[[str], Client]) -> None:
    publish_tree()
    file_case(category="lights")
    Version.objects.filter(subject="categories").update(status="retired")
    version = begun(owner("one"), "categories", "complaint")
    assert len(shape(version)) == 4


def test_nobody_begins_one_for_a_kind_that_is_not_there(land: Country, owner: Callable[[str], Client]) -> None:
    assert owner("one").post("/admin/studio/categories/atlantis/draft/").status_code == 404
