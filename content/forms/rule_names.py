"""What conditions and routes name, turned from what an editor chose or wrote into keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import override

from content.forms.facts_asked import facts_of
from content.forms.questions import GROUP, questions_of
from permissions.arabic import fold
from permissions.translated_text import languages
from workflows.facts.fact import Fact
from workflows.questions.types import Question, QuestionKind

BY_ID = "#"
"""Before the id of a block, where the editor's lists name a question that has no key yet."""


@dataclass(slots=True)
class Named:
    """The keys of questions, steps and exits, by all that they may be named by; None by words that several have."""

    keys: dict[str, str | None] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, block: str, key: str, label: str) -> None:
        """One of them: the id of its block, its key, its words."""
        if not key:
            return
        self.labels[key] = label
        self.keys[f"{BY_ID}{block}"] = key
        words = fold(label)
        if words:
            self.keys[words] = None if self.keys.get(words, key) != key else key

    def within(self, group: Any) -> Named:
        """Besides, the questions of a group by their short keys, for its own conditions."""
        both = Named({**self.keys}, {**self.labels})
        for child in group["questions"]:
            both.add(child.id, child.value.get("key") or "", child.value.get("label") or "")
        return both

    def put_keys(self, rule: Any, child: str) -> None:
        """Name by its key what ``rule`` names in ``child``, and note its words. What is not here stays as it is."""
        name = (rule.get(child) or "").strip()
        key = name if name in self.labels else self.keys.get(name) or self.keys.get(fold(name)) or name
        rule[child] = key
        if key in self.labels:
            rule["words"] = self.labels[key]


def name_by_keys(stream: Any) -> None:
    """Have each condition and route of ``stream`` name questions and steps by their keys. Changes ``stream``.

    An editor may write a question as it is read; the editor's lists name one that has no key yet by its block.
    """
    named = Named()
    for child in stream:
        _add(named, child)
    for scope, value in _valued(stream, named):
        for test in tests_of(value):
            scope.put_keys(test, "question")
        for route in value.get("routes") or ():
            scope.put_keys(route, "to")


def _add(named: Named, child: Any) -> None:
    """A block by its key, and of a group what its questions are called each time."""
    value = child.value
    key, label = value.get("key") or child.block_type, value.get("label") or ""
    if child.block_type != QuestionKind.WORDS:
        named.add(child.id, key, label)
    if child.block_type == GROUP:
        for time in range(1, (value.get("most") or 1) + 1):
            for inner in value["questions"]:
                short = inner.value.get("key") or ""
                called = f"{label} {time}: {inner.value.get('label') or ''}"
                named.add(f"{inner.id}.{time}", short and f"{key}_{time}_{short}", called)


def _valued(stream: Any, named: Named) -> Iterator[tuple[Named, Any]]:
    """Every block's value, those in groups too, with what can be named there."""
    for child in stream:
        yield named, child.value
        if child.block_type == GROUP:
            within = named.within(child.value)
            yield from ((within, inner.value) for inner in child.value["questions"])


def tests_of(value: Any) -> list[Any]:
    """The tests of both conditions of a block."""
    return [test for name in ("shown_if", "required_if") for test in (value.get(name) or {}).get("tests") or ()]


def words_noted(stream: Any) -> dict[str, str]:
    """What the rules of ``stream`` name, by key, in the words that it had when it was last there."""
    values = [value for _scope, value in _valued(stream, Named())]
    tests = [(test["question"], test) for value in values for test in tests_of(value)]
    routes = [(route["to"], route) for value in values for route in value.get("routes") or ()]
    return {key: rule["words"] for key, rule in (*tests, *routes) if rule.get("words")}


def take_words_for_keys(stream: Any, questions: Sequence[Question] = ()) -> None:
    """Where an editor wrote an answer as it is read, its key is meant: put it there. Changes ``stream``.

    ``questions``: those of it, where more is known of what can be answered than stands there.
    """
    facts = facts_of(questions or questions_of(stream))
    for child in stream:
        own = _of_group(child.value, facts) if child.block_type == GROUP else {}
        for value in (child.value, *(inner.value for inner in child.value.get("questions") or ())):
            for test in tests_of(value):
                name = test.get("question") or ""
                _take_words(test, own.get(name) or facts.get(name))
            for route in value.get("routes") or ():
                _take_words(route, facts.get(value.get("key") or child.block_type))


def _of_group(value: Any, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The questions of a group by their short keys, as they are asked the first time."""
    keys = [inner.value.get("key") or "" for inner in value["questions"]]
    called = {key: f"{value.get('key') or GROUP}_1_{key}" for key in keys}
    return {key: facts[name] for key, name in called.items() if name in facts}


def _take_words(test: Any, fact: Fact | None) -> None:
    lines = [line.strip() for line in (test.get("values") or "").splitlines() if line.strip()]
    if fact is None or fact.domain is None or not lines:
        test["values"] = "\n".join(lines)
        return
    labels = fact.domain()
    keys = {} if all(line in labels for line in lines) else _keys_by_words(fact)
    test["values"] = "\n".join(line if line in labels else keys.get(fold(line), line) for line in lines)


def _keys_by_words(fact: Fact) -> dict[str, str]:
    """What can be answered by its words in every language: who edits an Arabic form may read the admin in English."""
    found: dict[str, str] = {}
    for language in languages():
        with override(language):
            found |= {fold(str(label)): key for key, label in (fact.domain() if fact.domain else {}).items()}
    return found
