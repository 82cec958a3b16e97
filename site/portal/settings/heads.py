"""What the environment says of telling another machine how the audit trail stands."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import env

HOW = (
    "HEAD_URL is file:///mnt/elsewhere/insaf-heads.log, tls://host:6514, tcp://host:601, udp://host:514 or "
    "unix:///dev/log; or a file and a syslog server, with a comma between them."
)


def head_places() -> tuple[Path | None, str]:
    """``HEAD_URL``: the file to which a line is added each minute that says how the trail stands, and the address of
    the syslog server that is told the same; None and "" where none is."""
    given = [each for part in str(env.str("HEAD_URL", default="")).split(",") if (each := part.strip())]
    files = [_file(each) for each in given if urlsplit(each).scheme == "file"]
    servers = [_syslog(each) for each in given if urlsplit(each).scheme != "file"]
    if len(files) > 1 or len(servers) > 1:
        raise ImproperlyConfigured(HOW)
    return files[0] if files else None, servers[0] if servers else ""


def _file(address: str) -> Path:
    where = urlsplit(address)
    if where.netloc or not where.path.strip("/") or where.path.endswith("/"):
        raise ImproperlyConfigured(HOW)
    return Path(unquote(where.path))


def _syslog(address: str) -> str:
    where = urlsplit(address)
    try:
        port = where.port
    except ValueError as error:
        raise ImproperlyConfigured(HOW) from error
    to_a_host = where.scheme in ("tcp", "udp", "tls") and where.hostname and port
    if not to_a_host and not (where.scheme == "unix" and where.path):
        raise ImproperlyConfigured(HOW)
    return address


def timestamping() -> tuple[str, Path | None]:
    """``TIMESTAMP_URL``, the time-stamping authority that stamps heads (RFC 3161), and ``TIMESTAMP_CA``, a file with
    the certificates (PEM) that its own follow from; without a server nothing is stamped."""
    url, ca = str(env.str("TIMESTAMP_URL", default="")), str(env.str("TIMESTAMP_CA", default=""))
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
        raise ImproperlyConfigured("TIMESTAMP_URL is the address of a time-stamping authority, by http or https.")
    if url and not any(head_places()):
        raise ImproperlyConfigured("TIMESTAMP_URL needs HEAD_URL, where stamps go.")
    if url and not ca:
        raise ImproperlyConfigured("TIMESTAMP_URL needs TIMESTAMP_CA, by which its stamps are checked.")
    if ca and not Path(ca).is_file():
        raise ImproperlyConfigured(f"TIMESTAMP_CA: there is no file {ca}.")
    return url, Path(ca) if ca else None
