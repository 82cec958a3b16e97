"""A file of BPMN read into plain values: the signs and arrows of its process, and all that lies beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from permissions.markup import Element, NotMarkup, name_of, namespace_of, read_markup
from permissions.writing import written_size
from workflows.processes.bpmn.unrun import Unrun, advice_of
from workflows.processes.bpmn.vocabulary import EVENTS, MODEL, NODES, OURS

MOST_BYTES: Final = 3 * 1024 * 1024
MOST_ELEMENTS: Final = 50_000
MOST_SIGNS: Final = 1_000
"""Of one process: what a few hundred steps take with their gateways, several times over."""
_PARTS: Final = frozenset(
    {
        *("definitions", "incoming", "outgoing", "flowNodeRef", "laneSet", "childLaneSet", "conditionExpression"),
        *("text", "extension", "eventDefinitionRef"),
    }
)
"""What is said with something else, and never by itself."""
_HOLDS: Final = NODES | {"process", "collaboration", "choreography", "lane"}
"""In what others lie that are named by themselves; what lies in anything else is a part of it."""
_LONGEST: Final = 200
"""Letters of a remark that are told."""


CHANGED: Final = _lazy("What the platform had written at “%(where)s” was changed and cannot be read any more.")


class NotTaken(ValueError):
    """A file that no draft can be made of; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Own:
    """An element of ours: its name, its attributes, its JSON (None where it has none)."""

    name: str
    attributes: dict[str, str]
    value: Any


@dataclass(slots=True, eq=False)
class Sign:
    """A sign of the process: ``element`` is its name in BPMN, ``events`` what it is about, ``time`` its length."""

    element: str
    id: str
    name: str
    own: Own | None
    default: str = ""
    events: tuple[str, ...] = ()
    time: str = ""
    apart: str = ""
    """Why no way leads to it, as the code of an advice: it listens beside the way, or takes something back."""
    into: list[Arrow] = field(default_factory=list)
    out: list[Arrow] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Arrow:
    """A sequence flow between two signs."""

    id: str
    name: str
    source: Sign
    target: Sign
    condition: str
    own: Own | None


@dataclass(slots=True)
class File:
    """The process of a file. ``unrun``: all that is neither a sign of it nor an arrow."""

    key: str
    name: str
    own: Own | None
    signs: list[Sign]
    unrun: list[Unrun]


def read_file(content: bytes) -> File:
    """The process that a file holds: of several one with an element of ours, else the largest; raises ``NotTaken``."""
    root = _root(content)
    processes = [each for each in root.iter(f"{{{MODEL}}}process") if next(_signs_in(each), None) is not None]
    if not processes:
        raise NotTaken(_("There is no process in this file: no step is drawn in it."))
    process = max(processes, key=lambda each: (_own(each) is not None, len(list(_signs_in(each)))))
    shared = {each.get("id", ""): each for each in root if namespace_of(each) == MODEL and name_of(each) in EVENTS}
    if (found := len(list(_signs_in(process)))) > MOST_SIGNS:
        told = {"most": MOST_SIGNS, "found": found}
        raise NotTaken(_("A file may have at most %(most)d signs in one process; this one has %(found)d.") % told)
    signs = {each: _sign(each, shared) for each in _signs_in(process)}
    by_id: dict[str, Sign] = {}
    for sign in signs.values():
        by_id.setdefault(sign.id, sign)
    arrows, astray = _arrows(process, by_id)
    name = process.get("name", "") or _name_of_pool(root, process.get("id", "")) or root.get("name", "")
    unrun = [*astray, *_beside(root, process, frozenset(signs) | arrows)]
    return File(process.get("id", ""), _line(name), _own(process), list(signs.values()), unrun)


def _root(content: bytes) -> Element:
    if len(content) > MOST_BYTES:
        raise NotTaken(_("A BPMN file may have %(most)s at most.") % {"most": written_size(MOST_BYTES)})
    try:
        root = read_markup(content)
    except NotMarkup as error:
        sentence = _(
            "This is not a BPMN file: it is not well-formed XML, or it has a DOCTYPE, which is never followed."
        )
        raise NotTaken(sentence) from error
    if next(islice(root.iter(), MOST_ELEMENTS, None), None) is not None:
        raise NotTaken(_("A BPMN file may have at most %(most)d elements.") % {"most": MOST_ELEMENTS})
    if (namespace_of(root), name_of(root)) != (MODEL, "definitions"):
        raise NotTaken(_("This is XML, but no file of BPMN 2.0. Save it in your tool as “BPMN 2.0 XML”."))
    return root


