"""What a process trial found, in words: numbers, steps before and after, where requests part and by which fact."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.translated_text import in_language, joined
from permissions.writing import written_number
from portal.process_shown.marks import Mark, Marks
from portal.process_shown.words import BY_ITSELF
from portal.studio.job_shown import not_tried_in_words
from portal.studio.process_facts import OfProcess
from portal.studio.process_words import EFFECTS
from workflows.cases.models import Outcome
from workflows.cases.selectors import readable
from workflows.facts.fact import FactType, Labels
from workflows.jobs.models import Job, JobKind, JobState
from workflows.processes.definition import DecisionStep, ProcessDefinition
from workflows.processes.publishable import PROCESSES
from workflows.trial.process_study import CLASSES
from workflows.trial.retrace import FACT
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import history

Found = Mapping[str, Any]

FEWEST: Final = 5
"""A request of a group of so many points at nobody's."""
NOT_KNOWN: Final[Mapping[str, str | Promise]] = {
    "release": gettext_lazy("an earlier release recorded it, without what it went by"),
    "moved": gettext_lazy("it was moved to another version on the way"),
    "erased": gettext_lazy("what decided was not recorded, or its words were erased since"),
    "diary": gettext_lazy("its diary cannot be read"),
}
CLASS_WORDS: Final[Mapping[str, str | Promise]] = {
    "same": gettext_lazy("The same way"),
    "differs": gettext_lazy("Another way, known to the end"),
    "open": gettext_lazy("Open from some step on"),
}
OPEN_WORDS: Final[Mapping[str, str | Promise]] = {
    "nobody": gettext_lazy("Open from “%(step)s” on: nobody ever decided there."),
    "outcome": gettext_lazy("Open from “%(step)s” on: the outcome that was chosen there is gone."),
    "step": gettext_lazy(
        "Open from “%(step)s” on: it was put there by hand, and a request cannot stand there any more."
    ),
    "routing": gettext_lazy("Open from “%(step)s” on: the routing table was not asked at that moment."),
    "misrouted": gettext_lazy("Open from “%(step)s” on: the citizen could not have said that it is another agency’s."),
    "endless": gettext_lazy("Open from “%(step)s” on: it would go round for ever."),
    "fact": gettext_lazy("Open from “%(step)s” on: what “%(fact)s” was then is not known."),
}


def trial_of(version: Version) -> Job | None:
    """The trial on what a version of a process says now."""
    return Job.objects.filter(kind=JobKind.RETRACE, version=version, digest=version.digest).first()


def headline(version: Version) -> str:
    """What the last trial of a version came to, in a sentence; empty where it was not tried as it is now."""
    job = trial_of(version)
    if job is None or job.state != JobState.DONE:
        return ""
    if not job.found.get("trusted", False):
        return _("Tried on the past: it cannot be relied on, since too few requests go again where they went.")
    return headline_of(job.found)


def headline_of(found: Found) -> str:
    """``Of 2,310 requests 2,011 go the same way, 212 another way, 87 are open from some step on.``"""
    same, differs, open_ones = (found.get(name, 0) for name in CLASSES)
    total = same + differs + open_ones
    if not total:
        return _("In the last 90 days no request went by it.")
    parts = [
        ngettext("%(count)s goes the same way", "%(count)s go the same way", same) % {"count": written_number(same)},
        ngettext("%(count)s another way", "%(count)s another way", differs) % {"count": written_number(differs)},
        ngettext("%(count)s is open from some step on", "%(count)s are open from some step on", open_ones)
        % {"count": written_number(open_ones)},
    ]
    of = ngettext("Of %(count)s request of the last 90 days: ", "Of %(count)s requests of the last 90 days: ", total)
    return f"{of % {'count': written_number(total)}}{joined(parts)}."


def step_counts(job: Job) -> Mapping[str, Mapping[str, int]]:
    """By the keys of steps: by how many requests each was come to (``before``), would be (``after``), and from which on
    they are open (``open``). For a drawing. Hidden requests are in none of it."""
    counts: Mapping[str, Mapping[str, int]] = job.found.get("steps", {})
    return counts


