"""What somebody is asked whose form speaks of danger, before it is sent: the protected form, or to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.apps import apps
from django.core import signing

from content.forms.filing import submission_of
from content.forms.form import FilingForm
from permissions.translated_text import in_language
from workflows.cases.danger import danger_in
from workflows.danger_words.decide import DangerMatch, DangerTable, find_danger
from workflows.danger_words.definition import danger_table_in_force, numbers_of

SALT: Final = "insaf.danger"


@dataclass(frozen=True, slots=True)
class DangerAsked:
    """``sentence``: what was recognised, in the words of the table's owners; ``numbers``: a label and a telephone
    number each. ``protected``: the page of the protected form; None where none is open. ``go``: the signed value that
    says that its sender was asked, and goes on.
    """

    sentence: str
    numbers: tuple[tuple[str, str], ...]
    protected: Any
    go: str = ""


class Filling(Protocol):
    """A form that is to be sent, with the token by which it is told from every other."""

    @property
    def form(self) -> FilingForm: ...

    @property
    def token(self) -> Any: ...


def danger_to_ask(this: Filling, gone_on: str) -> DangerAsked | None:
    """What is asked before the form is filed; None of most, and where its sender was asked before and goes on
    (``gone_on``). Asked again where another danger is recognised since. One statement, and one more where asked."""
    return danger_in_form(this.form, this.token.key, gone_on)


def danger_in_form(form: FilingForm, key: str = "", gone_on: str = "") -> DangerAsked | None:
    """The same of a checked form with a ``key``; of a sealed one nothing is asked."""
    table = None if form.sealed else danger_table_in_force()
    match = danger_in(submission_of(form, ()), table) if table is not None else None
    if table is None or match is None or _goes_on(gone_on, key, match):
        return None
    return _asked(table, match, form.schema.language, signing.dumps([key, match.kind], salt=SALT))


def danger_written(text: str, language: str) -> DangerAsked | None:
    """The same of what somebody is still writing. Nothing of it is kept."""
    table = danger_table_in_force()
    match = find_danger(text, table) if table is not None else None
    return None if table is None or match is None else _asked(table, match, language)


def _goes_on(value: str, key: str, match: DangerMatch) -> bool:
    try:
        return bool(signing.loads(value, salt=SALT) == [key, match.kind])
    except signing.BadSignature:
        return False


def _asked(table: DangerTable, match: DangerMatch, language: str, go: str = "") -> DangerAsked:
    kind = table.kind(match.kind)
    if kind is None:
        raise LookupError(match.kind)
    # By its name: the page knows the forms, which know this.
    pages = apps.get_model("content.FormPage").objects.live().filter(kind=kind.request_kind).select_related("locale")
    open_ones = [page for page in pages if page.open_now]
    page = next((each for each in open_ones if each.locale.language_code == language), next(iter(open_ones), None))
    return DangerAsked(in_language(kind.sentence, language), tuple(numbers_of(kind)), page, go)
