"""The modules whose mutants are hunted, and the tests that hunt them: plain Python, without a database."""

from __future__ import annotations

_OF_PROCESSES = ("tests/workflows/facts", "tests/workflows/processes")
_OF_LADDERS = ("tests/workflows/escalation",)

MODULES: dict[str, tuple[str, ...]] = {
    "permissions/access/decide.py": ("tests/permissions/access/test_decide.py",),
    "permissions/limits/decide.py": ("tests/permissions/limits/test_decide.py",),
    "workflows/calendars/calendar.py": ("tests/workflows/calendars",),
    "workflows/calendars/working_time.py": ("tests/workflows/calendars",),
    "workflows/escalation/checks.py": _OF_LADDERS,
    "workflows/escalation/decide.py": _OF_LADDERS,
    "workflows/escalation/definition.py": _OF_LADDERS,
    "workflows/facts/conditions.py": _OF_PROCESSES,
    "workflows/open_figures/keeping_back.py": ("tests/workflows/open_figures/test_keeping_back.py",),
    "workflows/processes/advance.py": _OF_PROCESSES,
    "workflows/processes/branches.py": _OF_PROCESSES,
    "workflows/processes/checks.py": _OF_PROCESSES,
    "workflows/processes/definition.py": _OF_PROCESSES,
    "workflows/processes/parsing.py": _OF_PROCESSES,
    "workflows/processes/upgrade.py": _OF_PROCESSES,
}
