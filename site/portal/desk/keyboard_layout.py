"""Words typed on the keyboard's other layout: «hgwpm» where «الصحة» was meant, and the other way round."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = {
    **dict(zip("qwertyuiop[]asdfghjkl;'zxcvnm,./`", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ", strict=True)),
    "b": "لا",
    "Y": "إ",
    "H": "أ",
    "N": "آ",
    "T": "لإ",
    "G": "لأ",
    "B": "لآ",
}
"""Of the two layouts that computers come with where people write Arabic: what the key gives in Arabic."""
_TO_ARABIC: Final = {ord(key): letters for key, letters in _PAIRS.items()}
_TO_LATIN: Final = {ord(letters): key for key, letters in _PAIRS.items() if len(letters) == 1 and key.islower()}


def other_layout(typed: str) -> str:
    """What the same keys give on the other layout; empty where both scripts stand in it already, or neither does."""
    latin = any("a" <= each.lower() <= "z" for each in typed)
    arabic = any("\u0621" <= each <= "\u064a" for each in typed)
    if latin == arabic:
        return ""
    if latin:
        return "".join(_TO_ARABIC.get(ord(each)) or _TO_ARABIC.get(ord(each.lower()), each) for each in typed)
    return typed.replace("لا", "b").translate(_TO_LATIN)
