"""Where viewflow finds the class of a published process: ``P<version id>_<digest>``, compiled on first use.

The digest is part of the name because viewflow remembers classes by name for ever: after a publish that was rolled
back, the same number may come again with another graph.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import Any

from workflows.processes.compiler import compile_flow
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject, Version

_NAME = re.compile(r"P(\d+)_([0-9a-f]{12})")
_compiled: dict[str, Any] = {}
_compiling = Lock()


def flow_of(version: Version) -> Any:
    """The ``Flow`` subclass of a version; the same class for the same name, in every thread."""
    name = f"P{version.pk}_{version.digest[:12]}"
    with _compiling:
        if name not in _compiled:
            _compiled[name] = compile_flow(PROCESSES.of(version), name=name, module=__name__)
        return _compiled[name]


def __getattr__(name: str) -> Any:
    """Compile from the database what was compiled in another process or before a restart."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise AttributeError(name)
    if name in _compiled:
        return _compiled[name]
    version = Version.objects.filter(pk=int(match[1]), digest__startswith=match[2], subject=Subject.PROCESS).first()
    if version is None:
        raise AttributeError(name)
    return flow_of(version)
