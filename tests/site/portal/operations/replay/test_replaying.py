"""A replay comes to what the oracle reckons from the file and the map alone."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import imported, tree
from tests.site.portal.operations.replay import oracle
from tests.site.portal.operations.replay.recorded import drawn, first_rows, others_of
from tests.site.portal.operations.replay.replayed import MAP, ROOT, SAMPLE, agree, run
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case, EventVerb
from workflows.suggestions.tasks import is_due, learn_what_is_due

REAL = ROOT.parent / "shared" / "data" / "real" / "nyc311_2025.csv"
needs_the_real_file = pytest.mark.skipif(
    not REAL.is_file(), reason="no real records at ../shared/data/real: the sample of our own is replayed instead"
)
pytestmark = pytest.mark.django_db


def test_the_oracle_shares_no_code_with_ours() -> None:
    path = Path(oracle.__file__)
    assert imported(tree(path)) - set(sys.stdlib_module_names) == {"numpy"}


def test_the_sample_comes_to_what_the_oracle_reckons_and_its_broken_rows_are_named_by_line() -> None:
    printed = run(SAMPLE)
    expected = agree(printed, SAMPLE)
    assert expected.ties >= 4
    assert {level for _key, level, _at in expected.escalations} == {1, 2}
    assert min(printed.open["DOT"], printed.open["3-1-1"]) > 1
    assert list(inconsistencies()) == []
    assert printed.failed == "9 broken rows were left out; their lines are named above."
    said = [remark.removeprefix(f"{SAMPLE}:") for remark in printed.remarks]
    assert [sentence for sentence in said if " acts, " not in sentence] == [
        "22: decided before it was opened; taken as decided when it was opened",
        "25: decided before it was opened; taken as decided when it was opened",
        "26: decided before it was opened; taken as decided when it was opened",
        "37: “Created Date” is not a time: 14 March",
        "38: “Created Date” is not a time: 2/30/2025 10:00",
        "39: “Closed Date” is not a time: soon",
        "40: “Agency” is empty",
        "41: “Unique Key” is empty",
        "42: “Created Date” is empty",
        "43: has no column “Agency Name”: 4 cells instead of 11",
        "44: has 12 cells instead of 11",
        "45: the request 9001 was on line 2 already; this line says the same again and is left out",
        "46: the request 9002 was on line 3 already; this line says something else and is left out",
        " 1 requests were filed after the clock's end and are left out",
    ]


def test_a_case_reads_like_its_row_and_what_is_suggested_is_learned_anew(tmp_path: Path) -> None:
    learn_what_is_due()
    assert not is_due()
    run(first_rows(SAMPLE, tmp_path / "one.csv", 1))
    assert is_due()
    case = Case.objects.get(idempotency_key="replay-nyc311:9001")
    assert (case.subject, case.place, case.language) == ("Heat, No Hot Water, Apartment", "JAMAICA, QUEENS", "en")
    assert case.messages.get().text == (
        "Complaint Type: Heat\nDescriptor: No Hot Water, Apartment\nLocation Type: Residential Building\n"
        "City: JAMAICA\nBorough: QUEENS"
    )
    assert (case.agency.code, case.agency.name["en"]) == ("replay-nyc311-dot", "Department of Transportation")
    assert case.events.get(verb=EventVerb.OPENED).data["rule"] == "named"


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.large) for seed in (2, 3))])
def test_rows_around_days_off_come_to_what_the_oracle_reckons(seed: int, tmp_path: Path) -> None:
    file = drawn(tmp_path / "drawn.csv", seed)
    printed = run(file)
    assert agree(printed, file).escalations
    assert printed.failed == ""


def test_nothing_is_tuned_to_one_file(tmp_path: Path) -> None:
    """Rows of another file, in a database that holds a replay by the same map already."""
    run(drawn(tmp_path / "before.csv", 0, count=5))
    file = others_of(SAMPLE, tmp_path / "others.csv", 7)
    expected = agree(run(file), file)
    assert "TOD" in expected.opened


def test_nothing_is_tuned_to_one_map(tmp_path: Path) -> None:
    """One and three working days and then one, a weekend on Friday and Saturday, another zone and end."""
    text = MAP.read_text(encoding="utf-8")
    for pattern, other in (
        (r'key = "nyc311"', 'key = "elsewhere"'),
        (r"\[2, 2\]", "[1, 3, 1]"),
        (r'\["Saturday", "Sunday"\]', '["Friday", "Saturday"]'),
        (r"America/New_York", "Asia/Amman"),
        (r"end = \S+", "end = 2025-03-18T12:00:00"),
        (r"\[\[posts\]\]", '[[posts]]\nname = { ar = "م", en = "P" }\n[[posts]]'),
    ):
        text, times = re.subn(pattern, other, text, count=1)
        assert times == 1
    map_file = tmp_path / "elsewhere.toml"
    map_file.write_text(text, encoding="utf-8")
    expected = agree(run(SAMPLE, map_file), SAMPLE, map_file)
    assert {level for _key, level, _at in expected.escalations} == {1, 2, 3}


@needs_the_real_file
def test_the_first_of_the_real_requests_come_to_what_the_oracle_reckons(tmp_path: Path) -> None:
    replay(first_rows(REAL, tmp_path / "first.csv", 250))


@pytest.mark.large
@needs_the_real_file
def test_the_real_file_comes_to_what_the_oracle_reckons() -> None:
    """2,555 requests cost some two minutes of CPU."""
    replay(REAL)


def replay(file: Path) -> None:
    printed = run(file)
    agree(printed, file)
    assert printed.failed == ""
    assert list(inconsistencies()) == []
