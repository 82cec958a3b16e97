"""What a form asks, as plain values, and the Django form of it: a field for each question, with its sentences."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Final, Protocol, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.forms.area_fields import area_fields
from content.forms.facts_asked import FactsAsked
from content.forms.fields import (
    CONCERNED,
    CONCERNS,
    NOT_CHOSEN,
    OF_ANOTHER_BODY,
    UNKNOWN,
    WHO,
    WHO_HINT,
    AgencyField,
    BodyField,
    ConcernsField,
    PublicBody,
    ReadField,
    ServiceField,
    body_of,
    day_input,
    knows_none,
    line,
    reach_fields,
    shortened,
    text_area,
    words_field,
)
from content.forms.keys import AGENCY_TYPED, DANGER
from content.forms.people_asked import MYSELF, check_person, for_other_fields, person_fields
from content.forms.preparing import can_prepare
from content.forms.relay import RELAY, relay_field
from content.forms.way import answers_given, find_way, pages_of
from workflows.facts.conditions import When, facts_in, raw_of
from workflows.facts.words import in_words
from workflows.questions.types import ANSWERS, LINE_LIMIT, TEXT_LIMIT, WITH_FILES, YES_NO, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class FormSchema:
    """A form: the kind of request it opens (a code), the language it speaks, its questions in order."""

    kind: str
    language: str
    questions: tuple[Question, ...]

    @property
    def own(self) -> tuple[Question, ...]:
        """The questions of the editor's own, whose answers are kept under their keys."""
        return tuple(question for question in self.questions if not question.of_the_case)

    @property
    def steps(self) -> dict[str, Question]:
        """What begins a page, by its key; empty where all is asked on one."""
        return {question.key: question for question in self.questions if question.kind == QuestionKind.STEP}

    @property
    def asking_for_files(self) -> list[Question]:
        """The questions that are answered with files of one kind."""
        return [each for each in self.questions if each.kind in WITH_FILES and each.kind != QuestionKind.FILES]

    @property
    def recorded_by(self) -> str:
        """The key of the question that takes a recording in place of words; empty where none does. Of a form in steps
        none: what is missing on one page is told there, before anybody has seen the next."""
        asked = (question for kind in RECORDED for question in self.questions if question.kind == kind)
        first = next(asked, None)
        return first.key if first is not None and not self.steps else ""

    def folded(self, *, sealed: bool) -> frozenset[str]:
        """The keys of what need not be answered, of a form on one page. An editor's own questions stay among the words
        that an editor wrote between them."""
        if self.steps:
            return frozenset()
        hung_on = {
            name for each in self.questions for when in (each.shown_if, each.required_if) for name in _named(when)
        }
        kinds = FOLDED if self.asks(QuestionKind.WORDS) is not None else FOLDED | FOLDED_OF_EDITORS
        kinds |= FOLDED_WHERE_SEALED if sealed else frozenset()
        return frozenset(
            each.key
            for each in self.questions
            if each.kind in kinds and not (each.required or each.required_if or each.shown_if or each.routes)
            if each.key not in hung_on
        )

    def without(self, kind: QuestionKind) -> FormSchema:
        """The same, with no question of ``kind``."""
        return replace(self, questions=tuple(each for each in self.questions if each.kind != kind))

    def asks(self, kind: QuestionKind) -> Question | None:
        """The first question of ``kind``, or None."""
        return next((question for question in self.questions if question.kind == kind), None)


RECORDED = (QuestionKind.FILES, QuestionKind.VOICE, QuestionKind.VIDEO)
"""The questions that take recordings."""
FOLDED = frozenset({QuestionKind.CONCERNS, QuestionKind.CONFIDENTIAL, QuestionKind.CATEGORY, QuestionKind.SERVICE})
"""What is folded under “More details” where it may be left empty."""
FOLDED_WHERE_SEALED = frozenset({QuestionKind.CONTACT})
"""The same of a sealed form, too: whoever fears somebody had rather leave no address."""
FOLDED_OF_EDITORS = frozenset(ANSWERS) - {QuestionKind.AREA, QuestionKind.CONSENT, QuestionKind.FOR_OTHER}
"""The same of questions of an editor's own."""
SPEAKABLE = (QuestionKind.SUBJECT, QuestionKind.STATEMENT)
"""What need not be written where it was recorded."""
NEITHER = _("Write what you have to say, or record it: press “Speak instead of writing”.")
NOTHING_HEARD = _("We can’t hear anything in “%(name)s”. Record it again, or write what you have to say.")
NAME: Final = "name"
"""The field of whoever writes: nobody need fill it in."""
PEOPLE = (QuestionKind.FOR_OTHER, QuestionKind.PERSON)
"""The questions about people beside whoever fills in the form."""
ANSWER_MISSING = _("Answer the question “%(label)s”.")


