"""The question for a service: what can be chosen comes from the pages of the bodies, in the language of the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from content.forms.fields import service_key
from content.forms.form import FormSchema
from workflows.questions.types import Option, QuestionKind


@dataclass(frozen=True, slots=True)
class Service:
    """A service of a body, by the key that it has there. ``of``: what the body is called."""

    body: str
    key: str
    name: str
    of: str


Known = Callable[[str], Iterable[Service]]
_known: list[Known] = []


def services_are_told_by(known: Known) -> None:
    """From now on ``known`` says which services there are, in a language; called once, at start-up."""
    _known[:] = [known]


def with_services(schema: FormSchema) -> FormSchema:
    """The same, with what its questions for a service can be answered with."""
    services = [service for known in _known for service in known(schema.language)]
    options = tuple(Option(service_key(each.body, each.key), each.name, group=each.of) for each in services)
    return replace(
        schema,
        questions=tuple(
            replace(each, options=options) if each.kind == QuestionKind.SERVICE else each for each in schema.questions
        ),
    )
