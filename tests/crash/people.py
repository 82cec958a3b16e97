"""Citizens who file and officers who answer, and what each of them was told had arrived."""

from __future__ import annotations

import hashlib
import queue
import random
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.content.forms import made
from tests.crash.browser import NO_ANSWER, Browser, Response

PASSWORD = "under-fire-0123"
OFFICERS = {"moh": "officer-moh", "moe": "officer-moe"}
GIVE_UP = 120.0  # seconds without any answer
TRACKING = re.compile(r'data-tracking="([^"]+)"\s+data-secret="[\d ]+"')


@dataclass(slots=True)
class Filing:
    """One request as its citizen knows it. ``tracking`` once they were told; ``sent`` is how often they had to send."""

    subject: str
    agency: str
    files: list[bytes]
    tracking: str = ""
    sent: int = 0

    @property
    def hashes(self) -> list[str]:
        return sorted(hashlib.sha256(each).hexdigest() for each in self.files)


@dataclass(slots=True)
class Books:
    """What the people outside know. ``answers``: (tracking, text) of each that an officer was told had left."""

    filings: list[Filing] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    to_answer: dict[str, queue.Queue[str]] = field(default_factory=lambda: {code: queue.Queue() for code in OFFICERS})
    problems: list[str] = field(default_factory=list)
    storm_over: threading.Event = field(default_factory=threading.Event)
    filed_all: threading.Event = field(default_factory=threading.Event)


def insist(ask: Callable[[], Response]) -> Response:
    """Ask until there is an answer that is not the server's own failure, as a person would who reloads a page."""
    end = time.monotonic() + GIVE_UP
    while True:
        try:
            response = ask()
            if response.status < 500:
                return response
            said = f"{response.status}: {response.text[:300]}"
        except NO_ANSWER as error:
            said = repr(error)
        if time.monotonic() > end:
            raise TimeoutError(f"no answer for {GIVE_UP:.0f} seconds; the last: {said}")
        time.sleep(0.2)


def file_one(port: int, filing: Filing) -> None:
    """Fill in the form and send it, the same again with the same token, until its page with the number comes."""
    browser = Browser(port)
    form = insist(lambda: browser.get("/ar/file/complaint/"))
    fields = {
        "csrfmiddlewaretoken": form.hidden("csrfmiddlewaretoken"),
        "form_token": form.hidden("form_token"),
        "agency": filing.agency,
        "subject": filing.subject,
        "text": f"نص الطلب {filing.subject}",
        "place": "",
        "email": "",
        "phone": "",
    }

    def send() -> Response:
        filing.sent += 1
        return browser.post("/ar/file/complaint/", fields, filing.files)

    sent = insist(send)
    assert sent.status == 303, f"{sent.status}: {sent.said}"
    filed = TRACKING.search(insist(lambda: browser.get(sent.location)).text)
    assert filed
    filing.tracking = filed[1]


def citizens(port: int, books: Books, numbers: Iterator[int], at_least: int, seed: int) -> None:
    """File so many, and on until the storm is over. In several threads at once, on the same ``numbers``."""
    chance = random.Random(seed)  # noqa: S311  nothing is guessed here
    for number in numbers:
        if number >= at_least and books.storm_over.is_set():
            return
        files = [
            made.settled_pdf(secrets.token_bytes(chance.randint(1_000, 300_000)))
            for _ in range(chance.choice([0, 1, 1, 2]))
        ]
        filing = Filing(f"طلب {number:05d}", chance.choice(sorted(OFFICERS)), files)
        try:
            file_one(port, filing)
        except Exception as error:  # noqa: BLE001  (a thread has nobody to raise to: the test reads it)
            books.problems.append(f"{filing.subject}: {error!r}")
            continue
        books.filings.append(filing)
        books.to_answer[filing.agency].put(filing.tracking)


def officer(port: int, books: Books, code: str) -> None:
    """Log in and answer what comes in, a reply or a decision, until all is filed and answered."""
    browser = Browser(port)
    _log_in(browser, OFFICERS[code])
    count = 0
    while True:
        try:
            tracking = books.to_answer[code].get(timeout=0.5)
        except queue.Empty:
            if books.filed_all.is_set():
                return
            continue
        count += 1
        if count % 3 == 0:
            continue  # left to the clock
        try:
            _answer(browser, books, tracking, decide=count % 3 == 1)
        except Exception as error:  # noqa: BLE001  (as above)
            books.problems.append(f"answer to {tracking}: {error!r}")


def _log_in(browser: Browser, username: str) -> None:
    page = insist(lambda: browser.get("/admin/login/"))
    fields = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": page.hidden("csrfmiddlewaretoken")}
    assert insist(lambda: browser.post("/admin/login/", fields)).status == 302


def _answer(browser: Browser, books: Books, tracking: str, *, decide: bool) -> None:
    """Send an answer; where no word comes back, look at the case, and send it again only if it is not there."""
    text, act = f"Answer {secrets.token_hex(8)}", "decide" if decide else "reply"
    end = time.monotonic() + GIVE_UP
    while time.monotonic() < end:
        page = insist(lambda: browser.get(f"/admin/desk/{tracking}/"))
        assert page.status == 200, page.status
        if text in page.text:
            break
        fields = {name: page.hidden(name) for name in ("csrfmiddlewaretoken", "work")} | {"text": text}
        if decide:
            fields["outcome"] = "resolved"
        try:
            sent = browser.post(f"/admin/desk/{tracking}/{act}/", fields)
        except NO_ANSWER:
            time.sleep(0.5)  # a commit that was under way is done or undone by then
            continue
        if sent.status == 302:
            break
        assert sent.status >= 500, f"{sent.status}: {sent.said}"
    else:
        raise TimeoutError(tracking)
    books.answers.append((tracking, text))
