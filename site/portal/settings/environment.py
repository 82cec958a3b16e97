"""What the environment says: read once, checked, and refused with a sentence where it is wrong."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

from permissions.openid.provider import Provider

ROOT = Path(__file__).resolve().parents[3]

LOCAL_PROXIES = ("127.0.0.1", "::1", "unix")

LONG = timedelta(days=36_500)
SHORTEST_SECRET: Final = 32
LONGEST_WEBHOOK: Final = 500

HOUR: Final = 3_600
YEAR: Final = 31_536_000
"""Seconds."""

Kind = Literal["demo", "test", "production"]


class Given(Mapping[str, str]):
    """The process's environment, in which ``NAME_FILE`` may stand for ``NAME``: what it says is in that file.

    So a secret need not be in the environment, which child processes inherit and reports of crashes repeat. The line
    break at the end of the file is not part of it.
    """

    def __getitem__(self, name: str) -> str:
        file = os.environ.get(f"{name}_FILE")
        if file is None:
            return os.environ[name]
        if name in os.environ:
            raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set: leave one of them out.")
        try:
            return Path(file).read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE: {file} cannot be read as text: {error}") from error

    def __iter__(self) -> Iterator[str]:
        return iter({name.removesuffix("_FILE") for name in os.environ})

    def __len__(self) -> int:
        return sum(1 for _name in self)


class Environment(environ.Env):
    """django-environ's, reading what is ``Given``."""

    ENVIRON = Given()


env = Environment()
VAR = Path(env.str("INSAF_VAR", default=str(ROOT / "var")))


def kind() -> Kind:
    """``demo`` (default), ``test`` or ``production``."""
    value = env.str("INSAF_ENV", default="demo")
    if value not in ("demo", "test", "production"):
        raise ImproperlyConfigured("INSAF_ENV is one of: demo, test, production.")
    return cast("Kind", value)


def secret_key(environment: Kind) -> str:
    """``SECRET_KEY``; the demo makes one for itself under ``var/``, production must be given one."""
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    if environment == "production":
        raise ImproperlyConfigured("SECRET_KEY must be set in production.")
    if environment == "test":
        return "test-only-" + "x" * 50
    return kept("secret-key")


def field_keys(environment: Kind) -> list[str]:
    """``FIELD_KEYS``, comma-separated, newest first: seal the audit chain, from outside the database."""
    given = cast("list[str]", env.list("FIELD_KEYS", default=[]))
    if given:
        return given
    if environment == "production":
        raise ImproperlyConfigured("FIELD_KEYS must be set in production.")
    return ["test-only-field-key"] if environment == "test" else [kept("field-key")]


def demo_password(environment: Kind) -> str:
    """``INSAF_DEMO_PASSWORD``, everybody's password in the demo world."""
    if environment == "production" and "INSAF_DEMO_PASSWORD" in env.ENVIRON:
        raise ImproperlyConfigured("INSAF_DEMO_PASSWORD is refused in production: there is no demo world there.")
    return str(env.str("INSAF_DEMO_PASSWORD", default="insaf-demo"))


def quick_exit_url() -> str:
    """``QUICK_EXIT_URL``: an ordinary page (the weather, say) for citizens who are watched; empty: that of the day."""
    given = str(env.str("QUICK_EXIT_URL", default=""))
    if given and not given.startswith(("https://", "/")):
        raise ImproperlyConfigured("QUICK_EXIT_URL is an address that begins with https:// or /.")
    return given


def api_origins() -> list[str]:
    """``API_ORIGINS``, comma-separated: the sites whose scripts may call the API; none where it is empty."""
    given = [each.strip() for each in cast("list[str]", env.list("API_ORIGINS", default=[])) if each.strip()]
    for each in given:
        where = urlsplit(each)
        if where.scheme != "https" or not where.netloc or each != f"https://{where.netloc.lower()}":
            raise ImproperlyConfigured(f"API_ORIGINS: {each} is no origin. Write https://, the host, and nothing more.")
    return given


def clamav_url() -> str:
    """``CLAMAV_URL``, where ClamAV's ``clamd`` listens; empty: nobody looks for viruses."""
    given = str(env.str("CLAMAV_URL", default=""))
    where = urlsplit(given)
    if given and not (where.scheme == "unix" and where.path) and not (where.scheme == "tcp" and where.port):
        raise ImproperlyConfigured("CLAMAV_URL is tcp://host:3310 or unix:///path/of/clamd.sock.")
    return given


