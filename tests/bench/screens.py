"""What the screens cost an officer and a citizen: inbox, case, answer, filing; at few and at many open cases."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from pathlib import Path

from django.test import Client

from content.forms.danger_asked import danger_written
from permissions.people.models import User
from tests.bench.country import BUSY, WORD_OF_MANY, fill
from tests.bench.figures import Sheet
from tests.bench.meter import Cost, costs, mean, measured, typical, yards
from tests.bench.sizes import Sizes
from tests.scenes import publish_danger_words
from workflows.cases.models import Case, Work

ROWS = re.compile(r'<tr class="is-\w+" data-case="')
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
WORK = re.compile(r'name="work" value="(\d+)"')
RARE = "rare search"
INBOXES = {
    ("busy agency", "plain"): (f"officer-{BUSY}", "/admin/desk/"),
    ("busy agency", "search"): (f"officer-{BUSY}", f"/admin/desk/?q={WORD_OF_MANY}"),
    ("busy agency", RARE): (f"officer-{BUSY}", "/admin/desk/?q=976"),
    ("central", "plain"): ("central", "/admin/desk/"),
    ("central", "search"): ("central", f"/admin/desk/?q={WORD_OF_MANY}"),
    ("central", RARE): ("central", "/admin/desk/?q=976"),
}
FILING = "/ar/file/complaint/"
HARMLESS = "راجعت المديرية ثلاث مرات ولم أستلم الشهادة التي طلبتها. " * 20
"""A text of some 1,200 letters before the sentence that is looked for."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Fill to the smaller size, look, fill to the larger, look again; then work there."""
    fill(sizes.few_open, most=sizes.many_open)
    before = _inboxes(sizes)
    fill(sizes.many_open, most=sizes.many_open)
    after = _inboxes(sizes)
    for who, found in after.items():
        name = f"inbox, {', '.join(who)}"
        sheet.add(f"{name}: statements at {sizes.many_open:,} open", typical(found, _statements), "count", 15)
        add_cpu(sheet, f"{name}: CPU at {sizes.many_open:,} open", found, 60)
        if who[1] != RARE:  # fewer cases, fewer rows: not the same page
            times = yards(found) / yards(before[who])
            sheet.add(f"{name}: CPU against {sizes.few_open:,} open", times, "times", 1.2)
    _case_pages(sheet, sizes)
    _answers(sheet, sizes)
    _filings(sheet, sizes)
    _danger(sheet, sizes)


def add_cpu(sheet: Sheet, name: str, found: list[Cost], goal: float) -> None:
    """Note the mean CPU of some calls, beside the yardstick's."""
    cpu, yardstick = mean(found, lambda cost: cost.cpu), mean(found, lambda cost: cost.yardstick)
    sheet.add(name, cpu, "ms", goal, yardstick=yardstick)


def signed_in(login: str) -> Client:
    """A member of staff at their browser."""
    client = Client()
    client.force_login(User.objects.get(username=login))
    return client


def file_one(number: int) -> Cost:
    """A citizen opens the form and sends it; the POST is measured."""
    citizen = Client()
    (token,) = TOKEN.findall(citizen.get(FILING).content.decode())
    words = {"subject": f"تأخر صرف شهادة {number}", "text": "راجعت المديرية ثلاث مرات ولم أستلمها. " * 8}
    form = {"form_token": token, "agency": BUSY, "place": "إربد", "email": "citizen@example.org", **words}
    with measured() as cost:
        answer = citizen.post(FILING, form)
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.status_code
    return cost


def _inboxes(sizes: Sizes) -> dict[tuple[str, str], list[Cost]]:
    found = {}
    for who, (login, address) in INBOXES.items():
        client = signed_in(login)
        rows = len(ROWS.findall(client.get(address).content.decode()))
        assert rows == 25 or (rows > 0 and sizes.many_open < 10_000) or who[1] == RARE, (who, rows)
        found[who] = costs(partial(fetched, client, address), times=sizes.calls)
    return found


def fetched(client: Client, address: str, _number: int) -> None:
    """Open a page, which must be there."""
    assert client.get(address).status_code == HTTPStatus.OK


def _open_at_busy(count: int) -> list[Case]:
    works = Work.objects.filter(agency__code=BUSY, done_at=None, waits=False).select_related("case").order_by("-pk")
    return [work.case for work in works[:count]]


def _case_pages(sheet: Sheet, sizes: Sizes) -> None:
    client, cases = signed_in(f"officer-{BUSY}"), _open_at_busy(sizes.calls + 3)

    def show(number: int) -> None:
        page = client.get(f"/admin/desk/{cases[number].tracking}/").content.decode()
        assert cases[number].subject in page

    found = costs(show, times=sizes.calls)
    sheet.add("case page: statements", typical(found, _statements), "count", 30)
    add_cpu(sheet, "case page: CPU", found, 50)


def _answers(sheet: Sheet, sizes: Sizes) -> None:
    client, found = signed_in(f"officer-{BUSY}"), []
    for number, case in enumerate(_open_at_busy(sizes.calls + 3)):
        page = client.get(f"/admin/desk/{case.tracking}/").content.decode()
        form = {
            "work": WORK.findall(page)[0],
            "outcome": "resolved",
            "text": "صُرفت الشهادة، ويمكن استلامها من المديرية.",
        }
        with measured() as cost:
            answer = client.post(f"/admin/desk/{case.tracking}/decide/", form)
        assert answer.status_code == HTTPStatus.FOUND, answer.status_code
        found += [cost] if number >= 3 else []
    sheet.add("answer (POST): statements", typical(found, _statements), "count", 30)
    add_cpu(sheet, "answer (POST): CPU", found, 30)


def _filings(sheet: Sheet, sizes: Sizes) -> None:
    found = [file_one(number) for number in range(sizes.calls + 3)][3:]
    sheet.add("filing (POST): statements", typical(found, _statements), "count", 45)
    bare = [replace(cost, cpu=cost.cpu - cost.hash) for cost in found]
    add_cpu(sheet, "filing (POST): CPU without the secret's hash", bare, 35)
    sheet.add("filing (POST): CPU of the secret's hash", mean(found, lambda cost: cost.hash), "ms")


def _danger(sheet: Sheet, sizes: Sizes) -> None:
    """What the check for words of danger costs while somebody writes: sentences of the table, each with a text."""
    publish_danger_words()
    table = Path(__file__).resolve().parents[1] / "workflows" / "danger_words" / "sentences.toml"
    texts = [row["text"] for row in tomllib.loads(table.read_text(encoding="utf-8"))["sentence"]]

    def check(number: int) -> None:
        danger_written(f"{HARMLESS}{texts[number % len(texts)]}", "ar")

    found = costs(check, times=max(sizes.calls, len(texts)))
    sheet.add("words of danger while writing: statements", max(map(_statements, found)), "count", 2)
    add_cpu(sheet, "words of danger while writing: CPU", found, 15)


def _statements(cost: Cost) -> float:
    return len(cost.statements)