def _signs_in(process: Element) -> Iterator[Element]:
    return (each for each in process if namespace_of(each) == MODEL and name_of(each) in NODES)


def _line(text: str | None) -> str:
    """A text of the file without what lines and columns it had."""
    return " ".join((text or "").split())


def _own(element: Element) -> Own | None:
    """The first element of ours; raises ``NotTaken`` for one that cannot be read."""
    for inner in element.findall(f"{{{MODEL}}}extensionElements/{{{OURS}}}*"):
        try:
            value = json.loads(inner.text) if inner.text and inner.text.strip() else None
        except (ValueError, RecursionError) as error:
            raise NotTaken(CHANGED % {"where": element.get("name") or element.get("id", "")}) from error
        return Own(name_of(inner), {str(key): str(each) for key, each in inner.attrib.items()}, value)
    return None


def _sign(element: Element, shared: dict[str, Element]) -> Sign:
    """``shared``: what events of the whole file may be about, by ids."""
    named = (_line(each.text).rpartition(":")[2] for each in element.findall(f"{{{MODEL}}}eventDefinitionRef"))
    events = [each for each in element if namespace_of(each) == MODEL and name_of(each) in EVENTS]
    events += [shared[each] for each in named if each in shared]
    times = (each.findtext(f"{{{MODEL}}}timeDuration") for each in events)
    undoes = element.get("isForCompensation") == "true"
    return Sign(
        name_of(element),
        element.get("id", ""),
        _line(element.get("name")),
        _own(element),
        element.get("default", ""),
        tuple(name_of(each) for each in events),
        _line(next((time for time in times if time), "")),
        "attached" if element.get("triggeredByEvent") == "true" else "undone" if undoes else "",
    )


def _arrows(process: Element, signs: dict[str, Sign]) -> tuple[set[Element], list[Unrun]]:
    """Hangs the arrows at their signs; returns which elements they are, and those that hang at nothing."""
    taken: set[Element] = set()
    astray = []
    for element in process.findall(f"{{{MODEL}}}sequenceFlow"):
        source, target = (signs.get(element.get(end, "")) for end in ("sourceRef", "targetRef"))
        taken.add(element)
        if source is None or target is None:
            astray.append(Unrun("sequenceFlow", element.get("id", ""), _line(element.get("name")), "nowhere"))
            continue
        condition = element.find(f"{{{MODEL}}}conditionExpression")
        words = "".join(str(each) for each in condition.itertext()) if condition is not None else ""
        arrow = Arrow(element.get("id", ""), _line(element.get("name")), source, target, _line(words), _own(element))
        source.out.append(arrow)
        target.into.append(arrow)
    return taken, astray


def _name_of_pool(root: Element, process: str) -> str:
    pools = root.iter(f"{{{MODEL}}}participant")
    return next((each.get("name", "") for each in pools if each.get("processRef", "").endswith(process)), "")


def _beside(root: Element, process: Element, taken: frozenset[Element]) -> Iterator[Unrun]:
    """Everything else that the file says in BPMN, in its order. ``taken``: the signs and arrows of the process."""
    names = {each.get("id", ""): _line(each.get("name")) for each in process.iter(f"{{{MODEL}}}*")}
    waiting = [(each, False) for each in reversed(root)]
    while waiting:
        element, inside = waiting.pop()
        name = name_of(element)
        if namespace_of(element) != MODEL or (name in EVENTS and name_of(_parent(element)) in NODES):
            continue  # what an event is about is said with the event
        said = element is process or element in taken or name in _PARTS
        if not said and not (name == "extensionElements" and all(namespace_of(each) == OURS for each in element)):
            yield _unrun(element, name, inside, names)
        if said or name in _HOLDS:
            deeper = inside or name in NODES or (name == "process" and not said)
            waiting += [(each, deeper) for each in reversed(element)]


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _unrun(element: Element, name: str, inside: bool, names: dict[str, str]) -> Unrun:
    """``names``: of all that the process holds, by their ids."""
    held = _parent(element) if element.get("id") is None and element.get("name") is None else element
    steps = (names.get(_line(each.text)) or _line(each.text) for each in element.findall(f"{{{MODEL}}}flowNodeRef"))
    detail = ", ".join(each for each in steps if each) if name == "lane" else ""
    if name in ("textAnnotation", "documentation"):
        detail = _line("".join(str(each) for each in element.itertext()))[:_LONGEST]
    advice = "inside" if inside and name in (*NODES, "sequenceFlow") else advice_of(name)
    return Unrun(name, held.get("id", ""), _line(held.get("name")), advice, detail)
