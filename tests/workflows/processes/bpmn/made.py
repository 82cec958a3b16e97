"""Files of BPMN as other tools would write them, made up for tests, and what of a file can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from workflows.processes.bpmn.reading import Brought
from workflows.processes.bpmn.vocabulary import MODEL

ORDER = """
  <collaboration id="shop"><participant id="pool" name="Purchasing" processRef="order"/>
    <participant id="supplier" name="Supplier"/>
    <messageFlow id="asked" sourceRef="send" targetRef="supplier"/></collaboration>
  <process id="order" isExecutable="true">
    <laneSet id="lanes"><lane id="buyers" name="Buyers"><flowNodeRef>check</flowNodeRef></lane></laneSet>
    <startEvent id="begin" name="Order needed"><outgoing>f1</outgoing></startEvent>
    <userTask id="check" name="Check the order"><documentation>Look at the price.</documentation></userTask>
    <exclusiveGateway id="fine" name="In order?"/>
    <userTask id="correct" name="Correct it"/>
    <exclusiveGateway id="amount" name="How much?" default="f7"/>
    <manualTask id="sign" name="توقيع المدير"/>
    <exclusiveGateway id="meet"/>
    <parallelGateway id="both"/>
    <task id="budget" name="Book the budget"/>
    <sendTask id="send" name="Send the order"/>
    <boundaryEvent id="late" name="No budget" attachedToRef="budget"><timerEventDefinition id="t1"/></boundaryEvent>
    <parallelGateway id="all"/>
    <intermediateCatchEvent id="rest" name="Delivery time">
      <timerEventDefinition id="t2"><timeDuration>P10D</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <endEvent id="done" name="Ordered"/>
    <textAnnotation id="remark"><text>Only above 100</text></textAnnotation>
    <sequenceFlow id="f1" sourceRef="begin" targetRef="check"/>
    <sequenceFlow id="f2" sourceRef="check" targetRef="fine"/>
    <sequenceFlow id="f3" name="yes" sourceRef="fine" targetRef="amount"/>
    <sequenceFlow id="f4" name="no" sourceRef="fine" targetRef="correct"/>
    <sequenceFlow id="f5" sourceRef="correct" targetRef="check"/>
    <sequenceFlow id="f6" name="much" sourceRef="amount" targetRef="sign">
      <conditionExpression>${amount &gt; 1000}</conditionExpression></sequenceFlow>
    <sequenceFlow id="f7" sourceRef="amount" targetRef="meet"/>
    <sequenceFlow id="f8" sourceRef="sign" targetRef="meet"/>
    <sequenceFlow id="f9" sourceRef="meet" targetRef="both"/>
    <sequenceFlow id="f10" sourceRef="both" targetRef="budget"/>
    <sequenceFlow id="f11" sourceRef="both" targetRef="send"/>
    <sequenceFlow id="f12" sourceRef="budget" targetRef="all"/>
    <sequenceFlow id="f13" sourceRef="send" targetRef="all"/>
    <sequenceFlow id="f14" sourceRef="all" targetRef="rest"/>
    <sequenceFlow id="f15" sourceRef="rest" targetRef="done"/>
  </process>
"""
"""The order of something that is bought: a process as anybody draws it."""

_ROW = (
    *('<startEvent id="e0"><messageEventDefinition id="d0"/></startEvent>', '<serviceTask id="e1" name="Compute"/>'),
    *('<scriptTask id="e2"/>', '<businessRuleTask id="e3"/>', '<receiveTask id="e4"/>', '<callActivity id="e5"/>'),
    (
        '<subProcess id="e6" name="Inner"><startEvent id="i1"/><task id="i2"/>'
        '<sequenceFlow id="i3" sourceRef="i1" targetRef="i2"/>'
        "</subProcess>"
    ),
    *('<transaction id="e7"/>', '<adHocSubProcess id="e8"/>', '<inclusiveGateway id="e9"/>'),
    *('<complexGateway id="e10"/>', '<eventBasedGateway id="e11"/>'),
    '<intermediateCatchEvent id="e12"><conditionalEventDefinition id="d1"/></intermediateCatchEvent>',
    '<intermediateThrowEvent id="e13"><signalEventDefinition id="d2"/></intermediateThrowEvent>',
    '<intermediateThrowEvent id="e14"><messageEventDefinition id="d3"/></intermediateThrowEvent>',
    '<userTask id="e15"><multiInstanceLoopCharacteristics id="m1"/><potentialOwner id="o1"/></userTask>',
    (
        '<intermediateCatchEvent id="e16"><timerEventDefinition id="d4">'
        "<timeCycle>R3/PT10H</timeCycle></timerEventDefinition>"
        "</intermediateCatchEvent>"
    ),
    '<intermediateCatchEvent id="e17"><eventDefinitionRef>shared</eventDefinitionRef></intermediateCatchEvent>',
    '<endEvent id="e18"><terminateEventDefinition id="d5"/></endEvent>',
)
_BESIDE = """
    <subProcess id="b1" triggeredByEvent="true"><startEvent id="b2"/></subProcess>
    <task id="b3" isForCompensation="true"/>
    <boundaryEvent id="b4" attachedToRef="e15"><compensateEventDefinition id="d6"/></boundaryEvent>
    <association id="a1" sourceRef="b4" targetRef="b3"/>
    <startEvent id="b5" name="Second beginning"/>
    <dataObject id="b6"/><dataObjectReference id="b7" dataObjectRef="b6"/><dataStoreReference id="b8"/>
    <group id="b9"/><ioSpecification id="b10"/><property id="b11"/>
    <sequenceFlow id="b12" sourceRef="e1" targetRef="nothing"/>
    <extensionElements><other:form xmlns:other="urn:of-another-tool" key="x"/></extensionElements>
"""
EVERYTHING = f"""
  <message id="r1" name="Hello"/><signal id="r2"/><error id="r3"/><itemDefinition id="r4"/><dataStore id="r5"/>
  <signalEventDefinition id="shared"/>
  <process id="all">{"".join(_ROW)}{
    "".join(f'<sequenceFlow id="s{n}" sourceRef="e{n}" targetRef="e{n + 1}"/>' for n in range(len(_ROW) - 1))
}<sequenceFlow id="again" sourceRef="e9" targetRef="e18"/>{_BESIDE}</process>
  <process id="other"><task id="x1"/></process>
"""
"""Every kind of element that does not run, most of them in one row."""


def file_of(inner: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """A file with ``inner`` in it."""
    return f'{head}<definitions xmlns="{MODEL}" targetNamespace="urn:x" id="root">{inner}</definitions>'.encode()


def unnamed(content: bytes, brought: Brought) -> Iterator[str]:
    """The elements of a file that are neither taken nor named: those that mean something by themselves."""
    told = {*(each.id for each in brought.taken), *(each.id for each in brought.unrun), *brought.between}
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, load_dtd=False))
    for element in root.iter(f"{{{MODEL}}}*"):
        name = etree.QName(element).localname
        if name.endswith(PARTS) or name in ("definitions", "process", "documentation"):
            continue
        if element.get("id") and element.get("id") not in told:
            yield f"{name} {element.get('id')}"


PARTS = (
    *("EventDefinition", "Expression", "Set", "laneSet", "childLaneSet", "dataInput", "dataOutput", "dataState"),
    *("timeDate", "timeDuration", "timeCycle", "ondition", "Cardinality", "operation", "categoryValue", "Model"),
    *("transformation", "assignment", "from", "to"),
)
"""Endings of names of what is a part of another element, which is named."""
