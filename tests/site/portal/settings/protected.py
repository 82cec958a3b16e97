"""What is missing of the headers that every page has, and what a policy allows that it should not."""

from __future__ import annotations

import re
from collections.abc import Mapping

ALWAYS = {
    "X-Frame-Options": ("DENY", "SAMEORIGIN"),
    "X-Content-Type-Options": ("nosniff",),
    # With "no-referrer" a browser sends the forms of a page from the origin "null", and they are refused as forged.
    "Referrer-Policy": ("same-origin",),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
}
TELLS_NOBODY = re.compile(r"/(\w\w/)?s/")
"""Addresses that no other page learns, ours neither: their one form is taken from wherever it comes."""
NOTHING = ("default-src", "base-uri", "object-src")
OURS = {"script-src": "'self'", "connect-src": "'self'", "font-src": "'self'", "form-action": "'self'"}
IN_THE_EDITOR = re.compile(r"/admin/pages/(\d+/edit|add/content/\w+/\d+)/")
LETTER = re.compile(r"/admin/studio/letters/[-\w]+/preview/")
NONCE = re.compile(r" 'nonce-[\w+/=]{24}'$")


def policy_of(headers: Mapping[str, str]) -> dict[str, str]:
    """The directives of an answer's policy, by name."""
    directives = headers.get("Content-Security-Policy", "").split("; ")
    return {name: sources for name, _blank, sources in (each.partition(" ") for each in directives) if name}


def unprotected(address: str, headers: Mapping[str, str]) -> list[str]:
    """What is wrong with the headers of the answer that ``address`` gave; nothing is asked of what is no page."""
    if not headers.get("Content-Type", "").startswith("text/html"):
        return []
    always = ALWAYS | ({"Referrer-Policy": ("no-referrer",)} if TELLS_NOBODY.match(address) else {})
    wrong = [name for name, allowed in always.items() if headers.get(name) not in allowed]
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if address.startswith("/admin/") and "no-store" not in headers.get("Cache-Control", ""):
        wrong.append("Cache-Control")
    return wrong + [f"Content-Security-Policy: {name}" for name in _too_much(address, policy_of(headers))]


def _too_much(address: str, policy: dict[str, str]) -> list[str]:
    wrong = [name for name in NOTHING if policy.get(name) != "'none'"]
    wrong += [name for name, only in OURS.items() if NONCE.sub("", policy.get(name, "")) != only]
    if policy.get("frame-ancestors") not in ("'none'", "'self'"):
        wrong.append("frame-ancestors")
    # Letters have their looks in attributes; that no script of theirs runs is held with their preview.
    excused = {bool(IN_THE_EDITOR.match(address)): "style-src-elem", bool(LETTER.match(address)): "style-src-attr"}
    allowed = [name for name, sources in policy.items() if "unsafe" in sources or "*" in sources or "http" in sources]
    return wrong + [name for name in allowed if name != excused.get(True)]
