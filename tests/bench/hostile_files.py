"""What hostile uploads cost the web: its memory, the answer to them, and the pages and photos of others beside them."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from content.forms.reader import MOST_MEMORY
from tests.bench.figures import Sheet
from tests.bench.served import served
from tests.bench.sizes import Sizes
from tests.content.forms import bombs, made, zoo
from tests.content.forms.hostile_made import KINDS, hostile_files
from tests.crash.browser import Browser
from tests.site.portal.queue.at_work import children_of

AT_ONCE = 8
"""As many as the web has threads: two processes of four."""
MOST_SENT = 500_000
FORM = "/en/file/complaint/"
TURNED_AWAY = 503
"""Of a page: who asked had waited for a thread for longer than a newcomer waits."""
_ZOO_AT_ONCE = 4
HONEST = ("/healthz", "/en/", FORM)


def refused_unopened() -> list[bytes]:
    """What the limits know without opening it."""
    lying = bombs.lying_mimetype(bombs.zeros_in_bz2(1024), bombs.BZ2)
    deflated = bombs.lying_mimetype(bombs.zeros_deflated(60), bombs.DEFLATE)
    wide = [bombs.plain_webp(7_200), bombs.wide_canvas(), bombs.png(60_000, 60_000)]
    return [bombs.scans_repeated(1_000, side=7_200), lying, lying, deflated, *wide, lying]


def as_heavy_as_is_taken() -> list[bytes]:
    """The most work that a small file may ask for."""
    return [bombs.scans_repeated(14, side=7_200), *(bombs.plain_webp(4_000) for _number in range(AT_ONCE - 1))]


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Send each volley at once, as from as many clients, and ask for pages meanwhile; then the zoo, four at a time."""
    with served() as (port, workers):
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            list(crowd.map(lambda _number: _upload(port, made.photo()), range(3 * AT_ONCE)))  # all is loaded now
        _measure_zoo(sheet, port, workers, sizes.hostile_files)
        for words, volley in (
            ("refused unopened", refused_unopened()),
            ("as heavy as is taken", as_heavy_as_is_taken()),
        ):
            assert sum(map(len, volley)) <= MOST_SENT
            before = [_memory(pid, "VmRSS") for pid in workers]
            with ThreadPoolExecutor(AT_ONCE) as crowd:
                answers = [crowd.submit(_upload, port, content) for content in volley]
                pages: list[float] = []
                turned_away: list[str] = []
                while not pages or not all(answer.done() for answer in answers):
                    asked = [(path, *_page(port, path)) for path in HONEST]
                    turned_away += [path for path, status, _took in asked if status == TURNED_AWAY]
                    pages += [took for _path, _status, took in asked]
            grown = max(_memory(pid, "VmHWM") - was for pid, was in zip(workers, before, strict=True))
            name = f"500 kB of hostile uploads, {words}"
            sheet.add(f"{name}: the longest answer", max(answer.result() for answer in answers), "s", 6)
            sheet.add(f"{name}: the longest page beside them", max(pages), "s", 2)
            sheet.add(f"{name}: pages turned away beside them", len(turned_away), "pages", 0)
            sheet.add(f"{name}: growth of a web process", grown / 1024, "MB", 150)


def _measure_zoo(sheet: Sheet, port: int, workers: list[int], number: int) -> None:
    """So many files, the zoo and then each kind of malice, and honest photos beside them."""
    made_up = hostile_files(-(-number // len(KINDS)))
    contents, over = [*zoo.hostile().values(), *(each.content for each in made_up)][:number], threading.Event()
    before = [_memory(pid, "VmRSS") for pid in workers]
    honest: list[float] = []
    with ThreadPoolExecutor(_ZOO_AT_ONCE + 2) as crowd:
        readers = crowd.submit(_most_of_readers, workers, over)
        beside = crowd.submit(_photos_until, port, over, honest)
        with ThreadPoolExecutor(_ZOO_AT_ONCE) as hostile:
            answers = list(hostile.map(lambda content: _upload(port, content), contents))
        over.set()
        beside.result()
    grown = max(_memory(pid, "VmHWM") - was for pid, was in zip(workers, before, strict=True))
    name = "500 hostile files, four at a time"
    sheet.add(f"{name}: the longest answer", max(answers), "s", 6)
    sheet.add(f"{name}: the longest honest upload beside them", max(honest), "s", 2)
    sheet.add(f"{name}: growth of a web process", grown / 1024, "MB", 150)
    sheet.add(f"{name}: the most that the file process took", readers.result() / 1024, "MB", MOST_MEMORY / 1024**2)
    lost = [pid for pid in workers if not Path(f"/proc/{pid}").exists()]
    sheet.add(f"{name}: web processes lost", len(lost), "count", 0)


def _photos_until(port: int, over: threading.Event, took: list[float]) -> None:
    while not took or not over.is_set():
        took.append(_upload(port, made.photo(), taken=(200, 503)))
        time.sleep(0.2)


def _most_of_readers(workers: list[int], over: threading.Event) -> int:
    """In kB: what each reader of files took at most, as often as it is seen."""
    most = 0
    while not over.is_set():
        for pid in [reader for worker in workers for reader in children_of(worker)]:
            with suppress(OSError, StopIteration):  # it has just ended
                most = max(most, _memory(pid, "VmHWM"))
        time.sleep(0.02)
    return most


def _upload(port: int, content: bytes, *, taken: tuple[int, ...] = (200, 422, 503)) -> float:
    """Seconds until the answer to one file ahead of its form; ``taken``: what may be answered."""
    browser = Browser(port)
    while (form := browser.get(FORM)).status == TURNED_AWAY:
        time.sleep(0.2)
    fields = {name: form.hidden(name) for name in ("csrfmiddlewaretoken", "form_token")}
    began = time.perf_counter()
    answer = browser.post(f"{FORM}?upload", fields, [content])
    assert answer.status in taken, answer.status
    return time.perf_counter() - began


def _page(port: int, path: str) -> tuple[int, float]:
    """Its status, and how many seconds it took."""
    began = time.perf_counter()
    status = Browser(port).get(path).status
    assert status in (200, TURNED_AWAY), status
    return status, time.perf_counter() - began


def _memory(pid: int, what: str) -> int:
    """In kB, as the kernel counts."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
