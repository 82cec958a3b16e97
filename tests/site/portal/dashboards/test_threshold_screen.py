"""A threshold is named in any digits, refused with a sentence, shown where it is crossed, and removed."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.scenes import country
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards.models import Threshold
from workflows.saved_reports.kept import renew_wanted

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/dashboards/officer/thresholds/"


@pytest.fixture
def client() -> Client:
    return client_of(country(), "officer-moh")


@pytest.mark.parametrize(("written", "limit"), [("80", 80), (" 2.5 ", 2.5), ("٢٫٥", 2.5), ("٨٠", 80), ("0", 0)])
def test_a_number_is_read_in_any_digits(client: Client, written: str, limit: float) -> None:
    client.post(ADDRESS, {"tile": "received", "above": "yes", "limit": written})
    assert Threshold.objects.get().limit == limit


@pytest.mark.parametrize("written", ["", "many", "-3", "nan", "inf", "1e400", "9" * 40])
def test_what_is_no_number_is_refused_and_stays_in_its_field(client: Client, written: str) -> None:
    response = client.post(ADDRESS, {"tile": "pending", "above": "no", "limit": written})
    html = page(response)
    assert response.status_code == 422
    assert "Write a number, such as" in html
    assert f'value="{written}"' in html
    assert '<option value="pending" selected>' in html
    assert not Threshold.objects.exists()


def test_a_tile_that_has_no_number_is_refused(client: Client) -> None:
    assert client.post(ADDRESS, {"tile": "categories", "above": "yes", "limit": "1"}).status_code == 422


def test_what_is_crossed_says_so_on_its_tile(client: Client) -> None:
    client.post(ADDRESS, {"tile": "received", "above": "yes", "limit": "0"})
    counted_case()
    client.get("/admin/dashboards/officer/")
    renew_wanted()
    assert "Higher than your threshold" in page(client.get("/admin/dashboards/officer/"))


@pytest.mark.parametrize(("tile", "limit", "said"), [("received", "0.5", "0.5"), ("satisfied_share", "99.5", "99.5%")])
def test_a_threshold_is_said_as_it_was_named(client: Client, tile: str, limit: str, said: str) -> None:
    client.post(ADDRESS, {"tile": tile, "above": "yes", "limit": limit})
    assert f"Higher than your threshold, {said}" in re.sub("<[^>]*>", "", page(client.get(ADDRESS)))


def test_one_s_own_is_removed(client: Client) -> None:
    client.post(ADDRESS, {"tile": "received", "above": "yes", "limit": "0"})
    client.post(ADDRESS, {"act": "remove", "threshold": "9" * 40})
    assert Threshold.objects.count() == 1
    client.post(ADDRESS, {"act": "remove", "threshold": str(Threshold.objects.get().pk)})
    assert not Threshold.objects.exists()
