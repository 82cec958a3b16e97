"""A report's rows are sorted by each head, with the filters as they were, and its files follow."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from tests.scenes import Country
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.saved_reports.models import KeptTable, SavedReport

pytestmark = pytest.mark.django_db
OWN = "/admin/reports/own/"
FIELDS = {"measures": "received", "first": "agency", "period": "last_30_days", "f-channel": ["web", "call"]}


def heads(text: str) -> dict[str, tuple[str, str]]:
    """Address and direction, by the words of a head."""
    found = re.findall(r'<th scope="col"[^>]*?(?:aria-sort="(\w+)")?>\s*<a href="([^"]+)">(.*?)</a>', text)
    return {re.sub("<[^>]*>", "", words): (html.unescape(address), order) for order, address, words in found}


def rows(text: str) -> list[str]:
    table = text.partition('class="table own-report')[2].partition("</table>")[0]
    return [re.sub("<[^>]*>", "", each) for each in re.findall(r'<th scope="row"[^>]*>(.*?)</th>', table)]


def seen(land: Country) -> None:
    for code, count in (("moe", 1), ("moh", 2)):
        for _time in range(count):
            counted_case(agency_id=land.agencies[code].pk, channel="web")


@pytest.mark.parametrize(("language", "name"), [("en", "Requests received"), ("ar", "الطلبات الواردة")])
def test_each_head_sorts_and_the_same_again_turns_round(land: Country, language: str, name: str) -> None:
    seen(land)
    client = client_of(land, "officer-central", language)
    first = page(client.get(f"{OWN}build/?{urlencode({**FIELDS, 'drawn': 'table'}, doseq=True)}"))
    usual = rows(first)[:2]
    assert [order for _address, order in heads(first).values()] == ["ascending", ""]
    address = heads(first)[name][0]
    largest = page(client.get(address))
    assert heads(largest)[name][1] == "descending"
    smallest = page(client.get(heads(largest)[name][0]))
    assert heads(smallest)[name][1] == "ascending"
    assert rows(largest)[:2] == rows(smallest)[:2][::-1]
    assert usual in (rows(largest)[:2], rows(smallest)[:2])
    assert parse_qs(urlsplit(heads(smallest)[name][0]).query)["f-channel"] == ["web", "call"]
    assert rows(largest)[-1] == rows(smallest)[-1], "the total stays the last"
    assert KeptTable.objects.count() == 1, "an order is no other table"


def asked_in(text: str) -> dict[str, object]:
    (written,) = re.findall(r'form="save" name="q" value="([^"]*)"', text)
    return dict(json.loads(html.unescape(written)))


def taken(client: Client, text: str) -> list[str]:
    sent = client.post(f"{OWN}take/", {"q": json.dumps(asked_in(text)), "format": "csv", "title": "x"})
    file = client.get(f"{sent['Location']}?file")
    content = b"".join(file.streaming_content)  # type: ignore[attr-defined]  # a file is streamed
    return [line[0] for line in csv.reader(io.StringIO(content.decode("utf-8-sig")))][1:-1]


def test_files_and_what_is_saved_keep_the_order(land: Country) -> None:
    seen(land)
    client = client_of(land, "officer-central")
    for order in ("-received", "received"):
        text = page(client.get(f"{OWN}build/?{urlencode({**FIELDS, 'drawn': 'table', 'order': order}, doseq=True)}"))
        assert taken(client, text) == rows(text)[:2]
        client.post(f"{OWN}build/", {"q": json.dumps(asked_in(text)), "drawn": "table", "name": order})
        report = SavedReport.objects.latest("pk")
        assert rows(page(client.get(f"{OWN}{report.pk}/")))[:2] == rows(text)[:2]
        turned = page(client.get(f"{OWN}{report.pk}/?order={'received' if order[0] == '-' else '-received'}"))
        assert rows(turned)[:2] == rows(text)[:2][::-1]


def test_a_drawn_report_has_its_links_beside_it(land: Country) -> None:
    seen(land)
    client = client_of(land, "officer-central")
    text = page(client.get(f"{OWN}build/?{urlencode({**FIELDS, 'drawn': 'bars'}, doseq=True)}"))
    nav = text.partition('aria-label="Sort the rows"')[2].partition("</nav>")[0]
    assert nav.count("<a ") == 2
    assert nav.count('aria-current="true"') == 1


@pytest.mark.parametrize("order", ["%00", "nothing", "-received%7Cx", "x" * 500, "%ED%A0%80"])
def test_nonsense_leaves_the_rows_as_they_are(land: Country, order: str) -> None:
    seen(land)
    client = client_of(land, "officer-central")
    question = {"measures": ["received"], "period": {"named": "last_30_days"}, "rows": ["agency"]}
    client.post(f"{OWN}build/", {"q": json.dumps(question), "drawn": "table", "name": "x"})
    address = f"{OWN}{SavedReport.objects.latest('pk').pk}/"
    usual = rows(page(client.get(address)))
    assert len(usual) == 3
    assert rows(page(client.get(f"{address}?order={order}"))) == usual
