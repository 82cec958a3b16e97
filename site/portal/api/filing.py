"""A form that a machine filled in: read by the form of the web, under its limits, and filed once for each key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from content.forms.asked_files import AskedFiles, only_fitting
from content.forms.danger_asked import danger_in_form
from content.forms.fields import public_bodies
from content.forms.filing import FormAlreadySent, file_form, was_filed
from content.forms.form import FilingForm, build_form
from content.forms.limited import network_behind
from content.forms.relay import RELAY
from content.forms.round import FILES_MISSING
from content.forms.serving import CHANGED
from content.forms.upload import Upload
from content.forms.uploads import GONE as FILE_GONE
from content.forms.uploads import Attachments, gather
from permissions.limits.asking import ask
from permissions.limits.catalogue import FILING
from permissions.limits.challenges import Answer
from portal.api import problems, shapes
from portal.api.forms_shown import as_it_is, form_page
from portal.api.problems import Problem
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, Channel
from workflows.cases.tracking import renewals_of
from workflows.questions.types import NO, YES, QuestionKind

NO_SUCH_FORM = _("There is no such form, or it is no longer there.")
NO_SUCH_FIELD = _("The form has no such field.")
NO_FILES = _("This form takes no files.")
OTHER_BODY = _("A request was filed with this key, and it says something else. For another request take another key.")
"""Of ``Idempotency-Key``."""
RENEWED = _("This request was filed before and has another code by now. Open it by its number and that code.")


def file_filled_form(request: HttpRequest, given: shapes.FilledForm, key: str, answer: Answer) -> Case:
    """The case that ``given`` opened, now or when it was sent before with ``key``. Raises ``Problem``."""
    page = form_page(given.form, problems.language_of(request))
    if page is None:
        raise Problem(problems.INVALID, errors=[("form", str(NO_SUCH_FORM))])
    with override(page.locale.language_code):
        schema, promises, taken, sealed = as_it_is(page)
        case_key = named_by(key)
        known = was_filed(case_key, channel=Channel.API)
        if not (taken or known):
            raise Problem(problems.GONE)
        if not (known or promises.issuperset(given.promises)):
            raise Problem(problems.FORM_CHANGED, CHANGED)
        built = build_form(schema, sealed=sealed)
        said = {**given.answers, RELAY: given.relay} if sealed else given.answers
        form = built(as_typed(said, built), bodies=public_bodies(schema.language))
        form.full_clean()
        if form.way.exit is not None:
            raise Problem(problems.NOT_POSSIBLE, form.way.exit.label)
        takes, wanted = schema.asks(QuestionKind.FILES), form.way.asked.get(str(QuestionKind.FILES))
        attached, wrong = named_files(given.files, form_key=case_key)
        apart, wrong_apart = _files_apart(form, given, case_key)
        if given.files and takes is None:
            wrong = [(str(QuestionKind.FILES), str(NO_FILES))]
        elif wanted is not None and wanted.required and not given.files:
            wrong = [(wanted.question.key, str(FILES_MISSING))]
        wrong += wrong_apart
        wrong += [(name, str(NO_SUCH_FIELD)) for name in _unknown(form, given, sealed=sealed)]
        files_heard = (*(attached.uploads if wanted is not None else ()), *_uploads_of(apart))
        form.check_words([upload for upload in files_heard if upload.is_recording])
        if not (known or given.continue_here):
            _ask_in_danger(form)
        if form.errors or wrong:
            raise Problem(problems.INVALID, errors=[*problems.errors_of(form.errors.items()), *wrong])
        asked = ask(FILING, network_behind(request), answer=answer)
        if not (asked.may or known):
            raise Problem(problems.LIMITED, asked=asked)
        files = attached if wanted is not None else Attachments()
        return _filed(form, files, apart, case_key, page.live_revision_id, network_behind(request))


def _ask_in_danger(form: FilingForm) -> None:
    """Nothing is filed while whoever wrote it was not asked. Raises ``Problem`` where it speaks of danger."""
    asked = danger_in_form(form)
    if asked is not None:
        numbers = [{"label": label, "number": number} for label, number in asked.numbers]
        page = next(iter(asked.protected), None)
        told = {"numbers": numbers, "protected_form": str(page.translation_key) if page is not None else None}
        raise Problem(problems.DANGER, asked.sentence, danger=told)


def _unknown(form: FilingForm, given: shapes.FilledForm, *, sealed: bool) -> list[str]:
    """The names of what the form does not ask. The address for news has its own place beside the answers."""
    unknown = [name for name in given.answers if name not in form.fields or (sealed and name == RELAY)]
    return [*unknown, RELAY] if given.relay is not None and not sealed else unknown


def _files_apart(
    form: FilingForm, given: shapes.FilledForm, case_key: str
) -> tuple[dict[str, AskedFiles], list[tuple[str, str]]]:
    """The files of questions of one kind that are asked, and what is wrong with all that were sent."""
    asking = {question.key: question for question in form.schema.asking_for_files}
    wrong = [(key, str(NO_SUCH_FIELD)) for key in given.files_of if key not in asking]
    found: dict[str, AskedFiles] = {}
    for key, question in asking.items():
        attached, problems_here = named_files(given.files_of.get(key, ()), form_key=case_key)
        asked = form.way.asked.get(key)
        if asked is None:
            continue
        came = AskedFiles(question, only_fitting(question, attached), required=asked.required)
        found[key] = came
        said = [sentence for _key, sentence in problems_here]  # what is gone is told here alone, whatever else came
        sentences = dict.fromkeys([*said, *(came.errors if came.kept or not said else ())])
        wrong += [(key, sentence) for sentence in sentences]
    form.count_files({key: len(each.kept) for key, each in found.items()})
    return found, wrong


def _uploads_of(apart: dict[str, AskedFiles]) -> Iterator[Upload]:
    return chain.from_iterable(each.uploads for each in apart.values())


def _filed(
    form: FilingForm,
    attached: Attachments,
    apart: dict[str, AskedFiles],
    key: str,
    revision: int | None,
    network: str,
) -> Case:
    uploads = {name: each.uploads for name, each in apart.items()}
    try:
        case = file_form(
            form,
            attached.uploads,
            apart=uploads,
            key=key,
            channel=Channel.API,
            revision=revision,
            network=network,
            asked_of_danger=True,
        )
    except FormAlreadySent:
        raise Problem(problems.KEY_USED, OTHER_BODY) from None
    except NotPossible as error:
        raise Problem(problems.NOT_POSSIBLE, error.message) from None
    if case.was_open and renewals_of(case):  # whoever has what was sent is not who has the code
        raise Problem(problems.NOT_POSSIBLE, RENEWED)
    return case


def named_by(key: str) -> str:
    """An ``Idempotency-Key`` as it is kept: as long as the others, whatever somebody sends."""
    return hashlib.sha256(key.encode()).hexdigest()


def as_typed(answers: Mapping[str, shapes.Given], form: type[forms.Form]) -> QueryDict:
    """The answers as a browser would have sent them."""
    typed = QueryDict(mutable=True)
    for name, given in answers.items():
        ticks = name in form.base_fields and isinstance(form.base_fields[name].widget, forms.CheckboxInput)
        match given:
            case None:
                continue
            case list():
                typed.setlist(name, given)
            case _ if ticks:  # a box that is not ticked is not sent: whatever came for it would be a yes
                if given not in (False, NO):
                    typed[name] = "on" if given is True else str(given)
            case bool():
                typed[name] = YES if given else NO
            case _:
                typed[name] = str(given)
    return typed


def named_files(ids: Sequence[str], *, form_key: str) -> tuple[Attachments, list[tuple[str, str]]]:
    """The files that were uploaded before, and what is wrong with them."""
    if not ids:
        return Attachments(), []
    attached = gather(new=[], kept_tokens=ids, removed_tokens=[], form_key=form_key)
    wrong = [str(refusal.sentence) for refusal in attached.refused]
    if not wrong and len(attached.kept) < len(set(ids)):
        wrong = [str(FILE_GONE)]
    return attached, [(str(QuestionKind.FILES), sentence) for sentence in wrong]
