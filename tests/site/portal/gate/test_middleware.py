"""A database that does not answer: 503, when to come again, in the reader's language, and nothing for an error."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from tests.site.portal.signed_in import page

pytestmark = pytest.mark.django_db


BUSY = {"ar": "الضغط على المنصّة شديد الآن", "en": "We are very busy just now"}
NOT_WORKING = {"ar": "جزء من المنصّة لا يعمل الآن", "en": "Part of the platform isn’t working right now"}


@pytest.mark.parametrize(
    ("away", "sentences"),
    [(OperationalError("database is locked"), BUSY), (InterfaceError("connection is closed"), NOT_WORKING)],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_visitor_is_told_when_to_come_again_and_what_it_is(
    monkeypatch: pytest.MonkeyPatch, away: Exception, sentences: dict[str, str], language: str
) -> None:
    def broken(*_args: Any, **_words: Any) -> Any:
        raise away

    monkeypatch.setattr("portal.citizen.track.TrackForm.__init__", broken)
    answer = Client(raise_request_exception=False).get(f"/{language}/track/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert sentences[language] in page(answer)
    assert "locked" not in page(answer)
    told = Client(raise_request_exception=False).get(f"/{language}/track/", headers={"accept": "application/json"})
    assert told.json()["refused"].startswith(sentences[language])


def test_an_error_of_ours_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_words: Any) -> Any:
        raise ProgrammingError("no such column")

    monkeypatch.setattr("portal.citizen.track.TrackForm.__init__", broken)
    assert Client(raise_request_exception=False).get("/en/track/").status_code == 500


@pytest.mark.parametrize("query", ["a%00b%00", "%00%00ab", "a%0%000b", "a%0%0%0000b"])
def test_a_zero_in_what_is_looked_for_reaches_no_screen(query: str) -> None:
    seen = Client().get("/en/track/", QUERY_STRING=f"tracking={query}").wsgi_request
    assert seen.GET["tracking"] == "ab"
