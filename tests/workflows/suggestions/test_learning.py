"""What is learned from examples, how it is measured, and how it is read again."""

from __future__ import annotations

import csv
import json
import random
import sys
from collections import Counter
from pathlib import Path
from subprocess import run

import pytest

from tests.workflows.suggestions.written import SAYING_NOTHING, TELLING, examples
from workflows.suggestions.learning import FEWEST, SEVERAL, Example, Learned, learn
from workflows.suggestions.weights import read, written

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT.parent / "shared" / "data" / "real" / "complaints_kk_ru.csv"


@pytest.fixture(scope="module")
def learned() -> Learned:
    found = learn(examples(300))
    assert found is not None
    return found


def test_a_text_of_the_same_kind_gets_its_answer_first_and_the_words_that_speak_for_it(learned: Learned) -> None:
    best = learned.weights.suggest("السلام عليكم، الحُفرة في الشارع كبيرة جداً")[0]
    assert (best.code, best.sure) == ("roads", True)
    assert set(best.because[:2]) == {"الحُفرة", "الشارع"}


def test_a_text_that_speaks_of_nothing_known_is_not_sure(learned: Learned) -> None:
    assert not any(each.sure for each in learned.weights.suggest(" ".join(SAYING_NOTHING)))
    assert learned.weights.suggest("") == []
    assert learned.weights.suggest("漢字 漢字") == []


def test_only_what_may_be_given_is_given(learned: Learned) -> None:
    found = learned.weights.suggest("الشارع والحفرة", among=frozenset({"water", "elsewhere"}))
    assert [(each.code, each.sure) for each in found] == [("water", False)]


def test_what_is_written_down_is_read_as_it_was_and_holds_no_word(learned: Learned) -> None:
    text = json.dumps(written(learned.weights), ensure_ascii=False)
    again = read(json.loads(text))
    for each in examples(40, seed=2):
        assert again.suggest(each.text) == learned.weights.suggest(each.text)
    assert not any(word in text for words in (*TELLING.values(), SAYING_NOTHING) for word in words)


def test_it_is_measured_on_what_it_did_not_see(learned: Learned) -> None:
    """Where the answers are drawn by lot there is nothing to learn, and the figures say so."""
    assert (learned.first, learned.among_three) == (1.0, 1.0)
    drawn = random.Random(3)  # noqa: S311  no secret: the same lots each time
    by_lot = learn([Example(each.text, drawn.choice(list(TELLING))) for each in examples(400, seed=4)])
    assert by_lot is not None
    assert by_lot.first < 0.5
    assert by_lot.weights.sure_from is None or by_lot.sure_share < 0.1


def test_what_stood_in_fewer_than_several_texts_tells_a_stranger_nothing() -> None:
    """Whoever types a rare name does not find out that somebody wrote it, nor of what."""
    rare = [Example(f"السيد زعتريوس {each.text}", "water") for each in examples(SEVERAL - 1, seed=7)]
    found = learn([*examples(300), *rare])
    assert found is not None
    assert found.weights.suggest("زعتريوس")[0].because == ("زعتريوس",), "officers are told by all"
    strangers = found.weights.of_common().suggest("زعتريوس")
    assert not any(each.sure or "زعتريوس" in each.because for each in strangers)
    assert not found.weights.of_common().suggest("الشارع")[0].sure, "one word alone is not enough"
    said = found.weights.of_common().suggest("الشارع فيه حفرة زعتريوس والإسفلت")
    assert said[0].code == "roads"
    assert not any("زعتريوس" in each.because for each in said)


def test_from_too_little_nothing_is_learned() -> None:
    assert learn(examples(FEWEST - 1)) is None
    assert learn([Example(each.text, "water") for each in examples(FEWEST)]) is None
    rare = [Example(each.text, f"{each.answer}{at}") for at, each in enumerate(examples(FEWEST))]
    assert learn(rare) is None


def test_the_program_that_serves_pages_does_not_carry_what_learning_needs() -> None:
    loads = "import workflows.suggestions.weights, sys; print('sklearn' in sys.modules or 'numpy' in sys.modules)"
    done = run([sys.executable, "-c", loads], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.skipif(not REAL.is_file(), reason="no real records at ../shared/data/real")
@pytest.mark.parametrize("column", ["text_ru", "text_kz"])
def test_of_real_requests_it_finds_the_category_in_both_languages(column: str) -> None:
    """By texts that it never saw; the exact figures over many splits are the benchmark's (``suggesting``)."""
    with REAL.open(encoding="utf-8") as file:
        rows = [Example(row[column], row["category"]) for row in csv.DictReader(file)]
    random.Random(5).shuffle(rows)  # noqa: S311  no secret: the same split each time
    apart, rest = rows[: len(rows) // 4], rows[len(rows) // 4 :]
    seen = {each.text for each in rest}
    unseen = [each for each in apart if each.text not in seen]
    found = learn(rest)
    assert found is not None
    told = [(found.weights.suggest(each.text), each.answer) for each in unseen]
    baseline = Counter(each.answer for each in rest).most_common(1)[0][1] / len(rest)
    assert baseline < 0.15
    assert sum(best[0].code == answer for best, answer in told) >= 0.87 * len(told)
    assert sum(answer in [each.code for each in best] for best, answer in told) >= 0.96 * len(told)
    common = found.weights.of_common()
    told = [(common.suggest(each.text), each.answer) for each in unseen]
    sure = [(best, answer) for best, answer in told if best and best[0].sure]
    assert len(sure) >= 0.6 * len(told)
    assert sum(best[0].code == answer for best, answer in sure) >= 0.95 * len(sure)