def service_hosts() -> list[str]:
    """``SERVICE_HOSTS``, comma-separated: the hosts (with their port where it is not 443) that processes may call."""
    given = [each.strip().lower() for each in cast("list[str]", env.list("SERVICE_HOSTS", default=[])) if each.strip()]
    for each in given:
        host = re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::([1-9][0-9]{0,4}))?", each)
        if host is None:
            raise ImproperlyConfigured(
                f"SERVICE_HOSTS names hosts, as api.example.org or api.example.org:8443, not {each}."
            )
        if host[1] == "443":
            raise ImproperlyConfigured(f"SERVICE_HOSTS: the port 443 is left out, so {each[:-4]} and not {each}.")
    return given


def service_secret() -> str:
    """``SERVICE_SECRET``, by which a host knows that a call is ours; as long as nobody guesses it."""
    given = str(env.str("SERVICE_SECRET", default=""))
    if given and len(given) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"SERVICE_SECRET needs {SHORTEST_SECRET} characters at least: openssl rand -hex 32.")
    return given


def page_webhooks() -> list[str]:
    """``PAGE_WEBHOOKS``, comma-separated: the addresses that are told when a page is published, taken away or moved.

    They are signed for as calls of processes are, so that they need ``SERVICE_SECRET``.
    """
    given = [each.strip() for each in cast("list[str]", env.list("PAGE_WEBHOOKS", default=[])) if each.strip()]
    for each in given:
        where = urlsplit(each)
        plain = each.isascii() and each.isprintable() and " " not in each and len(each) <= LONGEST_WEBHOOK
        if not plain or where.scheme != "https" or not where.hostname or "@" in where.netloc:
            raise ImproperlyConfigured(
                f"PAGE_WEBHOOKS names addresses, as https://web.example.org/hooks/pages, not {each}."
            )
    if given and not service_secret():
        raise ImproperlyConfigured("PAGE_WEBHOOKS needs SERVICE_SECRET, with which its calls are signed.")
    return given


def check_links() -> bool:
    """``CHECK_LINKS``, yes or no: whether other sites are asked, once a week, if what our pages link to is there."""
    given = env.str("CHECK_LINKS", default="no")
    if given not in ("yes", "no"):
        raise ImproperlyConfigured("CHECK_LINKS is yes or no.")
    return bool(given == "yes")


def uploads_waiting_bytes() -> int:
    """``UPLOADS_WAITING_MB``, how much may lie in the storage for forms that were not sent yet, in bytes."""
    megabytes = whole_number("UPLOADS_WAITING_MB", 10_000)
    if megabytes < 100:
        raise ImproperlyConfigured("UPLOADS_WAITING_MB is 100 at least: what one form may send.")
    return megabytes * 1024 * 1024


def upload_files() -> int:
    """``UPLOAD_FILES``, how many files one form or act takes."""
    files = whole_number("UPLOAD_FILES", 10)
    if not 1 <= files <= 10:
        raise ImproperlyConfigured("UPLOAD_FILES is between 1 and 10.")
    return files


def upload_bytes() -> int:
    """``UPLOAD_MB``, how large a file may be that comes piece by piece, in bytes."""
    megabytes = whole_number("UPLOAD_MB", 200)
    if not 1 <= megabytes <= 200:
        raise ImproperlyConfigured("UPLOAD_MB is between 1 and 200.")
    return megabytes * 1024 * 1024


def uploads_waiting_hours() -> int:
    """``UPLOADS_WAITING_HOURS``, how long a file may wait in the storage for the form that it was chosen for."""
    hours = whole_number("UPLOADS_WAITING_HOURS", 2)
    if hours < 1:
        raise ImproperlyConfigured("UPLOADS_WAITING_HOURS is 1 at least.")
    return hours


def operators_token() -> str:
    """``OPERATORS_TOKEN``: who sends it reads ``/metrics`` and the details of ``/readyz`` and
    ``/healthz/platform``; empty: nobody does."""
    return str(env.str("OPERATORS_TOKEN", default="")).strip()


def backup_hours(environment: Kind) -> int:
    """``INSAF_BACKUP_HOURS``: how old the last ``manage.py backup`` may be; 0: nobody asks."""
    hours = whole_number("INSAF_BACKUP_HOURS", 26 if environment == "production" else 0)
    if hours < 0:
        raise ImproperlyConfigured("INSAF_BACKUP_HOURS is 0 at least.")
    return hours


