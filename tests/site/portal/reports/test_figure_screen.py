"""Each number of a national report opens the requests behind it: those that its reader may read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.isolated import without_isolates
from permissions.now import standing_at
from portal.reports.screens import Edition
from tests.scenes import hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.reports.october import NATIONAL, October, a_thousand_later_acts, at, october
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.reports.document import html_of
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
MONTH, YEAR = "/admin/figures/monthly/2026-10/", "/admin/figures/yearly/2026/"
NOW = at(11, 2)
LINK = re.compile(r'<a href="(/admin/figures/\w+/[0-9-]+/requests/\?[^"]+)">(.*?)</a>', re.DOTALL)


@pytest.fixture
def scene() -> Iterator[October]:
    scene = october()
    hire(scene.land, "auditor", username="auditor")
    with standing_at(NOW):
        for period in (Period(2026, 10), Period(2026)):
            take_snapshot(period=period, cut_off=Period(2026, 10).end, actor=Actor.operator)
        yield scene


def links(client: Client, address: str) -> list[str]:
    return [unescape(href) for href, _number in LINK.findall(page(client.get(address)))]


def said(html: str, name: str) -> int:
    (found,) = re.findall(rf'data-{name}="([0-9]+)"', html)
    return int(found)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("address", [MONTH, YEAR])
def test_every_number_of_the_page_opens_a_list_that_is_not_empty(scene: October, address: str, language: str) -> None:
    client = client_of(scene.land, "officer-central", language)
    found = set(links(client, address))
    assert {re.findall("figure=([a-z_]+)", each)[0] for each in found} >= {"received", "missed", "pending", "resolved"}
    assert any("table=agencies&row=moh" in each for each in found)
    for each in found:
        html = page(client.get(each))
        assert 1 <= said(html, "frozen") == said(html, "count") == len(re.findall(r"data-case=", html)), each
        assert said(html, "says") >= said(html, "frozen"), each


def test_the_edition_that_is_chosen_opens_its_own(scene: October) -> None:
    client = client_of(scene.land, "officer-central", "en")
    with standing_at(at(11, 5)):
        take_snapshot(period=Period(2026, 10), cut_off=at(11, 4), actor=Actor.operator)
        editions = set(re.findall(r'"(\?edition=[0-9-]+)"', page(client.get(MONTH))))
        assert len(editions) == 2
        for edition in editions:
            assert all(edition[1:] in each for each in links(client, MONTH + edition))


def test_a_corrected_number_opens_the_list_of_each_edition(scene: October) -> None:
    a_thousand_later_acts(scene)
    with standing_at(at(11, 5)):
        later = take_snapshot(period=Period(2026, 10), cut_off=at(11, 4), actor=Actor.operator)
    first = Snapshot.objects.get(kind="monthly", cut_off=Period(2026, 10).end)
    client = client_of(scene.land, "officer-central", "en")
    keys = [Edition(each.cut_off, each.definitions).key for each in (first, later)]
    html = page(client.get(f"{MONTH}corrections/?edition={keys[0]}"))
    opened = [unescape(href) for href, _number in LINK.findall(html)]
    assert {edition for edition in keys if any(edition in href for href in opened)} == set(keys)
    for href in opened:
        listed = page(client.get(href))
        assert 1 <= said(listed, "frozen") == said(listed, "count"), href


def test_other_months_lead_to_their_reports_by_their_names(scene: October) -> None:
    html = page(client_of(scene.land, "officer-central", "en").get(MONTH))
    (table,) = re.findall(r'<table class="cols">.*?</table>', html, re.DOTALL)
    numbers, names = table.split("</tr>")[:2]
    assert re.findall(r"/monthly/([0-9-]+)/", numbers) == ["2026-10"]
    assert all(month != "2026-10" for month in re.findall(r"/monthly/([0-9-]+)/", names))


def test_whoever_reads_no_requests_sees_how_many_there_are(scene: October) -> None:
    client = client_of(scene.land, "auditor", "en")
    html = page(client.get(of_the_country(client, "received")))
    assert (said(html, "frozen"), said(html, "count")) == (NATIONAL["received"], 0)
    assert "Your rights reach figures, and no requests." in html
    assert "At least 5 of those behind the number" in words_of(html)
    assert "data-case" not in html


def test_one_from_which_its_reader_was_shut_out_since_is_not_shown_to_them(scene: October) -> None:
    reader = hire(scene.land, "central", "central", username="second")
    with standing_at(at(11, 1, 9)):
        action = SetParties(parties=(Concerned(user_id=reader.pk),), reason="x")
        apply(scene.cases["content"].pk, action, actor=scene.land.actor("officer-central"))
    client = client_of(scene.land, "second", "en")
    html = page(client.get(of_the_country(client, "received")))
    assert (said(html, "frozen"), said(html, "count")) == (NATIONAL["received"], NATIONAL["received"] - 1)
    assert scene.numbers["content"] not in html
    assert "Fewer than" in words_of(html)


def of_the_country(client: Client, figure: str) -> str:
    return next(each for each in links(client, MONTH) if f"figure={figure}" in each and "table" not in each)


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", without_isolates(html)).split())


@pytest.mark.parametrize(
    "asked",
    ["figure=nothing", "figure=pending_again", "figure=received&table=agencies&row=nowhere", "table=kinds&row=praise"],
)
def test_an_address_that_names_no_number_is_not_found(scene: October, asked: str) -> None:
    client = client_of(scene.land, "officer-central", "en")
    assert client.get(f"{MONTH}requests/?{asked}").status_code == 404


def test_an_edition_without_lists_says_so_and_its_numbers_stand_alone(scene: October) -> None:
    """As it was frozen before there were any."""
    taken = Snapshot.objects.get(kind="monthly")
    numbers = {key: value for key, value in taken.numbers.items() if key != "lists"}
    values = {field.attname: getattr(taken, field.attname) for field in Snapshot._meta.concrete_fields}
    Snapshot.objects.create(**values | {"id": None, "definitions": 7, "numbers": numbers, "cut_off": at(11, 1, 5)})
    client = client_of(scene.land, "officer-central", "en")
    html = page(client.get(MONTH))
    assert LINK.findall(html) == []
    assert "open no lists" in html


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_paper_each_number_stands_alone(scene: October, language: str) -> None:
    for snapshot in Snapshot.objects.all():
        parts = re.sub(r'<nav class="toc".*?</nav>', "", html_of(snapshot, language), flags=re.DOTALL)
        assert "<a " not in parts, "the contents alone lead anywhere"
