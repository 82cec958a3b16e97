"""Rows of figures made anew from the diary are the same, part by part, and whoever is stopped goes on there."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from permissions.actors import Actor
from tests.scenes import country, file_case
from tests.workflows.reports.october import october
from workflows.cases import figures_anew
from workflows.cases.actions import Accept, Decide, Rate
from workflows.cases.consistency import inconsistencies
from workflows.cases.figures_anew import begin, go_on, is_under_way
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.figures.models import MakingAnew, Occurrence, Standing, StepTaken

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MODELS = (Standing, StepTaken, Occurrence)


def rows() -> list[list[dict[str, Any]]]:
    """All that there are, but for their ids."""
    found = [model._default_manager.order_by("case", "number", "id").values() for model in MODELS]
    return [[{name: value for name, value in row.items() if name != "id"} for row in some] for some in found]


def forget() -> None:
    for model in MODELS:
        model._default_manager.all().delete()


def test_from_nothing_they_are_what_the_acts_had_written(capsys: pytest.CaptureFixture[str]) -> None:
    october()
    written = rows()
    assert all(written)
    forget()
    call_command("rebuild_figures")
    assert rows() == written
    assert "The rows of figures are those of the diary." in capsys.readouterr().out
    assert not is_under_way()


def test_whoever_is_stopped_goes_on_there_and_acts_go_on_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    october()
    monkeypatch.setattr(figures_anew, "AT_ONCE", 3)
    forget()
    begin()
    assert go_on(patience=0)
    assert Standing.objects.values("case").distinct().count() == 3
    left = MakingAnew.objects.get().before
    begin()
    assert MakingAnew.objects.get().before == left, "it goes on, and does not begin again"
    land_case = file_case(agency="moh")
    assert list(inconsistencies()) == [], "those whose turn has not come are not named"
    assert not go_on(patience=60)
    assert Standing.objects.filter(case=land_case).exists()
    assert list(inconsistencies()) == []


def test_what_is_otherwise_than_the_diary_is_named_and_put_right() -> None:
    land = country()
    cases = [file_case(agency="moh") for _number in range(4)]
    for case in cases:
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
        apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
        apply(case.pk, Rate(stars=4), actor=Actor.citizen(case.pk))
    assert list(inconsistencies()) == []
    Standing.objects.filter(case=cases[0]).update(answer_took=7)
    StepTaken.objects.filter(case=cases[1]).delete()
    row = Occurrence.objects.get(case=cases[2])
    row.pk = None
    row.save()
    named = [f"case {case.pk}: its rows of figures are not those of its diary; run rebuild_figures" for case in cases]
    assert list(inconsistencies()) == named[:3]
    begin()
    go_on(patience=60)
    assert list(inconsistencies()) == []


def test_where_there_is_no_case_nothing_is_to_be_made() -> None:
    assert not Case.objects.exists()
    begin()
    assert not is_under_way()
