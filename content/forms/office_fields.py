"""Fields of Word: instructions whose result stands in the text. Those that only count and refer inside stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from content.forms.marked_up import Element, attributes_of, name_of, remove, unwrap, words

_HARMLESS: Final = words(
    "PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC INDEX XE DATE TIME FORMTEXT "
    "FORMCHECKBOX FORMDROPDOWN EQ SYMBOL LISTNUM ="
)
"""By the first word. What another field computes as an instruction is none of these."""


@dataclass(slots=True)
class _Field:
    """One that has begun: the marks and instructions that belong to it."""

    marks: list[Element]
    instruction: str = ""
    separated: bool = False
    nested: bool = False

    @property
    def harmless(self) -> bool:
        words = self.instruction.split()
        return bool(words) and words[0].upper() in _HARMLESS and not self.nested


def drop_fields(elements: Iterable[Element]) -> None:
    """Of all other fields only the result stays: links, data of others, files put in, programs that are asked.

    ``elements``: of one part, in their order.
    """
    running: list[_Field] = []
    for each in elements:
        name = name_of(each)
        if name == "fldSimple":
            (instruction,) = [value for _full, short, value in attributes_of(each) if short == "instr"] or [""]
            if not _Field([], instruction).harmless:
                unwrap(each)
        elif name == "fldChar":
            _mark(running, each)
        elif name in ("instrText", "delInstrText"):
            if running:
                running[-1].marks.append(each)
                running[-1].instruction += each.text or ""
            else:
                remove(each)
    for left in running:  # it never ends
        _drop(left)


def _mark(running: list[_Field], mark: Element) -> None:
    kind = next((value for _full, short, value in attributes_of(mark) if short == "fldCharType"), "")
    if kind == "begin":
        if running and not running[-1].separated:
            running[-1].nested = True
        running.append(_Field([mark]))
    elif not running:
        remove(mark)
    elif kind == "end":
        ended = running.pop()
        ended.marks.append(mark)
        if not ended.harmless:
            _drop(ended)
    else:
        running[-1].marks.append(mark)
        running[-1].separated = True


def _drop(dropped: _Field) -> None:
    for each in dropped.marks:
        if each.getparent() is not None:
            remove(each)
