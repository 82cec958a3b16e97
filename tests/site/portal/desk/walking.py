"""Every address that the pages of an officer give, and whether two answers are the same to whoever gets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client

from tests.site.portal.signed_in import addresses_in, page
from workflows.cases.models import Case

NOWHERE = "/admin/desk/26-00000-0/"


def walked(client: Client, start: str) -> Iterator[str]:
    """Every address that is found by following all that the pages give, from ``start`` on."""
    waiting, known = [start], {start}
    while waiting:
        address = waiting.pop()
        yield address
        response = client.get(address)
        if response.streaming:
            assert list(response.streaming_content)  # type: ignore[attr-defined]  # a file, read to its end
        elif response.status_code == 200:
            found = addresses_in(page(response)) - known
            known |= found
            waiting += found


def of_the_case(client: Client, case: Case) -> list[str]:
    return sorted(address for address in walked(client, "/admin/desk/") if case.tracking in address)


def same(first: Any, second: Any) -> bool:
    return (first.status_code, page(first), headers(first)) == (second.status_code, page(second), headers(second))


def headers(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.items() if name.lower() not in ("expires", "last-modified")}
