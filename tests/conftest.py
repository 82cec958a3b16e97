"""What every test stands on: a database as in real life, a clean cache, Chromium at a phone's and a desk's width."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test import override_settings
from django.utils import translation

import system_packages
from content.forms.review.gate import without_second_editor
from content.search import index as search_index
from permissions import writing
from permissions.now import standing_at
from permissions.platform import called
from portal.dashboards import drawn
from portal.kept_pages import middleware as kept_pages
from portal.queue import nudge
from portal.settings import cache as redis_settings
from tests.emptying import quick_emptying
from tests.last_requests import await_last_requests
from tests.migrated_once import migrated_once
from tests.on_postgres import LONG_HERE, may_run_on_postgres, runs_on_postgres, says_that_it_commits
from tests.scenes import Country, country
from tests.sharing_out import with_long_ones_apart
from workflows.saved_reports import kept
from workflows.suggestions import selectors as suggestions

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request
    from pytest_django.live_server_helper import LiveServer

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
EMPTYING_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}
FAKE_DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""A microphone that beeps, and nobody to be asked for it."""
AN_ANSWER = "Failed to load resource: the server responded with a status of"
"""What Chromium also calls an error: a form that came back, an address that is not there."""
ONCE_MORE = pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError", "Execution context was destroyed"])
"""For tests that wait for other processes: one whose patience ended, or that asked a page which was just being left, is
run again, and named at the end of the run."""
TAKE_MINUTES = (
    "tests/journeys/test_production.py",
    "tests/crash/test_nothing_acknowledged_is_lost.py",
)
"""The longest first."""
BEGUN = datetime.fromisoformat(os.environ["INSAF_TESTS_BEGUN"])
PHONE, DESK = (360, 740), (1280, 900)
called.known = called.Known(names={}, until=float("inf"))  # modules of tests write dates as they are collected


@pytest.fixture(scope="session", autouse=True)
def _forms_by_one() -> Iterator[None]:
    """Tests about something else publish the forms that they need in one line. What two editors must agree on is asked
    by ``tests/content/forms/review``, which closes the gate again, and wherever a live server answers."""
    with without_second_editor("A test makes the forms that it needs."):
        yield


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where only tests for PostgreSQL are wanted, files that hold none are not read."""
    if not ("both" in config.option.markexpr and collection_path.match("test_*.py")):
        return None
    return None if may_run_on_postgres(collection_path.relative_to(ROOT)) else True


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Mark what touches the database, opens a browser or runs on both, and save what migrations seeded from tests
    that empty it.

    A transactional or browser test ends by emptying every table; without the serialized rollback the next one would
    find no language, no root page and no site.
    """
    on_postgres = connection.vendor == "postgresql"
    committing: set[pytest.Item] = set()
    for item in items:
        names: list[str] = getattr(item, "fixturenames", [])
        marker = item.get_closest_marker("django_db")
        if "browser" in names:
            item.add_marker("browser")
        if {"browser", "child_environment"} & set(names):
            item.add_marker(ONCE_MORE)
        commits = bool((marker and marker.kwargs.get("transaction")) or EMPTYING_FIXTURES & set(names))
        if marker or DATABASE_FIXTURES & set(names):
            item.add_marker("database")
            module = item.path.relative_to(ROOT)
            # Looked for on PostgreSQL alone: it reads every module of the code.
            if on_postgres and runs_on_postgres(module, commits=commits and "browser" not in names):
                item.add_marker("both")
            if not on_postgres and module.as_posix() in LONG_HERE:
                item.add_marker("large")
        if not commits:
            continue
        committing.add(item)
        if "browser" not in names and not says_that_it_commits(item.path.relative_to(ROOT)):
            raise pytest.UsageError(f"{item.nodeid} commits, which its file does not say: see tests/on_postgres.py")
        if "django_db_serialized_rollback" not in names:
            names.append("django_db_serialized_rollback")
        asked = dict(marker.kwargs if marker else {}, transaction=True, serialized_rollback=True)
        item.add_marker(pytest.mark.django_db(**asked), append=False)
    yield  # only now those are gone that are not asked for
    # Those that commit come last.
    long = [item for path in TAKE_MINUTES for item in items if item.nodeid.startswith(path)]
    first = [item for item in items if item not in committing and item not in long]
    last = [item for item in items if item in committing and item not in long]
    items[:] = [*first, *with_long_ones_apart(last, long, config.getoption("maxschedchunk") or 1)]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not walk it again and again."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have to say beside that they passed: ``record_property("said", …)``."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, said in report.user_properties:
                if name == "said" and report.when == "call":
                    terminalreporter.write_line(f"{report.nodeid}\n    {said}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, pytestconfig: pytest.Config
) -> Iterator[None]:
    """SQLite's test database is a file, so that threads and processes meet in it as they do in real life.

    It need not outlive a power cut: a commit does not wait for the disk. And a thread of the running site keeps its
    connection from one request to the next, as on PostgreSQL: a new one reads hundreds of tables and triggers first.
    """
    for alias in connections:
        entry = connections[alias].settings_dict
        if entry["ENGINE"] == "django.db.backends.sqlite3":
            entry["TEST"]["NAME"] = str(Path(os.environ["INSAF_VAR"]) / f"test-{alias}.sqlite3")
            entry["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
            entry["CONN_MAX_AGE"] = None
    with migrated_once(pytestconfig.cache.mkdir("databases")), quick_emptying():
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_secrets() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["tests.quick_secrets.QuickArgon2"]):
        yield


