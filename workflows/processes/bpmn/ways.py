"""How the signs of a file hang together: which are steps, which only lead on, which gateway says what was decided."""

from __future__ import annotations

from workflows.processes.bpmn.elements import Arrow, File, Sign
from workflows.processes.bpmn.foreign import CHOOSES
from workflows.processes.bpmn.vocabulary import SIGNS


def kind_of(sign: Sign) -> str:
    """The type of the step of ours that a sign stands for; "" where it was drawn elsewhere, or became another sign."""
    if sign.own is None or sign.own.name != "step":
        return ""
    kind = sign.own.attributes.get("kind", "")
    return kind if sign.element in SIGNS.get(kind, ()) and isinstance(sign.own.value, dict) else ""


class Ways:
    """The signs of a file by what they are for its ways. ``steps``: those that become steps, in their order."""

    def __init__(self, file: File) -> None:
        self._chosen: dict[Sign, Sign] = {}
        """A sign and the gateway behind it, which stands for its outcomes."""
        self._events: set[Sign] = set()
        for sign in file.signs:
            self._look_behind(sign)
        spoken_for = {*self._chosen.values(), *self._events}
        starts = [sign for sign in file.signs if sign.element == "startEvent"]
        self.start = next((sign for sign in starts if sign.out), None)
        self.other_starts = [sign for sign in starts if sign is not self.start]
        self.apart = [sign for sign in file.signs if sign.apart or sign.element == "boundaryEvent"]
        self.passed = [sign for sign in file.signs if sign not in spoken_for and self.passes(sign)]
        gone = {*spoken_for, *self.apart, *self.passed}
        self.steps = [sign for sign in file.signs if sign not in gone]

    def _look_behind(self, sign: Sign) -> None:
        kind = kind_of(sign)
        if kind == "wait":
            self._events.update(arrow.target for arrow in sign.out if _belongs_to(arrow, "outcome"))
        if len(sign.out) != 1 or not (kind in ("task", "route", "service") or (not kind and sign.element in CHOOSES)):
            return
        gateway = sign.out[0].target
        if gateway.element == "exclusiveGateway" and len(gateway.into) == 1 and not kind_of(gateway):
            ours = gateway.own is not None and gateway.own.name == "choice"
            if ours or (len(gateway.out) > 1 and kind not in ("route", "service")):
                self._chosen[sign] = gateway

    def of(self, sign: Sign) -> list[Arrow]:
        """The arrows that leave a step, or the gateway that stands for its outcomes."""
        return self._chosen.get(sign, sign).out

    def event(self, arrow: Arrow) -> Sign | None:
        """The event that an arrow of a wait leads to, where it is an outcome of the wait."""
        return arrow.target if arrow.target in self._events else None

    def passes(self, sign: Sign) -> bool:
        """Whether a sign only leads on: a way goes through it as if it were not there."""
        if sign.element == "startEvent":
            return True
        if kind_of(sign) or len(sign.out) > 1:
            return False
        if sign.element in ("exclusiveGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway"):
            return True
        if sign.element == "parallelGateway":
            return len(sign.into) < 2
        return sign.element in ("intermediateThrowEvent", "intermediateCatchEvent") and not sign.events

    def end_of(self, arrow: Arrow) -> Sign | None:
        """The step that an arrow leads to in the end; None where it leads nowhere."""
        sign, seen = arrow.target, set()
        while self.passes(sign):
            if sign in seen or not sign.out:
                return None
            seen.add(sign)
            sign = sign.out[0].target
        return sign


def _belongs_to(arrow: Arrow, name: str) -> bool:
    event = arrow.target
    return (
        event.own is not None
        and event.own.name == name
        and event.element == "intermediateCatchEvent"
        and len(event.into) == 1
    )
