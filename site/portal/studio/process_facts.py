"""What the conditions of a process may ask for: what its kinds have, and what officers have filled in by then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from portal.process_shown.words import FactsOf
from workflows.facts.catalogue import FIELD
from workflows.facts.fact import Fact
from workflows.processes.available import filled_before
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject


class OfProcess(FactsOf):
    """The facts of one process as it is drafted (JSON). Without a key those of all kinds.

    ``at``: the step whose conditions are asked; of what officers fill in it is offered what can be there by then.
    """

    def __init__(self, raw: Mapping[str, Any], key: str = "", at: str = "") -> None:
        super().__init__(PROCESSES.read(raw), Subject.PROCESS if key else "", key)
        self.at = at

    @cached_property
    def all(self) -> Mapping[str, Fact]:
        found = {name: fact for name, fact in super().all.items() if not name.startswith(FIELD)}
        return {**found, **{name: fact for name, fact in self.fields.items() if self._is_there(name)}}

    def _is_there(self, name: str) -> bool:
        if self._process is None or self.at not in self._process.steps:
            return True
        return name in self._filled

    @cached_property
    def _filled(self) -> frozenset[str]:
        return filled_before(self._process)[self.at] if self._process is not None else frozenset()