@pytest.fixture(autouse=True)
def _counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dashboard is counted while its page is asked for, however busy the machine is."""
    monkeypatch.setattr(kept, "AT_ONCE_WITHIN", timedelta(hours=1))


@pytest.fixture
def limits_on(settings: Any) -> Iterator[None]:
    """Tests run without limits; those that are about them ask for this. The hour that is counted in does not end, and
    is the same for all of them: what they begin with is made once (``tests/made_once.py``)."""
    settings.LIMITS_ON = True
    with standing_at(BEGUN):
        yield


@pytest.fixture
def sessions_end(settings: Any) -> None:
    """Tests put the clock forward by days in one session; those that are about its end ask for this."""
    settings.SESSION_IDLE, settings.SESSION_LONGEST = timedelta(minutes=60), timedelta(hours=12)
    settings.PROOF_LASTS = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """No test reads in the language that another's last request was answered in, nor days alone since another did."""
    yield
    translation.deactivate()
    writing._days_alone.set(False)


@pytest.fixture(autouse=True)
def _known_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform is called as it comes, and no test counts the statement by which a process learns of it."""
    monkeypatch.setattr(called, "known", called.Known(names={}, until=float("inf")))
    monkeypatch.setattr(kept_pages, "forget", lambda: None)  # with each new edition


@pytest.fixture(autouse=True)
def _empty_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees what another left in the cache, or a page that was drawn for another."""
    monkeypatch.setattr(kept_pages, "shelf", kept_pages.Shelf(every=settings.PAGES_ASKED_EVERY))
    monkeypatch.setattr(redis_settings, "breaker", redis_settings.CircuitBreaker())
    yield
    cache.clear()
    search_index.forget()
    suggestions.forget()  # or a test would read anew in the minute after an earlier one did
    drawn._drawn.cache_clear()  # in tests many tables are of one instant


@pytest.fixture
def land() -> Country:
    """The small country, for tests that need nothing else at their beginning."""
    return country()