def security_contact() -> str:
    """``INSAF_SECURITY_CONTACT``: the email address to which faults in security are told; empty: there is none."""
    given = str(env.str("INSAF_SECURITY_CONTACT", default=""))
    if given and not re.fullmatch(r"[^\s@:,]+@[^\s@:,]+\.[^\s@:,]+", given):
        raise ImproperlyConfigured("INSAF_SECURITY_CONTACT is an email address.")
    return given


def standing_now(environment: Kind) -> datetime | None:
    """``INSAF_NOW``, the clock's idea of now (ISO; without an offset: Amman's time); demo and test only."""
    given = env.str("INSAF_NOW", default="")
    if not given:
        return None
    if environment == "production":
        raise ImproperlyConfigured("INSAF_NOW is refused in production.")
    try:
        instant = datetime.fromisoformat(given)
    except ValueError as error:
        raise ImproperlyConfigured(f"INSAF_NOW is not a time: {given}") from error
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=ZoneInfo("Asia/Amman"))
    return instant.astimezone(UTC)


def limits_on(environment: Kind) -> bool:
    """``INSAF_LIMITS``: ``on`` (default) or ``off``, which is refused in production."""
    value = env.str("INSAF_LIMITS", default="on")
    if value not in ("on", "off"):
        raise ImproperlyConfigured("INSAF_LIMITS is on or off.")
    if value == "off" and environment == "production":
        raise ImproperlyConfigured("INSAF_LIMITS=off is refused in production: anybody could try passwords at will.")
    return bool(value == "on")


def readers_confined(environment: Kind) -> bool:
    """``INSAF_UNCONFINED_READERS``: ``allow`` has files read where the system cannot confine who reads them, which
    production does by this word alone, and the deploy check calls an error; elsewhere it is so by itself."""
    value = str(env.str("INSAF_UNCONFINED_READERS", default="" if environment == "production" else "allow"))
    if value not in ("", "allow"):
        raise ImproperlyConfigured("INSAF_UNCONFINED_READERS is allow, or is not set.")
    return value != "allow"


class Hsts(NamedTuple):
    """For how long browsers take this host over TLS alone, and whether they do so of all below it, before any visit."""

    seconds: int
    subdomains: bool
    preload: bool


def hsts(environment: Kind) -> Hsts:
    """``INSAF_HSTS_SECONDS`` (an hour, 0 elsewhere than in production), ``INSAF_HSTS_SUBDOMAINS``,
    ``INSAF_HSTS_PRELOAD``: what browsers were told cannot be taken back before it is over."""
    found = Hsts(
        whole_number("INSAF_HSTS_SECONDS", HOUR if environment == "production" else 0),
        bool(env.bool("INSAF_HSTS_SUBDOMAINS", default=False)),
        bool(env.bool("INSAF_HSTS_PRELOAD", default=False)),
    )
    if not 0 <= found.seconds <= 2 * YEAR:
        raise ImproperlyConfigured(f"INSAF_HSTS_SECONDS is between 0 and {2 * YEAR}.")
    if found.preload and not (found.subdomains and found.seconds >= YEAR):
        raise ImproperlyConfigured(f"INSAF_HSTS_PRELOAD needs INSAF_HSTS_SUBDOMAINS and {YEAR} seconds or more.")
    return found


ONE_FACTOR: Final = frozenset({"acr=0", "acr=1", "amr=pwd", "amr=pin", "amr=kba"})
"""What says that one factor was asked for, or none: ISO/IEC 29115 and RFC 8176."""


def staff_provider(environment: Kind) -> Provider | None:
    """``OIDC_STAFF_URL``, ``OIDC_STAFF_CLIENT_ID``, ``OIDC_STAFF_CLIENT_SECRET``: single sign-on; None without."""
    url = str(env.str("OIDC_STAFF_URL", default=""))
    if not url:
        return None
    client, secret = env.str("OIDC_STAFF_CLIENT_ID", default=""), env.str("OIDC_STAFF_CLIENT_SECRET", default="")
    if not client or not secret:
        raise ImproperlyConfigured("With OIDC_STAFF_URL go OIDC_STAFF_CLIENT_ID and OIDC_STAFF_CLIENT_SECRET.")
    provider = Provider(
        issuer=url,
        client_id=client,
        client_secret=secret,
        scopes=("openid",),
        plain_http=environment != "production",
        second_factor=second_factor_words(),
    )
    if not provider.may_call(url):
        raise ImproperlyConfigured("OIDC_STAFF_URL is an address that begins with https:.")
    return provider


