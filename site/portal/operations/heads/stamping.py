"""A time-stamping authority (RFC 3161) says when it saw a head; the only home of rfc3161-client."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from pathlib import Path
from typing import Final

import requests
from cryptography.x509 import load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from permissions.audit.head_lines import Head, Stamped, signed_of

SECONDS: Final = 5.0
LONGEST: Final = 65_536
"""Octets of an answer; those of most authorities have some five thousand."""
APART: Final = timedelta(minutes=10)
"""How far its clock and ours may lie apart."""
_ASKED: Final = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


class NotStamped(Exception):
    """The authority did not answer, or what it says is not of this head; the words are for operators."""


def stamp(head: Head, url: str, ca: Path) -> Stamped:
    """Have a head stamped: one question, answered within seconds. Only a digest goes there. Raises ``NotStamped``."""
    asked = TimestampRequestBuilder().data(signed_of(head)).hash_algorithm(HashAlgorithm.SHA256).build()
    try:
        with requests.post(
            url, data=asked.as_bytes(), headers=_ASKED, timeout=SECONDS, allow_redirects=False, stream=True
        ) as answer:
            answer.raise_for_status()
            content = answer.raw.read(LONGEST, decode_content=True)
        response = decode_timestamp_response(content)
    except (requests.RequestException, OSError, ValueError) as error:
        raise NotStamped(f"{type(error).__name__}: no stamp came") from error
    if response.status == 0 and response.tst_info.nonce != asked.nonce:
        raise NotStamped("the stamp is the answer to another question")
    _check(head, response, ca)
    return Stamped(head.at, head.installation, head.count, head.seal, urlsafe_b64encode(content).decode("ascii"))


def check_stamp(line: Stamped, ca: Path) -> None:
    """Whether a stamp is of its head, by an authority that is known here. Raises ``NotStamped``."""
    try:
        response = decode_timestamp_response(urlsafe_b64decode(line.token))
    except ValueError as error:
        raise NotStamped("it cannot be read") from error
    _check(line.head, response, ca)


def _check(head: Head, response: TimeStampResponse, ca: Path) -> None:
    builder = VerifierBuilder()
    for certificate in load_pem_x509_certificates(ca.read_bytes()):
        builder = builder.add_root_certificate(certificate)
    try:
        builder.build().verify_message(response, signed_of(head))
    except VerificationError as error:
        raise NotStamped(str(error)) from error
    apart = abs(response.tst_info.gen_time - head.at)
    if apart > APART:
        raise NotStamped(f"it is of another time: {response.tst_info.gen_time:%Y-%m-%d %H:%M} UTC")
