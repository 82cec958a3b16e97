"""Keeps the catalogues: takes in new sentences, keeps what is translated, says what is missing (``--check``).

A new language is a folder of its code under ``locale``; its catalogue comes with its plural forms.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.plurals import get_plural

from extraction import NotLiteral, Sentence, sentences

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = Path("LC_MESSAGES") / "django.po"
METADATA = {
    "Project-Id-Version": "Insaf",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
# A comment of this kind keeps a sentence that no code of ours speaks: "library: viewflow".
OF_A_LIBRARY = "library:"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|\{(\w*)\}|%[sd]")


def key(entry: polib.POEntry) -> Sentence:
    return Sentence(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")


def open_catalogue(language: str, path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), wrapwidth=120)
    empty = polib.POFile(wrapwidth=120)
    empty.metadata = METADATA | {"Language": language, "Plural-Forms": get_plural(language).plural_forms}
    return empty


def plurals_of(catalogue: polib.POFile) -> range:
    """The numbers of the forms in which the language counts."""
    return range(int(catalogue.metadata["Plural-Forms"].removeprefix("nplurals=").partition(";")[0]))


def renewed(old: polib.POFile, spoken: dict[Sentence, list[str]]) -> polib.POFile:
    """The catalogue of what is spoken now, in that order, then what is kept for libraries."""
    known = {key(entry): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=120)
    new.metadata = dict(old.metadata)
    for sentence, places in spoken.items():
        entry = known.pop(sentence, None) or _blank(sentence, plurals_of(old))
        entry.occurrences = [(place, "") for place in places]
        entry.flags = ["python-format"] if PLACEHOLDER.search(sentence.text) and "%" in sentence.text else []
        new.append(entry)
    new.extend(entry for entry in known.values() if (entry.tcomment or "").startswith(OF_A_LIBRARY))
    return new


def _blank(sentence: Sentence, plurals: range) -> polib.POEntry:
    entry = polib.POEntry(msgid=sentence.text, msgctxt=sentence.context or None, msgid_plural=sentence.plural)
    if sentence.plural:
        entry.msgstr_plural = dict.fromkeys(plurals, "")
    return entry


def faults(catalogue: polib.POFile, spoken: dict[Sentence, list[str]]) -> Iterator[str]:
    """One line for each sentence that a reader would meet in English, or with a hole in it."""
    known = {key(entry): entry for entry in catalogue if not entry.obsolete}
    for sentence, places in spoken.items():
        problem = _fault(known.get(sentence), sentence, plurals_of(catalogue))
        if problem:
            yield f"{places[0]}: {problem}: {sentence.text!r}"


def _fault(entry: polib.POEntry | None, sentence: Sentence, plurals: range) -> str:
    if entry is None:
        return "not in the catalogue"
    if entry.fuzzy:
        return "a guess that nobody has confirmed (fuzzy)"
    if not sentence.plural:
        return _fault_of_text(entry.msgstr, sentence.text)
    forms = [entry.msgstr_plural.get(number, "") for number in plurals]
    if not all(forms):
        return f"some of the {len(plurals)} plural forms are missing"
    strange = set().union(*map(_placeholders, forms)) - _placeholders(sentence.plural) - _placeholders(sentence.text)
    return "other placeholders than the English" if strange else ""


def _fault_of_text(translated: str, english: str) -> str:
    if not translated:
        return "not translated"
    return "other placeholders than the English" if _placeholders(translated) != _placeholders(english) else ""


def _placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def main(arguments: list[str]) -> int:
    try:
        spoken = sentences(ROOT)
    except NotLiteral as problem:
        print(problem, file=sys.stderr)
        return 1
    kept = _check if arguments == ["--check"] else _renew
    return max([kept(folder.name, folder / CATALOGUE, spoken) for folder in sorted((ROOT / "locale").iterdir())])


def _check(language: str, path: Path, spoken: dict[Sentence, list[str]]) -> int:
    found = list(faults(open_catalogue(language, path), spoken))
    print("\n".join([*found, f"{language}: {len(spoken)} sentences, {len(found)} without a good translation"]))
    return 1 if found else 0


def _renew(language: str, path: Path, spoken: dict[Sentence, list[str]]) -> int:
    new = renewed(open_catalogue(language, path), spoken)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    print(f"{len(new)} sentences, {len(new.untranslated_entries())} to be translated in {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
