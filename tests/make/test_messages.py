"""The Arabic catalogue keeps what is translated, and its check names each sentence without good Arabic."""

from __future__ import annotations

import polib
import pytest

from extraction import Sentence
from messages import PLURALS, faults, renewed

PLACES = {Sentence("Late by %(days)s"): ["a.py"]}
DAYS = Sentence("%(n)s day", plural="%(n)s days")


def catalogue(**entry: object) -> polib.POFile:
    file = polib.POFile()
    file.append(polib.POEntry(**entry))
    return file


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"msgid": "Other", "msgstr": "آخر"}, "not in the catalogue"),
        ({"msgid": "Late by %(days)s", "msgstr": ""}, "not translated"),
        ({"msgid": "Late by %(days)s", "msgstr": "متأخر %(day)s"}, "other placeholders"),
        ({"msgid": "Late by %(days)s", "msgstr": "متأخر %(days)s", "flags": ["fuzzy"]}, "fuzzy"),
    ],
)
def test_the_check_names_the_sentence_and_what_is_wrong(entry: dict[str, object], problem: str) -> None:
    (found,) = faults(catalogue(**entry), PLACES)
    assert found.startswith("a.py: ")
    assert problem in found
    assert "Late by" in found


def test_a_translated_sentence_passes() -> None:
    assert list(faults(catalogue(msgid="Late by %(days)s", msgstr="متأخر %(days)s"), PLACES)) == []


def test_all_six_arabic_plurals_are_asked_for_and_some_may_leave_the_number_out() -> None:
    forms = {0: "لا أيام", 1: "يوم", 2: "يومان", 3: "%(n)s أيام", 4: "%(n)s يومًا", 5: "%(n)s يوم"}
    words = {"msgid": DAYS.text, "msgid_plural": DAYS.plural}
    assert list(faults(catalogue(**words, msgstr_plural=forms), {DAYS: ["a.py"]})) == []
    (found,) = faults(catalogue(**words, msgstr_plural=forms | {2: ""}), {DAYS: ["a.py"]})
    assert "plural forms" in found
    (found,) = faults(catalogue(**words, msgstr_plural=forms | {3: "%(m)s أيام"}), {DAYS: ["a.py"]})
    assert "other placeholders" in found


def test_renewing_keeps_translations_adds_what_is_new_and_drops_what_nobody_says() -> None:
    old = catalogue(msgid="Late by %(days)s", msgstr="متأخر %(days)s")
    old.append(polib.POEntry(msgid="Gone", msgstr="ذهب"))
    old.append(polib.POEntry(msgid="Process", msgstr="إجراء", tcomment="library: viewflow"))
    new = renewed(old, PLACES | {DAYS: ["b.html"]})
    assert [(entry.msgid, entry.msgstr) for entry in new] == [
        ("Late by %(days)s", "متأخر %(days)s"),
        (DAYS.text, ""),
        ("Process", "إجراء"),
    ]
    assert new[1].msgstr_plural == dict.fromkeys(PLURALS, "")
    assert new[0].occurrences == [("a.py", "")]
