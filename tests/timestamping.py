"""A time-stamping authority (RFC 3161) for tests, with certificates of its own; it writes its answers in DER here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_SHA256: Final = "2.16.840.1.101.3.4.2.1"
_RSA: Final = "1.2.840.113549.1.1.1"
_SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
_TST_INFO: Final = "1.2.840.113549.1.9.16.1.4"
_CONTENT_TYPE: Final = "1.2.840.113549.1.9.3"
_MESSAGE_DIGEST: Final = "1.2.840.113549.1.9.4"
_SIGNING_CERTIFICATE: Final = "1.2.840.113549.1.9.16.2.47"
_POLICY: Final = "1.2.3.4.1"


def der(tag: int, *parts: bytes) -> bytes:
    """One value in DER."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _sequence(*parts: bytes) -> bytes:
    return der(0x30, *parts)


def _set(*parts: bytes) -> bytes:
    return der(0x31, *sorted(parts))


def _number(value: int) -> bytes:
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def _oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    content = bytes([first * 40 + second])
    for part in rest:
        base = [part & 0x7F]
        while part := part >> 7:
            base.append(part & 0x7F | 0x80)
        content += bytes(reversed(base))
    return der(0x06, content)


def _values(content: bytes) -> list[tuple[int, bytes, bytes]]:
    """The values in a piece of DER: tag, content, and the whole."""
    found, at = [], 0
    while at < len(content):
        size, head = content[at + 1], 2
        if size & 0x80:
            head += size & 0x7F
            size = int.from_bytes(content[at + 2 : at + head], "big")
        found.append((content[at], content[at + head : at + head + size], content[at : at + head + size]))
        at += head + size
    return found


class Authority:
    """It stamps whatever comes. ``ahead``: by how much its clock is wrong."""

    def __init__(self, *, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead
        self._serial = 0
        self._root_key, self._key = (rsa.generate_private_key(65537, 2048) for _each in range(2))
        self.root = self._certificate("Root", self._root_key, is_root=True)
        self._own = self._certificate("Stamps", self._key, is_root=False)

    def write_root(self, folder: Path) -> Path:
        path = folder / "root.pem"
        path.write_bytes(self.root.public_bytes(serialization.Encoding.PEM))
        return path

    def answer(self, asked: bytes) -> bytes:
        """A TimeStampResp to a TimeStampReq."""
        [(_tag, request, _whole)] = _values(asked)
        imprint = next(whole for tag, _content, whole in _values(request) if tag == 0x30)
        nonce = [whole for tag, _content, whole in _values(request) if tag == 0x02][1:]
        self._serial += 1
        at = (datetime.now(UTC) + self.ahead).strftime("%Y%m%d%H%M%SZ").encode()
        said = _sequence(_number(1), _oid(_POLICY), imprint, _number(self._serial), der(0x18, at), *nonce)
        return _sequence(_sequence(_number(0)), self._signed(said))

    def _signed(self, said: bytes) -> bytes:
        sha256 = _sequence(_oid(_SHA256))
        own = self._own.public_bytes(serialization.Encoding.DER)
        attributes = [
            _sequence(_oid(_CONTENT_TYPE), _set(_oid(_TST_INFO))),
            _sequence(_oid(_MESSAGE_DIGEST), _set(der(0x04, hashlib.sha256(said).digest()))),
            _sequence(
                _oid(_SIGNING_CERTIFICATE),
                _set(_sequence(_sequence(_sequence(der(0x04, hashlib.sha256(own).digest()))))),
            ),
        ]
        signature = self._key.sign(_set(*attributes), padding.PKCS1v15(), hashes.SHA256())
        issuer = self._own.issuer.public_bytes()
        signer = _sequence(
            _number(1),
            _sequence(issuer, _number(self._own.serial_number)),
            sha256,
            der(0xA0, *sorted(attributes)),
            _sequence(_oid(_RSA), b"\x05\x00"),
            der(0x04, signature),
        )
        content = _sequence(_oid(_TST_INFO), der(0xA0, der(0x04, said)))
        data = _sequence(_number(3), _set(sha256), content, der(0xA0, own), _set(signer))
        return _sequence(_oid(_SIGNED_DATA), der(0xA0, data))

    def _certificate(self, name: str, key: rsa.RSAPrivateKey, *, is_root: bool) -> x509.Certificate:
        at = datetime.now(UTC)
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Root")])
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(at - timedelta(days=2))
            .not_valid_after(at + timedelta(days=2))
            .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        )
        if not is_root:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        return builder.sign(self._root_key, hashes.SHA256())


@contextmanager
def listening(authority: Authority) -> Iterator[str]:
    """The address at which it answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
