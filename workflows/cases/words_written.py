"""Writes what people said, gave and are with decided changes: encrypted where it is to be. For the recorder alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from permissions import many_rows
from permissions.blind import WHO_FILED, blind
from workflows.cases.change import Change, Words
from workflows.cases.hiding import NARROWED_BY
from workflows.cases.keys import has_key, hides_words
from workflows.cases.models import Answer, Case, File, FilledField, Message, OtherPerson, Person
from workflows.cases.models.words import PROOF
from workflows.facts.fact import FactType


def write_words(changes: Sequence[Change]) -> list[Model]:
    """Texts, answers, files and people of changes whose cases and events are written; the new rows."""
    people: list[Person] = []
    answers: list[Answer] = []
    messages: list[Message] = []
    files: list[File] = []
    for change in changes:
        number = change.after.number
        messages += [_message(change, words) for words in change.words]
        kept = {"case": change.case, "event_number": number, "at": change.at}
        files += [File(**kept, **_stored(file), encrypted=_hides(change.case, file.asked_by)) for file in change.files]
        if change.submission is not None:
            given = change.submission
            people.append(
                Person(
                    case=change.case,
                    encrypted=has_key(change.case),
                    name=given.name,
                    email=given.email,
                    phone=given.phone,
                    phone_blind=blind(given.phone, WHO_FILED),
                    email_blind=blind(given.email, WHO_FILED),
                    national_number=given.national_number,
                )
            )
            answers += [
                Answer(
                    case=change.case,
                    key=each.key,
                    question=each.question,
                    value=each.value,
                    shown=each.shown,
                    type=each.type,
                    position=position,
                    encrypted=hides_words(change.case) and each.key not in NARROWED_BY,
                )
                for position, each in enumerate(given.answers)
            ]
    filled = _write_filled(changes)
    many_rows.insert(Person, people)
    others = _write_others(changes)
    for change in changes:
        if change.reached:
            _write_reached(change)
    many_rows.insert(Answer, answers)
    many_rows.insert(Message, messages)
    many_rows.insert(File, files)
    withdrawn = [pk for change in changes for pk in change.withdrawn]
    if withdrawn:
        File.objects.filter(pk__in=withdrawn).update(withdrawn=True)
    return [*filled, *people, *others, *answers, *messages, *files]


def _write_reached(change: Change) -> None:
    person = Person.objects.get(case=change.case)
    person.case = change.case
    said = {**change.reached, **_found_by(change.reached)}
    for name, value in said.items():
        setattr(person, name, value)
    person.save(update_fields=list(said))


def _found_by(reached: Mapping[str, Any]) -> dict[str, str]:
    """By what another phone number or address is found again."""
    return {f"{name}_blind": blind(reached[name], WHO_FILED) for name in ("phone", "email") if name in reached}


def _write_others(changes: Sequence[Change]) -> list[OtherPerson]:
    """Most requests name nobody beside their citizen: they ask for no statement."""
    rows = [
        OtherPerson(
            case=change.case,
            encrypted=has_key(change.case),
            position=position,
            role=each.role,
            relation=each.relation,
            name=each.name,
            national_number=each.national_number,
            email=each.email,
            phone=each.phone,
            consent=each.consent,
            why_no_consent=each.why_no_consent,
        )
        for change in changes
        if change.submission is not None
        for position, each in enumerate(change.submission.others)
    ]
    many_rows.insert(OtherPerson, rows)
    return rows


def _write_filled(changes: Sequence[Change]) -> list[FilledField]:
    """Of most acts nothing: they ask for no statement."""
    rows = [
        FilledField(
            case=change.case,
            work=each.work,
            event_number=change.after.number,
            key=each.key,
            name=each.name,
            value=each.value,
            shown=each.shown,
            type=each.type,
            at=change.at,
            encrypted=hides_words(change.case) and each.type != FactType.YES_NO,
        )
        for change in changes
        for each in change.filled
    ]
    many_rows.insert(FilledField, rows)
    return rows


def _message(change: Change, words: Words) -> Message:
    return Message(
        case=change.case,
        event_number=change.after.number,
        kind=words.kind,
        public=words.public,
        author_id=change.actor.user_id,
        text=words.text,
        at=change.at,
        encrypted=hides_words(change.case),
    )


def _hides(case: Case, asked_by: str) -> bool:
    """Whether a file is kept encrypted: of every case what proves who somebody is to whom."""
    return hides_words(case) or (asked_by == PROOF and has_key(case))


def _stored(file: Any) -> dict[str, Any]:
    names = ("name", "content_type", "size", "sha256", "storage_key", "asked_by", "public", "redacts_id")
    return {name: getattr(file, name) for name in names}
