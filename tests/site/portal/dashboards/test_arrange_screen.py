"""Tiles are put in order by buttons alone; a slip is taken back; nonsense changes nothing."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.scenes import country
from tests.site.portal.signed_in import client_of, page
from workflows.dashboards.arranging import placed_on
from workflows.dashboards.models import Arrangement
from workflows.dashboards.tiles import BOARDS

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/dashboards/officer/arrange/"
TILES = list(BOARDS["officer"].tiles)


@pytest.fixture
def client() -> Client:
    return client_of(country(), "officer-moh")


def post(client: Client, **said: str) -> str:
    return page(client.post(ADDRESS, said, follow=True))


def keys() -> list[str]:
    row = Arrangement.objects.get()
    return [each.tile.key for each in placed_on(BOARDS["officer"], row.user_id)]


def test_each_button_does_one_thing(client: Client) -> None:
    assert "Back to what my role has" not in page(client.get(ADDRESS))
    post(client, act="down", tile=TILES[0])
    assert keys()[:2] == [TILES[1], TILES[0]]
    post(client, act="up", tile=TILES[0])
    post(client, act="move", tile=TILES[0], to="3")
    assert keys()[3] == TILES[0]
    assert 'value="wide" aria-pressed="true"' in post(client, act="wide", tile=TILES[0])
    post(client, act="add", tile="referrals")
    assert keys()[-1] == "referrals"


def test_taking_off_and_reset_have_a_way_back(client: Client) -> None:
    assert "data-undo" in post(client, act="remove", tile="received")
    assert "received" not in keys()
    placed = [[each, "half"] for each in TILES]
    post(client, act="back", tiles=json.dumps(placed))
    assert keys() == TILES, "what was taken off is back in its place"
    assert "data-undo" in post(client, act="reset")
    assert not Arrangement.objects.exists()
    post(client, act="back", tiles='[["pending", "wide"], ["none", 1]]')
    assert keys() == ["pending"]


@pytest.mark.parametrize(
    "said",
    [
        {"act": "move", "tile": "received", "to": "-1"},
        {"act": "move", "tile": "received", "to": "9" * 400},
        {"act": "up", "tile": "none"},
        {"act": "explode"},
        {"act": "add", "tile": "pending_agencies"},
        {"act": "add", "tile": f"report-{'9' * 30}"},
    ],
)
def test_nonsense_changes_nothing(client: Client, said: dict[str, str]) -> None:
    post(client, **said)
    assert not Arrangement.objects.exists() or keys() == TILES


@pytest.mark.parametrize("tiles", ["", "{", "[1]", "null", '[["report-9999999999999999999999", "small"]]'])
def test_a_way_back_that_says_nothing_leaves_an_empty_dashboard(client: Client, tiles: str) -> None:
    assert client.post(ADDRESS, {"act": "back", "tiles": tiles}).status_code == 302
    assert "There is no tile on this dashboard." in page(client.get("/admin/dashboards/officer/"))


@pytest.mark.parametrize(
    ("act", "place", "focused"),
    [("down", 0, "down"), ("up", 2, "up"), ("up", 1, "down"), ("down", -2, "up"), ("wide", 0, "wide")],
)
def test_the_focus_stays_where_it_was_or_beside_it(client: Client, act: str, place: int, focused: str) -> None:
    html = post(client, act=act, tile=TILES[place])
    (button,) = re.findall(r"<button[^>]*autofocus[^>]*>", html)
    assert f'value="{focused}"' in button
    assert html.index(button) > html.index(f'data-key="{TILES[place]}"')
