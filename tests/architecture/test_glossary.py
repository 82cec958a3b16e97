"""One word for one thing: what ``GLOSSARY.md`` refuses stands in no sentence that a person reads."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import polib
import pytest

from tests.architecture.sources import ROOT, kept_files

WRITTEN = (
    "content/directory/texts/",
    "content/forms/texts/",
    "content/knowledge/texts/",
    "content/pages/texts/",
    "permissions/roles/catalogue.py",
    "site/portal/operations/demo_world/agencies/",
    "site/portal/operations/demo_world/people/",
    "site/portal/operations/demo_world/rules/",
    "site/portal/operations/set_up/",
    "workflows/calendars/jordan.py",
    "workflows/processes/standard.py",
)
"""Python in which people's sentences are written down in both languages."""
TYPED = ("site/portal/operations/demo_world/rules/words.py", "site/portal/operations/set_up/words.py")
"""The words that citizens type, as they type them: routing looks for these."""
TABLE = "site/portal/who_may_what/table.toml"
MAPS = "site/portal/operations/replay/maps/"
"""How recorded requests of other places are read: their calendars, posts and holidays have names."""
CATALOGUE = "locale/ar/LC_MESSAGES/django.po"

LETTER, MARK, SHADDA = "\u0621-\u064a", "\u064b-\u0652\u0670", "\u0651"
VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"
ARABIC = re.compile(f"[{LETTER}]")
# What Arabic writes together with the word that follows: and, so, by, for, like, the.
BEFORE = f"(?:[وف][{MARK}]*)?(?:[بلك][{MARK}]*)?"
WHOLE = " ="
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Said:
    """A text that somebody reads, and the places that speak it."""

    text: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A word that is not taken for a concept; ``take`` is the one that is."""

    take: str
    word: str
    pattern: re.Pattern[str]
    only_in: tuple[str, ...]
    but_not: tuple[str, ...]

    def found_in(self, said: Said) -> bool:
        if self.only_in and not any(place.startswith(self.only_in) for place in said.places):
            return False
        text = TAG.sub("", PLACEHOLDER.sub("", said.text))
        for phrase in self.but_not:
            text = text.replace(phrase, "")
        return self.pattern.search(text) is not None


def rows(heading: str) -> list[dict[str, str]]:
    """The table under a heading of the glossary."""
    part = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line.strip().strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    names, _rule, *cells = [[cell.strip() for cell in line] for line in lines]
    return [dict(zip(names, row, strict=True)) for row in cells]


def listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("·") if part.strip())


def arabic_pattern(word: str) -> re.Pattern[str]:
    """Finds ``word`` whole and as it is written, but for the vowel of its last letter and what is written before it."""
    if word.endswith(WHOLE):
        return re.compile(f"^{re.escape(word.removesuffix(WHOLE))}$")
    stem = word.removesuffix("*")
    letters = stem.rstrip(VOWELS + SHADDA)
    doubled = SHADDA in stem[len(letters) :]
    body = re.escape(letters) + (
        f"[{VOWELS}]*{SHADDA}[{VOWELS}]*" if doubled else f"(?![{VOWELS}]*{SHADDA})[{VOWELS}]*"
    )
    end = "" if word.endswith("*") else f"(?![{LETTER}{MARK}])"
    article = "" if word.startswith("ال") else f"(?:ال|ل[{VOWELS}]*ل)?"
    return re.compile(f"(?<![{LETTER}{MARK}]){BEFORE}{article}{body}{end}")


def english_pattern(word: str) -> re.Pattern[str]:
    """Finds ``word`` whole, in capitals too."""
    return re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)


@cache
def refusals() -> tuple[list[Refusal], list[Refusal]]:
    """Those of Arabic and those of English."""
    arabic, english = [], []
    for row in rows("Words"):
        only_in, but_not = listed(row["only in"]), listed(row["but not"])
        for word in listed(row["not"]):
            arabic.append(Refusal(row["Arabic"], word, arabic_pattern(word), only_in, but_not))
        for word in listed(row["not in English"]):
            english.append(Refusal(row["English"], word, english_pattern(word), only_in, but_not))
    for row in rows("Spelling"):
        for word in listed(row["not"]):
            arabic.append(Refusal(row["Arabic"], word, arabic_pattern(word), (), ()))
    return arabic, english


def sentences() -> Iterator[Said]:
    """All of both languages."""
    for entry in polib.pofile(str(ROOT / CATALOGUE)):
        places = (CATALOGUE, *(place for place, _line in entry.occurrences))
        for text in (entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values()):
            if text:
                yield Said(text, places)
    for path in kept_files():
        name = path.as_posix()
        if name.startswith(WRITTEN) and path.suffix == ".py" and name not in TYPED:
            for text in _texts_of(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
                yield Said(text, (name,))
        if name == TABLE or (name.startswith(MAPS) and path.suffix == ".toml"):
            for text in _worded(tomllib.loads((ROOT / path).read_text(encoding="utf-8"))):
                yield Said(text, (name,))


def _texts_of(tree: ast.Module) -> Iterator[str]:
    """The strings of a module but for what explains it."""
    silent = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield node.value


def _worded(value: object) -> Iterator[str]:
    """What a table says in two languages; its addresses are no words."""
    if isinstance(value, dict):
        if value.keys() == {"ar", "en"}:
            yield from value.values()
        for part in value.values():
            yield from _worded(part)
    elif isinstance(value, list):
        for part in value:
            yield from _worded(part)


def test_no_sentence_says_what_the_glossary_refuses() -> None:
    arabic, english = refusals()
    assert len(arabic) > 100
    assert len(english) > 15
    found = []
    for said in sentences():
        for refusal in arabic if ARABIC.search(said.text) else english:
            if refusal.found_in(said):
                found.append(f"{said.places[-1]}: “{refusal.word}”, take “{refusal.take}”: {said.text}")
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("place", [TABLE, f"{MAPS}nyc311.toml"])
def test_tables_and_maps_are_read(place: str) -> None:
    assert any(said.places == (place,) and ARABIC.search(said.text) for said in sentences())


def test_a_link_within_a_phrase_does_not_hide_it() -> None:
    arabic, _english = refusals()
    said = Said('وللأطفال خط <b>الأسرة</b> والطفل <a href="tel:110">110</a>.', ())
    assert [each.take for each in arabic if each.found_in(said)] == ["خط 110 للأسرة والطفل"]


def test_no_word_is_drawn_out_to_reach_a_name() -> None:
    drawn_out = "\u0640"  # the tatweel: «لـأحمد»
    catalogue = polib.pofile(str(ROOT / CATALOGUE))
    texts = [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in texts if drawn_out in text] == []


def test_what_is_taken_is_nowhere_refused() -> None:
    arabic, _english = refusals()
    taken = [
        part.strip() for heading in ("Words", "Spelling") for row in rows(heading) for part in row["Arabic"].split("،")
    ]
    assert len(taken) > 60
    everywhere = [refusal for refusal in arabic if not refusal.only_in]
    assert [(word, each.word) for word in taken for each in everywhere if each.found_in(Said(word, ()))] == []


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("السلّم", "درجات السلّم الثلاث", True),
        ("السلّم", "سلّم العمل إلى خلفه", False),
        ("صعد", "ثم صعد الطلب", True),
        ("صعد", "صُعّد الطلب", False),
        ("المكلّف", "وبالمكلّفِ وحده", True),
        ("كُلّف*", "كُلّفت بالطلب", True),
        ("كُلّف*", "كلفة قليلة", False),
        ("فترة", "أرقام الفترة كلها", True),
        ("فترة", "للفترة", True),
        ("فترة", "مفترة", False),
        ("الساعة =", "الساعة", True),
        ("الساعة =", "عند الساعة العاشرة", False),
        ("المنصة", "في المنصّة", False),
        ("المنصة", "بالمنصة", True),
        ("سجلّ", "سُجّل الطلب", False),
        ("سجلّ", "والسجلُّ", True),
        ("ردّ", "رُدّ عليه", False),
        ("رد", "ردّ", False),
    ],
)
def test_a_word_is_found_whole_and_as_it_is_written(word: str, text: str, found: bool) -> None:
    assert (arabic_pattern(word).search(text) is not None) is found


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("login", "Your Login is wrong.", True),
        ("login", "You are logged in.", False),
        ("climb", "“Climb”", True),
        ("climb", "The climber", False),
        ("two-factor", "two-factor codes", True),
        ("former page", "Back to the former page", True),
        ("former page", "former pages", False),
    ],
)
def test_an_english_word_is_found_whole_and_in_capitals(word: str, text: str, found: bool) -> None:
    assert (english_pattern(word).search(text) is not None) is found


def test_what_is_taken_in_english_is_nowhere_refused() -> None:
    _arabic, english = refusals()
    taken = [re.sub(r"\s*\(.*?\)", "", row["English"]) for row in rows("Words")]
    everywhere = [refusal for refusal in english if not refusal.only_in]
    assert len(everywhere) > 15
    assert [(words, each.word) for words in taken for each in everywhere if each.found_in(Said(words, ()))] == []
