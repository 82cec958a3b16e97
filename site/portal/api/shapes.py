"""The shapes of what comes and goes: each is a schema of the OpenAPI description, by its name here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, FiniteFloat, StrictBool, StrictInt, StrictStr

from content.forms.taking import MAX_FILES

Given = StrictBool | StrictInt | FiniteFloat | StrictStr | list[StrictStr] | None
"""An answer: words, a number, yes or no, the key of an option or several of them; null is no answer."""
FileIds = Annotated[list[StrictStr], Field(max_length=MAX_FILES, description="Ids of files that were uploaded before.")]


class Closed(Schema):
    """What is sent has the fields of its shape, and no others."""

    model_config = ConfigDict(extra="forbid")


class FormOfKind(Schema):
    """A form that is open: by ``id`` it is read and filed, in whatever language it is there."""

    id: UUID
    language: str
    heading: str
    summary: str
    address: str = Field(description="The form as a page, for people.")


class Kind(Schema):
    """A kind of request that is taken now, with its forms."""

    code: str
    name: str
    description: str
    sealed: bool = Field(description="The unit for sensitive requests alone reads it.")
    forms: list[FormOfKind]


class Option(Schema):
    """An answer to choose: ``key`` is sent, ``label`` is read; ``group``: the words below which it stands, or ""."""

    key: str
    label: str
    group: str


class AnswerField(Schema):
    """One place for an answer. ``key`` is its name in ``answers``, and where errors are told."""

    key: str
    label: str
    hint: str
    required: bool
    limit: int | None = Field(description="Characters at most.")
    several: bool = Field(description="Several options may be chosen: the answer is a list of their keys.")
    options: list[Option]


class Route(Schema):
    """Where an answer leads: past what stands before the step or the exit with the key ``to``."""

    when: dict[str, Any]
    to: str


class FilesTaken(Schema):
    """How many files, each of how many bytes, with which endings."""

    most: int
    most_bytes: int
    endings: list[str]


class Question(Schema):
    """A question in its place, or what stands between questions: a step, words, an exit at which nothing is filed.

    Files have no field: they are uploaded first and named by ``files``, or by ``files_of`` where a question has
    ``files`` of its own. ``shown_if``, ``required_if``: conditions over
    earlier answers, by their keys; null for none. What is not asked counts for nothing. ``shortest``: in characters.
    ``link``, ``link_words``: where an exit leads, an address here or of another site.
    """

    key: str
    type: str
    label: str
    hint: str
    required: bool
    least: str | None
    most: str | None
    shortest: int | None
    earliest: date | None
    latest: date | None
    example: str
    link: str
    link_words: str
    shown_if: dict[str, Any] | None
    required_if: dict[str, Any] | None
    routes: list[Route]
    fields: list[AnswerField]
    files: FilesTaken | None = Field(description="Of a question with files of its own.")


class Body(Schema):
    """A public body that takes requests: its ``code`` answers the question for the agency. ``depth``: in the tree."""

    code: str
    name: str
    above: str
    depth: int


class Form(Schema):
    """A form as it is now. ``promises``: what it tells its citizen of who will read it, in codes."""

    id: UUID
    kind: str
    language: str
    heading: str
    intro: str
    send_label: str
    promises: list[str]
    questions: list[Question]
    relay: AnswerField | None = Field(
        description="An address for letters that say only that there is news, and that nobody who works on the request "
        "sees: offered by sealed forms, sent as `relay` beside the answers."
    )
    bodies: list[Body] = Field(
        description='Empty where no agency is asked for. "unknown" or no answer stands for: I do not know.'
    )
    files: FilesTaken | None
    recorded_by: str = Field(
        description="The key of the question whose voice or video may stand in place of `subject` and `text`; "
        '"" where both must be written.'
    )


class FilledForm(Closed):
    """A form filled in. ``promises``: those that the form showed; where it promises less by now nothing is filed."""

    form: UUID
    answers: dict[str, Given] = Field(description="By the keys of the form's fields.")
    files: FileIds = []
    files_of: dict[str, FileIds] = Field(
        default_factory=dict, description="Those of questions with files of their own, by their keys."
    )
    promises: list[StrictStr] = []
    relay: StrictStr | None = Field(None, description="Of a sealed form: an email address for news alone.")
    continue_here: StrictBool = Field(
        default=False,
        description="Whoever wrote it was told of the problem `danger` and wants it sent all the same: the complaints "
        "unit then looks at it first. A recording without words goes to its agency.",
    )


class Relay(Closed):
    """An email address for letters that say only that there is news; null: the one that is kept is forgotten."""

    relay: StrictStr | None


class Told(Schema):
    """What was done, in a sentence for its citizen."""

    said: str


class Opened(Schema):
    """A token that opens one request, until when."""

    token: str
    until: datetime


class Filed(Opened):
    """A request that has arrived, or has a new secret. Number and secret are shown here alone: keep both."""

    tracking: str
    secret: str


class NumberAndSecret(Closed):
    """Both in whatever writing people use."""

    tracking: StrictStr
    secret: StrictStr


class NumberAndAddress(Closed):
    """The number of a request, and the email address or mobile number that was given with it."""

    tracking: StrictStr
    address: StrictStr


class Asked(Schema):
    """What becomes of it, in a sentence: the same whether number and address belong together or not."""

    said: str


class LinkOfLetter(Closed):
    """What the letter led to: the whole address, or its last part alone."""

    link: StrictStr


class Arrived(Schema):
    """A file that is on disk, for two hours, until something is sent with it. ``id`` names it and is for its sender."""

    id: str
    name: str
    size: int = Field(description="In bytes.")
    type: str


class FileOfRequest(Schema):
    """A file of the request. ``held_back``: the sentence why it cannot be fetched now, or ""."""

    number: int
    name: str
    size: str
    held_back: str


class Refusal(Schema):
    """Why a request was refused: the ground by its key and in words, the rule it rests on, and what can be done
    instead."""

    ground: str
    ground_words: str
    rule: str
    instead: str


class Happened(Schema):
    """One thing that happened, newest first. ``no_longer_holds``: of a correction, the part of the answer that ``text``
    stands in the place of. ``refusal``: of a decision that refuses, why."""

    verb: str
    title: str
    at: datetime
    text: str
    files: list[FileOfRequest]
    no_longer_holds: str = ""
    refusal: Refusal | None = None


class OpenQuestion(Schema):
    """A question that waits for its citizen. ``work`` names it in the answer."""

    work: int
    text: str
    by: datetime | None
    by_day: bool


class Rung(Schema):
    """A level of the ladder: ``past``, ``here`` or ``next``."""

    level: int
    level_name: str
    name: str
    state: str
    words: str


class Limit(Schema):
    """By when it is decided, whatever becomes of its parts; no words while a question pauses it."""

    words: str
    passed: bool


class Step(Schema):
    """A step that the owners of the process show: ``done``, ``now``, ``coming``, ``perhaps`` or ""."""

    name: str
    how: str


class Said(Schema):
    """An answer of the form, with its question, in words."""

    key: str
    question: str
    shown: str


class Letter(Schema):
    """A letter to the citizen, and what became of it."""

    about: str
    state: str
    words: str
    asked_at: datetime


class DoorsOutside(Schema):
    """Where else a citizen can go once nobody here decides any more: a page of the site, and its first words."""

    title: str
    address: str
    words: str


class Objection(Schema):
    """What became of an objection. The first is decided by the level above, the second by another body; nobody decides
    twice."""

    number: int = Field(description="1 or 2; more only where a process has steps of its own.")
    by: str = Field(description='Who decides on it now; "" where nobody does.')
    due: datetime | None = Field(description="Until when.")
    over: bool = Field(description="Nobody here decides on it any more.")
    outside: DoorsOutside | None


class RecordingOfRequest(Schema):
    """A request that came as a recording. Of what an officer wrote after listening nothing is the citizen's words."""

    kind: str = Field(description="voice or video.")
    seconds: int = Field(description="How long; 0 as long as it is being prepared.")
    state: str = Field(
        description="waiting: nobody has written a summary yet; silent: nothing can be heard; "
        "summarised; titled: the subject, too."
    )
    subject_by_agency: bool = Field(description="The subject of the request is the agency’s.")
    summary_by_agency: str