@pytest.fixture
def child_environment(transactional_db: None) -> dict[str, str]:
    """The environment in which another process (``manage.py …``) meets this test's database and files."""
    entry = connection.settings_dict
    if entry["ENGINE"] == "django.db.backends.sqlite3":
        url = f"sqlite:///{entry['NAME']}"
    else:
        account = f"{entry['USER']}:{entry['PASSWORD']}" if entry["PASSWORD"] else entry["USER"]
        url = f"postgres://{account}@{entry['HOST']}:{entry['PORT'] or 5432}/{entry['NAME']}"
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    return os.environ | {"DATABASE_URL": url, "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "portal.settings"}


@pytest.fixture
def with_redis(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a Redis that is there, known to the platform, and of which one database is empty.

    Every connection of the test ends with it: one that is left to the garbage collector warns when the run is over.
    """
    pools: list[redis.ConnectionPool] = []
    begin = redis.ConnectionPool.__init__

    def noted(pool: redis.ConnectionPool, *arguments: Any, **named: Any) -> None:
        begin(pool, *arguments, **named)
        pools.append(pool)

    monkeypatch.setattr(redis.ConnectionPool, "__init__", noted)
    url = os.environ.get("INSAF_TEST_REDIS", "redis://127.0.0.1:6379/9")
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=1) as there:
            there.flushdb()
    except redis.RedisError:
        pytest.skip("no Redis answers")
    settings.REDIS_URL = url
    yield url
    nudge._redis.cache_clear()  # kept for the life of a process
    for pool in pools:
        pool.disconnect()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; a test that asks for it is left out where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = system_packages.browser()
    if chromium is None:
        pytest.skip("no chromium on the path")
    outside = {alias: connections[alias] for alias in connections}
    with playwright.sync_playwright() as started:
        # Inside Playwright's event loop Django would open connections of another context, unknown to its test runner.
        for alias, wrapper in outside.items():
            connections[alias] = wrapper
        launched = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", *FAKE_DEVICES])
        yield launched
        launched.close()


@contextmanager
def page_at(
    browser: Browser, home: str, size: tuple[int, int], *, named: tuple[str, ...] = (), **more: Any
) -> Iterator[Page]:
    """A page of its own cookies; at its end it must have raised no error, been refused nothing by the policy of its own
    headers, and asked no other host but those that the test says the operator has ``named``.

    Chromium says to the console what a policy refused, in a frame or in a second window too.
    """
    width, height = size
    context = browser.new_context(base_url=home, viewport={"width": width, "height": height}, locale="ar-JO", **more)
    context.set_default_timeout(60_000)  # milliseconds: two browsers may share two busy cores
    page = context.new_page()
    errors: list[str] = []
    strangers: list[str] = []

    def note_host(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:", "about:", *named)):
            strangers.append(request.url)

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(AN_ANSWER):
            errors.append(message.text)

    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", note_error)
    page.on("request", note_host)
    yield page
    context.close()
    assert errors == []
    assert strangers == []


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[tuple[int, int]], Page]]:
    """Opens a page of a given size (width, height in pixels) with its own cookies: one for each person of a journey."""
    with ExitStack() as stack:
        yield lambda size: stack.enter_context(page_at(browser, live_server.url, size))
    await_last_requests()


@pytest.fixture
def phone_page(open_page: Callable[[tuple[int, int]], Page]) -> Page:
    """A page 360 pixels wide at the running site: ``phone_page.goto("/ar/")``."""
    return open_page(PHONE)


@pytest.fixture
def desk_page(open_page: Callable[[tuple[int, int]], Page]) -> Page:
    """A page 1280 pixels wide at the running site."""
    return open_page(DESK)


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[str]]:
    """Names what axe-core finds on an open page: ``barriers(page) == []``. Rules of WCAG 2.2 A and AA."""
    if not AXE.is_file():
        pytest.skip("axe-core is not in node_modules")
    script = AXE.read_text(encoding="utf-8")

    def find(page: Page) -> list[str]:
        # What is fading in has no contrast yet; what stands still for good is not waited for.
        page.evaluate(
            """() => Promise.race([
                new Promise((done) => setTimeout(done, 3000)),
                Promise.all(document.getAnimations()
                    .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
                    .map((each) => each.finished.catch(() => null)))
            ])"""
        )
        page.evaluate(script)
        found = page.evaluate(
            """() => axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']
            })"""  # of what passes it describes one place of each rule alone
        )
        return [
            f"{rule['id']}: {node['target']} {node['html'][:120]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return find
