"""A browser of a few lines: cookies, forms, files, and a new connection for each request."""

from __future__ import annotations

import http.client
import re
import secrets
import ssl
from dataclasses import dataclass
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

NO_ANSWER = (OSError, http.client.HTTPException)
"""What a client sees when the server dies under its request."""
PATIENCE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; ``location`` of a redirect, else ''; ``headers`` by their names in small letters."""

    status: int
    text: str
    location: str
    headers: dict[str, str]

    def hidden(self, name: str) -> str:
        """The value of the first hidden field of that name."""
        found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', self.text)
        assert found, f"no field {name} in the page ({self.status})"
        return unescape(found[1])

    @property
    def said(self) -> str:
        """The first words of the page itself, without its frame: there it says what is wrong."""
        words = re.sub(r"<[^>]*>", " ", self.text.partition("<main")[2] or self.text)
        return " ".join(unescape(words).split())[:600]


class Browser:
    """One person's; ``headers`` go with each request. Raises one of ``NO_ANSWER`` when no whole answer comes.

    ``believing``: it speaks TLS, with whoever shows a certificate that this believes.
    """

    def __init__(
        self, port: int, headers: dict[str, str] | None = None, *, believing: ssl.SSLContext | None = None
    ) -> None:
        self._port = port
        self._believing = believing
        self._headers = {"Accept-Language": "en", **(headers or {})}
        self._cookies: SimpleCookie = SimpleCookie()

    def get(self, path: str) -> Response:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str], files: list[bytes] | None = None) -> Response:
        """Send a form; ``files`` (JPEG bytes) makes it one with files, in the field ``files``."""
        if files is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
        else:
            kind, body = _multipart(fields, files)
        return self._ask("POST", path, body, {"Content-Type": kind})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Response:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items())
        connection = self._connection()
        try:
            connection.request(method, path, body, {**headers, **self._headers, "Cookie": cookies})
            answer = connection.getresponse()
            text = answer.read().decode()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self._cookies.load(cookie)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Response(answer.status, text, headers.get("location", ""), headers)
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self._believing is None:
            return http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        return http.client.HTTPSConnection("127.0.0.1", self._port, timeout=PATIENCE, context=self._believing)


def _multipart(fields: dict[str, str], files: list[bytes]) -> tuple[str, bytes]:
    boundary = secrets.token_hex(16)
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    for number, content in enumerate(files):
        head = f'Content-Disposition: form-data; name="files"; filename="{number}.pdf"\r\n\r\n'
        parts.append(head.encode() + content)
    limit = f"--{boundary}\r\n".encode()
    body = b"".join(limit + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", body
