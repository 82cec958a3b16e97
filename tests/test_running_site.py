"""The site that browsers of tests visit costs no more than it must."""

from __future__ import annotations

from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.backends.signals import connection_created

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer


def test_who_asks_again_on_one_line_meets_one_connection_to_the_database(live_server: LiveServer) -> None:
    made: list[object] = []

    def note(connection: object, **_more: Any) -> None:
        made.append(connection)

    line = HTTPConnection(live_server.url.removeprefix("http://"))
    connection_created.connect(note)
    try:
        for _request in range(3):
            line.request("GET", "/admin/login/", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={'x' * 32}"})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200
    finally:
        connection_created.disconnect(note)
        line.close()
    assert len(made) == 1
