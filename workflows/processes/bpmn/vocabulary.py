"""Which sign of BPMN 2.0 stands for which kind of step, and the namespaces that files speak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS: Final = "http://www.omg.org/spec/DD/20100524/DC"
POINTS: Final = "http://www.omg.org/spec/DD/20100524/DI"
OURS: Final = "urn:insaf:process"
"""Of what is ours in a file, in ``extensionElements``; the JSON in it says its format."""

SIGNS: Final[Mapping[str, tuple[str, ...]]] = {
    "task": ("userTask", "manualTask", "task"),
    "wait": ("eventBasedGateway",),
    "timer": ("intermediateCatchEvent",),
    "route": ("businessRuleTask",),
    "decision": ("exclusiveGateway",),
    "service": ("serviceTask", "sendTask", "scriptTask"),
    "split": ("parallelGateway",),
    "join": ("parallelGateway", "intermediateThrowEvent"),
    "end": ("endEvent",),
}
"""By the types of steps: the signs that may stand for one. The first is the one that we write."""
NODES: Final = frozenset(
    {
        *("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"),
        *("task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask"),
        *("callActivity", "subProcess", "transaction", "adHocSubProcess"),
        *("exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway"),
        *("choreographyTask", "subChoreography", "callChoreography", "implicitThrowEvent"),
    }
)
"""What sequence flows lead from and to."""
EVENTS: Final = frozenset(
    {
        *("messageEventDefinition", "timerEventDefinition", "errorEventDefinition", "escalationEventDefinition"),
        *("cancelEventDefinition", "compensateEventDefinition", "conditionalEventDefinition", "linkEventDefinition"),
        *("signalEventDefinition", "terminateEventDefinition"),
    }
)
"""What an event is about."""
