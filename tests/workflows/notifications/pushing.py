"""A push service of tests, and a browser that it rings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from permissions.calling import Refused
from workflows.notifications.transports.push import transport
from workflows.notifications.transports.push.encrypting import public_part, to_base64

PUSH = "https://push.example.org/send/abc"
KEY = ec.generate_private_key(ec.SECP256R1())
PUBLIC = public_part(ec.generate_private_key(ec.SECP256R1()))
SECRET = to_base64(b"0123456789abcdef")


@dataclass
class Service:
    """A push service: what it was sent, and what it answers."""

    answers: dict[str, int] = field(default_factory=dict)
    came: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.came.append((address, body, headers))
        status = self.answers.get(address, 201)
        if not status:
            raise Refused("silent")
        return status


def begin(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Service:
    """One that the platform is set up for."""
    settings.VAPID_PRIVATE_KEY, settings.PUSH_HOSTS = KEY, ("push.example.org",)
    settings.SECURITY_CONTACT = "security@example.org"
    found = Service()
    monkeypatch.setattr(transport, "post", found.post)
    return found
