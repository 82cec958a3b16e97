"""A client of tus, as far as these tests need it: what is told of a file, and its next piece."""

from __future__ import annotations

import base64
from typing import Any

from django.test import Client

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


def told(**fields: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in fields.items())


def patch(client: Client, address: str, offset: int, content: bytes, **headers: str) -> Any:
    return client.patch(address, content, content_type=PIECE, headers={**TUS, "Upload-Offset": str(offset), **headers})
