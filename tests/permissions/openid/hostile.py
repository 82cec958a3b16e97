"""A provider that does wrong in one way at a time: it signs in earnest, with a key of its own, what it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from permissions.openid.discovery import forget
from permissions.openid.provider import Provider

KEY = generate_private_key(65537, 2048)
OTHER_KEY = generate_private_key(65537, 2048)
CLIENT = "insaf"


def signed(claims: dict[str, Any], *, key: Any = KEY, algorithm: str = "RS256", kid: str = "one") -> str:
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


@dataclass
class Hostile:
    """``claims`` are put over those of an honest token; ``answers`` are written by hand, by path."""

    url: str
    claims: dict[str, Any] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    sign: Callable[[dict[str, Any]], str] = signed
    discovery: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    nonce: str = ""
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, list[str]]] = field(default_factory=list)

    @property
    def provider(self) -> Provider:
        return Provider(self.url, CLIENT, "a secret: with marks", plain_http=True)

    def said(self, path: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "userinfo_endpoint": f"{self.url}/userinfo",
            } | self.discovery
        if path == "/keys":
            return {"keys": [public(KEY)]}
        if path == "/userinfo":
            return {"sub": self.claims.get("more_of", "citizen-1"), "national_number": "9001010101"}
        at = int(time.time())
        honest = {"iss": self.url, "sub": "citizen-1", "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": self.nonce}
        claims = {name: value for name, value in (honest | self.claims).items() if name not in self.without}
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": self.sign(claims)}


def public(key: RSAPrivateKey) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return made | {"kid": "one", "use": "sig"}


@contextmanager
def hostile() -> Iterator[Hostile]:
    """Running, on a port of its own, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *said: Any) -> None:
            pass

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            it.forms.append(parse_qs(body))
            self._answer()

        def _answer(self) -> None:
            it.asked.append(self.path)
            if self.path in it.answers:
                it.answers[self.path](self)
                return
            body = json.dumps(it.said(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    it = Hostile(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    forget()
    try:
        yield it
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        forget()
