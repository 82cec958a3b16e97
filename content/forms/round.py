"""One showing of a form to one person: what they typed, what arrived, where they stand, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Protocol

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.forms.asked_files import AskedFiles
from content.forms.danger_asked import DangerAsked
from content.forms.devices import MICROPHONE, POSITION
from content.forms.form import FilingForm, Part
from content.forms.hints import Typed
from content.forms.standing import Standing, Written, stand, written
from content.forms.upload import Upload
from content.forms.uploads import BUSY, NOT_TAKEN, Attachments
from permissions.citizens.models import Citizen
from permissions.limits.asking import NOT_ASKED, Asked
from permissions.translated_text import one_and_all
from workflows.questions.types import QuestionKind

FILES_MISSING = _("Attach a file.")
SCRIPTS = ("js/forms-agency.js", "js/forms-count.js", "js/forms-files.js")
CONDITIONS = ("js/forms-conditions.js",)
"""Where an answer says what else is asked."""
SERVICES = ("js/forms-services.js",)
"""Where the body that is chosen says which services there are."""
AREAS = ("js/forms-area.js",)
"""Where it is asked for the governorate: before the conditions, which ask what was chosen."""
DRAFTS = ("js/forms-draft.js",)
"""Last of them: it fills in what the others have made ready."""


class Token(Protocol):
    """What stands in the form to tell it from every other."""

    @property
    def key(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def revision(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Carried:
    """From where what was written came here: the ``kind`` and the token of the ordinary form. ``left_out``: what stood
    there and did not come along, by its labels."""

    kind: str
    value: str
    left_out: tuple[str, ...] = ()

    @property
    def left_out_words(self) -> str:
        return one_and_all(self.left_out)


@dataclass(slots=True)
class Round:
    """One showing of a form: what was typed, what arrived, what is wrong.

    ``looks``: nothing is to be sent, what fits it was asked for. ``typed``: what that is found by, else None.
    ``danger``: what its sender is asked first, where words of danger were recognised; ``gone_on``: the signed value
    that says that they were asked and go on. ``asks_danger``: its sender sees what is answered, so they are asked.
    ``carried``: the ordinary form from which what was written came here.
    """

    form: FilingForm
    token: Token
    attachments: Attachments
    problem: str | Promise = ""
    files_missing: bool = False
    asked: Asked = NOT_ASKED
    citizen: Citizen | None = None
    mine: bool = True
    sealed: bool = False
    standing: Standing | None = None
    looks: bool = False
    typed: Typed | None = None
    danger: DangerAsked | None = None
    gone_on: str = ""
    asks_danger: bool = False
    carried: Carried | None = None
    others: dict[str, AskedFiles] = field(default_factory=dict)
    """The files of questions that take one kind alone, by their keys."""

    def __post_init__(self) -> None:
        for question in self.form.schema.asking_for_files:
            self.others.setdefault(question.key, AskedFiles(question))

    def step_on(self, posted: QueryDict) -> None:
        """Go where the button leads that was pressed. A page that was not sent yet has nothing wrong on it."""
        if not (self.form.schema.steps or self.form.way.exit):
            if self.looks:
                self._ask_nothing()
            return
        wrong = [part.key for part in self.form.parts() if self._errors_in(part)]
        self.standing = stand(self.form, posted, wrong, stays=bool(self.problem))
        if self.standing is not None and not (self.standing.refused or self.standing.sends):
            self._ask_nothing()
            self.attachments = replace(self.attachments, refused=())
            self.others = {key: each.forgiven() for key, each in self.others.items()}

    def _ask_nothing(self) -> None:
        """What is missing is not said: the page was not sent."""
        self.form.say_nothing()
        self.files_missing = False
        self.others = {key: replace(each, required=False) for key, each in self.others.items()}

    def ask_first(self, danger: DangerAsked) -> None:
        """Ask that alone: what is missing in the form is said once it was answered."""
        self.danger = danger
        self._ask_nothing()

    @property
    def is_sent(self) -> bool:
        """It was sent, whether it can be filed or not."""
        return not self.looks and (self.standing is None or self.standing.sends)

    @property
    def sends(self) -> bool:
        """It is to be filed now."""
        return self.good and self.is_sent

    @property
    def status(self) -> int:
        """Of a form that is shown again."""
        if self.looks and self.good:
            return HTTPStatus.OK
        if self.standing is not None and not self.standing.refused:
            return HTTPStatus.OK
        return BUSY if self.again else NOT_TAKEN

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """The files that go with it: none where they were not asked for."""
        return self.attachments.uploads if str(QuestionKind.FILES) in self.form.way.asked else ()

    @property
    def uploads_apart(self) -> dict[str, tuple[Upload, ...]]:
        """Those of the questions that take one kind, by their keys."""
        return {key: each.uploads for key, each in self.others.items() if key in self.form.way.asked}

    @property
    def recordings(self) -> list[Upload]:
        """What was recorded, of all the files that go with it."""
        apart = (upload for uploads in self.uploads_apart.values() for upload in uploads)
        return [each for each in (*self.uploads, *apart) if each.is_recording]

    def files_were_sent(self) -> None:
        """Those that belong to a case by now do not go out once more."""
        self.attachments = self.attachments.after_being_sent()
        self.others = {
            key: replace(each, attached=each.attached.after_being_sent()) for key, each in self.others.items()
        }

    @property
    def scripts(self) -> tuple[str, ...]:
        """In the order in which they run."""
        questions = self.form.schema.questions
        rules = CONDITIONS if any(each.shown_if or each.required_if for each in questions) else ()
        schema = self.form.schema
        areas = AREAS if schema.asks(QuestionKind.AREA) is not None else ()
        services = SERVICES if schema.asks(QuestionKind.SERVICE) is not None else ()
        return (*SCRIPTS, *areas, *rules, *services, *(() if self.sealed else DRAFTS))

    @property
    def devices(self) -> tuple[str, ...]:
        """What the page may ask of the device."""
        records = any(self.form.schema.asks(kind) is not None for kind in (QuestionKind.FILES, QuestionKind.VOICE))
        return (*((MICROPHONE,) if records else ()), *((POSITION,) if self.asks_position else ()))

    @property
    def asks_position(self) -> bool:
        """Whether a question on it offers to find the place by the device's position."""
        return any(each.ask_position for each in self.form.schema.questions if each.kind == QuestionKind.AREA)

    @property
    def title(self) -> str:
        """What the page is about that is shown, in a form of several; empty where that is not said."""
        if self.standing is None:
            return ""
        if self.standing.checks:
            return gettext("Check what you wrote")
        begins = self.form.way.exit if self.standing.leaves else self.form.schema.steps.get(self.standing.key)
        return "" if begins is None else begins.label

    @property
    def written(self) -> list[Written]:
        """What would be sent, to be looked through."""
        names = {str(QuestionKind.FILES): [kept.upload.name for kept in self.attachments.kept]}
        names |= {key: [kept.upload.name for kept in each.kept] for key, each in self.others.items()}
        return list(written(self.form, names))

    @property
    def good(self) -> bool:
        """Nothing stands in the way of filing."""
        wrong = self.files_missing or self.attachments.refused or any(each.errors for each in self.others.values())
        return not (self.problem or wrong or self.form.errors)

    @property
    def again(self) -> bool:
        """All that stands in the way is a machine that has too much to do: the same form is taken in a moment."""
        wrong = self.problem or self.files_missing or self.form.errors
        refused = [*self.attachments.refused, *(each for asked in self.others.values() for each in asked.refused)]
        missing = any(each.missing for each in self.others.values())
        return not (wrong or missing) and all(refusal.again for refusal in refused)

    @property
    def more_opens(self) -> bool:
        """Whether what is folded stands open: something was answered there or is wrong, a file was, or what was not
        brought along from another form can be written there again."""
        if self.carried is not None and self.carried.left_out:
            return True
        files = (self.others.get(row.question.key) for row in self.form.more())
        return self.form.more_opens or any(each.kept or each.errors for each in files if each is not None)

    @property
    def file_errors(self) -> list[str]:
        """The sentences at the question for files."""
        missing = [str(FILES_MISSING)] if self.files_missing else []
        return missing + [str(refusal.sentence) for refusal in self.attachments.refused]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """For the summary: the id of what to mend, and the sentence, in the order of the form."""
        shown = None if self.standing is None else self.standing.key
        parts = [part for part in self.form.parts() if shown in (None, part.key)]
        return [error for part in parts for error in self._errors_in(part)]

    def _errors_in(self, part: Part) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for row in part.rows:
            if row.question.kind == QuestionKind.FILES:
                found += [("f-files", sentence) for sentence in self.file_errors]
            if row.question.key in self.others:
                said = self.others[row.question.key].errors
                found += [(f"f-{row.question.key}", sentence) for sentence in said]
            for each in row.fields:
                found += [(each.id_for_label or f"f-{each.name}", str(sentence)) for sentence in each.errors]
        return found
