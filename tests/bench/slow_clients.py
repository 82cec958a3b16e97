"""What slow clients cost the others: the slowest honest page beside 200 of each kind."""

from __future__ import annotations

import json
import time

from django.conf import settings

from tests.bench.figures import Sheet
from tests.bench.served import served
from tests.bench.sizes import Sizes
from tests.crash.browser import Browser
from tests.slow_clients import crowd, kinds

CLIENTS = 200
SECONDS = 6.0  # for each kind
HONEST = ("/en/", "/ar/file/complaint/", "/healthz")


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Each kind by itself, two processes of four threads."""
    files = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    with served() as (port, _workers):
        for _number in range(8):
            _slowest(port, 0)  # all is loaded now
        for kind, variants in kinds(f"/static/{files['wagtailadmin/js/vendor.js']}").items():
            with crowd(port, variants, CLIENTS):
                sheet.add(
                    f"{CLIENTS} slow clients, {kind}: the longest page beside them", _slowest(port, SECONDS), "s", 1
                )


def _slowest(port: int, seconds: float) -> float:
    """In seconds, of pages asked for one after the other, each by a connection of its own."""
    took: list[float] = []
    end = time.monotonic() + seconds
    while not took or time.monotonic() < end:
        for path in HONEST:
            began = time.monotonic()
            assert Browser(port).get(path).status == 200
            took.append(time.monotonic() - began)
    return max(took)
