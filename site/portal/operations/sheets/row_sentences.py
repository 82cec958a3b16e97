"""What becomes of the rows of a sent file, in the language of whoever reads it: it was judged in its sender's."""

from __future__ import annotations

from typing import Any

from permissions.actors import Actor
from permissions.writing import active_language
from portal.operations.sheets.carrying_out import judge
from portal.operations.sheets.models import SentSheet, SentState
from portal.operations.sheets.sheet import Row, Sheet


def rows_in_reader_language(sent: SentSheet, sheet: Sheet, actor: Actor) -> list[dict[str, Any]]:
    """The rows of ``judged``, each with its sentences in the active language while the file waits to be confirmed.

    They are judged anew for that. A row of which something else would come by now keeps the sentences that its sender
    read: whoever confirms it is shown the file again. What is over keeps them too, since its rows are gone.
    """
    kept: list[dict[str, Any]] = list(sent.judged)
    if sent.state != SentState.LOOKED_AT or sent.language == active_language():
        return kept
    rows = [Row(number, cells, formulas) for number, cells, formulas in sent.rows]
    judged_by_number = {judged.number: judged.as_json() for judged in judge(sheet, rows, actor)}
    return [_with_sentences(row, judged_by_number.get(row["number"])) for row in kept]


def _with_sentences(row: dict[str, Any], judged: dict[str, Any] | None) -> dict[str, Any]:
    if judged is None or any(row[part] != judged[part] for part in ("verdict", "data")):
        return row
    return {**row, "what": judged["what"], "said": judged["said"]}
