"""Every page that links lead to: one for each route, each of the roles and each language."""

from __future__ import annotations

import html
import logging
import re
import shutil
from collections import deque
from collections.abc import Iterator
from hashlib import sha256
from http import HTTPStatus
from http.cookies import Morsel
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from same.text import masked, text_of
from same.world import fix_secrets

LANGUAGES = ("ar", "en")
VISITOR = "visitor"
LOGINS = (
    *("owner", "editor", "central", "admin", "admin-moh", "officer-moh", "level1-moh", "level2-moh", "staff-moh"),
    *("legal-moh", "rights", "callcentre", "custodian", "privacy", "auditor"),
)
"""One login of the demo world for each of its roles; those with most pages first."""
LINK = re.compile(r'(?<![\w-])(?:href|src|action|formaction)="([^"#]*)|"url": "(/[^"]*)"')
LEFT_OUT = ("/admin/logout/", "/static/", "/media/", "/django-admin/")
NOT_COMPARED = {"Location", "Content-Length", "ETag", "Expires"}
"""Headers: one that stands above the others, and what follows from bytes or from the machine's clock."""
SPOKEN = re.compile(r"^/(?:ar|en)/")
OWN_PATH = re.compile(r"^/admin/studio/(?!drafts/|versions/|moving/)")
"""Of these addresses each is a page of its own: the subjects that owners publish, and letters."""
HOSTS = {"testserver", "localhost", "127.0.0.1", None}


def on_copy(var: Path, name: str) -> None:
    """Let this process work on a copy of the world's database, so that nobody sees what another did."""
    from django.db import connection

    connection.close()
    copy = var / f"{name}.sqlite3"
    shutil.copy(var / "world.sqlite3", copy)
    connection.settings_dict["NAME"] = str(copy)
    fix_secrets(name)


def write(folder: Path, var: Path, login: str, language: str) -> None:
    """Follow the links as one person in one language; each page becomes a file, what it cost a line."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    on_copy(var, f"{login}-{language}")
    kinds = _Kinds()
    log = logging.getLogger("insaf.security")
    log.handlers, log.propagate = [kinds], False
    client, costs, cookies = _client(login, language), [], set[str]()
    place = folder / "pages" / f"{login}-{language}"
    place.mkdir(parents=True)
    waiting, visited = deque([f"/{language}/" if login == VISITOR else "/admin/"]), set[str]()
    while waiting:
        address = waiting.popleft()
        key = _key(address)
        if key in visited or (login != VISITOR and not address.startswith("/admin/")):
            continue
        visited.add(key)
        fix_secrets(f"{login} {language} {key}")
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        waiting.extend(_links(address, answer))
        costs.append(f"{key}: {answer.status_code}, {len(asked)} statements")
        cookies |= {_flags(cookie) for cookie in answer.cookies.values()}
        (place / _file_name(key)).write_text(f"{key}\n{_head(answer)}{text_of(answer)}", encoding="utf-8")
    for part, lines in (("costs", costs), ("cookies", sorted(cookies)), ("log", sorted(kinds.seen))):
        (folder / f"{part}-{login}-{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _client(login: str, language: str) -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from wagtail.users.models import UserProfile

    client = Client(HTTP_ACCEPT_LANGUAGE=language, raise_request_exception=False)
    if login != VISITOR:
        user = get_user_model().objects.get(username=login)
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        client.force_login(user)
    return client


def _key(address: str) -> str:
    """What a page is one of: its route and the names of its parameters; pages of the public each by their path."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(address)
    names = "&".join(sorted({name for name, _value in parse_qsl(parts.query)}))
    try:
        match = resolve(parts.path)
    except Resolver404:
        return "nothing there"
    own = OWN_PATH.match(parts.path) or (SPOKEN.match(parts.path) and not match.kwargs.keys() - {"path"})
    return f"{parts.path if own else match.route}?{names}"


def _links(address: str, answer: Any) -> Iterator[str]:
    """Addresses on this host that an answer leads to."""
    if HTTPStatus.MULTIPLE_CHOICES <= answer.status_code < HTTPStatus.BAD_REQUEST:
        links = [(answer.headers["Location"], "")]
    elif "html" in answer.headers.get("Content-Type", "") and not answer.streaming:
        links = LINK.findall(html.unescape(answer.content.decode()))
    else:
        links = []
    for written, listed in links:
        parts = urlsplit(urljoin(f"http://testserver{address}", written or listed))
        if parts.scheme in {"http", "https"} and parts.hostname in HOSTS and not parts.path.startswith(LEFT_OUT):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _head(answer: Any) -> str:
    templates = sorted({template.name for template in answer.templates if template.name})
    lines = [f"{answer.status_code} {masked(answer.headers.get('Location', ''))}"]
    heads = {name: value for name, value in answer.headers.items() if name not in NOT_COMPARED}
    lines += [f"{name}: {masked(value)}" for name, value in sorted(heads.items())]
    return "\n".join([*lines, *templates, ""])


def _flags(cookie: Morsel[str]) -> str:
    flags = (cookie[name] for name in ("path", "samesite", "secure", "httponly", "max-age"))
    return f"{cookie.key} {' '.join(map(str, flags))}"


def _file_name(key: str) -> str:
    readable = re.sub(r"\W+", "-", key).strip("-")[:100]
    return f"{readable}-{sha256(key.encode()).hexdigest()[:6]}.txt"


class _Kinds(logging.Handler):
    """Gathers the kinds of what the security log was told."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.add(f"{record.msg} {getattr(record, 'said', {}).get('outcome', '')}")