class Recorded(Protocol):
    """A recording that came with a form."""

    name: str

    @property
    def can_be_heard(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the page draws it: its fields, in their order (none for files, up to three for contact).

    ``hidden``: earlier pages say that it is not asked. ``only_if``: when it is, in words, where that is said by answers
    on the same page. ``apart``: one field of a question, drawn alone.
    """

    question: Question
    fields: tuple[BoundField, ...]
    hidden: bool = False
    only_if: str = ""
    apart: bool = False

    @property
    def label(self) -> str:
        return str(self.fields[0].label) if self.apart else self.question.label

    @property
    def template(self) -> str:
        if self.apart:
            return "forms/questions/field.html"
        drawn = "danger" if self.question.key == DANGER else DRAWN[self.question.kind].template
        return f"forms/questions/{drawn}.html"

    @property
    def bad(self) -> bool:
        return any(field.errors for field in self.fields)

    @property
    def opens(self) -> bool:
        """Whether it stands open where it is folded: something was answered there, or is wrong."""
        return self.bad or any(field.value() not in UNANSWERED for field in self.fields)

    @property
    def asked_if(self) -> str:
        """For the script: when it is asked, as JSON; empty for always."""
        return _for_script(self.question.shown_if)

    @property
    def required_if(self) -> str:
        """The same of whether it must be answered."""
        return _for_script(self.question.required_if)


def _named(when: When | None) -> Iterable[str]:
    return () if when is None else (test.fact for test in facts_in(when))


UNANSWERED: Final[tuple[Any, ...]] = (None, "", False, [], MYSELF)
"""What stands in a field to which nobody has answered."""


def _for_script(when: When | None) -> str:
    return "" if when is None else json.dumps(raw_of(when), ensure_ascii=False)


START = "-"
"""For the key of the first page, which no step begins: the key of no step."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a form, with the step that begins it."""

    key: str
    step: Question | None
    rows: tuple[Row, ...]


class FilingForm(forms.Form):
    """The base of every form a citizen files; ``build_form`` makes one for a schema."""

    schema: ClassVar[FormSchema]
    names: ClassVar[dict[str, tuple[str, ...]]]  # the fields of each question, by its key
    sealed: ClassVar[bool]  # what it files is of the sensitive track
    is_spoken = False  # a recording came in place of the text
    use_required_attribute = False  # the page's own sentences, not the browser's bubbles

    def __init__(self, *args: Any, bodies: list[PublicBody], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "f-%s")
        super().__init__(*args, **kwargs)
        if isinstance(self.data, QueryDict):
            self.data = shortened(self.data)
        for field in self.fields.values():
            if isinstance(field, AgencyField):
                field.offer(bodies)
        self.way = find_way(self.schema.questions, answers_given(self.schema.questions, self.initial))

    @property
    def agency_typed(self) -> str:
        """What stood in the search for an agency, where none was chosen."""
        return "" if self.data.get("agency") else str(self.data.get(AGENCY_TYPED, ""))

    def parts(self) -> Iterator[Part]:
        """The pages in their order, whether they are on the way or not."""
        for key, questions in pages_of(self.schema.questions):
            together = {question.key for question in questions}
            step = self.schema.steps.get(key)
            if questions:
                yield Part(key or START, step, tuple(self._row(question, together) for question in questions))

    def _row(self, question: Question, together: set[str]) -> Row:
        fields = tuple(self[name] for name in self.names[question.key] if name in self.fields)
        when = question.shown_if
        if when is None:
            return Row(question, fields)
        if not any(test.fact in together for test in facts_in(when)):
            return Row(question, fields, hidden=question.key not in self.way.asked)
        return Row(question, fields, only_if=in_words(when, FactsAsked(self.schema.questions)))

    def rows(self) -> Iterator[Row]:
        """The questions in their order, with their fields."""
        for part in self.parts():
            yield from part.rows

    def short(self) -> Iterator[Row]:
        """What is asked at once: of whoever writes, how to reach them."""
        folded = self.schema.folded(sealed=self.sealed)
        for row in self.rows():
            if row.question.key in folded:
                continue
            if row.question.kind == QuestionKind.CONTACT:
                yield replace(row, fields=tuple(field for field in row.fields if field.name != NAME))
            else:
                yield row

    def more(self) -> list[Row]:
        """What is folded: nobody need answer it, and nothing else hangs on it. Of a form in steps nothing."""
        if self.schema.steps:
            return []
        keys = self.schema.folded(sealed=self.sealed)
        folded = [row for row in self.rows() if row.question.key in keys]
        asked = self.schema.asks(QuestionKind.CONTACT)
        if asked is None or asked.key in keys or NAME not in self.names[asked.key] or NAME not in self.fields:
            return folded
        return [Row(asked, (self[NAME],), apart=True), *folded]

    @property
    def more_opens(self) -> bool:
        return any(row.opens for row in self.more())

    def say_nothing(self) -> None:
        """Forget what is wrong: the page that is shown next was not sent yet."""
        self._errors = ErrorDict()

    def lock_name(self) -> None:
        """Ask for no name: it was proved."""
        self.fields.pop("name", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.way = find_way(self.schema.questions, answers_given(self.schema.questions, cleaned))
        for question in self.schema.questions:
            asked = self.way.asked.get(question.key)
            if asked is None:
                self._leave_out(question, cleaned)
            elif question.kind == QuestionKind.AGENCY:
                self._check_agency(question)
            elif question.kind in PEOPLE:
                check_person(self, question, cleaned)
            elif question.kind == QuestionKind.SERVICE:
                self._check_service(question, cleaned)
            if question.kind in SPEAKABLE and self.schema.recorded_by:
                continue  # what came with it says whether they are missing (check_words)
            if asked is not None and asked.required and self.names[question.key]:
                self._miss(question, cleaned)
        return cleaned

    def check_words(self, recordings: Collection[Recorded]) -> None:
        """Subject and text are there, or a recording in their place in which something can be heard. Whoever sends
        neither is told of both ways once."""
        heard = any(each.can_be_heard for each in recordings)
        self.is_spoken = heard and not self.cleaned_data.get(str(QuestionKind.STATEMENT))
        if not self.schema.recorded_by or heard:
            return
        text, missing = str(QuestionKind.STATEMENT), [str(kind) for kind in SPEAKABLE if self._lacks(str(kind))]
        if not missing:
            return
        if recordings:
            name = next(iter(recordings)).name
            self.add_error(text, ValidationError(NOTHING_HEARD % {"name": name}, code="silent"))
        elif len(missing) == len(SPEAKABLE) and can_prepare():
            self.add_error(text, ValidationError(NEITHER, code="required"))
        else:
            for name in missing:
                sentence = str(self.fields[name].error_messages["required"])
                self.add_error(name, ValidationError(sentence, code="required"))

    def _lacks(self, name: str) -> bool:
        return name not in self.errors and not self.cleaned_data.get(name)

    def count_files(self, came: Mapping[str, int]) -> None:
        """How many files came for each question, by its key: that is their answer, where they are asked for."""
        self.cleaned_data |= {key: count for key, count in came.items() if count and key in self.way.asked}

    def _leave_out(self, question: Question, cleaned: dict[str, Any]) -> None:
        """It is not asked: what came for it counts for nothing, good or bad."""
        for name in self.names[question.key]:
            cleaned.pop(name, None)
            self.errors.pop(name, None)

    def _check_agency(self, question: Question) -> None:
        """Whoever typed a name meant one agency; an empty field, or words that say so, mean that they don’t know it."""
        if not knows_none(self.agency_typed) and question.key not in self.errors:
            self.add_error(question.key, ValidationError(NOT_CHOSEN, code="not_chosen"))

    def _check_service(self, question: Question, cleaned: dict[str, Any]) -> None:
        """It is one of the body that was chosen, where one was."""
        body, service = cleaned.get("agency") or UNKNOWN, cleaned.get(question.key)
        if service and body != UNKNOWN and body_of(service) != body:
            self.add_error(question.key, ValidationError(OF_ANOTHER_BODY, code="other_body"))

    def _miss(self, question: Question, cleaned: dict[str, Any]) -> None:
        """It must be answered: say so where nothing was said yet."""
        if question.kind == QuestionKind.AREA:
            self._miss_place(question, cleaned)
        elif question.kind == QuestionKind.CONTACT:
            asked_in_vain = not (self.errors.keys() & {"email", "phone"})
            if asked_in_vain and not (cleaned.get("email") or cleaned.get("phone")):
                missing = _("Write an email address or a phone number.")
                self.add_error("email", ValidationError(missing, code="required"))
        elif cleaned.get(question.key) in (None, "", []) and question.key not in self.errors:
            sentence = ANSWER_MISSING % {"label": question.label}
            self.add_error(question.key, ValidationError(sentence, code="required"))

    def _miss_place(self, question: Question, cleaned: dict[str, Any]) -> None:
        """A governorate or words: either says where it is."""
        names = {question.key, "place"} & self.fields.keys()
        if not self.errors.keys() & names and not any(cleaned.get(name) for name in names):
            both = _("Choose a governorate or a district, or write the place in words.")
            sentence = both if question.ask_words else _("Choose a governorate or a district.")
            self.add_error(question.key, ValidationError(sentence, code="required"))


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a kind of question is drawn: its fields by their HTML names, and the template around them."""

    fields: Callable[[Question], dict[str, forms.Field]]
    template: str = "field"


def build_form(schema: FormSchema, *, sealed: bool = False) -> type[FilingForm]:
    """A form class with one field a question, named by its key; a sealed one may be told where to write that something
    has happened."""
    made = {question.key: DRAWN[question.kind].fields(question) for question in schema.questions}
    body: dict[str, Any] = {name: field for fields in made.values() for name, field in fields.items()}
    if schema.recorded_by:
        for field in (body[name] for name in map(str, SPEAKABLE) if name in body):
            field.required, field.says_itself = False, True  # whether it is missing, the files say (check_words)
    if sealed:
        body[RELAY] = relay_field()
    body |= {"schema": schema, "sealed": sealed, "names": {key: tuple(fields) for key, fields in made.items()}}
    return cast("type[FilingForm]", type("BuiltForm", (FilingForm,), body))


def _shared(question: Question) -> dict[str, Any]:
    return {"label": question.label, "help_text": question.hint, "required": question.required}


def _agency(question: Question) -> dict[str, forms.Field]:
    return {question.key: AgencyField(**_shared(question))}


def _subject(question: Question) -> dict[str, forms.Field]:
    missing = _("Write the subject in one line.")
    return {question.key: words_field(limit=LINE_LIMIT, one_line=True, missing=missing, **_shared(question))}


def _statement(question: Question) -> dict[str, forms.Field]:
    missing = _("Write what you have to say.")
    return {question.key: words_field(limit=TEXT_LIMIT, one_line=False, missing=missing, **_shared(question))}


def _place(question: Question) -> dict[str, forms.Field]:
    missing = ANSWER_MISSING % {"label": question.label}
    return {question.key: words_field(limit=LINE_LIMIT, one_line=True, missing=missing, **_shared(question))}


def _nothing(_question: Question) -> dict[str, forms.Field]:
    return {}  # of files: they outlive the round in which they came (``uploads.py``)


def _contact(question: Question) -> dict[str, forms.Field]:
    email, phone = reach_fields(own=True)
    fields = {"email": email, "phone": phone}
    if question.ask_name:
        name = words_field(limit=LINE_LIMIT, one_line=True, missing="", label=_("Your name"), required=False)
        name.widget.attrs["autocomplete"] = "name"
        return {NAME: name, **fields}
    return fields


def _confidential(question: Question) -> dict[str, forms.Field]:
    return {question.key: forms.BooleanField(label=question.label, help_text=question.help_text, required=False)}


def _category(question: Question) -> dict[str, forms.Field]:
    field = forms.ChoiceField(choices=[("", _("Choose")), *question.grouped], **_shared(question))
    field.error_messages |= {
        "required": ANSWER_MISSING % {"label": question.label},
        "invalid_choice": _("Choose one of the answers."),
    }
    return {question.key: field}


def _service(question: Question) -> dict[str, forms.Field]:
    return {question.key: ServiceField(choices=[("", _("Choose")), *question.grouped], **_shared(question))}


def _area(question: Question) -> dict[str, forms.Field]:
    return area_fields(question, read=ANSWERS[QuestionKind.AREA].read, limit=LINE_LIMIT)


def _concerns(question: Question) -> dict[str, forms.Field]:
    errors = {"invalid_choice": _("Choose one of the answers.")}
    whom = ConcernsField(error_messages=errors, **_shared(question))
    who = words_field(limit=LINE_LIMIT, one_line=True, missing="", label=WHO, help_text=WHO_HINT, required=False)
    return {CONCERNS: whom, CONCERNED: who}


def _own(widget: Callable[[Question], forms.Widget]) -> Callable[[Question], dict[str, forms.Field]]:
    """For a question of the editor's own: its type reads what is typed into ``widget``."""

    def fields(question: Question) -> dict[str, forms.Field]:
        answer = ANSWERS[question.kind]
        field = ReadField(
            read=partial(answer.read, question),
            limit=question.longest or answer.limit,
            widget=widget(question),
            error_messages={"required": ANSWER_MISSING % {"label": question.label}},
            **_shared(question),
        )
        return {question.key: field}

    return fields


def _number_input(mode: str = "decimal") -> forms.Widget:
    return forms.TextInput(attrs={"inputmode": mode, "class": "input short ltr"})


def _ltr_input(kind: str) -> forms.Widget:
    return forms.TextInput(attrs={"type": kind, "class": "input ltr"})


def _body(question: Question) -> dict[str, forms.Field]:
    return {question.key: BodyField(**_shared(question))}


DRAWN: dict[QuestionKind, Drawn] = {
    QuestionKind.AGENCY: Drawn(_agency, "agency"),
    QuestionKind.SUBJECT: Drawn(_subject, "words"),
    QuestionKind.STATEMENT: Drawn(_statement, "words"),
    QuestionKind.PLACE: Drawn(_place, "words"),
    QuestionKind.FILES: Drawn(_nothing, "files"),
    **{kind: Drawn(_nothing, "files_of_one_kind") for kind in WITH_FILES if kind != QuestionKind.FILES},
    QuestionKind.FOR_OTHER: Drawn(for_other_fields, "for_other"),
    QuestionKind.PERSON: Drawn(person_fields, "person"),
    QuestionKind.SERVICE: Drawn(_service, "service"),
    QuestionKind.CONCERNS: Drawn(_concerns, "concerns"),
    QuestionKind.CONTACT: Drawn(_contact, "contact"),
    QuestionKind.CONFIDENTIAL: Drawn(_confidential),
    QuestionKind.CATEGORY: Drawn(_category),
    QuestionKind.AREA: Drawn(_area, "area"),
    QuestionKind.MONEY: Drawn(_own(lambda _question: _number_input())),
    QuestionKind.PHONE: Drawn(_own(lambda _question: _ltr_input("tel"))),
    QuestionKind.EMAIL: Drawn(_own(lambda _question: _ltr_input("email"))),
    QuestionKind.NATIONAL_NUMBER: Drawn(_own(lambda _question: _number_input("numeric"))),
    QuestionKind.BODY: Drawn(_body, "agency"),
    QuestionKind.CONSENT: Drawn(_own(lambda _question: forms.CheckboxInput())),
    QuestionKind.STEP: Drawn(_nothing),
    QuestionKind.WORDS: Drawn(_nothing, "between"),
    QuestionKind.EXIT: Drawn(_nothing),
    QuestionKind.SHORT_TEXT: Drawn(_own(lambda _question: line()), "words"),
    QuestionKind.LONG_TEXT: Drawn(_own(lambda _question: text_area()), "words"),
    QuestionKind.CHOICE: Drawn(_own(lambda question: forms.RadioSelect(choices=list(question.labels.items())))),
    QuestionKind.CHOICES: Drawn(
        _own(lambda question: forms.CheckboxSelectMultiple(choices=list(question.labels.items())))
    ),
    QuestionKind.YES_NO: Drawn(_own(lambda _question: forms.RadioSelect(choices=YES_NO))),
    QuestionKind.DATE: Drawn(_own(lambda _question: day_input())),
    QuestionKind.NUMBER: Drawn(_own(lambda _question: _number_input())),
}
