"""Formulas of spreadsheets that reach beyond their sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from content.forms.marked_up import Element, name_of, remove, remove_wholly, words

_HOLDING: Final = words("f formula formula1 formula2 definedName calculatedColumnFormula totalsRowFormula")
_PROGRAMS: Final = ("function", "vbProcedure", "xlm")
_BY_ITSELF: Final = "auto_"
_TEXT: Final = re.compile(r'"[^"]*"')
_QUOTED_SHEET: Final = re.compile(r"'[^']*'")
_OTHER_BOOK: Final = re.compile(r"\[\d+\]|'[^']*[\\/\[|][^']*'\s*!")
_CALLS: Final = re.compile(
    r"\b(WEBSERVICE|HYPERLINK|IMAGE|FILTERXML|RTD|CALL|REGISTER(\.ID)?|EXEC|EVALUATE|DDE|SQL\.REQUEST|CUBE\w+|STOCKHISTORY|"
    r"PY|COPILOT|TRANSLATE|RUN|FOPEN|FWRITE\w*|INITIATE|EXECUTE|POKE|GET\.\w+)\s*\(",
    re.IGNORECASE,
)


def leads_outside(formula: str) -> bool:
    """Whether it asks a program (DDE), another workbook or an address, or calls what is no part of the sheet."""
    words = _TEXT.sub('""', formula)
    return bool(_OTHER_BOOK.search(words) or _CALLS.search(words) or "|" in _QUOTED_SHEET.sub("''", words))


def drop_formulas(elements: Iterable[Element]) -> None:
    """Of those that lead outside only what they last came to stays; where something else is reckoned by one, nought."""
    formulas = [each for each in elements if name_of(each) in _HOLDING]
    shared: set[str | None] = set()
    for each in formulas:
        if name_of(each) == "definedName":
            if _is_program(each) or leads_outside(each.text or ""):
                remove_wholly(each)
        elif leads_outside(each.text or ""):
            if _is_of_a_cell(each):
                shared.add(each.get("si") if each.get("t") == "shared" else None)
                remove(each)
            else:
                each.text = "0"
    for each in formulas:
        if each.get("si") is not None and each.get("si") in shared and each.getparent() is not None:
            remove(each)


def _is_of_a_cell(formula: Element) -> bool:
    parent = formula.getparent()
    return name_of(formula) == "f" and parent is not None and name_of(parent) == "c"


def _is_program(name: Element) -> bool:
    """A name that stands for a macro, or for what is done when the workbook opens."""
    called = name.get("name", "").lower().removeprefix("_xlnm.")
    return called.startswith(_BY_ITSELF) or any(name.get(each) in ("1", "true") for each in _PROGRAMS)
