"""A purchase order as another tool would write it: prefixes, elements of its maker, and a diagram of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SHAPES: Final[Mapping[str, tuple[int, int, int, int]]] = {
    "buyer": (120, 60, 1180, 320),
    "begin": (200, 162, 36, 36),
    "checkPrice": (290, 140, 100, 80),
    "inOrder": (450, 155, 50, 50),
    "sign": (560, 140, 100, 80),
    "budget": (592, 202, 36, 36),
    "book": (720, 140, 100, 80),
    "send": (880, 140, 100, 80),
    "done": (1060, 162, 36, 36),
    "remark": (700, 80, 140, 30),
}
_FLOWS: Final[Mapping[str, tuple[str, str]]] = {
    "f1": ("begin", "checkPrice"),
    "f2": ("checkPrice", "inOrder"),
    "f3": ("inOrder", "sign"),
    "f4": ("inOrder", "done"),
    "f5": ("sign", "book"),
    "f6": ("book", "send"),
    "f7": ("send", "done"),
}


def _shape(sign: str) -> str:
    x, y, wide, high = _SHAPES[sign]
    bounds = f'<dc:Bounds x="{x}" y="{y}" width="{wide}" height="{high}"/>'
    return f'<di:BPMNShape id="{sign}_di" bpmnElement="{sign}">{bounds}</di:BPMNShape>'


def _edge(flow: str) -> str:
    (x, y, wide, high), (to_x, to_y, _wide, to_high) = (_SHAPES[sign] for sign in _FLOWS[flow])
    points = ((x + wide, y + high // 2), (to_x, to_y + to_high // 2))
    ways = "".join(f'<dd:waypoint x="{across}" y="{down}"/>' for across, down in points)
    return f'<di:BPMNEdge id="{flow}_di" bpmnElement="{flow}">{ways}</di:BPMNEdge>'


def _flow(flow: str, inner: str = "", **more: str) -> str:
    source, target = _FLOWS[flow]
    named = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<bp:sequenceFlow id="{flow}" sourceRef="{source}" targetRef="{target}"{named}>{inner}</bp:sequenceFlow>'


PURCHASE_ORDER: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<bp:definitions xmlns:bp="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:maker="urn:of-another-tool" targetNamespace="urn:orders"
    id="orders" exporter="Another tool" exporterVersion="9.1">
  <bp:collaboration id="shop"><bp:participant id="buyer" name="المشتريات" processRef="order"/></bp:collaboration>
  <bp:process id="order" isExecutable="true">
    <bp:laneSet id="lanes">
      <bp:lane id="desk" name="Desk"><bp:flowNodeRef>checkPrice</bp:flowNodeRef></bp:lane></bp:laneSet>
    <bp:startEvent id="begin" name="طلب"/>
    <bp:userTask id="checkPrice" name="Check price"><bp:extensionElements>
      <maker:form key="price" width="2"/></bp:extensionElements></bp:userTask>
    <bp:exclusiveGateway id="inOrder" name="سليم؟" default="f4"/>
    <bp:userTask id="sign" name="توقيع المدير" maker:assignee="head"/>
    <bp:boundaryEvent id="budget" name="حدّ الموازنة" attachedToRef="sign">
      <bp:timerEventDefinition id="t1"><bp:timeDuration>PT2H</bp:timeDuration></bp:timerEventDefinition>
    </bp:boundaryEvent>
    <bp:callActivity id="book" name="Book" calledElement="booking"/>
    <bp:serviceTask id="send" name="إرسال الطلب" maker:class="Send"/>
    <bp:endEvent id="done" name="انتهى"/>
    {_flow("f1")}{_flow("f2")}
    {_flow("f3", '<bp:conditionExpression xsi:type="bp:tFormalExpression">${price &gt; 100}</bp:conditionExpression>')}
    {_flow("f4")}{_flow("f5")}{_flow("f6")}{_flow("f7")}
    <bp:textAnnotation id="remark"><bp:text>فوق مئة دينار</bp:text></bp:textAnnotation>
  </bp:process>
  <di:BPMNDiagram id="d"><di:BPMNPlane id="p" bpmnElement="shop">
    {"".join(map(_shape, _SHAPES))}{"".join(map(_edge, _FLOWS))}
  </di:BPMNPlane></di:BPMNDiagram>
</bp:definitions>
"""
