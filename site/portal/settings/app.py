"""What the environment says of the platform as an app: which one of the stores is ours, and the key of its notices."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final, cast

from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import env

PUSH_SERVICES: Final = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""Of the makers of the browsers that people have."""


def android_app() -> tuple[str, list[str]]:
    """``ANDROID_APP``, the name of its package, and ``ANDROID_FINGERPRINTS``, comma-separated: the SHA-256 of each key
    that signs it, the store's own among them. Both or neither."""
    app = str(env.str("ANDROID_APP", default=""))
    given = cast("list[str]", env.list("ANDROID_FINGERPRINTS", default=[]))
    prints = [each.strip().upper() for each in given if each.strip()]
    if bool(app) != bool(prints):
        raise ImproperlyConfigured("ANDROID_APP and ANDROID_FINGERPRINTS go together.")
    if app and not re.fullmatch(r"[a-zA-Z]\w*(\.[a-zA-Z]\w*)+", app, re.ASCII):
        raise ImproperlyConfigured("ANDROID_APP is the name of a package, such as org.example.complaints.")
    for each in prints:
        if not re.fullmatch(r"[0-9A-F]{2}(:[0-9A-F]{2}){31}", each):
            raise ImproperlyConfigured("ANDROID_FINGERPRINTS are SHA-256: 32 bytes in hex with colons between.")
    return app, prints


def vapid_private_key() -> ec.EllipticCurvePrivateKey | None:
    """``VAPID_PRIVATE_KEY``: by it the servers of browsers know that a notice is ours; none: no notices are sent.

    32 bytes in Base64 for addresses, as ``manage.py push_key`` makes them.
    """
    given = str(env.str("VAPID_PRIVATE_KEY", default="")).strip()
    if not given:
        return None
    try:
        number = int.from_bytes(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)), "big")
        return ec.derive_private_key(number, ec.SECP256R1())
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured("VAPID_PRIVATE_KEY is what manage.py push_key prints.") from error


def push_hosts() -> tuple[str, ...]:
    """``PUSH_HOSTS``, comma-separated: the hosts that ring devices for browsers, each with those below its name.

    A browser says itself where it is rung, and whoever writes such an address by hand could have us call anybody.
    """
    given = cast("list[str]", env.list("PUSH_HOSTS", default=list(PUSH_SERVICES)))
    hosts = tuple(each.strip().lower() for each in given if each.strip())
    for each in hosts:
        if not re.fullmatch(r"([a-z0-9-]+\.)+[a-z0-9-]*[a-z][a-z0-9-]*", each):
            raise ImproperlyConfigured(f"PUSH_HOSTS names hosts, as push.example.org, not {each}.")
    return hosts
