"""Forms of the words of a text, by which a word of a table is recognised however it is written.

What the platform folds everywhere (``permissions.arabic``) and takes off a word for routing comes first. People who
write of danger also write verbs with their persons, dialect, Arabic in Latin letters, and misspell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from permissions.arabic import fold
from workflows.routing.reading import forms_of_token
from workflows.search.word_forms import LONGEST

SHORTEST: Final = 3
"""Letters that are left of a word at least."""
ARTICLE: Final = "ال"
LONG_ENOUGH: Final = 5
"""A word of so many letters is recognised with one letter missing, doubled or swapped, a longer one also with one
wrong."""
_SOUNDS: Final = str.maketrans("ظذثگصطچ", "ضدتقستج")
"""Letters that dialects and misspellings take for each other."""
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SENTENCE_END: Final = re.compile(r"(?<!\.)\.(?!\.)|[!?؟]|\n\s*\n")
"""A row of dots is a pause, and a line may end anywhere on a phone; a blank line parts a subject from its text."""
_PIECE: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0640\u064b-\u0652\u0670]|['’](?=t(?![^\W_])))*")
"""As everywhere, but “don't” is one word: many write it without its apostrophe."""
_APOSTROPHES: Final = str.maketrans("", "", "'’")
_DOUBLED: Final = re.compile(r"(.)\1")
_ELONGATED: Final = re.compile(r"(.)\1{2,}")
_CLITICS: Final = ("و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "بل", "وب")
_PARTICLES: Final = {f"{front}{word}": word for front in "وف" for word in ("ما", "لا", "لن")} | {"ولم": "لم"}
"""Words too short to lose what is written to them (“and not”), and what they are without it."""
_FRONTS: Final = (
    *(
        "ي",
        "ت",
        "ن",
        "ا",
        "ب",
        "بي",
        "بت",
        "بن",
        "با",
        "مي",
        "من",
        "عي",
        "سي",
        "ست",
        "سن",
        "سا",
        "حي",
        "حت",
        "حن",
        "حا",
    ),
    *(
        "لي",
        "لت",
        "لن",
        "لا",
        "وي",
        "وت",
        "ون",
        "وا",
        "وب",
        "وبي",
        "وبت",
        "وس",
        "فت",
        "في",
        "بل",
        "وبل",
        "هال",
        "عال",
        "س",
        "ح",
    ),
    *("ه", "هي", "هت"),
)
_BACKS: Final = (
    *("ت", "و", "وا", "ون", "ين", "نا", "ن", "ه", "ها", "هم", "هن", "ني", "ك", "كم", "كو", "ي", "ا", "تو", "ات"),
    *("وه", "وها", "وهم", "وني", "ونا", "وك", "وكم", "ته", "تها", "تهم", "تني", "تنا", "تك", "تي", "نه", "ناه"),
    *("لي", "لك", "له", "لو", "لها", "لهم", "لنا", "لكم", "ولي", "ولو", "ونه", "ونها", "ونهم", "ونني", "وننا", "ونك"),
    *("هون", "نهم", "اه", "اها", "اهم", "اني", "انا", "وتي", "اتي", "اتهم", "اتنا", "تلي", "تلو"),
)
_ENGLISH_BACKS: Final = (
    *(("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ies", "y"), ("ied", "y")),
    ("ying", "ie"),
)
_NEGATIONS: Final = frozenset(
    (
        *(
            "dont",
            "doesnt",
            "didnt",
            "wont",
            "cant",
            "cannot",
            "couldnt",
            "wouldnt",
            "isnt",
            "arent",
            "wasnt",
            "werent",
        ),
        *("hasnt", "havent", "hadnt", "shouldnt", "aint", "never", "no"),
    )
)
"""Each may stand for “not”."""
_IRREGULAR: Final = {
    form: base
    for base, forms in {
        "beat": "beaten",
        "bend": "bent",
        "bind": "bound",
        "bite": "bit bitten",
        "bleed": "bled",
        "break": "broke broken",
        "bring": "brought",
        "burn": "burnt",
        "buy": "bought",
        "catch": "caught",
        "child": "children childs childrens childern",
        "choose": "chose chosen",
        "come": "came",
        "do": "did done",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "drive": "drove driven",
        "feed": "fed",
        "feel": "felt",
        "find": "found",
        "fall": "fell fallen",
        "forbid": "forbade forbidden",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone",
        "hang": "hung",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "knife": "knives knifed",
        "lie": "lay lain",
        "lose": "lost",
        "make": "made",
        "man": "men",
        "pay": "paid payed",
        "ride": "rode",
        "run": "ran",
        "see": "saw seen",
        "sell": "sold",
        "send": "sent",
        "shake": "shook shaken",
        "shoot": "shot",
        "sleep": "slept",
        "speak": "spoke spoken",
        "steal": "stole stolen",
        "strike": "struck stricken",
        "swear": "swore sworn",
        "swing": "swung",
        "take": "took taken",
        "tear": "tore torn",
        "tell": "told",
        "thief": "thieves",
        "throw": "threw thrown",
        "wake": "woke woken",
        "wear": "wore worn",
        "wife": "wives wifes",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
"""Forms that no ending explains, and what they are forms of."""
_VOWELS: Final = re.compile("[aeiouy2]")
_LATIN: Final = re.compile(r"[a-z0-9]+")
_TWO_LETTERS: Final = (
    *(("kh", "5"), ("sh", "$"), ("ch", "$"), ("gh", "8")),
    *(("7", "h"), ("q", "k"), ("6", "t"), ("9", "s")),
)
_LATIN_FRONTS: Final = ("b", "bt", "bn", "t", "n", "m", "l", "w", "wb", "h", "3l", "wl", "3m", "bl")
_LATIN_BACKS: Final = ("n", "t", "h", "hm", "k", "km", "l", "ln", "lk", "lh", "tn", "th", "w", "nh", "nhm", "wn")
_ARABIZI_WORDS: Final = frozenset(
    (
        *("el", "al", "il", "ana", "mish", "mesh", "msh", "fi", "bel", "bil", "lal", "wel", "wala", "walla", "wallah"),
        *("kol", "kul", "ya", "men", "min", "bidi", "bedi", "biddi", "bddi", "bedo", "ibni", "ebni", "ibny", "binti"),
        *("benti", "enno", "eno", "inno", "la", "ma", "law", "iza", "eza", "lamma", "hada", "hatha", "hay", "hal"),
        *("ra7", "rah", "w", "bs", "bas", "leish", "lesh", "shu", "sho", "wein", "kan", "kano", "mn", "aw", "elly"),
    )
)
_LETTERS_AND_DIGITS: Final = re.compile(r"(?=.*[a-z])(?=.*[235789])[a-z0-9]{2,}")
ENGLISH_WORDS: Final = frozenset(
    (
        *("the", "is", "are", "was", "were", "of", "to", "and", "my", "in", "on", "at", "for", "with", "it", "this"),
        *("that", "not", "have", "has", "had", "he", "she", "they", "his", "her", "from", "by", "who"),
        *("a", "we", "our", "their", "be", "been", "i", "me", "you", "your", "because", "after", "when", "but", "or"),
        *(
            "an",
            "as",
            "if",
            "no",
            "so",
            "do",
            "does",
            "did",
            "can",
            "will",
            "would",
            "should",
            "could",
            "there",
            "here",
        ),
        *("another", "other", "one", "neither", "either", "each", "any", "some", "all", "more", "most", "very", "only"),
        *("hidden", "please", "choose", "new", "old", "again", "still", "about", "under", "over", "out", "off", "up"),
        *("what", "which", "where", "how", "why", "than", "then", "them", "him", "us", "its", "these", "those"),
    )
)

_SMALL_WORDS: Final = frozenset(
    (
        *(
            "the",
            "a",
            "an",
            "of",
            "to",
            "in",
            "on",
            "at",
            "for",
            "with",
            "from",
            "by",
            "into",
            "and",
            "or",
            "but",
            "so",
        ),
        *("as", "it", "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "do", "does"),
        *("did", "my", "his", "her", "its", "our", "their", "your", "this", "that", "these", "those", "which", "who"),
        *("s", "m", "re", "ve", "ll"),
        *("من", "في", "علي", "عن", "الي", "ان", "انه", "انها", "انو", "اللي", "التي", "الذي", "هو", "هي", "قد", "ثم"),
    )
)
"""What is written to a word or left out in one language stands by itself in another; distances don’t count it."""

_ARTICLES: Final = frozenset(("a", "an", "the", "my", "his", "her", "its", "our", "their", "your"))
"""“With a belt” is also “with the belt” and “with his belt”."""


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of a text as its sender ``written`` it, and ``plain`` as it is compared.

    ``nouns``: the words that it may be a form of as a noun; ``forms``: as any word. ``bases``: what it may be a
    misspelling of. ``skeletons``: what it may be a form of as Arabic in Latin letters.
    """

    written: str
    plain: str
    nouns: frozenset[str]
    forms: frozenset[str]
    bases: frozenset[str]
    skeletons: frozenset[str]


def sentences_of(text: str) -> Iterator[list[TextWord]]:
    """The sentences of a text, each by its words."""
    for part in _SENTENCE_END.split(_INVISIBLE.sub("", text)):
        words = [read_word(piece) for piece in pieces_of(part)]
        if words:
            yield words


def pieces_of(text: str) -> list[str]:
    """The words of a text as they stand in it."""
    return _PIECE.findall(text)


def distances(words: Iterable[TextWord]) -> list[int]:
    """How many words that count stand before each word of a sentence, and before its end."""
    return [0, *accumulate(word.plain not in _SMALL_WORDS for word in words)]


def without_inner_articles(words: Sequence[str]) -> list[str]:
    """The words of an entry without the English articles and possessives between its first and its last."""
    return [word for at, word in enumerate(words) if at in (0, len(words) - 1) or word not in _ARTICLES]


def next_words(words: Sequence[TextWord]) -> list[tuple[int, ...]]:
    """For each word of a sentence the places where the next word of an entry may stand: at once, and behind English
    articles and possessives."""
    nexts: list[tuple[int, ...]] = []
    beyond = len(words)
    for place in range(len(words) - 1, -1, -1):
        nexts.append(tuple(further for further in sorted({place + 1, beyond}) if further < len(words)))
        if words[place].plain not in _ARTICLES:
            beyond = place
    return nexts[::-1]


def is_arabizi(words: Iterable[TextWord]) -> bool:
    """Whether a sentence may be Arabic in Latin letters: a word has digits for letters, one is common in it, or none is
    common in English."""
    plain_words = {word.plain for word in words}
    if not plain_words.isdisjoint(_ARABIZI_WORDS) or any(_LETTERS_AND_DIGITS.fullmatch(word) for word in plain_words):
        return len(plain_words & ENGLISH_WORDS) < 3
    return plain_words.isdisjoint(ENGLISH_WORDS)


def plain(word: str) -> str:
    """A word as it is compared: folded, with one letter for those that sound alike, and without drawn-out letters."""
    return _ELONGATED.sub(r"\1", fold(word).translate(_SOUNDS).translate(_APOSTROPHES))[:LONGEST]


def without_article(word: str) -> str:
    """An Arabic word without its article."""
    return word[2:] if word.startswith(ARTICLE) and len(word) >= SHORTEST + 2 else word


@lru_cache(maxsize=32_768)
def read_word(written: str) -> TextWord:
    """A word of a text with its forms."""
    word = plain(written)
    if word.isascii():
        english = frozenset(_english_forms(word))
        return TextWord(written, word, english, english, english, frozenset(_skeleton_forms(word)))
    nouns = frozenset((*forms_of_token(word), _PARTICLES.get(word, word)))
    forms = set(nouns)
    # What has the article is a noun: its alef is nobody's “I”.
    fronts = _without_fronts(word, _CLITICS if word.startswith(ARTICLE) else _FRONTS)
    forms |= fronts
    for form in fronts:
        forms |= _without_backs(form, _BACKS)
    if word.endswith("و"):  # Many leave out the alef that nobody hears.
        forms |= {f"{form}ا" for form in fronts if len(form) > SHORTEST}
    return TextWord(written, word, nouns, frozenset(forms), frozenset(_without_fronts(word, _CLITICS)), frozenset())


def skeleton(word: str) -> str:
    """Arabic in Latin letters without vowels, which everybody writes in a way of their own; "" where too little is
    left. A letter with a vowel between it and itself is there twice: haddad is no 7add."""
    for letters, one in _TWO_LETTERS:
        word = word.replace(letters, one)
    bones = _VOWELS.sub("", _DOUBLED.sub(r"\1", word))
    return bones if len(bones) >= SHORTEST else ""


def without_doubles(word: str) -> str:
    """A word with one letter for two that are the same."""
    return _DOUBLED.sub(r"\1", word)


def one_letter_less(word: str) -> Iterator[str]:
    """The word, and what it is without each of its letters: two words that share one of these differ little."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def differ_little(one: str, other: str) -> bool:
    """Whether a letter of a word is missing, too many, or swapped with the next; in a longer one also wrong.

    Nobody misspells the first. In a word of five letters another letter mostly makes another word (متحرش, متحرك).
    """
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if left[1:] == right or left == right[1:]:
        return True
    if left[1:] == right[1:]:
        return len(one) > LONG_ENOUGH
    return len(left) > 1 and len(right) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]


def _english_forms(word: str) -> Iterator[str]:
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    if word in _NEGATIONS:
        yield "not"
    for ending, instead in _ENGLISH_BACKS:
        if word.endswith(ending) and len(word) >= len(ending) + SHORTEST:
            bare = word[: -len(ending)] + instead
            yield bare
            if len(bare) > SHORTEST and bare[-1] == bare[-2]:  # hitting
                yield bare[:-1]


def _skeleton_forms(word: str) -> Iterator[str]:
    bones = skeleton(word) if _LATIN.fullmatch(word) else ""
    if not bones:
        return
    fronts = _without_fronts(bones, _LATIN_FRONTS)
    yield from fronts
    for form in fronts:
        yield from _without_backs(form, _LATIN_BACKS)


def _without_fronts(word: str, parts: Iterable[str]) -> set[str]:
    """A word, and what it is without each of these in front of it."""
    return {word, *(word[len(it) :] for it in parts if word.startswith(it) and len(word) >= len(it) + SHORTEST)}


def _without_backs(word: str, parts: Iterable[str]) -> set[str]:
    """What a word is without each of these endings."""
    return {word[: -len(it)] for it in parts if word.endswith(it) and len(word) >= len(it) + SHORTEST}
