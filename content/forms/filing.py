"""From a checked form to a case: what was answered as a ``Submission``, and whether a case says the same already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields, replace
from itertools import chain
from types import MappingProxyType
from typing import Any

from django.db.models import Q

from content.forms.area_fields import POSITION, POSITION_LABEL
from content.forms.encrypting import encrypt_at_once
from content.forms.fields import CONCERN_ANSWERS, CONCERNED, CONCERNS, UNKNOWN, WHO
from content.forms.form import PEOPLE, FilingForm
from content.forms.people_asked import others_in
from content.forms.relay import RELAY
from content.forms.upload import Upload
from content.forms.uploads import mark_filed, stored_files
from permissions.actors import Actor
from permissions.arabic import fold
from permissions.areas.places import position_in_words
from permissions.citizens.models import Citizen
from permissions.limits.seen import seen
from permissions.limits.subjects import mailbox_of, phone_of
from workflows.cases.categories import as_value
from workflows.cases.identity import filed_as_confidential, is_hidden
from workflows.cases.joining import join
from workflows.cases.models import (
    Case,
    CaseEvent,
    Channel,
    Concern,
    EventVerb,
    MessageKind,
)
from workflows.cases.opening import open_case
from workflows.cases.submission import GivenAnswer, GivenPerson, StoredFile, Submission
from workflows.facts.fact import FactType
from workflows.questions.types import ANSWERS, Question, QuestionKind


class FormAlreadySent(Exception):
    """A case was opened with this form before, and it says something else than what came now."""


def file_form(
    form: FilingForm,
    uploads: Iterable[Upload],
    *,
    key: str,
    apart: Mapping[str, Sequence[Upload]] = MappingProxyType({}),
    citizen: Citizen | None = None,
    channel: Channel = Channel.WEB,
    revision: int | None = None,
    beside: tuple[GivenAnswer, ...] = (),
    network: str = "",
    asked_of_danger: bool = False,
) -> Case:
    """Open a case from a valid ``form`` and the files that came with it. ``apart``: those of questions of one kind of
    files, by their keys. ``revision``: of the page, as it was begun. ``beside``: what the channel says that no question
    asked. ``network``: from where it comes, to count how often the same does; empty where
    that is not counted. ``asked_of_danger``: its sender was, where there was something to ask.

    ``citizen``: who files it as theirs. It goes under the name that they proved, and is among their requests from then
    on; but not where they stay hidden, whose list somebody else may read.
    The same form sent again gives the same case; changed since, or where that was erased and cannot be compared any
    more, it raises ``FormAlreadySent``. Raises ``NotPossible`` as ``open_case`` does.
    """
    uploads = tuple(uploads)
    submission = submission_of(form, uploads, apart)
    uploads = (*uploads, *chain.from_iterable(apart.values()))
    submission = replace(
        submission,
        form_revision=revision,
        answers=(*submission.answers, *beside),
        recording_seconds=sum(upload.seconds for upload in uploads),
        asked_of_danger=asked_of_danger,
    )
    if citizen is not None and citizen.is_proved:
        submission = replace(submission, name=citizen.name, national_number=citizen.national_number)
    # Of a sealed form nothing is counted beside what it says: the two together could be tried with every network.
    if network and not form.sealed:
        submission = _counted(submission, network)
    case = open_case(submission=submission, channel=channel, actor=Actor.citizen(), idempotency_key=key)
    if case.was_open and (case.erased_at is not None or not _says(case, submission)):
        raise FormAlreadySent
    mark_filed(() if case.was_open else uploads, key=key)
    if case.was_open and is_hidden(case):  # its first answer was lost, maybe with the process that was to encrypt
        encrypt_at_once(Q(case=case))
    if citizen is not None and not is_hidden(case):
        join(citizen, case, filed=True)
    return case


def _counted(submission: Submission, network: str) -> Submission:
    """It, with how often the same words came from a network, and how many of one sender, within the hour.

    Whoever gives no address is known by the network alone.
    """
    mailbox, phone = submission.email and mailbox_of(submission.email), submission.phone and phone_of(submission.phone)
    words = " ".join(fold(f"{submission.subject} {submission.text}").split())
    counted = {"from_sender": mailbox or phone or network}
    if words:  # of recordings alone nobody can say that they are the same
        counted["same_text"] = f"{network}|{words}"
    found = seen(counted)
    return replace(submission, same_text=found.get("same_text", 0), from_sender=found["from_sender"])


def was_filed(key: str, *, channel: Channel = Channel.WEB) -> bool:
    """Whether a case was opened with this form before."""
    return Case.objects.filter(channel=channel, idempotency_key=key).exists()


def submission_of(
    form: FilingForm, uploads: Iterable[Upload], apart: Mapping[str, Sequence[Upload]] = MappingProxyType({})
) -> Submission:
    """What the citizen said, as every channel hands it over."""
    given = form.cleaned_data
    people = [asked.question for asked in form.way.asked.values() if asked.question.kind in PEOPLE]
    agency = given.get("agency") or UNKNOWN
    return Submission(
        kind=form.schema.kind,
        language=form.schema.language,
        subject=given.get("subject", ""),
        text=given.get("text", ""),
        place=given.get("place", ""),
        agency=None if agency == UNKNOWN else agency,
        category=given.get("category", "") if form.schema.asks(QuestionKind.CATEGORY) is not None else "",
        name=given.get("name", ""),
        email=given.get("email", ""),
        phone=given.get("phone", ""),
        confidential=bool(given.get("confidential")),
        concerns=given.get(CONCERNS, ""),
        relay=given.get(RELAY, ""),
        others=tuple(others_in(people, given)) if people else (),
        answers=tuple(answers_of(form)),
        files=(*stored_files(uploads), *_of_questions(apart)),
    )


def _of_questions(apart: Mapping[str, Sequence[Upload]]) -> Iterable[StoredFile]:
    for key, uploads in apart.items():
        yield from stored_files(uploads, asked_by=key)


def answers_of(form: FilingForm) -> Iterable[GivenAnswer]:
    """The answers to the editor's own questions; one left empty has none."""
    for question in form.schema.questions:
        if question.kind == QuestionKind.CONCERNS:
            yield from _concerned(question, form.cleaned_data)
        answer = ANSWERS.get(question.kind)
        value = form.cleaned_data.get(question.key) if answer is not None else None
        if answer is not None and value not in (None, "", []):
            shown = answer.shown(question, value, form.schema.language)
            yield GivenAnswer(question.key, question.label, answer.kept(value), shown, answer.fact)
        if form.cleaned_data.get(POSITION) and question.kind == QuestionKind.AREA:
            position = form.cleaned_data[POSITION]
            shown = position_in_words(position, form.schema.language)
            yield GivenAnswer(POSITION, str(POSITION_LABEL), position, shown, FactType.TEXT)


