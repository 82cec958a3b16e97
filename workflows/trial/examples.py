"""Examples of a process: past cases that a version must still lead where they were meant to go.

Kept are codes alone, not which case it was: who reads no requests can keep and run them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from django.utils.translation import gettext as _

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import in_language, listed
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import Outcome
from workflows.facts.catalogue import CATEGORY
from workflows.processes.advance import facts_of
from workflows.processes.definition import DecisionStep, LeftByOutcomes, ProcessDefinition, RouteStep
from workflows.processes.publishable import PROCESSES
from workflows.transactions.turn import write_transaction
from workflows.trial.life import OF_THE_OPENING, Did, Life, What, as_value
from workflows.trial.lives import Lives
from workflows.trial.models import ProcessExample
from workflows.trial.retrace import Road, is_as_it_was, retrace
from workflows.versions.models import Version
from workflows.versions.publishable import Publishable

MOST = 100
LONGEST = 120
Wanted = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Tried:
    """An example on a definition. ``sentence`` says what is otherwise, empty where nothing is; ``is_known``: whether it
    is known where it goes."""

    example: ProcessExample
    road: Road
    sentence: str = ""
    is_known: bool = True

    @property
    def held(self) -> bool | None:
        """Whether it goes where it must; None where that is not known any more."""
        return not self.sentence if self.is_known else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a definition some ways come by: steps, and ways out of steps at which something is decided."""

    steps: int
    of_steps: int
    ways: int
    of_ways: int


def examples_of(process: str) -> list[ProcessExample]:
    """Those of the process with a key, by their names."""
    return list(ProcessExample.objects.filter(process=process))


def keep(version: Version, case_id: int, *, name: str, wanted: Wanted, blocks: bool, actor: Actor) -> ProcessExample:
    """Keep a past case as an example of the process of a draft. ``wanted``: the way that it went, or the draft's.

    Raises ``NotPossible`` with a sentence. Whether whoever asks may keep this one is asked by the caller.
    """
    draft = PROCESSES.parse(version.definition)
    lived = next(iter(Lives(draft).of([case_id])), None)
    if lived is None or lived.life is None or lived.ran is None:
        raise NotPossible(_("This request cannot be kept as an example."))
    before, after = retrace(lived.ran, lived.life), retrace(draft, lived.life)
    if not is_as_it_was(before, lived.life):
        raise NotPossible(_("Led through its process again this request does not go where it went."))
    read = {fact for road in (before, after) for move in road.moves for fact in move.read}
    if any(lived.life.is_sealed(fact) for fact in read):
        raise NotPossible(_("What people wrote decides here, and their words are kept in no example."))
    road = before if wanted == "before" else after
    kept = {
        "life": _life_as_json(lived.life, facts_of(lived.ran) | facts_of(draft)),
        "road": _road_as_json(road, (lived.ran, draft)),
    }
    with write_transaction():
        name = _checked(name, version.key, None)
        if ProcessExample.objects.filter(process=version.key).count() >= MOST:
            raise NotPossible(_("A process has at most %(most)d examples. Remove one first.") % {"most": MOST})
        example = ProcessExample.objects.create(
            process=version.key, name=name, blocks=blocks, kept_at=now(), kept_by_id=actor.user_id, **kept
        )
        _on_record("example_kept", example, actor)
    return example


def change(example_id: int, process: str, *, name: str, blocks: bool, actor: Actor) -> None:
    """Call it otherwise, and say whether it stands in the way of publishing. Raises ``NotAllowed``, ``NotPossible``."""
    with write_transaction():
        example = _locked(example_id, process)
        example.name, example.blocks = _checked(name, process, example.pk), blocks
        example.save(update_fields=["name", "blocks"])
        _on_record("example_changed", example, actor)


def remove(example_id: int, process: str, *, actor: Actor) -> None:
    """It is run no more. Raises ``NotAllowed``."""
    with write_transaction():
        example = _locked(example_id, process)
        entry = _entry("example_removed", example)
        example.delete()
        append([entry], actor=actor, at=now())


def rename_steps(process: str, keys: Mapping[str, str]) -> None:
    """Have examples name steps by their new keys: ``keys`` of steps that no version in force ever had, so that none of
    what was done on a past case names them, only where a draft must lead it."""
    for example in ProcessExample.objects.select_for_update().filter(process=process):
        road = example.road
        example.road = {
            **road,
            "trail": [keys.get(key, key) for key in road["trail"]],
            "open": keys.get(road["open"], road["open"]),
            "names": {keys.get(key, key): names for key, names in road["names"].items()},
        }
        if example.road != road:
            example.save(update_fields=["road"])


def _locked(example_id: int, process: str) -> ProcessExample:
    example = ProcessExample.objects.select_for_update().filter(pk=example_id, process=process).first()
    if example is None:
        raise NotAllowed
    return example


