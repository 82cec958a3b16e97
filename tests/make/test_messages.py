"""The Arabic catalogue keeps what is translated, and its check names each sentence without good Arabic."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from extraction import Sentence
from messages import faults, open_catalogue, plurals_of, renewed

PLACES = {Sentence("Late by %(days)s"): ["a.py"]}
ARABIC = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
)
DAYS = Sentence("%(n)s day", plural="%(n)s days")


def catalogue(**entry: object) -> polib.POFile:
    file = polib.POFile()
    file.metadata = {"Plural-Forms": ARABIC}
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
    assert new[1].msgstr_plural == dict.fromkeys(range(6), "")
    assert new[0].occurrences == [("a.py", "")]
    assert new.metadata == old.metadata


def test_a_new_language_begins_with_an_empty_catalogue_of_its_own_plurals(tmp_path: Path) -> None:
    new = renewed(open_catalogue("pl", tmp_path / "django.po"), {DAYS: ["a.py"]})
    assert new.metadata["Language"] == "pl"
    assert plurals_of(new) == range(3)
    assert [entry.msgstr_plural for entry in new] == [{0: "", 1: "", 2: ""}]
    (found,) = faults(new, {DAYS: ["a.py"]})
    assert "some of the 3 plural forms" in found
