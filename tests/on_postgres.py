"""Which tests run on PostgreSQL too: those of what behaves differently there.

Every test runs on SQLite, those of ``LONG_HERE`` in the long runs alone. On PostgreSQL run again
- the tests of the two lower floors that touch the database: they own its tables, locks, constraints and triggers. Left
  out are those of one module of the code that asks nothing in a way of its own, and those of ``SAME_THERE``;
- each test above them that commits, since threads and processes meet in the database, but for those of ``HERE_ALONE``;
- above them each module of tests whose namesake in the code speaks to the database in a way of its own, and what
  ``STAND_FOR`` and ``EVERYWHERE`` name.
Every other screen is opened there once: ``tests/site/portal/who_may_what/test_on_postgres.py``.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.architecture.sources import ROOT, floor_modules, tree

LOWER_FLOORS = ("permissions", "workflows")

STAND_FOR: dict[str, str] = {
    "content.directory.agency_contact": "tests/content/directory/test_contacts.py",
    "portal.reports.agency_screens": "tests/site/portal/reports/test_unit_screens.py",
    "portal.audit_screen.filter": "tests/site/portal/audit_screen/test_screens.py",
    "portal.call_centre.call_screen": "tests/site/portal/call_centre/test_screens.py",
    "portal.desk.bands": "tests/site/portal/desk/test_inbox_screen.py",
    "portal.desk.known": "tests/site/portal/desk/test_inbox_views.py",
    "portal.desk.rows": "tests/site/portal/desk/test_views.py",
    "portal.desk.models": "tests/site/portal/desk/test_ready.py",
    "portal.in_hand.models": "tests/site/portal/in_hand/test_drafts.py",
    "portal.health.checks": "tests/site/portal/health/test_views.py",
    "portal.operations.backup.databases": "tests/site/portal/operations/backup/test_drill.py",
    "portal.operations.demo_world.counted": "tests/site/portal/operations/demo_world/cases/test_loading.py",
    "portal.operations.replay.replaying": "tests/site/portal/operations/replay/test_playing.py",
    "portal.operations.set_up.administrators": "tests/site/portal/management/commands/test_another_administrator.py",
    "portal.operations.sheets.models": "tests/site/portal/operations/sheets/test_many_people.py",
    "portal.people_admin.finding": "tests/site/portal/people_admin/test_list_screen.py",
    "portal.queue.pulses": "tests/site/portal/queue/test_watchdog.py",
    "portal.studio.screen": "tests/site/portal/studio/test_studio.py",
}
"""A module above that speaks so, and has no tests by its name or costly ones: those that stand for it."""

EVERYWHERE: dict[str, str] = {
    "tests/content/forms/test_filing.py": "a form from the browser to the case: what citizens cannot do without",
    "tests/content/pages/test_seeding.py": "the page tree of a new installation, made beside what migrations made",
    "tests/site/portal/test_bad_input.py": "what SQLite takes and PostgreSQL refuses: too long, too big, a zero byte",
    "tests/site/portal/citizen/test_anonymous.py": "what is kept of an anonymous request, in every table there is",
    "tests/site/portal/operations/test_bending.py": "rows bent in the database itself, by triggers, checks and keys",
    "tests/test_made_once.py": "puts rows into the tables past every model",
}
"""Beside these, whatever they are called, and why."""

HERE_ALONE: dict[str, str] = {
    "tests/site/portal/test_server.py": "how requests are read and answers written; what they ask is beside the point",
    "tests/site/portal/management/commands/test_demo_world.py": "what the command says; its parts are loaded there too",
    "tests/make/test_serve.py": "how the demo's processes begin and end",
    "tests/crash/test_watched.py": "what the test under fire looks at",
}
"""These commit, as in life or so that processes of their own find what they need, and say nothing of the database that
others do not say there; and why."""

LONG_HERE: dict[str, str] = {
    "tests/crash/test_nothing_acknowledged_is_lost.py": "citizens, officers, the clock and the queue under fire",
    "tests/site/portal/queue/test_watchdog.py": "processes of the queue that are killed",
}
"""What takes minutes, and each run has on PostgreSQL, as a country does."""

SAME_THERE: dict[str, str] = {
    "tests/workflows/cases/test_runnable.py": "which drawn processes can be worked, and in which words it is said",
    "tests/workflows/clock/test_any_history.py": "when the clock acts, by a model: how it finds what is due is tested",
    "tests/workflows/notifications/test_mime.py": "how a letter is written",
    "tests/workflows/notifications/test_own_letters.py": "which words a letter has",
    "tests/workflows/notifications/test_text_messages.py": "how a provider of text messages is spoken to",
    "tests/workflows/reports/test_two_worlds.py": "that readers cannot tell two worlds apart, by what others count",
    "tests/workflows/trial/test_retrace_drawn.py": "how a past is walked again, in Python",
}
"""Tests of the lower floors that belong to no one module, of what is decided in Python from rows that others read."""

COMMITTING = re.compile("transaction=True|transactional_db|live_server|reset_sequences|child_environment")
WORDS = {
    *("select_for_update", "cursor", "raw", "RawSQL", "extra", "on_commit", "iterator"),
    *("Exists", "OuterRef", "Subquery", "union", "intersection", "Window", "Func", "Cast", "Collate", "KT"),
    *("KeyTransform", "CheckConstraint", "UniqueConstraint", "JSONField"),
}
"""Called or named: locks, SQL of our own, questions within questions, JSON, constraints."""
ASKED_FOR = {"nulls_first", "nulls_last", "skip_locked", "ignore_conflicts", "update_conflicts"}
REFUSALS = {"IntegrityError", "OperationalError", "DataError"}
LOOKUP = re.compile(r"__(?:i?contains|i?regex|i?startswith|i?endswith|search|has_keys?|contained_by)$")
TIMES = re.compile(r"(?:Trunc|Extract)[A-Z]\w*")


def runs_on_postgres(module: Path, *, commits: bool) -> bool:
    """``module``: the file of a test that touches the database, relative to the root."""
    if module.as_posix() in HERE_ALONE:
        return False
    if commits:
        return True
    if module.parts[1] in LOWER_FLOORS:
        return module.as_posix() not in SAME_THERE and not of_what_says_nothing(module)
    return module.as_posix() in EVERYWHERE or module in _named_by_code()


def may_run_on_postgres(module: Path) -> bool:
    """Whether a file is read at all when only tests for PostgreSQL are wanted: of the others there are as many."""
    return runs_on_postgres(module, commits=says_that_it_commits(module)) or "mark.postgres" in _text(module)


def says_that_it_commits(module: Path) -> bool:
    """Whether its text has a word by which tests come to commit; a file of which a test does so without one is refused
    as it is collected."""
    return COMMITTING.search(_text(module)) is not None


@cache
def _text(module: Path) -> str:
    return (ROOT / module).read_text(encoding="utf-8")


@cache
def _named_by_code() -> frozenset[Path]:
    return frozenset(standing_for(name) for name in speaking_modules())


def of_what_says_nothing(module: Path) -> bool:
    """Whether these are the tests of one module of the lower floors, and that asks nothing in a way of its own."""
    code = ROOT / module.parent.relative_to("tests") / module.name.removeprefix("test_")
    return code.is_file() and not ways_of_its_own(tree(code))


def standing_for(name: str) -> Path:
    """The module of tests that stands for one of the code: that of its name, unless ``STAND_FOR`` says another."""
    return Path(STAND_FOR[name]) if name in STAND_FOR else namesake_of(name)


def namesake_of(name: str) -> Path:
    path = floor_modules()[name].relative_to(ROOT)
    return Path("tests") / path.parent / f"test_{path.name}"


@cache
def speaking_modules() -> list[str]:
    """Modules above the two lower floors that speak to the database in a way of their own."""
    return [
        name
        for name, path in floor_modules().items()
        if name.partition(".")[0] not in LOWER_FLOORS and ways_of_its_own(tree(path))
    ]


def ways_of_its_own(module: ast.Module) -> set[str]:
    """The words by which a module speaks to the database in a way that may differ from one to another."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found |= {called} & WORDS | set(TIMES.findall(called))
            asked = {keyword.arg or "" for keyword in node.keywords}
            found |= asked & ASKED_FOR | {name for name in asked if LOOKUP.search(name)}
        elif isinstance(node, ast.ExceptHandler) and node.type is not None:
            found |= {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} & REFUSALS
        elif isinstance(node, ast.Attribute) and node.attr == "vendor":
            found.add("vendor")
        elif isinstance(node, ast.ClassDef):
            found |= {base.id for base in node.bases if isinstance(base, ast.Name)} & WORDS
    return found
