"""Web Push, encrypted for one browser (RFC 8291, aes128gcm of RFC 8188), and signed as ours (VAPID, RFC 8292)."""

from __future__ import annotations

import base64
import binascii
import os
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE: Final = ec.SECP256R1()
RECORD: Final = 4096
SECRET_BYTES, SALT_BYTES = 16, 16
LASTS: Final = 12 * 3600
"""Seconds for which a signature holds; push services take 24 hours at most."""


def encrypted(
    text: bytes, *, public_key: str, secret: str, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes = b""
) -> bytes:
    """The body that the browser with this key and secret alone can read; ``own`` and ``salt`` are made anew each time
    but in tests. Raises ``ValueError`` for a key that is none."""
    receiver, shared_secret = key_from(public_key), from_base64(secret)
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(SALT_BYTES)
    sender = _point(own.public_key())
    info = b"WebPush: info\0" + _point(receiver) + sender
    agreed = _derived(own.exchange(ec.ECDH(), receiver), shared_secret, info, 32)
    key = _derived(agreed, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(agreed, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(sender)]) + sender
    return head + AESGCM(key).encrypt(nonce, text + b"\x02", None)


def authorization(endpoint: str, *, key: ec.EllipticCurvePrivateKey, contact: str, at: int) -> str:
    """The header by which the push service at ``endpoint`` knows that it is us. ``at``: now, in seconds since 1970."""
    where = urlsplit(endpoint)
    claims = {"aud": f"{where.scheme}://{where.netloc}", "exp": at + LASTS, "sub": contact}
    import jwt  # noqa: PLC0415 - the queue that sends no notices does without it

    return f"vapid t={jwt.encode(claims, key, algorithm='ES256')}, k={public_part(key)}"


def public_part(key: ec.EllipticCurvePrivateKey) -> str:
    """What browsers are given when they ask for notices."""
    return to_base64(_point(key.public_key()))


def key_from(written: str) -> ec.EllipticCurvePublicKey:
    """Raises ``ValueError`` for what is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, from_base64(written))


def to_base64(value: bytes) -> str:
    """For addresses, without signs at the end."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def from_base64(written: str) -> bytes:
    """Raises ``ValueError``."""
    try:
        return base64.b64decode(written + "=" * (-len(written) % 4), altchars="-_", validate=True)
    except binascii.Error as error:
        raise ValueError("no Base64") from error


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
