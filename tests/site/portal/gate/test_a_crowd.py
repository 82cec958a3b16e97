"""More come to a web server than it can answer: some are turned away, and nothing that was acknowledged is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from threading import Barrier

from tests.content.forms.made import published_forms
from tests.crash.browser import Browser, Response
from tests.site.portal.started import started
from tests.slow_clients import FORM
from workflows.cases.models import Case

CROWD = 10
"""Each files one request, all in the same moment, at a server of one thread: for each of them it takes 20 milliseconds
at least, on any machine, since the secret is hashed."""
ATTEMPTS = 50
STATIC = "/static/small.js"
SHORT = {"INSAF_LONGEST_WAIT_MS": "50", "INSAF_LIMITS": "off"}
HEADERS = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")


def patiently(ask: Callable[[], Response]) -> Response:
    """Ask until it is answered: a busy machine may let even one who comes alone wait for too long."""
    for _attempt in range(ATTEMPTS - 1):
        answer = ask()
        if answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
            return answer
    return ask()


class Citizen:
    """One who has written a complaint and not sent it yet."""

    def __init__(self, port: int, number: int) -> None:
        self.browser, self.subject = Browser(port), f"حفرة {number}"
        form = patiently(lambda: self.browser.get(FORM))
        tokens = {name: form.hidden(name) for name in ("csrfmiddlewaretoken", "form_token")}
        self.form = tokens | {"agency": "moh", "subject": self.subject, "text": "منذ شهر.", "place": "إربد"}

    def send(self) -> Response:
        return self.browser.post(FORM, self.form)


def test_who_is_turned_away_comes_again_and_who_is_acknowledged_has_filed(child_environment: dict[str, str]) -> None:
    published_forms()
    (Path(child_environment["INSAF_VAR"]) / STATIC.removeprefix("/")).write_text("// small\n", encoding="ascii")
    with started(child_environment | SHORT, options="--threads 1") as (port, _server):
        citizens = [Citizen(port, number) for number in range(CROWD)]
        together = Barrier(CROWD + 2)

        def sends(citizen: Citizen) -> Response:
            together.wait()
            return citizen.send()

        def asks(path: str) -> int:
            together.wait()
            return Browser(port).get(path).status

        with ThreadPoolExecutor(CROWD + 2) as crowd:
            others = [crowd.submit(asks, path) for path in ("/healthz", STATIC)]
            answers = list(crowd.map(sends, citizens))
        assert [other.result() for other in others] == [200, 200]
        assert {answer.status for answer in answers} == {303, 503}
        acknowledged = [citizen for citizen, answer in zip(citizens, answers, strict=True) if answer.status == 303]
        filed = Case.objects.order_by("subject").values_list("subject", flat=True)
        assert list(filed) == sorted(citizen.subject for citizen in acknowledged)

        page = patiently(lambda: Browser(port).get("/ar/track/"))
        for answer in answers:
            if answer.status == 503:
                assert answer.headers["retry-after"] == "30"
                assert 'lang="ar"' in answer.text
                assert [answer.headers[name] for name in HEADERS] == [page.headers[name] for name in HEADERS]

        again = [patiently(citizen.send) for citizen in citizens]  # one after the other
        assert {answer.status for answer in again} == {303}
        assert Case.objects.count() == CROWD
