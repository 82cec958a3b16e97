"""What somebody is asked whose form speaks of danger, before it is sent: the protected form, or to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.apps import apps
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.forms.filing import submission_of
from content.forms.form import FilingForm
from permissions.translated_text import in_language
from workflows.cases.danger import RECORDING, danger_in
from workflows.danger_words.decide import DangerKind, DangerTable, find_danger
from workflows.danger_words.definition import danger_table_in_force, numbers_of

SALT: Final = "insaf.danger"


@dataclass(frozen=True, slots=True)
class DangerAsked:
    """``sentence``: what was recognised, in the words of the table's owners; ``numbers``: a label and a telephone
    number each. ``protected``: the pages of the protected forms, one of each kind of request; none where none is open.
    ``go``: the signed value that
    says that its sender was asked, and goes on. ``unheard``: nothing was recognised, since no table reads a recording.
    """

    sentence: str
    numbers: tuple[tuple[str, str], ...]
    protected: tuple[Any, ...]
    go: str = ""
    unheard: bool = False


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
    """The same of a checked form with a ``key``; of a sealed one nothing is asked. A recording in place of the text may
    speak of any danger: its sender is asked too."""
    table = None if form.sealed else danger_table_in_force()
    if table is None:
        return None
    match = danger_in(submission_of(form, ()), table)
    code = match.kind if match is not None else RECORDING if form.is_spoken and table.kinds else ""
    if not code or _goes_on(gone_on, key, code):
        return None
    return _asked(table, code, form.schema.language, signing.dumps([key, code], salt=SALT))


def danger_written(text: str, language: str) -> DangerAsked | None:
    """The same of what somebody is still writing. Nothing of it is kept."""
    table = danger_table_in_force()
    match = find_danger(text, table) if table is not None else None
    return None if table is None or match is None else _asked(table, match.kind, language)


def _goes_on(value: str, key: str, code: str) -> bool:
    try:
        return bool(signing.loads(value, salt=SALT) == [key, code])
    except signing.BadSignature:
        return False


def _asked(table: DangerTable, code: str, language: str, go: str = "") -> DangerAsked:
    """``code``: of a kind of danger, or ``RECORDING``, which may be any: then the forms of all kinds are offered."""
    kinds = table.kinds if code == RECORDING else tuple(kind for kind in table.kinds if kind.code == code)
    if not kinds:
        raise LookupError(code)
    # By its name: the page knows the forms, which know this.
    codes = list(dict.fromkeys(kind.request_kind for kind in kinds))
    pages = apps.get_model("content.FormPage").objects.live().filter(kind__in=codes).select_related("locale")
    # The reader's language last, so that its page of a kind stays.
    in_order = sorted(pages, key=lambda page: page.locale.language_code == language)
    by_kind = {page.kind: page for page in in_order if page.open_now}
    protected = tuple(by_kind[code] for code in codes if code in by_kind)
    numbers = tuple(dict.fromkeys(number for kind in kinds for number in numbers_of(kind)))
    return DangerAsked(_sentence(code, kinds[0], language), numbers, protected, go, unheard=code == RECORDING)


def _sentence(code: str, kind: DangerKind, language: str) -> str:
    if code != RECORDING:
        return in_language(kind.sentence, language)
    with override(language):
        return _(
            "Nobody can listen to your recording before you send it. Does it speak of violence, a threat, abuse or a "
            "bribe? Then a protected form is safer: only the unit for sensitive requests hears it."
        )
