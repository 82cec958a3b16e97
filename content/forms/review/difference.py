"""What changes when a form is published, in sentences: its words, its questions, when they are asked, their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.forms.facts_asked import FactsAsked
from content.forms.review.digest import bare_html, content_digest
from permissions.isolated import isolated_words
from permissions.writing import written_moment
from workflows.facts.words import in_words
from workflows.questions.types import UNASKED, Question, QuestionKind

Sign = Literal["added", "gone", "changed"]
LONGEST: Final = 300
"""Letters of a text that is quoted."""
WORDS: Final[Mapping[str, str | Promise]] = {
    "title": gettext_lazy("The title"),
    "heading": gettext_lazy("The headline"),
    "summary": gettext_lazy("The line under the name"),
    "intro": gettext_lazy("The introduction"),
    "send_label": gettext_lazy("The words on the button"),
    "slug": gettext_lazy("The last part of the address"),
    "seo_title": gettext_lazy("The title in search engines"),
    "search_description": gettext_lazy("The description in search engines"),
    "kind": gettext_lazy("The kind of request"),
}
TIMES: Final[Mapping[str, str | Promise]] = {
    "opens_at": gettext_lazy("Open from"),
    "closes_at": gettext_lazy("Open until"),
    "go_live_at": gettext_lazy("Published from"),
    "expire_at": gettext_lazy("On the site until"),
}


@dataclass(frozen=True, slots=True)
class FormDifference:
    """One change in a sentence; ``sign`` is whether something came, went or became another."""

    sign: Sign
    sentence: str


def differences(before: Any, after: Any) -> list[FormDifference]:
    """What the public will notice, page first, then the questions in the order of the form.

    ``before``: the page as it is on the site; None where it is not. A change for which there are no words is said to be
    one: silence would be an agreement to what nobody saw.
    """
    if before is None:
        questions = after.schema.questions
        opened = FormDifference("added", _("The form is published: %(title)s") % {"title": _quoted(after.title)})
        return [opened, *(_added(question, questions) for question in _by_identity(questions).values())]
    found = [*_of_page(before, after), *_of_questions(before.schema.questions, after.schema.questions)]
    # Questions of a group are there once for each time that it may be asked.
    once = list(dict.fromkeys(found))
    if not once and content_digest(before) != content_digest(after):
        once.append(FormDifference("changed", _("Something else about the form changed. Compare its two versions.")))
    return once


def _quoted(text: str) -> str:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return _("“%(text)s”") % {"text": isolated_words(shown)}


def _change(what: object, before: str, after: str) -> FormDifference:
    """A text that became another: added, taken away or changed."""
    words = {"what": what, "before": _quoted(before), "after": _quoted(after)}
    if not before:
        return FormDifference("added", _("%(what)s: now %(after)s, was empty") % words)
    if not after:
        return FormDifference("gone", _("%(what)s: now empty, was %(before)s") % words)
    return FormDifference("changed", _("%(what)s: now %(after)s, was %(before)s") % words)


def _of_page(before: Any, after: Any) -> Iterator[FormDifference]:
    for name, what in WORDS.items():
        if (old := getattr(before, name) or "") != (new := getattr(after, name) or ""):
            yield _change(what, old, new)
    for name, what in TIMES.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield _change(what, written_moment(old) if old else "", written_moment(new) if new else "")
    if before.archived != after.archived:
        archived, opened = _("The form is archived: nobody can file with it"), _("The form is no longer archived")
        yield FormDifference("changed", archived if after.archived else opened)
    if before.instead_id != after.instead_id:
        yield _change(_("The page to go to instead"), str(before.instead or ""), str(after.instead or ""))
    if before.show_in_menus != after.show_in_menus:
        shown, hidden = _("The form is shown in menus"), _("The form is no longer shown in menus")
        yield FormDifference("changed", shown if after.show_in_menus else hidden)
    yield from _of_notes(before, after)


def _notes_of(page: Any) -> list[tuple[str, str]]:
    return [(note.value["tone"], bare_html(note.value["text"].source)) for note in page.notes]


def _of_notes(before: Any, after: Any) -> Iterator[FormDifference]:
    old, new = _notes_of(before), _notes_of(after)
    for note in new:
        if note not in old:
            yield FormDifference(
                "added", _("A note beside the form: %(text)s") % {"text": _quoted(strip_tags(note[1]))}
            )
    for note in old:
        if note not in new:
            yield FormDifference("gone", _("Note removed: %(text)s") % {"text": _quoted(strip_tags(note[1]))})
    if old != new and sorted(old) == sorted(new):
        yield FormDifference("changed", _("The order of the notes changed"))


def _of_questions(before: Sequence[Question], after: Sequence[Question]) -> Iterator[FormDifference]:
    old, new = _by_identity(before), _by_identity(after)
    for identity, question in new.items():
        if identity not in old:
            yield _added(question, after)
        else:
            yield from _of_question(old[identity], question, before, after)
    for identity, question in old.items():
        if identity not in new:
            yield _gone(question)
    yield from _of_order([each for each in old if each in new], [each for each in new if each in old], new)


def _by_identity(questions: Sequence[Question]) -> dict[tuple[str, str], Question]:
    """By key; what has none of its own, as words between the questions, by what it says."""
    return {
        ("words", question.label) if question.kind == QuestionKind.WORDS else ("key", question.key): question
        for question in questions
    }


def _named(question: Question) -> str:
    """What it is, with its words."""
    named = {"label": _quoted(question.label)}
    match question.kind:
        case QuestionKind.WORDS:
            return _("The text %(label)s") % named
        case QuestionKind.STEP:
            return _("The step %(label)s") % named
        case QuestionKind.EXIT:
            return _("The exit %(label)s") % named
    return _("The question %(label)s") % named


def _added(question: Question, questions: Sequence[Question]) -> FormDifference:
    named = _named(question)
    if question.kind in UNASKED:
        sentence = _("%(what)s: added") % {"what": named}
    elif question.required:
        sentence = _("%(what)s: added, must be answered") % {"what": named}
    else:
        sentence = _("%(what)s: added, may stay empty") % {"what": named}
    if question.shown_if is not None:
        when = _shown(question.shown_if, questions)
        sentence = _("%(sentence)s; shown only if %(when)s") % {"sentence": sentence, "when": when}
    if question.options:
        options = " · ".join(_quoted(option.label) for option in question.options)
        sentence = _("%(sentence)s; answers: %(options)s") % {"sentence": sentence, "options": options}
    return FormDifference("added", sentence)


def _gone(question: Question) -> FormDifference:
    if question.kind in UNASKED:
        return FormDifference("gone", _("%(what)s: removed") % {"what": _named(question)})
    return FormDifference("gone", _("%(what)s: no longer asked") % {"what": _named(question)})


def _shown(when: Any, questions: Sequence[Question]) -> str:
    return "" if when is None else in_words(when, FactsAsked(questions))


def _of_question(
    old: Question, new: Question, before: Sequence[Question], after: Sequence[Question]
) -> Iterator[FormDifference]:
    what = _named(new)
    if old.kind != new.kind:
        yield FormDifference("changed", _("%(what)s: it is answered in another way") % {"what": what})
    if old.label != new.label:
        yield FormDifference("changed", _("%(what)s: was %(before)s") % {"what": what, "before": _quoted(old.label)})
    if old.help_text != new.help_text:
        yield _change(_("%(what)s, help") % {"what": what}, old.help_text, new.help_text)
    if old.required != new.required:
        must, may = _("%(what)s: must be answered now"), _("%(what)s: may stay empty now")
        yield FormDifference("changed", (must if new.required else may) % {"what": what})
    yield from _of_options(old, new, what)
    for name, sentence in (
        ("shown_if", _("%(what)s: shown only if %(when)s")),
        ("required_if", _("%(what)s: must be answered if %(when)s")),
    ):
        condition = _shown(getattr(new, name), after)
        if getattr(old, name) != getattr(new, name):
            no_more = _("%(what)s: no condition now, was: %(when)s")
            words = {"what": what, "when": condition or _shown(getattr(old, name), before)}
            yield FormDifference("changed", (sentence if condition else no_more) % words)
    if old.routes != new.routes:
        yield FormDifference("changed", _routes(what, new, after))
    yield from _of_rest(old, new, what)


def _of_options(old: Question, new: Question, what: str) -> Iterator[FormDifference]:
    if old.kind == QuestionKind.SERVICE:  # what can be chosen follows the pages of the bodies
        return
    for key, label in new.labels.items():
        if key not in old.labels:
            yield FormDifference("added", _("%(what)s: new answer %(label)s") % {"what": what, "label": _quoted(label)})
        elif old.labels[key] != label:
            yield _change(_("%(what)s, answer") % {"what": what}, old.labels[key], label)
    for key, label in old.labels.items():
        if key not in new.labels:
            sentence = _("%(what)s: the answer %(label)s was removed") % {"what": what, "label": _quoted(label)}
            yield FormDifference("gone", sentence)
    if list(old.labels) != list(new.labels) and set(old.labels) == set(new.labels):
        yield FormDifference("changed", _("%(what)s: the order of its answers changed") % {"what": what})


def _routes(what: str, new: Question, after: Sequence[Question]) -> str:
    if not new.routes:
        return _("%(what)s: answers no longer lead elsewhere") % {"what": what}
    steps = {question.key: question.label for question in after}
    ways = " · ".join(
        _("%(when)s, then on to %(step)s")
        % {"when": _shown(each.when, after), "step": _quoted(steps.get(each.to, each.to))}
        for each in new.routes
    )
    return _("%(what)s: answers lead elsewhere: %(ways)s") % {"what": what, "ways": ways}


REST: Final[Mapping[str, str | Promise]] = {
    "least": gettext_lazy("least"),
    "most": gettext_lazy("most"),
    "shortest": gettext_lazy("fewest characters"),
    "longest": gettext_lazy("most characters"),
    "earliest": gettext_lazy("first day"),
    "latest": gettext_lazy("last day"),
    "example": gettext_lazy("example"),
    "link": gettext_lazy("link"),
    "link_words": gettext_lazy("words of the link"),
}
SWITCHES: Final[Mapping[str, str | Promise]] = {
    "ask_name": gettext_lazy("asks for the name"),
    "ask_number": gettext_lazy("asks for the national number"),
    "ask_consent": gettext_lazy("asks whether the other person agrees"),
    "camera": gettext_lazy("opens the camera"),
    "ask_words": gettext_lazy("asks for the place in words"),
    "ask_position": gettext_lazy("offers the position of the device"),
    "past": gettext_lazy("accepts past days only"),
}


def _of_rest(old: Question, new: Question, what: str) -> Iterator[FormDifference]:
    for name, words in REST.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            named = _("%(what)s, %(part)s") % {"what": what, "part": words}
            yield _change(named, _written(before), _written(after))
    for name, words in SWITCHES.items():
        if getattr(old, name) != getattr(new, name):
            now, no_more = _("%(what)s: now %(part)s"), _("%(what)s: no longer %(part)s")
            sentence = now if getattr(new, name) else no_more
            yield FormDifference("changed", sentence % {"what": what, "part": words})


def _written(value: object) -> str:
    return "" if value is None else str(value)


def _of_order(old: Sequence[Any], new: Sequence[Any], questions: Mapping[Any, Question]) -> Iterator[FormDifference]:
    """Those that stand elsewhere among those that stayed; not those that only made room."""
    stayed: set[Any] = set()
    for block in SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks():
        stayed |= set(new[block.b : block.b + block.size])
    for place, identity in enumerate(new):
        if identity in stayed:
            continue
        words = {"what": _named(questions[identity])}
        if place == 0:
            yield FormDifference("changed", _("%(what)s: is first now") % words)
        else:
            words["former"] = _quoted(questions[new[place - 1]].label)
            yield FormDifference("changed", _("%(what)s: is after %(former)s now") % words)