def step_marks(job: Job, process: ProcessDefinition) -> Marks:
    """The same as marks on a drawing of a version, with how many are open from a step on."""
    marks: dict[str, tuple[Mark, ...]] = {}
    for step, row in step_counts(job).items():
        if step not in process.steps:
            continue  # one that it has not any more stands in the table alone
        before, after, opened = (row.get(name, 0) for name in ("before", "after", "open"))
        numbers = {"before": written_number(before), "after": written_number(after), "open": written_number(opened)}
        found = [Mark("tried", "go" if before == after else "look", _("%(before)s, then %(after)s") % numbers)]
        if opened:
            found.append(Mark("tried", "late", _("open: %(open)s") % numbers))
        marks[step] = tuple(found)
    return Marks(marks)


class Names:
    """What steps, facts and their values of a process are called: in the draft, else in an earlier version."""

    def __init__(self, version: Version) -> None:
        self.process: ProcessDefinition = PROCESSES.parse(version.definition)
        self.offered = OfProcess(version.definition, version.key)
        self._former: dict[str, Mapping[str, str]] | None = None
        self._version = version

    def step(self, key: str) -> str:
        """The name of a step; its key where nobody knows it any more."""
        if key in self.process.steps:
            return in_language(self.process.steps[key].name) or key
        return in_language(self.former.get(key, {})) or key

    @property
    def former(self) -> Mapping[str, Mapping[str, str]]:
        """The names of the steps of earlier versions, the newest first."""
        if self._former is None:
            self._former = {}
            for other in history(Subject.PROCESS, self._version.key).exclude(pk=self._version.pk)[:20]:
                process = PROCESSES.read(other.definition)
                for key, step in (process.steps if process is not None else {}).items():
                    self._former.setdefault(key, step.name)
        return self._former

    def way(self, key: str, way: str) -> str:
        """What a way out of a step is called."""
        step = self.process.steps.get(key)
        outcomes = {each.key: each for each in getattr(step, "outcomes", ())}
        if way in outcomes:
            outcome = outcomes[way]
            results = dict(Outcome.choices)
            return in_language(outcome.words) or str(results.get(outcome.result, "") or EFFECTS[outcome.effect])
        if isinstance(step, DecisionStep):
            branch = next((each for each in step.branches if each.key == way), None)
            return (in_language(branch.name) if branch is not None else _("default")) or way
        return str(BY_ITSELF.get(way, way))

    def fact(self, name: str) -> str:
        """What a fact is called."""
        fact = self.offered.fact(name)
        return str(fact.words) if fact is not None else name

    def type(self, name: str) -> FactType | None:
        """What kind of value a fact has; None of one that nobody knows any more."""
        fact = self.offered.fact(name)
        return fact.type if fact is not None else None

    def labels(self, name: str) -> Labels | None:
        """What a fact can be; None where people write it."""
        return self.offered.labels(name)

    def value(self, name: str, value: Any) -> str:
        """A value in words; of what people wrote only that they did."""
        if value is None:
            return _("what people wrote")
        labels = self.labels(name) or {}
        each_of = value if isinstance(value, list | tuple) else [value]
        return joined(str(labels.get(each, each)) for each in each_of if each) or _("no value")

    def open(self, step: str, why: str) -> str:
        """From where on it is not known, and why."""
        code, _colon, fact = why.partition(":")
        named = {"step": self.step(step), "fact": self.fact(fact) if code == FACT.rstrip(":") else ""}
        return str(OPEN_WORDS[code]) % named


