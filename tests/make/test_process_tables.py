"""The tables of processes in ``ARCHITECTURE.md`` say what the definitions say."""

from __future__ import annotations

from django.utils.translation import override

from process_tables import GUIDE, printed_in, rows, tables
from tests.workflows.processes.whole import whole
from workflows.processes.parsing import parse


def test_the_guide_prints_the_processes_as_they_are() -> None:
    """After a change of them run ``make tables``."""
    with override("en"):
        assert printed_in(GUIDE.read_text(encoding="utf-8")).strip() == tables().strip()


def test_a_step_of_every_kind_has_its_row() -> None:
    process = parse(whole())
    found = list(rows(process, sealed=False, ladders=["Usual"]))
    assert [row.split(" | ")[0].removeprefix("| ") for row in found] == [
        step.name["en"] for step in process.steps.values()
    ]
    assert "| Step confirm | the citizen | says that it is settled → Step closed" in "".join(found)
    assert "5 working days, then → Step closed" in "".join(found)