class Request(Schema):
    """The request as its citizen reads it."""

    tracking: str
    erased_at: datetime | None = Field(description="Since when nothing that was said in it is kept.")
    erased_words: str = Field(description='When and why it was erased, and what stays; "" of most.')
    kind: str
    subject: str
    recording: RecordingOfRequest | None = Field(description="Null of what came in words.")
    sealed: bool
    agency: str
    named: str = Field(description="The body that its citizen named.")
    why_here: str
    status: str
    status_words: str
    outcome: str
    outcome_words: str
    level: int
    due: datetime | None
    due_by_day: bool = Field(description="The date is a day, at whose end it is due.")
    limit: Limit | None
    open_again_by: datetime | None = Field(description="Until when the answer of a closed request can be objected to.")
    objection: Objection | None = Field(description="Null where its citizen has not objected.")
    due_act: str = Field(description='The act that waits for its citizen now, or "".')
    acts: list[str] = Field(description="What its citizen can do now.")
    questions: list[OpenQuestion]
    ladder: list[Rung]
    road: list[Step]
    happened: list[Happened]
    place: str
    category: str
    for_whom: str = Field(description="For whom else it was filed, or that it was; empty where for nobody.")
    statement: str
    answers: list[Said]
    files: list[FileOfRequest]
    letters: list[Letter]
    relayed: bool | None = Field(
        description="Whether an address for news alone is kept; which one is never told. Null where none is taken."
    )


class Done(Schema):
    """An act that was done: the sentence for its citizen, and which event of the request it is."""

    said: str
    event: int


class FieldError(Schema):
    """What is wrong at a field; ``key`` is "" for what is wrong with all together."""

    key: str
    message: str


class Challenge(Schema):
    """What slows down who sends much: solve ``work`` (ALTCHA, PBKDF2), or wait and send the ``ticket``."""

    work: dict[str, Any]
    ticket: str
    wait_seconds: int


class NumberToRing(Schema):
    """Whom to ring in danger, as this country has it."""

    label: str
    number: str


class Danger(Schema):
    """Words of danger were recognised, and nothing was filed. Either fill in the form ``protected_form`` (null where
    none is open), or send the same with ``continue_here``."""

    numbers: list[NumberToRing]
    protected_form: UUID | None


class Problem(Schema):
    """Problem details (RFC 9457). ``type`` stays the same; the words are for people, in their language."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None
    challenge: Challenge | None = None
    danger: Danger | None = None
