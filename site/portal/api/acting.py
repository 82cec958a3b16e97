"""What a citizen does to their request through a machine: the acts of their own page, each once for each key."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Mapping
from typing import Any, Final, Literal

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pydantic import StrictBool, StrictInt, StrictStr, create_model

from content.forms.uploads import mark_filed, stored_files
from permissions.actors import Actor
from portal.api import problems, shapes
from portal.api.filing import as_typed, named_by, named_files
from portal.api.problems import Problem
from portal.citizen.acts import ACTS, Act, NoSuchWork, with_work
from workflows.cases.errors import DoneAlready, NotPossible
from workflows.cases.lifecycle import FORM_KEY, Drawn, apply
from workflows.cases.models import Case

NO_SUCH_QUESTION: Final = _("There is no such question.")
OTHER_ACT: Final = _("With this key something else was done to this request. For another act take another key.")
"""Of ``Idempotency-Key``."""


def shape_of(name: str, act: Act) -> type[shapes.Closed] | None:
    """What is sent with an act: its form's fields, and files where it takes them. None where nothing is."""
    fields: dict[str, Any] = {key: _asked(field, act) for key, field in act.form.base_fields.items()}
    if act.takes_files:
        fields["files"] = (shapes.FileIds, [])
    called = "".join(part.capitalize() for part in name.split("-"))
    return create_model(f"{called}Act", __base__=shapes.Closed, **fields) if fields else None


def _asked(field: forms.Field, act: Act) -> tuple[Any, Any]:
    """The type of a field of an act's form, and its default. A field of a new type says so at the start."""
    needed = field.required and not (act.takes_files and act.form.file_is_enough)
    match field:
        case forms.TypedChoiceField():
            choices: Any = field.choices
            shape: Any = Literal[tuple(field.coerce(key) for key, _label in choices)]
        case forms.IntegerField():
            shape = StrictInt
        case forms.CharField():
            shape = StrictStr
        case forms.BooleanField():
            return StrictBool, False
        case _:
            raise TypeError(type(field).__name__)
    return (shape, ...) if needed else (shape | None, None)


def do(case: Case, name: str, given: Mapping[str, Any], key: str) -> shapes.Done:
    """Do it, or say what became of it when it was sent before with ``key``. Raises ``Problem``."""
    act, said = ACTS[name], str(ACTS[name].done(case))
    beginning, marks = named_by(key)[:32], _marks(name, given)
    drawn = Drawn(0, f"{beginning}.{marks[0]}")
    earlier = _done_before(case, beginning, marks)
    if earlier is not None:
        return shapes.Done(said=said, event=earlier)
    files, answers = given.get("files", []), {each: given[each] for each in given if each != "files"}
    form = act.form(as_typed(answers, act.form), has_files=bool(files))
    attached, wrong = named_files(files, form_key=f"{case.pk}:{case.events_count}")
    if form.errors or wrong:
        raise Problem(problems.INVALID, errors=[*problems.errors_of(form.errors.items()), *wrong])
    try:
        action = act.action(with_work(form.cleaned_data, case), stored_files(attached.uploads))
        event = apply(case.pk, action, actor=Actor.citizen(case.pk), drawn=drawn)
    except DoneAlready as done:
        return shapes.Done(said=said, event=done.event.number)
    except NoSuchWork:
        raise Problem(problems.INVALID, errors=[("work", str(NO_SUCH_QUESTION))]) from None
    except NotPossible as refusal:
        raise Problem(problems.NOT_POSSIBLE, refusal.message) from None
    mark_filed(attached.uploads, key=f"{case.pk}:{event.number}")
    return shapes.Done(said=said, event=event.number)


def _marks(name: str, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Tell this act from another that is sent with the same key, and tell nobody without our key what it says: under
    each of ours, the newest first, since it may have come before there was a new one."""
    said = f"act|{json.dumps([name, given], sort_keys=True)}".encode()
    return tuple(hmac.new(key.encode(), said, hashlib.sha256).hexdigest()[:16] for key in settings.FIELD_KEYS)


def _done_before(case: Case, beginning: str, marks: Collection[str]) -> int | None:
    """The number of the event that this very act became."""
    for number, data in case.events.values_list("number", "data"):
        began, _dot, mark = str(data.get(FORM_KEY, "")).partition(".")
        if began == beginning and mark in marks:
            return int(number)
        if began == beginning:
            raise Problem(problems.KEY_USED, OTHER_ACT)
    return None
