"""Keeps the Arabic catalogue: takes in new sentences, keeps what is translated, says what is missing (``--check``)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from extraction import NotLiteral, Sentence, sentences

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "ar" / "LC_MESSAGES" / "django.po"
PLURAL_FORMS = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
)
METADATA = {
    "Project-Id-Version": "Insaf",
    "Language": "ar",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": PLURAL_FORMS,
}
PLURALS = range(6)
# A comment of this kind keeps a sentence that no code of ours speaks: "library: viewflow".
OF_A_LIBRARY = "library:"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|\{(\w*)\}|%[sd]")


def key(entry: polib.POEntry) -> Sentence:
    return Sentence(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")


def open_catalogue(path: Path = CATALOGUE) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=120) if path.exists() else polib.POFile(wrapwidth=120)


def renewed(old: polib.POFile, spoken: dict[Sentence, list[str]]) -> polib.POFile:
    """The catalogue of what is spoken now, in that order, then what is kept for libraries."""
    known = {key(entry): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=120)
    new.metadata = dict(METADATA)
    for sentence, places in spoken.items():
        entry = known.pop(sentence, None) or _blank(sentence)
        entry.occurrences = [(place, "") for place in places]
        entry.flags = ["python-format"] if PLACEHOLDER.search(sentence.text) and "%" in sentence.text else []
        new.append(entry)
    new.extend(entry for entry in known.values() if (entry.tcomment or "").startswith(OF_A_LIBRARY))
    return new


def _blank(sentence: Sentence) -> polib.POEntry:
    entry = polib.POEntry(msgid=sentence.text, msgctxt=sentence.context or None, msgid_plural=sentence.plural)
    if sentence.plural:
        entry.msgstr_plural = dict.fromkeys(PLURALS, "")
    return entry


def faults(catalogue: polib.POFile, spoken: dict[Sentence, list[str]]) -> Iterator[str]:
    """One line for each sentence that an Arabic reader would meet in English, or with a hole in it."""
    known = {key(entry): entry for entry in catalogue if not entry.obsolete}
    for sentence, places in spoken.items():
        problem = _fault(known.get(sentence), sentence)
        if problem:
            yield f"{places[0]}: {problem}: {sentence.text!r}"


def _fault(entry: polib.POEntry | None, sentence: Sentence) -> str:
    if entry is None:
        return "not in the catalogue"
    if entry.fuzzy:
        return "a guess that nobody has confirmed (fuzzy)"
    if not sentence.plural:
        return _fault_of_text(entry.msgstr, sentence.text)
    forms = [entry.msgstr_plural.get(number, "") for number in PLURALS]
    if not all(forms):
        return "some of the six plural forms are missing"
    strange = set().union(*map(_placeholders, forms)) - _placeholders(sentence.plural) - _placeholders(sentence.text)
    return "other placeholders than the English" if strange else ""


def _fault_of_text(arabic: str, english: str) -> str:
    if not arabic:
        return "not translated"
    return "other placeholders than the English" if _placeholders(arabic) != _placeholders(english) else ""


def _placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def main(arguments: list[str]) -> int:
    try:
        spoken = sentences(ROOT)
    except NotLiteral as problem:
        print(problem, file=sys.stderr)
        return 1
    catalogue = open_catalogue()
    if arguments == ["--check"]:
        found = list(faults(catalogue, spoken))
        print("\n".join([*found, f"{len(spoken)} sentences, {len(found)} without good Arabic"]))
        return 1 if found else 0
    new = renewed(catalogue, spoken)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(CATALOGUE))
    print(f"{len(new)} sentences, {len(new.untranslated_entries())} to be translated in {CATALOGUE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
