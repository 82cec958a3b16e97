"""The page that a short link opens: it spends and shows nothing, answers all that is wrong alike, and is limited."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions import security_log
from permissions.limits.catalogue import SHORT_LINKS
from permissions.limits.decide import Limit
from permissions.now import now
from portal.settings.environment import ROOT
from portal.settings.without_tokens import WithoutTokens
from tests.scenes import file_case
from workflows.cases.models import Case
from workflows.notifications.models import ShortLink
from workflows.notifications.short_links import LETTERS, Opens, short_link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("land")]
WRONG = "7" * LETTERS
OWN = re.compile(r"/s/[^/\"]+/|nonce[-=][^ ;>]+|now;desc=\"\d+\"")


def code_of(case: Case, language: str = "ar") -> str:
    return short_link(Opens(case.pk, language)).rsplit("/", 1)[-1]


def shown(answer: Any) -> tuple[int, str, dict[str, list[str]]]:
    """All of an answer but its own address, and what is new each time."""
    headers = {name: sorted(OWN.sub("…", value).split("; ")) for name, value in answer.headers.items()}
    for name in ("Content-Length", "Expires"):  # as long as what was typed, and of this second
        headers.pop(name, None)
    return answer.status_code, OWN.sub("…", answer.content.decode()), headers


def test_a_link_of_a_message_leads_to_the_page_in_the_first_language() -> None:
    case = file_case()
    for typed in (code := code_of(case), f"{code}.", f"{code}،", f"{code}/"):
        answer = Client(headers={"Accept-Language": "en"}).get(f"/s/{typed}")
        assert (answer.status_code, answer["Location"]) == (302, f"/ar/s/{code}/")
        assert answer["Referrer-Policy"] == "no-referrer"
    assert Client().get("/s/«»")["Location"] == "/ar/s/0/"
    assert Client().get(f"/en/s/{code}", follow=True).status_code == 200
    assert Client().post(f"/s/{code}").status_code == 405


@pytest.mark.parametrize("language", ["ar", "en"])
def test_opening_it_asks_no_row_and_shows_the_same_of_every_code(language: str) -> None:
    case = file_case()
    code = code_of(case)
    answers = []
    for typed in (code, WRONG, "é", f"{code}."):
        with CaptureQueriesContext(connection) as statements:
            answers.append(Client().get(f"/{language}/s/{typed}/"))
        assert not [each for each in statements if "shortlink" in each["sql"] or "workflows_case" in each["sql"]]
        assert Client().head(f"/{language}/s/{typed}/").status_code == 200
    assert len({str(shown(answer)) for answer in answers}) == 1
    assert case.tracking not in answers[0].content.decode()
    assert ShortLink.objects.get().uses == 0
    assert answers[0].content.decode().count('<button class="btn">') == 1
    assert answers[0].cookies == {}


def test_no_cache_no_search_engine_and_no_other_page_learns_of_it() -> None:
    code = code_of(file_case())
    for answer in (Client().get(f"/ar/s/{code}/"), Client().post(f"/ar/s/{code}/"), Client().post(f"/ar/s/{WRONG}/")):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
    page = Client().get(f"/ar/s/{code}/").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_its_button_opens_what_the_long_link_opens_from_any_device_and_again(language: str) -> None:
    """A browser that is told to name no address says of a form that it comes from nowhere."""
    case = file_case(language=language)
    code = code_of(case, language)
    for client in (Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)):
        answer = client.post(f"/{language}/s/{code}./", headers={"Origin": "null"})
        assert (answer.status_code, answer["Location"]) == (303, f"/{language}/track/?tracking={case.tracking}")
        asks = client.get(answer["Location"]).content.decode()
        assert case.subject not in asks, "number and code are asked for"
        assert case.tracking in asks
    assert ShortLink.objects.get().uses == 2


def test_wrong_old_and_erased_have_one_answer() -> None:
    old, erased = file_case(), file_case()
    codes = [WRONG, code_of(old), code_of(erased), "é", "٧" * LETTERS, "x" * 200]
    ShortLink.objects.filter(case=old).update(expires_at=now())
    Case.objects.filter(pk=erased.pk).update(erased_at=now())
    answers = {str(shown(Client().post(f"/en/s/{code}/"))) for code in codes}
    assert len(answers) == 1
    assert answers.pop().startswith("(410, ")


def test_guesses_are_slowed_down_and_then_refused_and_right_ones_cost_nothing(limits_on: None) -> None:
    code = code_of(file_case())
    answers = [Client().post(f"/en/s/{WRONG}/").status_code for _guess in range(SHORT_LINKS.free)]
    assert set(answers) == {410}
    slowed = Client().post(f"/en/s/{WRONG}/")
    assert slowed.status_code == 429
    assert "data-challenge" in slowed.content.decode()
    assert slowed["Retry-After"]
    assert Client().post(f"/en/s/{code}/").status_code == 429, "nor does a right one go on without it"
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert {elsewhere.post(f"/en/s/{code}/").status_code for _open in range(SHORT_LINKS.free + 5)} == {303}


def test_ten_thousand_guesses_from_many_networks_ask_all_for_one_more_step(
    limits_on: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.citizen.short_link.SHORT_LINKS_IN_ALL", Limit("short-links-in-all", free=20))
    codes = [Client(REMOTE_ADDR=f"203.0.113.{last}").post(f"/en/s/{WRONG}/").status_code for last in range(25)]
    assert codes == [410] * 20 + [429] * 5


def test_no_log_has_the_code(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, limits_on: None
) -> None:
    code = code_of(file_case())
    told: list[str] = []
    monkeypatch.setattr(security_log.log, "info", lambda *said, **_more: told.append(str(said)))
    for logger in ("django.request", "django.security.csrf"):
        logging.getLogger(logger).addFilter(WithoutTokens())
    with caplog.at_level(logging.DEBUG):
        for _guess in range(SHORT_LINKS.free + 2):
            Client().post(f"/ar/s/{WRONG}/")
        Client().post(f"/ar/s/{code}/")
        Client().get(f"/s/{code}")
        Client().put(f"/ar/s/{code}/")
        Client().post(f"/s/{code}")
        Client().get(f"/ar/s/{code}/more/")
    said = " ".join([*told, *(record.getMessage() for record in caplog.records)])
    assert "/s/…" in said
    assert code not in said
    assert WRONG not in said


def test_the_lines_of_nginx_have_no_code() -> None:
    written = (ROOT / ".deploy" / "nginx.conf").read_text(encoding="utf-8")
    patterns = re.findall(r'"~(\^[^"]+/\))" "\$before\*"', written)
    assert len(patterns) == 2
    for address in ("/s/x7Kp", "/en/s/x7Kp", "/ar/s/x7Kp/", "/ar/s/x7Kp/?a=1"):
        found = next(filter(None, (re.match(each.replace("?<", "?P<"), address) for each in patterns)))
        assert found["before"].endswith("/s/")
