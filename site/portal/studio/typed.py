"""What somebody typed in a draft, beside what became of the draft meanwhile: nothing of either is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from permissions.actors import Actor
from permissions.isolated import isolated_words
from permissions.translated_text import languages
from permissions.writing import written_moment
from portal.studio.edited import DraftForm
from portal.studio.lines import Difference, Line, differences
from portal.studio.screen import in_force_of, version_of
from portal.studio.subjects import EDITED, lines_of
from workflows.cases.errors import NotAllowed
from workflows.versions.holding import can_be_taken, drafting_of, edits
from workflows.versions.models import DraftStep, KeptForm, Version, VersionStatus
from workflows.versions.put_aside import sent_in
from workflows.versions.selectors import discarded
from workflows.versions.services import as_read


class NoteForm(forms.Form):
    """Why the rules change."""

    note = forms.CharField(
        label=gettext_lazy("What changes and why"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody filled in: the definition and the note."""

    definition: dict[str, Any]
    note: str

    def lines(self, subject: str) -> list[Line]:
        """The note too: it can be overwritten like the rest."""
        return [*lines_of(subject, self.definition), _note(self.note)]


def _note(note: str) -> Line:
    return Line("note", _("What changes and why"), note)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What became of a draft while somebody typed: ``said``, and from what is there to what they typed.

    ``over``: how the draft is read now, with which it can be overwritten knowingly; empty when it is none any more, or
    while somebody else edits it (``held``).
    """

    said: str
    differences: list[Difference]
    over: str
    held: bool


def meanwhile(there: Version, typed: Typed, read: str, actor: Actor) -> Meanwhile:
    """What somebody else, or one's own other window, made of a draft that one had before oneself as ``read``."""
    is_draft = there.status == VersionStatus.DRAFT
    drafting = drafting_of(there)
    free = edits(drafting, actor.user_id) or can_be_taken(drafting)
    theirs = Typed(there.definition, there.note)
    return Meanwhile(
        _what_happened(there, read, actor),
        differences(theirs.lines(there.subject), typed.lines(there.subject)),
        as_read(there) if is_draft and free else "",
        is_draft and not free,
    )


def there_or_gone(version_id: int) -> Version:
    """The version; for a draft that was discarded what is in force, so that what was typed goes on from that.

    Raises ``NotAllowed`` when there is neither.
    """
    try:
        return version_of(version_id)
    except NotAllowed:
        gone = discarded(version_id)
        current = in_force_of(gone.subject, gone.key) if gone is not None and gone.subject in EDITED else None
        if gone is None or current is None:
            raise
    return Version(
        pk=version_id,
        subject=gone.subject,
        key=gone.key,
        number=gone.number,
        status=VersionStatus.RETIRED,
        definition=current.definition,
        drafted_at=gone.at,
    )


def kept_again(version: Version, kept: KeptForm) -> tuple[DraftForm, NoteForm]:
    """What was kept of somebody, in the forms in which they typed it."""
    posted = QueryDict(mutable=True)
    for name, values in sent_in(kept).items():
        posted.setlist(name, values)
    return EDITED[version.subject].form(version.definition, posted, key=version.key), NoteForm(posted)


@dataclass(frozen=True, slots=True)
class Told:
    """A draft at one step of its history, with the sentences that say what it lays down."""

    definition: Any
    note: str
    lines: list[Line]

    @classmethod
    def of(cls, subject: str, step: DraftStep) -> Told:
        """As it stood at a step that is kept."""
        return cls(step.definition, step.note, lines_of(subject, step.definition))

    @property
    def all(self) -> list[Line]:
        """The note too."""
        return [*self.lines, _note(self.note)]


def step_in_words(subject: str, before: Told, after: Told) -> str:
    """What one step changed: the sentence that says most of it, and how many more there are.

    What happens otherwise comes before what is only called so, and what is there now before what is gone: a row that
    was given its name is told as the one it is.
    """
    found = differences(before.all, after.all)
    if not found:
        order = EDITED[subject].order
        found = differences(order(before.definition), order(after.definition))
    if not found:
        return _("something that is not said in words")
    most, *others = sorted(found, key=lambda each: (each.naming, each.sign == "gone"))
    if not others:
        return most.sentence
    sentence = ngettext("%(change)s; and %(count)d more change", "%(change)s; and %(count)d more changes", len(others))
    return sentence % {"change": most.sentence, "count": len(others)}


def says_the_same(subject: str, one: Typed, other: Typed) -> bool:
    """Whether two say the same in every language, however they are written: a form writes out what a draft left out."""
    return one.note == other.note and all(
        _lines(subject, one, each) == _lines(subject, other, each) for each in languages()
    )


def _lines(subject: str, typed: Typed, language: str) -> list[Line]:
    with override(language):
        return typed.lines(subject)


def _what_happened(there: Version, read: str, actor: Actor) -> str:
    gone = discarded(there.pk)
    if gone is not None:
        who, at = gone.by, gone.at
        sentence = _("%(who)s discarded this draft while you had it open: %(when)s. What you typed is not saved yet.")
    elif there.status == VersionStatus.DRAFT:
        who, at = there.drafted_by, there.drafted_at
        sentence = _("%(who)s saved this draft while you had it open: %(when)s. What you typed is not saved yet.")
        drafting = drafting_of(there)
        if read == as_read(there) and drafting.holder is not None and drafting.held_since is not None:
            who, at = drafting.holder, drafting.held_since
            sentence = _("%(who)s has been editing this draft since %(when)s. What you typed is not saved yet.")
        elif who is not None and who.pk == actor.user_id:
            sentence = _("You saved this draft in another window: %(when)s. What you typed here is not saved yet.")
    else:
        who, at = there.published_by, there.published_at or there.drafted_at
        sentence = _("%(who)s published this draft while you had it open: %(when)s. What you typed is not saved yet.")
    named = isolated_words(str(who)) if who is not None else _("Someone")
    return sentence % {"who": named, "when": written_moment(at)}
