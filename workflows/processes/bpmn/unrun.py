"""What a file of BPMN asks for that does not run here: each element by its name, and what to use instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import listed

ADVICE: Final[Mapping[str, str | Promise]] = {
    "service": _("It is there as an automatic act that does nothing yet: choose what it does, or remove the step."),
    "decision": _("It is there as a fork without conditions: say of each way when it is taken, and which else."),
    "condition": _(
        "Conditions are not taken from other tools. Where facts shall choose, write it again in a fork by conditions."
    ),
    "inner": _("A step stands in its place. Draw what is inside it as steps of this process."),
    "rules": _("A step stands in its place. Use a fork by conditions, or a step of routing."),
    "routes": _(
        "It’s there as a step of routing: the routing table looks for the agency. Say where it goes when no rule fits; "
        "where other facts choose, use a fork by conditions instead."
    ),
    "receives": _(
        "A step stands in its place. Use a step that waits for the citizen, or let an officer say that it has come."
    ),
    "attached": _("Use the step’s ladder for what happens in time, and an outcome of the step for all else."),
    "inclusive": _(
        "A step stands in its place. Use a fork by conditions for one way, or branches side by side for several."
    ),
    "gate": _("It is passed as if it were not there. Use the step at which branches come together."),
    "first_event": _("A step stands in its place. Use a step that waits for the citizen, which knows silence too."),
    "lane": _("Say at each of these steps who acts."),
    "pool": _("Only one process is taken from a file. Bring in the others by themselves."),
    "message": _("Letters go out with the outcomes of steps, or by an automatic act."),
    "repeated": _("The step is there once. Use branches side by side, or an outcome that leads back to it."),
    "undone": _("Draw what takes something back as steps of their own, with an outcome that leads there."),
    "data": _("Use a field of the process, or a question of the form."),
    "remark": _("It is a remark and has no effect."),
    "event": _("Nothing here listens to it. Let an outcome of the step before lead on."),
    "stands_in": _("A step stands in its place. Say who acts there, or remove it."),
    "begins": _("A request begins when it is filed; the kind of request says by which process."),
    "other_start": _("A process begins at one step. The others are reached only where a way leads to them."),
    "no_start": _("The file does not say where it begins: the first step that nothing leads to was taken."),
    "ends": _("It is there as an end. Inside a branch it ends that branch alone."),
    "no_end": _("No way goes on from it: an end was added."),
    "no_way": _("No way goes on from it: say in the list of steps where it goes."),
    "at_once": _("Its ways would all be taken; here one is chosen. Use branches side by side for all of them."),
    "both": _("A step stands in its place. Draw the end of the branches and the beginning of others as two."),
    "days": _("The time is counted in working days here: look whether the number is right."),
    "no_days": _("The time is not taken: say after how many working days it goes on."),
    "nowhere": _("It leads from or to something that is not there, and was left out."),
    "inside": _("It lies inside something that is not taken."),
    "others": _("It belongs to another tool and has no effect here."),
    "nothing": _("There is nothing like it here, and it has no effect."),
}
"""By its code, what to use instead."""

ADVICE_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(("serviceTask", "sendTask", "scriptTask"), "service"),
    **dict.fromkeys(("callActivity", "subProcess", "transaction", "adHocSubProcess"), "inner"),
    **dict.fromkeys(("inclusiveGateway", "complexGateway"), "inclusive"),
    **dict.fromkeys(("collaboration", "participant", "process", "partnerRole", "partnerEntity"), "pool"),
    **dict.fromkeys(("message", "messageFlow", "correlationProperty", "conversation"), "message"),
    **dict.fromkeys(("multiInstanceLoopCharacteristics", "standardLoopCharacteristics"), "repeated"),
    **dict.fromkeys(("textAnnotation", "association", "group", "category", "documentation"), "remark"),
    **dict.fromkeys(("performer", "humanPerformer", "potentialOwner", "resourceRole", "lane"), "lane"),
    **dict.fromkeys(
        ("dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "dataInput", "dataOutput"), "data"
    ),
    **dict.fromkeys(("ioSpecification", "property", "dataInputAssociation", "dataOutputAssociation"), "data"),
    **dict.fromkeys(("itemDefinition",), "data"),
    "businessRuleTask": "rules",
    "receiveTask": "receives",
    "boundaryEvent": "attached",
    "eventBasedGateway": "first_event",
    "intermediateCatchEvent": "receives",
    "intermediateThrowEvent": "stands_in",
    "extensionElements": "others",
}
"""By the names of elements; of any other see ``advice_of``."""


def advice_of(element: str) -> str:
    """The code of what is said of an element by its name."""
    if element in ADVICE_OF:
        return ADVICE_OF[element]
    return "event" if element.endswith(("EventDefinition", "Event")) else "nothing"


@dataclass(frozen=True, slots=True)
class Unrun:
    """An element of a file that does not run as it is drawn.

    ``element``: its name in BPMN. ``id`` and ``name`` as in the file, maybe empty; those of what holds it where it has
    none. ``advice``: a code of ``ADVICE``. ``detail``: more of the file, as a condition or the steps of a lane.
    """

    element: str
    id: str
    name: str
    advice: str
    detail: str = ""

    @property
    def said(self) -> str:
        """What to use instead, in the active language."""
        return str(ADVICE[self.advice])

    @property
    def named(self) -> str:
        """The element, its name or id, and the detail, in one line."""
        words = [self.element, listed([self.name or self.id]) if self.name or self.id else ""]
        return " ".join(each for each in (*words, f"({self.detail})" if self.detail else "") if each)
