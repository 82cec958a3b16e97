"""A process as a file of BPMN 2.0 with its diagram; all that BPMN does not say lies in elements of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import get_language
from lxml import etree

from permissions.markup import Element
from workflows.facts.written import written
from workflows.processes.bpmn.drawing import Called, Drawing, Flow, Node, Says, by_key, drawing_of
from workflows.processes.bpmn.positions import Positions, positions
from workflows.processes.bpmn.vocabulary import BOUNDS, DIAGRAM, MODEL, OURS, POINTS
from workflows.processes.layout.layout import Place
from workflows.processes.parsing import FORMAT
from workflows.processes.upgrade import to_newest
from workflows.versions.raw import format_of

PREFIXES: Final = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": POINTS, "insaf": OURS}
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_bpmn(definition: Mapping[str, Any], *, key: str, says: Says = written, called: Called = by_key) -> bytes:
    """The file, in UTF-8, its labels in the active language; the definition in it is of the newest format.

    ``key``: of the process. Raises ``NotDrawn``, or ``Malformed``.
    """
    drawing = drawing_of(to_newest(definition, format_of(definition, FORMAT)), says=says, called=called)
    root = etree.Element(_in(MODEL, "definitions"), nsmap=PREFIXES)
    root.attrib.update({"id": "definitions", "targetNamespace": OURS, "exporter": "Insaf"})
    process = _under(root, MODEL, "process", id=f"process-{key}", name=in_xml(drawing.name), isExecutable="false")
    _extend(process, ("process", {"key": key, "language": (get_language() or "ar")[:2]}, drawing.whole))
    for node in drawing.nodes:
        _node(process, node, drawing)
    for flow in drawing.flows:
        _flow(process, flow)
    _diagram(root, f"process-{key}", drawing, positions(drawing))
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def in_xml(text: str) -> str:
    """A text without the signs that no XML may hold; the JSON beside it has them."""
    return _NOT_IN_XML.sub("\ufffd", text)


def json_in_xml(value: Any) -> str:
    """JSON without the signs that no XML may hold, and without white space that XML would change."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _NOT_IN_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def _in(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


def _under(parent: Element, namespace: str, called: str, /, **attributes: str) -> Element:
    element = etree.SubElement(parent, _in(namespace, called))
    element.attrib.update({key: value for key, value in attributes.items() if value})
    return element


def _extend(element: Element, ours: tuple[str, Mapping[str, str], Any] | None) -> None:
    if ours is None:
        return
    name, attributes, value = ours
    inner = _under(_under(element, MODEL, "extensionElements"), OURS, name)
    inner.attrib.update({key: in_xml(each) for key, each in attributes.items()})
    if value is not None:
        inner.text = json_in_xml(value)


def _node(process: Element, node: Node, drawing: Drawing) -> None:
    element = _under(process, MODEL, node.sign, id=node.id, name=in_xml(node.name), default=node.default)
    _extend(element, node.ours)
    for word, side in (("incoming", "target"), ("outgoing", "source")):
        for flow in drawing.flows:
            if getattr(flow, side) == node.id:
                _under(element, MODEL, word).text = flow.id
    if node.event == "timer":
        event = _under(element, MODEL, "timerEventDefinition", id=f"{node.id}-timer")
        _under(event, MODEL, "timeDuration").text = f"P{node.days}D"
    elif node.event:
        _under(element, MODEL, f"{node.event}EventDefinition", id=f"{node.id}-{node.event}")


def _flow(process: Element, flow: Flow) -> None:
    ends = {"sourceRef": flow.source, "targetRef": flow.target}
    element = _under(process, MODEL, "sequenceFlow", id=flow.id, name=in_xml(flow.name), **ends)
    _extend(element, flow.ours)
    if flow.condition:
        _under(element, MODEL, "conditionExpression").text = in_xml(flow.condition)


def _diagram(root: Element, process: str, drawing: Drawing, lies: Positions) -> None:
    plane = _under(_under(root, DIAGRAM, "BPMNDiagram", id="diagram"), DIAGRAM, "BPMNPlane", id="plane")
    plane.set("bpmnElement", process)
    for node in drawing.nodes:
        shape = _under(plane, DIAGRAM, "BPMNShape", id=f"{node.id}-shape", bpmnElement=node.id)
        if node.sign == "exclusiveGateway":
            shape.set("isMarkerVisible", "true")
        _bounds(shape, lies.boxes[node.id])
    for flow in drawing.flows:
        edge = _under(plane, DIAGRAM, "BPMNEdge", id=f"{flow.id}-edge", bpmnElement=flow.id)
        for x, y in lies.bends[flow.id]:
            _under(edge, POINTS, "waypoint", x=str(x), y=str(y))
        if flow.id in lies.labels:
            _bounds(_under(edge, DIAGRAM, "BPMNLabel"), lies.labels[flow.id])


def _bounds(element: Element, at: Place) -> None:
    _under(element, BOUNDS, "Bounds", x=str(at.x), y=str(at.y), width=str(at.w), height=str(at.h))
