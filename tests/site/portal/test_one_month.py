"""One month with every kind of case: each word counts the same in all eight places, for the same reader.

The reader heads the agency that has all of it. What is sealed, and what accuses the reader, is in none of the numbers
and in none of their lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from permissions.actors import Actor
from permissions.isolated import without_isolates
from permissions.now import standing_at
from tests.scenes import country, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.reports.october import CANARY, October, at
from workflows.cases.actions import Concerned, Decide, Rate, Reply, SetParties, Withdraw
from workflows.cases.lifecycle import apply
from workflows.cases.models import Solved
from workflows.clock.sweep import sweep_clock
from workflows.open_figures.services import open_figures
from workflows.reports.freezing import frozen_register
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)
READER = "level2-moh"
Numbers = Mapping[str, int | str]
EXPECTED: Numbers = {
    "received": 52,
    "open": 8,
    "waiting for the citizen": 3,
    "pending": 11,
    "closed": 41,
    "withdrawn": 2,
    "no objection": 5,
    "answerable": 46,
    "answered": 36,
    "complaints closed": 27,
    "resolved": 11,
    "explained": 5,
    "rated": 4,
    "satisfied": 2,
    "needs said": 3,
    "needs met": 2,
    "promises missed": 2,
    "promises missed inside": 2,
}
"""Worked out by hand from the month below."""


@pytest.fixture
def scene() -> Iterator[October]:
    """October, looked at in the instant in which it ends."""
    cache.clear()
    scene = October(country())
    _month(scene)
    with standing_at(OCTOBER.end):
        yield scene


def _month(scene: October) -> None:
    """Numbers of requests are large enough for open figures to be told."""
    for outcome, count in (("resolved", 6), ("partly_resolved", 5), ("explained", 5), ("refused", 5)):
        _settled(scene, "complaint", outcome, count)
    _settled(scene, "inquiry", "explained", 6)
    _settled(scene, "suggestion", "noted", 1)
    for place in range(5):
        scene.opens(f"silent {place}", at(10, 6), kind="complaint" if place else "inquiry")
        scene.staff(
            f"silent {place}", at(10, 7), "officer-moh", Decide(outcome="refused", text=CANARY, refusal=REFUSAL)
        )
    with standing_at(at(10, 25)):
        sweep_clock()
    for place in range(6):
        scene.opens(f"praise {place}", at(10, 26), kind="praise")
        scene.staff(f"praise {place}", at(10, 26, 12), "officer-moh", Decide(outcome="noted", text=CANARY))
    _ratings(scene)
    _missed(scene)
    _unfinished(scene)
    _hidden(scene)


def _missed(scene: October) -> None:
    """Two of the open ones, which nobody looked at in time."""
    for place in (6, 7):
        scene.opens(f"open {place}", at(10, 21))
    with standing_at(at(10, 26, 9)):
        sweep_clock()


def _settled(scene: October, kind: str, outcome: str, count: int) -> None:
    for place in range(count):
        name = f"{kind} {outcome} {place}"
        scene.opens(name, at(10, 20), kind=kind)
        scene.settles(name, 10, 21, outcome)


def _ratings(scene: October) -> None:
    said = ((5, Solved.YES), (4, Solved.YES), (2, Solved.NO), (1, None))
    for place, (stars, solved) in enumerate(said):
        scene.citizen(f"complaint resolved {place}", at(10, 22), Rate(stars=stars, solved=solved))


def _unfinished(scene: October) -> None:
    for place in range(2):
        scene.opens(f"withdrawn {place}", at(10, 27))
        scene.citizen(f"withdrawn {place}", at(10, 28), Withdraw(reason=CANARY))
    for place in range(3):
        scene.opens(f"answered {place}", at(10, 28))
        scene.staff(f"answered {place}", at(10, 29), "officer-moh", Decide(outcome="resolved", text=CANARY))
    for place in range(6):
        scene.opens(f"open {place}", at(10, 29, 11))
    scene.staff("open 0", at(10, 29, 12), "officer-moh", Reply(text=CANARY))


def _hidden(scene: October) -> None:
    """One that is sealed, and one from which the reader is shut out, with all below."""
    scene.opens("sealed", at(10, 29), kind="integrity")
    scene.opens("accusing", at(10, 29))
    with standing_at(at(10, 29, 12)):
        reader = Concerned(user_id=scene.land.people[READER].pk)
        action = SetParties(parties=(reader,), reason="x")
        apply(scene.cases["accusing"].pk, action, actor=scene.land.actor("officer-central"))


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", without_isolates(html)).split())


def inbox(client: Client) -> Numbers:
    def count(view: str) -> int:
        html = without_isolates(page(client.get(f"/admin/desk/?view={view}")))
        link = BeautifulSoup(html, "lxml").select_one(f'[data-view="{view}"] bdi')
        assert link is not None
        return int(link.get_text())

    return {"open": count(""), "waiting for the citizen": count("answered"), "closed": count("closed")}


def board(client: Client) -> Numbers:
    (count,) = re.findall(r"<dd data-count[^>]*>\s*(?:<bdi>)?([0-9,]+)", page(client.get("/admin/desk/board/")))
    return {"open": int(count)}


SHARES = {
    "answered_share": ("answered", "answerable"),
    "resolved_share": ("resolved", "complaints closed"),
    "explained_share": ("explained", "complaints closed"),
    "satisfied_share": ("satisfied", "rated"),
    "needs_met_share": ("needs met", "needs said"),
}
COUNTS = {
    **{key: key for key in ("received", "open", "pending", "closed", "withdrawn")},
    "promises_missed": "promises missed",
    "missed_inside": "promises missed inside",
}


def dashboards(client: Client) -> Numbers:
    """The number of each tile, and out of how many it is."""
    found: dict[str, int | str] = {}
    for key in ("officer", "head"):
        html = page(client.get(f"/admin/dashboards/{key}/"))
        for tile, content in re.findall(r'data-tile="(\w+)">(.*?)</section>', html, re.DOTALL):
            large = re.search(r'class="large">(.*?)</p>', content, re.DOTALL)
            if large is not None and tile in COUNTS:
                found[COUNTS[tile]] = int(words_of(large[1]))
            if large is not None and tile in SHARES:
                top, of = SHARES[tile]
                found[f"{top} %"] = words_of(large[1]).split()[0]
                found[of] = int(re.findall(r"Out of (\d+)", words_of(content))[0])
    return found


def own_report(client: Client) -> tuple[Numbers, Numbers]:
    """Each measure of the month as it is told, and how many requests its list has."""
    told: dict[str, int | str] = {}
    listed: dict[str, int | str] = {}
    for measure in (*COUNTS, *SHARES, "no_objection"):
        asked = {"measures": measure, "first": "agency", "period": "last_month", "drawn": "table", "part": "answer"}
        html = page(client.get(f"/admin/reports/own/build/?{urlencode(asked)}"))
        (cell,) = BeautifulSoup(html, "lxml").select("tbody td")[:1]
        name = COUNTS.get(measure, "no objection") if measure not in SHARES else SHARES[measure][0]
        number, *basis = words_of(str(cell)).split()
        told[f"{name} %" if measure in SHARES else name] = number if measure in SHARES else int(number)
        if measure in SHARES:
            told[SHARES[measure][1]] = int(basis[-1])
        link = cell.find("a")
        assert link is not None
        cases = page(client.get(str(link["href"])))
        listed[name] = int(re.findall(r"(\d+) requests?", words_of(cases.partition("data-count")[2]))[0])
        assert not {"sealed", "accusing"} & set(re.findall(r'data-case="([^"]+)"', cases))
    return told, listed


def national(snapshot: Snapshot) -> Numbers:
    figures = snapshot.numbers["agencies"]["moh"]
    names = {
        **{key: key for key in ("received", "pending", "closed", "answerable", "answered", "resolved", "explained")},
        "rated": "rated",
        "satisfied": "satisfied",
        "pending.answered": "waiting for the citizen",
        "closed.withdrawn": "withdrawn",
        "no_objection": "no objection",
        "complaints_closed": "complaints closed",
        "needs_said": "needs said",
        "needs_met": "needs met",
        "missed": "promises missed",
        "missed_inside": "promises missed inside",
    }
    return {name: figures[key] for key, name in names.items()} | {
        "open": figures["pending"] - figures["pending.answered"]
    }


def register(snapshot: Snapshot, hidden: set[str]) -> Numbers:
    rows = list(frozen_register(snapshot))
    assert not hidden & {row.number for row in rows}
    statuses = Counter(row.status for row in rows)
    ended = Counter((row.kind, row.outcome) for row in rows if row.status == "closed")
    return {
        "received": len(rows),
        "closed": statuses["closed"],
        "pending": len(rows) - statuses["closed"],
        "waiting for the citizen": statuses["answered"],
        "open": len(rows) - statuses["closed"] - statuses["answered"],
        "withdrawn": sum(count for (_kind, outcome), count in ended.items() if outcome == "withdrawn"),
        "resolved": ended["complaint", "resolved"] + ended["complaint", "partly_resolved"],
        "explained": ended["complaint", "explained"],
        "complaints closed": sum(count for (kind, _outcome), count in ended.items() if kind == "complaint"),
        "promises missed": sum(row.missed or 0 for row in rows),
        "promises missed inside": sum(row.missed_inside or 0 for row in rows),
        "answered": sum(row.outcome not in ("", "withdrawn") and row.kind != "praise" for row in rows),
    }


def opened(snapshot: Snapshot) -> Numbers:
    told = open_figures(snapshot, actor=Actor.operator).told["country"]
    names = {"received": "answerable", "answered": "answered", "closed": "complaints closed", "resolved": "resolved"}
    assert all(told[key] is not None for key in names)
    return {name: told[key] for key, name in names.items()}


def with_shares(numbers: Numbers) -> Numbers:
    """Beside the numbers what is told of them as a share."""
    shares = {
        f"{top} %": f"{(200 * int(numbers[top]) + int(numbers[of])) // (2 * int(numbers[of]))}%"
        for top, of in SHARES.values()
    }
    return {**numbers, **shares}


def test_each_word_counts_the_same_in_all_eight_places(scene: October) -> None:
    client = client_of(scene.land, READER, "en")
    snapshot = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    told, listed = own_report(client)
    hidden = {scene.cases[name].tracking for name in ("sealed", "accusing")}
    places = {
        "inbox": inbox(client),
        "board": board(client),
        "dashboards": dashboards(client),
        "own report": told,
        "list behind a number": listed,
        "national report": national(snapshot),
        "register": register(snapshot, hidden),
        "open figures": opened(snapshot),
    }
    expected = with_shares(EXPECTED)
    wrong = {
        (place, word): (number, expected[word])
        for place, numbers in places.items()
        for word, number in numbers.items()
        if number != expected[word]
    }
    assert wrong == {}
    said = Counter(word for numbers in places.values() for word in numbers)
    assert said["open"] >= 6
    assert set(EXPECTED) <= set(said)


def test_each_of_the_places_says_what_it_counts(scene: October) -> None:
    client = client_of(scene.land, READER, "en")
    hire(scene.land, "auditor", "central")
    take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    for address in ("/admin/desk/", "/admin/desk/board/", "/admin/dashboards/head/"):
        assert 'href="/admin/dashboards/terms/' in page(client.get(address)), address
    report = page(client_of(scene.land, "auditor", "en").get("/admin/figures/monthly/2026-10/"))
    assert 'href="/admin/dashboards/terms/#resolved"' in report
    words = words_of(page(client.get("/admin/dashboards/terms/")))
    assert "Of the complaints closed in the period" in words
