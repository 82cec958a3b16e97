"""The words of danger as one thing that owners publish: how it is read, what stands against it, what holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from permissions.arabic import fold
from permissions.platform.called import emergency_numbers
from permissions.platform.models import EmergencyNumber
from permissions.translated_text import first_language_name, in_language, is_named, languages
from workflows.danger_words.decide import (
    NEAR,
    DangerKind,
    DangerMatch,
    DangerTable,
    WordList,
    items_of,
)
from workflows.danger_words.names import named_by
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import UNREADABLE, Publishable, Reference
from workflows.versions.raw import Raw, format_of
from workflows.versions.selectors import Stamp

__all__ = ["CODES", "DANGER_WORDS", "KEY", "DangerKind", "DangerMatch", "DangerTable", "danger_table_in_force"]

KEY: Final = "danger"
"""There is one such table, and this is its key."""
FORMAT: Final = 1
CODES: Final[Mapping[str, Promise]] = {
    "child": _lazy("Violence against a child"),
    "home": _lazy("Violence at home"),
    "institution": _lazy("Abuse in an institution"),
    "labour": _lazy("Forced work"),
    "threat": _lazy("A threat"),
    "self": _lazy("Danger to oneself"),
    "bribe": _lazy("A bribe"),
    "retaliation": _lazy("Retaliation for a complaint"),
}
"""All kinds of danger that a table may have: nothing else is looked for in what citizens write."""
MOST_PHRASES: Final = 200
"""Phrases of one kind: more are a slip or an attack."""
MOST_LISTS: Final = 400
"""A new installation begins with some 180; owners add as many of their own."""
MOST_WORDS: Final = 400
"""Words of one list, in one way of writing."""
LONGEST: Final = 120
"""Letters of a phrase, or of a word of a list."""
LONGEST_SENTENCE: Final = 300
"""Letters of what the citizen is told."""


def titles_of(code: str) -> dict[str, str]:
    """What a kind of danger is called, by language."""
    titles = {}
    for language in languages():
        with override(language):
            titles[language] = str(CODES[code])
    return titles


def parse(definition: Any) -> DangerTable:
    """Build it from its JSON; raises one of ``UNREADABLE`` for what is malformed."""
    format_of(definition, FORMAT)
    raw = Raw(definition)
    raw.only("format", "name", "lists", "kinds")
    lists = tuple(WordList(each.text("key"), each.words("name"), each.lists("words")) for each in raw.each("lists"))
    kinds = tuple(
        DangerKind(
            code=each.text("code"),
            title=each.words("title"),
            request_kind=each.text("request_kind"),
            sentence=each.words("sentence"),
            numbers=each.texts("numbers"),
            phrases=each.texts("phrases"),
        )
        for each in raw.each("kinds")
    )
    return DangerTable(kinds, lists)


def danger_table_in_force() -> DangerTable | None:
    """The table by which texts are looked at now; None where none is published. One statement, and one more once."""
    found = Version.objects.filter(subject=Subject.DANGER, key=KEY, status=VersionStatus.PUBLISHED)
    row = found.values_list("pk", "number", "digest").first()
    return None if row is None else DANGER_WORDS.of_stamp(Stamp(*row))


def check(_key: str, definition: Any) -> list[str]:
    """Translated sentences; none when it can be published."""
    try:
        table = parse(definition)
    except UNREADABLE as error:
        return [
            _("The words cannot be read: something is missing or of the wrong kind near %(where)s.") % {"where": error}
        ]
    return [*_names(definition), *_lists(table), *_kinds(table), *named_by(table), *_numbers(table)]


def _names(definition: Any) -> Iterator[str]:
    if not is_named(definition.get("name") or {}):
        yield _("The words of danger need a name in %(language)s.") % {"language": first_language_name()}


def _lists(table: DangerTable) -> Iterator[str]:
    keys = [words.key for words in table.lists]
    called = [fold(each) for words in table.lists for each in {*words.name.values()}]
    for twice in sorted({each for each in called if called.count(each) > 1}):
        yield _("Two lists of words are called “%(name)s”, so a phrase could mean either of them.") % {"name": twice}
    if len(keys) > MOST_LISTS:
        yield _("At most %(most)d lists of words are possible.") % {"most": MOST_LISTS}
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _("Two lists of words have the key “%(key)s”.") % {"key": key}
    for words in table.lists:
        name = {"list": in_language(words.name) or words.key}
        if not is_named(words.name):
            yield _("The list “%(list)s” needs a name in %(language)s.") % {**name, "language": first_language_name()}
        if not any(words.words.values()):
            yield _("The list “%(list)s” has no words.") % name
        for entries in words.words.values():
            if len(entries) > MOST_WORDS or any(len(entry) > LONGEST for entry in entries):
                limit = {"most": MOST_WORDS, "longest": LONGEST}
                sentence = _("The list “%(list)s” has at most %(most)d words, each of at most %(longest)d letters.")
                yield sentence % {**name, **limit}


def _kinds(table: DangerTable) -> Iterator[str]:
    codes = [kind.code for kind in table.kinds]
    for code in sorted({code for code in codes if code not in CODES}):
        yield _("“%(code)s” isn’t one of the kinds of danger. No other kinds can be added.") % {"code": code}
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _("The kind of danger “%(code)s” is there twice.") % {"code": code}
    lists = {words.key: words for words in table.lists}
    for kind in table.kinds:
        name = {"kind": in_language(kind.title) or kind.code}
        if not is_named(kind.title):
            yield _("The kind of danger “%(kind)s” needs a name in %(language)s.") % {
                **name,
                "language": first_language_name(),
            }
        if not is_named(kind.sentence) or any(len(words) > LONGEST_SENTENCE for words in kind.sentence.values()):
            sentence = _("“%(kind)s”: write what citizens read, in %(language)s, in at most %(most)d characters.")
            yield sentence % {**name, "most": LONGEST_SENTENCE, "language": first_language_name()}
        if not kind.request_kind:
            yield _("“%(kind)s”: choose the protected form that it leads to.") % name
        if len(kind.phrases) > MOST_PHRASES:
            yield _("“%(kind)s” has more than %(most)d phrases.") % {**name, "most": MOST_PHRASES}
        for phrase in kind.phrases:
            yield from _phrase(name, phrase, lists)


def _phrase(name: Mapping[str, str], phrase: str, lists: Mapping[str, WordList]) -> Iterator[str]:
    items = items_of(phrase)
    words = {**name, "phrase": phrase}
    for item in items:
        if item.list_key and item.list_key not in lists:
            yield _("“%(kind)s”: “%(phrase)s” names the list “%(list)s”, which does not exist.") % {
                **words,
                "list": item.list_key,
            }
    if not any(not item.out for item in items):
        yield _("“%(kind)s”: “%(phrase)s” only excludes words. Add at least one word to look for.") % words
    if len(items) > NEAR or len(phrase) > LONGEST:
        yield _("“%(kind)s”: “%(phrase)s” is too long. A phrase has at most %(most)d words.") % {
            **words,
            "most": NEAR,
        }


def _numbers(table: DangerTable) -> Iterator[str]:
    """Numbers that citizens are told are those of the country's settings, which have them before this is in force."""
    numbers = emergency_numbers()
    for code in dict.fromkeys(code for kind in table.kinds for code in kind.numbers):
        if code not in EmergencyNumber.values:
            yield _("There is no emergency number “%(code)s”.") % {"code": code}
        elif not numbers.get(code):
            sentence = _(
                "An administrator must first enter the number for “%(name)s” on the page with the platform’s name."
            )
            yield sentence % {"name": EmergencyNumber(code).label}