def second_factor_words() -> tuple[tuple[str, str], ...]:
    """``OIDC_STAFF_SECOND_FACTOR``: ``acr=…`` and ``amr=…``, with spaces between, by which tokens say that the provider
    has asked for a second factor. Empty: it is not believed to, and everybody shows theirs here."""
    read = []
    for word in str(env.str("OIDC_STAFF_SECOND_FACTOR", default="")).split():
        claim, _sign, value = word.partition("=")
        if claim not in ("acr", "amr") or not value:
            raise ImproperlyConfigured(
                "OIDC_STAFF_SECOND_FACTOR is made of acr=value and amr=value, with spaces between."
            )
        if word in ONE_FACTOR:
            raise ImproperlyConfigured(f"OIDC_STAFF_SECOND_FACTOR: {word} is a single factor, and no second one.")
        read.append((claim, value))
    return tuple(read)


def staff_provider_names() -> dict[str, str]:
    """``OIDC_STAFF_NAME_AR`` and ``OIDC_STAFF_NAME_EN``: what people call the service."""
    return {
        "ar": env.str("OIDC_STAFF_NAME_AR", default="") or env.str("OIDC_STAFF_NAME_EN", default="OpenID"),
        "en": env.str("OIDC_STAFF_NAME_EN", default="OpenID"),
    }


def session_idle(environment: Kind) -> timedelta:
    """``INSAF_IDLE_MINUTES``: a session of the staff that nobody uses is over after these.

    NIST SP 800-63B-4 advises an hour at most where a second factor is asked for. Tests put the clock forward by days.
    """
    return LONG if environment == "test" else timedelta(minutes=_within("INSAF_IDLE_MINUTES", 60, 5, 60))


def session_longest(environment: Kind) -> timedelta:
    """``INSAF_SESSION_HOURS``: a session of the staff is over after these, whatever is done in it: a working day."""
    return LONG if environment == "test" else timedelta(hours=_within("INSAF_SESSION_HOURS", 12, 1, 24))


def proof_lasts(environment: Kind) -> timedelta:
    """For how long a proof of who one is holds for the acts that ask for one."""
    return LONG if environment == "test" else timedelta(minutes=10)


def whole_number(name: str, default: int) -> int:
    """What is given, or ``default``. Raises ``ImproperlyConfigured`` for what is no number."""
    try:
        return int(env.int(name, default=default))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is a whole number.") from error


def email_a_day() -> int:
    """``EMAIL_A_DAY``: so many letters leave by email within a day; 0: as many as there are."""
    given = whole_number("EMAIL_A_DAY", 0)
    if given < 0:
        raise ImproperlyConfigured("EMAIL_A_DAY is 0 or more.")
    return given


def bounces() -> Path | None:
    """``INSAF_BOUNCES``: the maildir to which what comes back to the sender's address is delivered; None: none."""
    given = env.str("INSAF_BOUNCES", default="")
    if given and not Path(given).is_absolute():
        raise ImproperlyConfigured("INSAF_BOUNCES is the whole path of a maildir.")
    return Path(given) if given else None


def longest_wait(environment: Kind) -> float:
    """``INSAF_LONGEST_WAIT_MS``, in seconds: who has waited longer for a free thread is turned away.

    Tests share their machine with one another: there nobody is, unless a test says so.
    """
    return _within("INSAF_LONGEST_WAIT_MS", 60_000 if environment == "test" else 1_000, 50, 60_000) / 1_000


def _within(name: str, default: int, least: int, most: int) -> int:
    given = whole_number(name, default)
    if not least <= given <= most:
        raise ImproperlyConfigured(f"{name} is between {least} and {most}.")
    return given


def trusted_proxies() -> list[str | IPv4Network | IPv6Network]:
    """``TRUSTED_PROXIES``: addresses and networks, and ``unix`` for a socket that is a file.

    ``INSAF_BEHIND_PROXY=yes`` is short for one on this machine.
    """
    behind = env.bool("INSAF_BEHIND_PROXY", default=False)
    given = cast("list[str]", env.list("TRUSTED_PROXIES", default=[*LOCAL_PROXIES] if behind else []))
    try:
        return [each if each == "unix" else ip_network(each) for each in map(str.strip, given)]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES are addresses and networks (10.0.0.0/8), or unix: {error}."
        ) from error


def kept(name: str) -> str:
    """A secret made once for a demo and kept in a private file; safe when two processes start at once."""
    path = VAR / name
    VAR.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value := secrets.token_urlsafe(48))
    return value
