"""The lives of many cases, read from their diaries at once, with what people wrote only where a process asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.cases.models import HIDDEN, Answer, Case, CaseEvent, FilledField, Message, MessageKind
from workflows.cases.past import AT, NotKept
from workflows.cases.state import State
from workflows.cases.submission import GivenAnswer
from workflows.cases.texts_kept import texts_of
from workflows.facts.catalogue import ANSWER, CATEGORY, FIELD
from workflows.facts.conditions import Ask, Value
from workflows.processes.advance import facts_of
from workflows.processes.definition import ProcessDefinition
from workflows.processes.publishable import PROCESSES
from workflows.questions.types import CHOSEN, as_fact
from workflows.trial.life import OF_THE_OPENING, OUTCOME, Life, life_of
from workflows.versions.models import Subject, Version

AS_FILED = frozenset({"place", "where", "subject", "subject_text"})
"""What people wrote when they filed, beside their answers: nothing changes it, though it can be erased. Every other
fact that no event has is not known: its value of today says nothing of then."""
COLUMNS = ("case_id", "number", "verb", "status", "outcome", "data")


@dataclass(frozen=True, slots=True)
class Lived:
    """A case with its life and the definition that it was on; ``why``, a code, where that cannot be known."""

    case: Case
    life: Life | None = None
    ran: ProcessDefinition | None = None
    why: str = ""


class Lives:
    """Reads them; a version is read once. ``through_moves``: also where a case was moved to another on the way."""

    def __init__(self, draft: ProcessDefinition, *, through_moves: bool = False) -> None:
        self._draft, self._through_moves = draft, through_moves
        self._ran: dict[tuple[str, int], ProcessDefinition | None] = {}

    def of(self, case_ids: Sequence[int]) -> Iterator[Lived]:
        """In the order of their ids, without hidden ones: nothing of those is read. What of today may be another than
        then is not looked at.
        """
        diaries: dict[int, list[CaseEvent]] = defaultdict(list)
        events = CaseEvent.objects.filter(case_id__in=case_ids).only(*COLUMNS).order_by("case_id", "number")
        for event in events:
            diaries[event.case_id].append(event)
        rows = Case.objects.filter(pk__in=case_ids).exclude(HIDDEN).select_related("kind", "key")
        cases = {case.pk: case for case in rows.order_by("pk")}
        versions = {pk: self._version(diaries[pk]) for pk in cases}
        filled = self._filled(cases.values(), versions.values())
        states = self._states(cases.values(), [ran for ran in versions.values() if ran is not None])
        for pk, case in cases.items():
            yield _lived(case, diaries[pk], versions[pk], states.get(pk), filled[pk], self._through_moves)

    def _version(self, diary: Sequence[CaseEvent]) -> ProcessDefinition | None:
        """The one by which the case began; None where that was not recorded, or is gone."""
        named = diary[0].data.get("process") if diary else None
        if not named:
            return None
        place = str(named[0]), int(named[1])
        if place not in self._ran:
            found = Version.objects.filter(subject=Subject.PROCESS, key=place[0], number=place[1]).first()
            self._ran[place] = PROCESSES.of(found) if found is not None else None
        return self._ran[place]

    def _filled(
        self, cases: Collection[Case], ran: Iterable[ProcessDefinition | None]
    ) -> Mapping[int, list[FilledField]]:
        """What officers filled in, in its order; no query where no process asks for any of it."""
        rows: dict[int, list[FilledField]] = defaultdict(list)
        known = _once(each for each in ran if each is not None)
        if any(name.startswith(FIELD) for each in (self._draft, *known) for name in facts_of(each)):
            for row in FilledField.objects.filter(case__in=cases).order_by("event_number", "pk"):
                rows[row.case_id].append(row)
        return rows

    def _states(self, cases: Collection[Case], ran: Collection[ProcessDefinition]) -> Mapping[int, State]:
        """With their first text and their answers, in two queries; none where no process asks for what people gave."""
        asked = {name for each in (self._draft, *_once(ran)) for name in facts_of(each)}
        if not asked - {*OF_THE_OPENING, OUTCOME, CATEGORY}:
            return {}
        statements = Message.objects.filter(case__in=cases, kind=MessageKind.STATEMENT)
        said = {each.case_id: each.text for each in statements.order_by("-event_number", "-pk")}
        given: dict[int, dict[str, GivenAnswer]] = defaultdict(dict)
        for answer in Answer.objects.filter(case__in=cases):
            given[answer.case_id][answer.key] = GivenAnswer(
                answer.key, answer.question, answer.value, answer.shown, answer.type
            )
        return {case.pk: State(case, case.kind, said=said.get(case.pk, ""), answers=given[case.pk]) for case in cases}


def _once(definitions: Iterable[ProcessDefinition]) -> list[ProcessDefinition]:
    """The same definition stands for thousands of cases."""
    return list({id(each): each for each in definitions}.values())


def _lived(
    case: Case,
    diary: Sequence[CaseEvent],
    ran: ProcessDefinition | None,
    state: State | None,
    filled: Sequence[FilledField],
    through_moves: bool,
) -> Lived:
    if ran is None:
        return Lived(case, why="release")
    try:
        words, fields = _words(case, state, ran, filled), frozenset(each.key for each in ran.fields)
        life = life_of(diary, _chosen(state), words, fields, through_moves=through_moves)
    except NotKept as error:
        return Lived(case, why=error.what)
    except (KeyError, TypeError, ValueError, AttributeError):  # it was bent by hand, and cannot even be read
        return Lived(case, why="diary")
    return Lived(case, life, ran)


def _chosen(state: State | None) -> Mapping[str, Value]:
    """The answers that are codes of a list: they never change, and whoever asks for them now may know them."""
    answers = state.answers if state is not None and state.answers is not None else {}
    return {f"{ANSWER}{key}": as_fact(given.value) for key, given in answers.items() if given.type in CHOSEN}


def _words(case: Case, state: State | None, ran: ProcessDefinition, filled: Sequence[FilledField]) -> Ask:
    """What people wrote when they filed. What nobody was asked is nothing, as long as what they wrote is kept."""
    texts = texts_of(case, state)
    recorded = facts_of(ran)

    def words(name: str) -> Value:
        if name in AS_FILED:
            return texts(name)
        if name.startswith(FIELD):
            return _last_of(filled, *name.removeprefix(FIELD).split(AT))
        if not name.startswith(ANSWER):
            raise NotKept(name)
        if name in recorded or state is None or not state.keeps_words:
            return texts(name)
        return texts(name) if state.answer(name.removeprefix(ANSWER)) is not None else ""

    return words


def _last_of(filled: Sequence[FilledField], key: str, number: str) -> Value:
    """What had been filled in last by an event."""
    rows = [row for row in filled if row.key == key and row.event_number <= int(number)]
    if not rows:
        raise NotKept(f"{FIELD}{key}")
    value: Value = rows[-1].value
    return value