def numbers_of(kind: DangerKind) -> list[tuple[str, str]]:
    """What a citizen may ring in this danger: the label in the active language, and the number."""
    numbers = emergency_numbers()
    return [(str(EmergencyNumber(code).label), numbers[code]) for code in kind.numbers if numbers.get(code)]


def tells_number(code: str) -> bool:
    """Whether citizens are told this emergency number by what is in force."""
    table = danger_table_in_force()
    return table is not None and any(code in kind.numbers for kind in table.kinds)


def references(table: DangerTable) -> Iterator[Reference]:
    """The protected kinds of request to whose forms it leads."""
    for kind in table.kinds:
        if kind.request_kind:
            missing = _("“%(kind)s” leads to the form of “%(request_kind)s”, which is not in force.")
            words = {"kind": in_language(kind.title), "request_kind": kind.request_kind}
            yield Reference(Subject.KIND, kind.request_kind, in_language(kind.title), missing % words)


def ask_to_be_sealed(_table: DangerTable, subject: str, definition: Any) -> Iterable[str]:
    """Words of danger lead to nothing that is open to the agency they accuse."""
    if subject == Subject.KIND and not definition.get("sensitive"):
        yield _("“%(kind)s” is not protected as sensitive, but words of danger lead to its form.") % {
            "kind": in_language(definition.get("name", {}))
        }


def weakened(subject: str, _key: str, holds: Any, came_before: Any) -> Iterator[str]:
    """Why putting back what came before takes two people: less danger would be recognised than now.

    What is there only in one of the two may be a correction; who takes it back alone must take nothing away.
    """
    if subject != Subject.DANGER:
        return
    now, then = DANGER_WORDS.read(holds), DANGER_WORDS.read(came_before)
    if now is None or then is None or not _has_all(then, now):
        yield _("Less danger would be recognised than now, and that always takes two people.")


def _has_all(then: DangerTable, now: DangerTable) -> bool:
    """Whether ``then`` has every word and phrase of ``now``, rules out no more, and leads to the same forms."""
    for kind in now.kinds:
        other = then.kind(kind.code)
        if other is None or not {*kind.phrases} <= {*other.phrases}:
            return False
        if (kind.request_kind, kind.numbers) != (other.request_kind, other.numbers):
            return False
    ruled_out = {
        item.list_key for kind in then.kinds for phrase in kind.phrases for item in items_of(phrase) if item.out
    }
    lists = {words.key: words for words in now.lists}
    for words in then.lists:
        before = lists.get(words.key)
        if words.key in ruled_out and before is not None and not _within(words, before):
            return False
    there = {words.key: words for words in then.lists}
    return all(
        words.key in there and _within(words, there[words.key]) for words in now.lists if words.key not in ruled_out
    )


def _within(words: WordList, others: WordList) -> bool:
    """Whether a list has no word that the other has not."""
    return all({*entries} <= {*others.words.get(written, ())} for written, entries in words.words.items())


DANGER_WORDS: Publishable[DangerTable] = Publishable(
    subject=Subject.DANGER,
    parse=parse,
    check=check,
    references=references,
    asks=ask_to_be_sealed,
    guards=weakened,
    format=FORMAT,
)
