"""The bearable crowd, and what becomes of one that is five times as large.

Bearable: in a minute 95 of 100 pages that are asked for are there within a second. One that is turned away is not.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable

from tests.architecture.sources import ROOT
from tests.bench.figures import Sheet
from tests.bench.served import served
from tests.bench.sizes import Sizes
from tests.bench.visitors import FORM, Page, Seen
from tests.crash.browser import Browser
from workflows.cases.models import Case

MOMENT = 1.0
"""Seconds in which a page should be there."""
FEWEST = 4.0
"""Visitors a second with whom the search begins."""
CLOSE = 1.1
"""The search ends when what is bearable and what is not are less than so many times apart."""
TIMES = 5
WINDOW = 5.0
"""Seconds over which it is looked whether all is normal again."""
NEVER = 3_600.0
"""Seconds: what is told where it was not normal again for as long as one looked."""
ANSWERED = (200, 302, 303)
TURNED_AWAY = 503
CASES = 20
Cases = list[tuple[str, str]]


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Find it by short looks, hold it for a minute, then let five times as many come, and then so many again."""
    with served() as (port, _workers):
        cases = [_file(port, number) for number in range(CASES)]
        seconds = sizes.crowd_seconds
        rate, held = _bearable(port, cases, seconds)
        sheet.add("the bearable crowd", rate, "visits/s")
        sheet.add("the bearable crowd: pages asked for", len(held.pages) / seconds, "/s")
        sheet.add("the bearable crowd: 95 of 100 pages are there within", _within(held.pages), "s", MOMENT)
        seen = _come(port, cases, (TIMES * rate, seconds), (rate, sizes.crowd_after))
        _tell(sheet, seen, seconds)
        _sizes_up_the_generator(sheet, seen)


def _tell(sheet: Sheet, seen: Seen, seconds: float) -> None:
    crowd = [page for page in seen.pages if page.at < seconds]
    answers = Counter(page.status for page in crowd)
    name = f"{TIMES} times the bearable crowd"
    sheet.add(f"{name}: pages answered", sum(answers[status] for status in ANSWERED), "count")
    sheet.add(f"{name}: pages turned away", answers[TURNED_AWAY], "count")
    sheet.add(f"{name}: pages without an answer, or with another", _others(answers), "count", 0)
    accepted = [page.took for page in crowd if page.status in ANSWERED]
    sheet.add(f"{name}: 95 of 100 answered within", _percentile(accepted), "s", 3)
    turned_away = [page.took for page in crowd if page.status == TURNED_AWAY]
    sheet.add(f"{name}: 95 of 100 turned away within", _percentile(turned_away), "s")
    filed = set(Case.objects.filter(subject__in=seen.acknowledged).values_list("subject", flat=True))
    sheet.add(f"{name}: filings acknowledged", len(seen.acknowledged), "count")
    sheet.add(f"{name}: of these lost", len(set(seen.acknowledged) - filed), "count", 0)
    sheet.add(f"{name}: afterwards all is normal again after", _normal_after(seen.pages, seconds), "s", 60)


def _sizes_up_the_generator(sheet: Sheet, seen: Seen) -> None:
    """Whether it was the visitors' own machine that held them up."""
    name = f"{TIMES} times the bearable crowd, the visitors' own process"
    sheet.add(f"{name}: 95 of 100 came late by at most", _percentile(seen.late), "s", 0.1)
    sheet.add(f"{name}: of a processor", seen.processor, "share", 0.5)
    sheet.add("the machine's load just then", os.getloadavg()[0], "tasks")


def _bearable(port: int, cases: Cases, seconds: float) -> tuple[float, Seen]:
    """The largest rate, in visitors a second, that was borne for so many seconds, and what was seen of it."""
    look = seconds / 6
    borne, rate = 0.0, FEWEST
    while _is_borne(_come(port, cases, (rate, look))):
        borne, rate = rate, 2 * rate
    too_many = rate
    while too_many > CLOSE * max(borne, 1.0):
        rate = (borne + too_many) / 2
        if _is_borne(_come(port, cases, (rate, look))):
            borne = rate
        else:
            too_many = rate
    rate = borne or too_many
    while not _is_borne(held := _come(port, cases, (rate, seconds))) and rate > 1:
        rate /= CLOSE
    return rate, held


def _is_borne(seen: Seen) -> bool:
    return _within(seen.pages) < MOMENT


def _within(pages: Iterable[Page]) -> float:
    """Seconds in which 95 of 100 were answered; without end where more than five were not."""
    return _percentile([page.took if page.status in ANSWERED else float("inf") for page in pages])


def _percentile(values: list[float]) -> float:
    """The least that 95 of 100 of them do not exceed; no number where there are none."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 95 // 100) - 1] if ordered else float("nan")


def _normal_after(pages: list[Page], end: float) -> float:
    """Seconds from ``end`` to the first window in which a page is there within a moment again; or ``NEVER``."""
    last = max(page.at for page in pages)
    begin = end
    while begin + WINDOW <= last + MOMENT:
        if _within(page for page in pages if begin <= page.at < begin + WINDOW) < MOMENT:
            return begin - end
        begin += 1
    return NEVER


def _others(answers: Counter[int]) -> int:
    return sum(number for status, number in answers.items() if status not in (*ANSWERED, TURNED_AWAY))


def _come(port: int, cases: Cases, *phases: tuple[float, float]) -> Seen:
    """Visitors at these rates for so many seconds each, from a process of their own."""
    asked = [f"{rate}:{seconds}" for rate, seconds in phases]
    command = [sys.executable, "-m", "tests.bench.visitors", str(port), *asked]
    ended = subprocess.run(command, cwd=ROOT, input=json.dumps(cases), text=True, stdout=subprocess.PIPE, check=True)
    seen = Seen(**json.loads(ended.stdout))
    seen.pages = [Page(**page) for page in json.loads(ended.stdout)["pages"]]
    return seen


def _file(port: int, number: int) -> tuple[str, str]:
    """A request, by its number and secret."""
    browser = Browser(port)
    form = browser.get(FORM)
    tokens = {name: form.hidden(name) for name in ("csrfmiddlewaretoken", "form_token")}
    words = {"agency": "moh", "place": "إربد", "subject": f"شهادة {number}", "text": "راجعت المديرية ثلاث مرات."}
    sent = browser.post(FORM, tokens | words | {"email": "citizen@example.org"})
    page = browser.get(sent.location).text
    found = [re.search(rf'data-{name}="([^"]+)"', page) for name in ("tracking", "secret")]
    tracking, secret = (each[1] for each in found if each is not None)
    return tracking, secret