def _checked(name: str, process: str, own: int | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotPossible(_("Give the example a name."))
    if len(name) > LONGEST:
        raise NotPossible(_("A name has at most %(most)d letters.") % {"most": LONGEST})
    if ProcessExample.objects.filter(process=process, name=name).exclude(pk=own or 0).exists():
        raise NotPossible(_("Another example has this name."))
    return name


def _on_record(verb: str, example: ProcessExample, actor: Actor) -> None:
    append([_entry(verb, example)], actor=actor, at=now())


def _entry(verb: str, example: ProcessExample) -> NewEntry:
    data = {"process": example.process, "blocks": example.blocks}
    return NewEntry(verb=verb, subject="example", subject_id=example.pk, data=data)


def _life_as_json(life: Life, asked: Iterable[str]) -> dict[str, Any]:
    """Of the facts only those that one of the two definitions asks, and those that every case has."""
    names = {*asked, *OF_THE_OPENING}
    acts = [
        {**asdict(did), "read": {name: value for name, value in did.read.items() if name in names}} for did in life.acts
    ]
    fixed = {name: value for name, value in life.fixed.items() if name in names}
    return {
        "process": list(life.process),
        "acts": acts,
        "fixed": fixed,
        "result": life.result,
        "fields": sorted(life.fields),
        **({"categories": [list(each) for each in life.categories]} if CATEGORY in names else {}),
        **({"beside": [list(each) for each in life.beside]} if life.beside else {}),
    }


def life_of(example: ProcessExample) -> Life:
    """What was done, as it is kept."""
    kept = example.life
    acts = tuple(
        Did(
            **{
                **did,
                "what": What(did["what"]),
                "entered": tuple(did["entered"]),
                "filled": tuple(did["filled"]),
                "read": _values(did["read"]),
            }
        )
        for did in kept["acts"]
    )
    key, number = kept["process"]
    return Life(
        (key, number),
        acts,
        _values(kept["fixed"]),
        kept["result"],
        fields=frozenset(kept["fields"]),
        categories=tuple((int(since), as_value(value)) for since, value in kept.get("categories", ())),
        beside=tuple((int(since), str(key)) for since, key in kept.get("beside", ())),
    )


def _values(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: as_value(value) for name, value in raw.items()}


def _road_as_json(road: Road, definitions: tuple[ProcessDefinition, ProcessDefinition]) -> dict[str, Any]:
    names = {key: dict(each.steps[key].name) for each in definitions for key in road.trail if key in each.steps}
    opened = road.open.step if road.open is not None else ""
    return {"trail": list(road.trail), "result": road.result, "open": opened, "over": road.is_over, "names": names}


def tried(example: ProcessExample, process: ProcessDefinition) -> Tried:
    """Lead an example through a checked definition."""
    road, wanted = retrace(process, life_of(example)), example.road
    was, now_goes = tuple(wanted["trail"]), road.trail
    length = min(len(was), len(now_goes))
    place = next((number for number in range(length) if was[number] != now_goes[number]), length)
    alike = place == len(was) and (wanted["open"] or place == len(now_goes))
    if alike and (wanted["open"] or (road.open is None and wanted["over"] == road.is_over)):
        if wanted["open"] or road.result == wanted["result"]:
            return Tried(example, road)
        return Tried(example, road, _another_result(example, road))
    if road.open is not None and place == len(now_goes):
        said = {"example": listed([example.name]), "step": _name(road.open.step, process, wanted)}
        sentence = _("Of the example %(example)s it is not known where it goes from “%(step)s” on.") % said
        return Tried(example, road, sentence, is_known=False)
    return Tried(example, road, _elsewhere(example, was, now_goes, place, process))


def _another_result(example: ProcessExample, road: Road) -> str:
    results = dict(Outcome.choices)
    return _("The example %(example)s comes to “%(result)s”, and no longer to “%(wanted)s”.") % {
        "example": listed([example.name]),
        "result": results.get(road.result, road.result),
        "wanted": results.get(example.road["result"], example.road["result"]),
    }


def _elsewhere(
    example: ProcessExample, was: Sequence[str], goes: Sequence[str], place: int, process: ProcessDefinition
) -> str:
    said = {"example": listed([example.name])}
    if place < len(was) and was[place] not in goes:
        step = _name(was[place], process, example.road)
        return _("The example %(example)s no longer goes to “%(step)s”.") % {**said, "step": step}
    if place < len(goes):
        return _("The example %(example)s now goes to “%(step)s” where it did not.") % {
            **said,
            "step": _name(goes[place], process, example.road),
        }
    return _("The example %(example)s ends sooner than it did.") % said


def _name(key: str, process: ProcessDefinition, road: dict[str, Any]) -> str:
    name = process.steps[key].name if key in process.steps else road["names"].get(key, {})
    return in_language(name) or key


def all_tried(key: str, definition: Any) -> list[Tried]:
    """Every example of a process on a definition that its check accepts; nothing where there is none, in one query."""
    kept = examples_of(key)
    process = PROCESSES.read(definition) if kept else None
    return [tried(example, process) for example in kept] if process is not None else []


def coverage(process: ProcessDefinition, roads: Iterable[Road]) -> Coverage:
    """Which of its steps and ways the roads come by."""
    all_ways = {
        (step.key, way)
        for step in process.steps.values()
        if isinstance(step, (LeftByOutcomes, DecisionStep, RouteStep))
        for way, _following in step.follows()
    }
    moves = [move for road in roads for move in road.moves]
    steps = {step for move in moves for step in (*move.trail, *(key for key, _way in move.passed))}
    ways = {way for move in moves for way in (*move.passed, *([move.left] if move.left else ()))}
    return Coverage(len(steps & process.steps.keys()), len(process.steps), len(ways & all_ways), len(all_ways))


def with_examples(processes: Publishable[ProcessDefinition]) -> Publishable[ProcessDefinition]:
    """Processes whose examples are run at each check: one that must go its way stands in the way of publishing, what
    any other does is told."""

    def check(key: str, definition: Any) -> list[str]:
        found = processes.check(key, definition)
        if found:
            return found  # only what hangs together leads anybody anywhere
        return [each.sentence for each in all_tried(key, definition) if each.held is False and each.example.blocks]

    def warnings(key: str, definition: Any) -> Iterator[str]:
        yield from processes.warnings(key, definition)
        # Checked a second time only where there is something to try.
        if examples_of(key) and not processes.check(key, definition):
            yield from (
                each.sentence
                for each in all_tried(key, definition)
                if each.held is None or (each.held is False and not each.example.blocks)
            )

    return replace(processes, check=check, warnings=warnings)