def _concerned(question: Question, given: dict[str, Any]) -> Iterable[GivenAnswer]:
    """Whom of the body it is about, and who that is where it is one person; nothing for no one in particular."""
    whom, who = given.get(CONCERNS, ""), given.get(CONCERNED, "")
    if whom:
        yield GivenAnswer(CONCERNS, question.label, whom, str(dict(CONCERN_ANSWERS)[whom]), FactType.CHOICE)
    if whom == Concern.PERSON and who:
        yield GivenAnswer(CONCERNED, str(WHO), who, who, FactType.TEXT)


def _was_corrected(case: Case) -> bool:
    """Whether its citizen gave another address since."""
    return CaseEvent.objects.filter(case=case, verb=EventVerb.ADDRESS_SET).exists()


def _says(case: Case, submission: Submission) -> bool:
    """Whether ``case`` was opened by this very submission: words, person, answers and the bytes of the files."""
    named = case.subject_agency.code if case.subject_agency else None
    statement = case.messages.filter(event_number=1, kind=MessageKind.STATEMENT).first()
    text = statement.text if statement is not None else ""
    person = (case.person.name, case.person.email, case.person.phone)
    (opened,) = CaseEvent.objects.filter(case=case, number=1).values_list("data", flat=True)
    chosen = opened.get("category", [])[-1:]  # as it was filed, whatever officers have set since
    answers = [(answer.key, answer.value) for answer in case.answers.all()]
    others = [tuple(getattr(other, each.name) for each in fields(GivenPerson)) for other in case.others.all()]
    files = sorted(case.files.filter(event_number=1).values_list("asked_by", "sha256"))
    return (
        (case.kind.code, case.own_subject, case.place, named, text)
        == (submission.kind, submission.subject, submission.place, submission.agency, submission.text)
        and chosen == [as_value(submission.kind, submission.category)] * bool(submission.category)
        and filed_as_confidential(case) == submission.confidential
        and (person == (submission.name, submission.email, submission.phone) or _was_corrected(case))
        and answers == [(answer.key, answer.value) for answer in submission.answers]
        and others == [astuple(each) for each in submission.others]
        and files == sorted((file.asked_by, file.sha256) for file in submission.files)
    )