def mark_of(key: str) -> str:
    """A short name of a group, for a form."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def shown(job: Job, version: Version, actor: Actor, held: Held) -> dict[str, Any]:
    """What the page of a trial draws."""
    found: Found = job.found if job.state == JobState.DONE else {}
    groups = found.get("groups", {})
    ids = {row[0] for group in groups.values() for row in group["cases"]} | {*found.get("examples", ())}
    there = {pk: case.tracking for pk, case in readable(actor, ids, held=held).items()} if ids else {}
    names = Names(version)
    rows = sorted(groups.items(), key=lambda pair: (pair[1]["what"] == "same", -pair[1]["count"], pair[0]))
    total = sum(found.get(name, 0) for name in CLASSES)
    return {
        "tried": found.get("tried", 0),
        "trusted": found.get("trusted", False),
        "share": written_number(found.get("share", 0), 0 if found.get("share", 0) == int(found.get("share", 0)) else 1),
        "headline": headline_of(found) if found else "",
        "classes": [(str(CLASS_WORDS[name]), written_number(found.get(name, 0))) for name in CLASSES],
        "examples": [there[pk] for pk in found.get("examples", ()) if pk in there],
        "unknown": list(_unknown(found)),
        "steps": list(_by_step(found.get("steps", {}), names)),
        "groups": [_group(key, group, names, there) for key, group in rows],
        "others": written_number(found.get("others", 0)) if found.get("others") else "",
        "not_tried": not_tried_in_words(found),
        "drawn": _drawn(found, total),
    }


def _drawn(found: Found, total: int) -> str:
    """Where not all were tried: how many of how many, and by which seed."""
    if not total or found.get("of", 0) <= found.get("size", found.get("of", 0)):
        return ""
    numbers = {"size": written_number(found["size"]), "of": written_number(found["of"]), "seed": found["seed"]}
    return _("%(size)s of %(of)s requests were drawn, of each kind and agency by its share (seed %(seed)s).") % (
        numbers
    )


def _unknown(found: Found) -> Iterator[tuple[str, str]]:
    for why, count in found.get("unknown", {}).items():
        yield str(NOT_KNOWN.get(why, NOT_KNOWN["diary"])), written_number(count)


def _by_step(counts: Found, names: Names) -> Iterator[dict[str, Any]]:
    """In the order of the draft; those that it has not any more last."""
    keys = [
        *(key for key in names.process.steps if key in counts),
        *(key for key in counts if key not in names.process.steps),
    ]
    for key in keys:
        row = counts[key]
        before, after, opened = (row.get(name, 0) for name in ("before", "after", "open"))
        yield {
            "step": names.step(key),
            "gone": key not in names.process.steps,
            "before": written_number(before),
            "after": written_number(after),
            "open": written_number(opened) if opened else "–",
            "changes": before != after or bool(opened),
        }


def _group(key: str, group: Found, names: Names, there: Mapping[int, str]) -> dict[str, Any]:
    cases = [
        {"tracking": there[pk], "values": [names.value(fact, value) for fact, value in _pairs(group, values)]}
        for pk, values in group["cases"]
        if pk in there
    ]
    return {
        "mark": mark_of(key),
        "what": group["what"],
        "title": str(CLASS_WORDS[group["what"]]),
        "count": written_number(group["count"]),
        "cases": cases,
        "heads": [names.fact(name) for name, _before, _after in group.get("facts", ())],
        "can_keep": may_keep(group, there),
        **(_same(group, names) if group["what"] == "same" else _parted(group, names)),
    }


def may_keep(group: Found, there: Iterable[int]) -> bool:
    """Whether a request of a group can be kept by whoever asks: one that they may read, or any of so many that an
    example points at nobody's."""
    readable_ones = set(there)
    return group["count"] >= FEWEST or any(pk in readable_ones for pk, _values in group["cases"])


def _pairs(group: Found, values: list[Any]) -> Iterator[tuple[str, Any]]:
    names = [name for name, _before, _after in group.get("facts", ())]
    return zip(names, values, strict=False)


def _same(group: Found, names: Names) -> dict[str, Any]:
    return {"way": [names.step(key) for key in group["trail"]]}


def _parted(group: Found, names: Names) -> dict[str, Any]:
    if group["result"]:
        results = dict(Outcome.choices)
        before, after = (str(results.get(group[name], group[name])) for name in ("before", "after"))
    else:
        before, after = (names.step(group[name]) if group[name] else "–" for name in ("before", "after"))
    return {
        "at": names.step(group["at"]) if group["at"] else "",
        "before": before,
        "after": after,
        "result": group["result"],
        "decision": names.step(group["decision"]) if group["decision"] else "",
        "facts": [_asked(names.fact(name), was, is_now) for name, was, is_now in group["facts"]],
        "open": names.open(*group["open"]) if group["open"] else "",
    }


def _asked(fact: str, before: bool, after: bool) -> str:
    if before and after:
        return _("%(fact)s (asked before and now)") % {"fact": fact}
    return (
        _("%(fact)s (asked only now)") % {"fact": fact} if after else _("%(fact)s (no longer asked)") % {"fact": fact}
    )
