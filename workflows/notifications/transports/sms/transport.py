"""Sends letters as text messages, through the gateway named by ``SMS_URL``."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from workflows.notifications.letter import WrittenLetter

TIMEOUT_SECONDS = 10


class SmsTransport:
    """``file:///folder`` writes a file a message; ``https://token@host/path`` posts ``{"to", "text"}`` as JSON."""

    def ready(self) -> bool:
        return bool(settings.SMS_URL)

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        url = urlsplit(settings.SMS_URL)
        body = {"to": address, "text": letter.as_message()}
        if url.scheme == "file":
            folder = Path(unquote(url.path))
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{secrets.token_hex(8)}.json").write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
            return
        if url.scheme != "https":
            raise ValueError("SMS_URL is a file: or an https: address.")
        request = Request(
            f"https://{url.netloc.rpartition('@')[2]}{url.path}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {unquote(url.username or '')}"},
        )
        with urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310  (the same request)
            pass
