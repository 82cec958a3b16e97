"""Where somebody stands in a form of several steps, and where the button leads that they pressed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from content.forms.area_fields import POSITION
from content.forms.facts_asked import labels_of
from content.forms.fields import CONCERNED, WHO
from content.forms.form import START, FilingForm
from content.forms.keys import FORM_CHECKED, FORM_GO, FORM_STEP
from content.forms.people_asked import MYSELF
from permissions.areas.places import position_in_words
from workflows.questions.types import ANSWERS, UNASKED, WITH_FILES, Question, QuestionKind

CHECK, EXIT = "-check", "-exit"
"""In place of a step's key: the page on which all is looked through, and the one that leads elsewhere."""
NEXT, BACK, SEND, TO = "next", "back", "send", "to:"
"""What the buttons say; behind ``TO`` stands the key of a page."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The page that is shown, among all on the way as far as it is known.

    ``refused``: the page that was sent comes back. ``checked``: all was looked through once. ``sends``: the form is to
    be filed.
    """

    key: str
    way: tuple[str, ...]
    refused: bool = False
    checked: bool = False
    sends: bool = False

    @property
    def number(self) -> int:
        return self.way.index(self.key) + 1

    @property
    def of(self) -> int:
        return len(self.way)

    @property
    def first(self) -> bool:
        return self.key == self.way[0]

    @property
    def checks(self) -> bool:
        return self.key == CHECK

    @property
    def leaves(self) -> bool:
        return self.key == EXIT


def way_of(form: FilingForm) -> tuple[str, ...]:
    """The keys of the pages that the answers lead through, with the last that follows them."""
    pages = [page.key or START for page in form.way.pages]
    return (*pages, EXIT if form.way.exit is not None else CHECK)


def begin(form: FilingForm) -> Standing | None:
    """The first page; None for a form that is one page."""
    way = way_of(form)
    return Standing(way[0], way) if form.schema.steps else None


def stand(form: FilingForm, posted: Mapping[str, Any], wrong: Collection[str], *, stays: bool) -> Standing | None:
    """Where what was ``posted`` leads. ``wrong``: the keys of the pages on which something is. ``stays``: the form was
    not taken at all. None for a form that is one page.
    """
    way = way_of(form)
    if not form.schema.steps:
        return Standing(EXIT, way) if form.way.exit is not None else None
    if FORM_STEP not in posted:  # all at once, as no page of ours sends it
        return _sent(way, wrong, checked=False)
    here = posted[FORM_STEP] if posted[FORM_STEP] in way else way[0]
    checked = FORM_CHECKED in posted or here == CHECK
    go = posted.get(FORM_GO, SEND if here == CHECK else NEXT)
    if stays:
        return Standing(here, way, refused=True, checked=checked)
    if go == SEND and here == CHECK:
        return _sent(way, wrong, checked=True)
    if go == BACK:
        before = {later: earlier for earlier, later in pairwise(way)}
        return Standing(before.get(here, here), way, checked=checked)
    if go.startswith(TO) and go.removeprefix(TO) in way:
        return Standing(go.removeprefix(TO), way, checked=checked)
    if here in wrong:
        return Standing(here, way, refused=True, checked=checked)
    return Standing(_next(way, here, wrong, checked), way, checked=checked)


def _sent(way: tuple[str, ...], wrong: Collection[str], *, checked: bool) -> Standing:
    """Filed, if nothing is wrong on any page; else the first on which something is."""
    bad = next((key for key in way if key in wrong), "")
    if bad:
        return Standing(bad, way, refused=True, checked=checked)
    return Standing(way[-1], way, checked=checked, sends=way[-1] == CHECK)


def _next(way: tuple[str, ...], here: str, wrong: Collection[str], checked: bool) -> str:
    """The page after this one; after all was checked once, only those that a changed answer has brought."""
    later = way[way.index(here) + 1 :]
    if checked:
        return next((key for key in later if key in wrong), way[-1])
    return later[0] if later else here


@dataclass(frozen=True, slots=True)
class Written:
    """What was answered to one question, as it is looked through; ``page``: where it can be changed."""

    label: str
    shown: str
    page: str


def written(form: FilingForm, files: Mapping[str, Collection[str]]) -> Iterator[Written]:
    """All that would be sent, in the order of the form. ``files``: the names of those that came, by question."""
    for page in form.way.pages:
        for asked in page.asked:
            if asked.question.kind not in UNASKED:
                for label, shown in _shown(asked.question, form, files):
                    yield Written(label, shown, page.key or START)


def _shown(question: Question, form: FilingForm, files: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    given = form.cleaned_data
    value, answer = given.get(question.key), ANSWERS.get(question.kind)
    if question.kind in WITH_FILES:
        yield question.label, "\n".join(files.get(question.key, ()))
    elif question.kind == QuestionKind.PERSON:
        yield question.label, "\n".join(filter(None, (str(given.get(name, "")) for name in form.names[question.key])))
    elif question.kind == QuestionKind.CONTACT:
        yield from _fields(form, form.names[question.key])
    elif question.kind == QuestionKind.CONFIDENTIAL:
        yield question.label, _("Yes") if value else _("No")
    elif question.kind == QuestionKind.AREA:
        yield from _place_shown(question, form)
    elif value in (None, "", []):
        yield question.label, ""
    elif answer is not None:
        yield question.label, answer.shown(question, value, form.schema.language)
        if question.kind == QuestionKind.FOR_OTHER and value != MYSELF:
            yield from _fields(form, form.names[question.key][1:])
    else:
        yield question.label, labels_of(question).get(str(value), str(value))
        if given.get(CONCERNED) and question.kind == QuestionKind.CONCERNS:
            yield str(WHO), str(given[CONCERNED])


def _fields(form: FilingForm, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """What was written into fields that are still there."""
    for name in names:
        if name in form.fields:
            yield str(form.fields[name].label), str(form.cleaned_data.get(name, ""))


def _place_shown(question: Question, form: FilingForm) -> Iterator[tuple[str, str]]:
    """The area, and of words and position what there is."""
    area = form.cleaned_data.get(question.key)
    yield question.label, ANSWERS[question.kind].shown(question, area, form.schema.language) if area else ""
    for name in form.names[question.key]:
        if name != question.key and form.cleaned_data.get(name):
            given = str(form.cleaned_data[name])
            shown = position_in_words(given, form.schema.language) if name == POSITION else given
            yield str(form.fields[name].label), shown
