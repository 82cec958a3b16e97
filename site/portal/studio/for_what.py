"""What a ladder or an overall limit applies to: kinds, categories, priorities, agencies, steps; in boxes and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.translated_text import in_language, joined
from portal.studio.lines import Line
from workflows.cases.categories import all_in_words
from workflows.cases.models import RequestKind
from workflows.processes.definition import TaskStep
from workflows.processes.publishable import PROCESSES
from workflows.routing.priority import Priority

FOR_WHAT: Final[Mapping[str, Any]] = {
    "kinds": _("Only for these kinds"),
    "categories": _("Only for these categories, and what lies under them"),
    "priorities": _("Only for these priorities"),
    "bodies": _("Only for these agencies"),
    "steps": _("Only at these steps"),
}
BODIES: Final = "bodies"


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that stand together below a heading, each with its words here; ``full``: and beside others elsewhere.

    ``whole``: what one box for all of them sends, empty where there is none.
    """

    title: str
    choices: Sequence[tuple[str, str]]
    whole: str = ""
    full: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """A group with its boxes; ``whole`` is the one for all of them, None where there is none."""

    title: str
    boxes: Sequence[BoundWidget]
    whole: BoundWidget | None

    @property
    def ticked(self) -> int:
        """How many are chosen, by whichever box."""
        of_it = [box for box in self.boxes if box.data["selected"]]
        return len(self.boxes) if self.whole is not None and self.whole.data["selected"] else len(of_it)


class ForWhatForm(forms.Form):
    """For which kinds, priorities, agencies and steps: boxes, none ticked where it is for all."""

    def __init__(self, posted: QueryDict | None, *, named: Mapping[str, Any], asked: Iterable[str]) -> None:
        self.groups = {dimension: list(OFFERED[dimension]()) for dimension in asked}
        initial = {**named}
        wholes = [group for group in self.groups.get(BODIES, ()) if group.whole]
        if wholes:
            given = set(named.get(BODIES, ()))
            full = [group for group in wholes if given.issuperset(map(itemgetter(0), group.choices))]
            by_whole = {key for group in full for key, _words in group.choices}
            initial |= {BODIES: [key for key in named.get(BODIES, ()) if key not in by_whole]}
            initial |= {"whole": [group.whole for group in full]}
        super().__init__(posted, initial=initial, prefix="for")
        for dimension, groups in self.groups.items():
            offered = {key: words for group in groups for key, words in group.choices}
            # What is named and not there (any more) stays, and a check speaks of it.
            gone = [(str(key), str(key)) for key in named.get(dimension, ()) if key not in offered]
            if gone:
                groups.append(Group(_now("No longer exists"), gone))
            self.fields[dimension] = _boxes(FOR_WHAT[dimension], [*offered.items(), *gone])
        if wholes:
            self.fields["whole"] = _boxes("", [(group.whole, group.title) for group in wholes])

    def named(self) -> dict[str, list[str]]:
        """What is ticked, by dimension; nothing of those in which nothing is."""
        wholes = set(self.cleaned_data.get("whole", ()))
        found = {}
        for dimension, groups in self.groups.items():
            ticked = set(self.cleaned_data[dimension])
            ticked |= {key for group in groups if group.whole in wholes for key, _words in group.choices}
            found[dimension] = [key for group in groups for key, _words in group.choices if key in ticked]
        return {dimension: keys for dimension, keys in found.items() if keys}

    @property
    def any_named(self) -> bool:
        """Whether it is for something at all: then it stands open."""
        return any(self[dimension].value() for dimension in self.fields)

    def drawn(self) -> Iterator[tuple[forms.BoundField, list[DrawnGroup]]]:
        """Each dimension with its boxes as they stand together; one group without a heading where there is no more."""
        whole = {box.data["value"]: box for box in self["whole"]} if "whole" in self.fields else {}
        for dimension, groups in self.groups.items():
            boxes = {box.data["value"]: box for box in self[dimension]}
            drawn = [
                DrawnGroup(group.title, [boxes[key] for key, _words in group.choices], whole.get(group.whole))
                for group in groups
            ]
            yield self[dimension], drawn


def _boxes(label: Any, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False)


def _flat(choices: Iterable[tuple[Any, Any]]) -> list[Group]:
    return [Group("", [(str(key), str(words)) for key, words in choices])]


def _bodies() -> list[Group]:
    """Agencies as the tree has them: those with others below them, each with all of these, then those with none.

    A ladder names agencies one by one, so that one that is founded later is in none until an owner says so.
    """
    there = in_order(Agency.objects.filter(active=True))
    below: dict[int | None, list[Agency]] = defaultdict(list)
    known = {body.pk for body in there}
    for body in there:
        below[body.parent_id if body.parent_id in known else None].append(body)

    def all_of(body: Agency) -> Iterator[Agency]:
        yield body
        for each in below[body.pk]:
            yield from all_of(each)

    tops = below[None]
    trees = [
        Group(str(body), [(each.code, str(each)) for each in all_of(body)], whole=body.code)
        for body in tops
        if below[body.pk]
    ]
    single = [(body.code, str(body)) for body in tops if not below[body.pk]]
    rest = [Group(_now("Agencies with none below them") if trees else "", single)] if single else []
    return [*trees, *rest]


def _steps() -> list[Group]:
    """Tasks of the processes in force, by process; a key that several of them have stands once, with all of these."""
    met: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for raw in PROCESSES.in_force().values():
        read = PROCESSES.read(raw)
        if read is None:
            continue
        for each in read.steps.values():
            if isinstance(each, TaskStep):
                met[each.key].append((in_language(read.name), in_language(each.name) or each.key))
    alone: dict[str, list[tuple[str, str]]] = defaultdict(list)
    full: dict[str, list[tuple[str, str]]] = defaultdict(list)
    shared = []
    for key, places in met.items():
        (process, step), *others = places
        if others:
            shared.append((key, joined(map(_in_process, places))))
        else:
            alone[process].append((key, step))
            full[process].append((key, _in_process((process, step))))
    groups = [Group(process, steps, full=full[process]) for process, steps in alone.items()]
    return [*([Group(_now("In several processes"), shared)] if shared else []), *groups]


def _in_process(place: tuple[str, str]) -> str:
    return _now("%(process)s › %(step)s") % {"process": place[0], "step": place[1]}


OFFERED: Final[Mapping[str, Any]] = {
    "kinds": lambda: _flat((kind.code, kind) for kind in RequestKind.objects.all()),
    "categories": lambda: _flat(all_in_words().items()),
    "priorities": lambda: _flat(Priority.choices),
    BODIES: _bodies,
    "steps": _steps,
}


def for_what_lines(named: Mapping[str, Any]) -> Iterator[Line]:
    """What it is for, in words; nothing where it is for all."""
    for dimension, label in FOR_WHAT.items():
        if keys := named.get(dimension):
            words = {key: said for group in OFFERED[dimension]() for key, said in (group.full or group.choices)}
            yield Line(f"for {dimension}", str(label), joined(words.get(key, str(key)) for key in keys))
