"""The page of signs: what each sign of BPMN is here, what happens there, and an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.studio.process_words import KIND_WORDS
from workflows.processes.bpmn.vocabulary import SIGNS


@dataclass(frozen=True, slots=True)
class ShownSign:
    """One sign: ``element`` is its name in BPMN, ``others`` what is read as the same."""

    kind: str
    title: str | Promise
    happens: str | Promise
    example: str | Promise

    @property
    def element(self) -> str:
        return SIGNS[self.kind][0] if self.kind in SIGNS else "startEvent"

    @property
    def others(self) -> tuple[str, ...]:
        return SIGNS[self.kind][1:] if self.kind in SIGNS else ()


def signs() -> tuple[ShownSign, ...]:
    """In the order in which a reader meets them."""
    return _SHOWN


_SHOWN: Final = (
    ShownSign(
        "start",
        _("Beginning"),
        _("A request has been filed, and goes at once to the step that the arrow leads to. There is one beginning."),
        _("A complaint is filed → the routing table is asked."),
    ),
    ShownSign(
        "task",
        KIND_WORDS["task"],
        _(
            "The request comes to a post of an agency and stays there until somebody chooses an outcome. Several "
            "outcomes are the arrows of a gateway behind the sign, each with its name."
        ),
        _("“Legal review” by the legal adviser: approved → answer, returned → handling."),
    ),
    ShownSign(
        "decision",
        KIND_WORDS["decision"],
        _("Nobody acts: the first arrow whose condition holds is taken, else the one with the stroke."),
        _("The amount is at least 1,000 → legal review. Otherwise → answer."),
    ),
    ShownSign(
        "route",
        KIND_WORDS["route"],
        _("The rules of the kind’s routing table look for the agency: one arrow for a rule that fits, one for none."),
        _("A rule fits → handling at that agency. None does → triage by the complaints unit."),
    ),
    ShownSign(
        "wait",
        KIND_WORDS["wait"],
        _(
            "The citizen reads the answer and accepts it, objects, or says nothing for a number of working days: an "
            "arrow each, the last one with a clock."
        ),
        _("Accepted → closed. Objected → handling. Nothing for 5 working days → closed."),
    ),
    ShownSign(
        "timer",
        KIND_WORDS["timer"],
        _("Nobody acts for a number of working days; then it goes on."),
        _("After 10 working days → visit again."),
    ),
    ShownSign(
        "service",
        KIND_WORDS["service"],
        _("An act of the list of automatic acts is done, and the request goes on at once."),
        _("“Set the priority to urgent” → handling."),
    ),
    ShownSign(
        "split",
        KIND_WORDS["split"],
        _("All arrows are taken at once: each is a branch with work of its own. They come together at one place."),
        _("The ministry of health and the ministry of education each give their opinion."),
    ),
    ShownSign(
        "join",
        KIND_WORDS["join"],
        _("Whoever comes first waits here. It goes on once every branch has come or has ended."),
        _("Both opinions are there → answer."),
    ),
    ShownSign(
        "end",
        KIND_WORDS["end"],
        _("The request is closed. Inside a branch, that branch alone is over."),
        _("Closed."),
    ),
)
