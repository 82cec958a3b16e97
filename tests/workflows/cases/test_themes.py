"""Of what the words of ratings speak: who may say so, what is counted, and what no figure sees."""

from __future__ import annotations

import pytest

from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country
from tests.workflows.cases.rated import MARCH, rated
from workflows.cases.actions import SetThemes
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, EventVerb, RatedTheme, Theme
from workflows.cases.quality import span_of
from workflows.cases.themes import (
    LOW,
    MOST_THEMES,
    add_theme,
    change_theme,
    offered_by,
    rated_in_words,
    speaking_of,
    spoken,
    themes_now,
    themes_of,
    unread,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def land() -> Country:
    Theme.objects.all().delete()
    for place, key in enumerate(("time", "manner", "old"), 1):
        Theme.objects.create(
            key=key, name={"ar": f"ع {key}", "en": key}, words="تأخر\nslow", position=place, active=key != "old"
        )
    return country()


def sort(event: CaseEvent, actor: Actor, *themes: str) -> None:
    with standing_at(MARCH):
        apply(event.case_id, SetThemes(number=event.number, themes=themes), actor=actor)


def seen_by(land: Country, name: str) -> list[CaseEvent]:
    return list(rated_in_words(held_by(land.people[name].pk), *span_of("2026-03")))


def test_what_is_said_stands_in_the_diary_and_can_be_said_otherwise(land: Country) -> None:
    event, officer = rated(land, 2), land.actor("officer-moh")
    sort(event, officer, "time", "manner")
    sort(event, officer, "manner")
    assert [theme.key for theme in themes_of([event])[event.pk]] == ["manner"]
    said = CaseEvent.objects.filter(case=event.case, verb=EventVerb.THEMES_SET).order_by("number")
    assert [each.data["themes"] for each in said] == [["time", "manner"], ["manner"]]
    assert {each.data["rating"] for each in said} == {event.number}
    with pytest.raises(NotPossible):
        sort(event, officer, "manner")
    sort(event, officer)
    assert not RatedTheme.objects.exists()


def test_one_that_is_taken_off_the_list_is_given_to_nothing_new_and_stays_where_it_is(land: Country) -> None:
    event, officer = rated(land, 2), land.actor("officer-moh")
    with pytest.raises(NotPossible):
        sort(event, officer, "old")
    RatedTheme.objects.create(case=event.case, number=event.number, theme=Theme.objects.get(key="old"))
    sort(event, officer, "old", "time")
    assert {theme.key for theme in themes_of([event])[event.pk]} == {"old", "time"}


def test_neither_another_agency_nor_a_rating_without_words_is_sorted(land: Country) -> None:
    event, silent = rated(land, 2), rated(land, 2, "")
    for actor in (land.actor("officer-moe"), Actor.citizen(event.case_id), Actor.clock):
        with pytest.raises(NotAllowed):
            sort(event, actor, "time")
    with pytest.raises(NotAllowed):
        sort(silent, land.actor("officer-moh"), "time")
    assert seen_by(land, "officer-moe") == []
    assert seen_by(land, "officer-moh") == [event]
    assert seen_by(land, "officer-central") == [event]


def test_what_is_set_apart_is_in_no_list_and_no_figure(land: Country) -> None:
    event = rated(land, 1)
    sort(event, land.actor("officer-moh"), "time")
    for changed in ({"guarded": True}, {"track": "sensitive"}):
        Case.objects.filter(pk=event.case_id).update(guarded=False, track="ordinary")
        assert len(seen_by(land, "officer-central")) == 1
        Case.objects.filter(pk=event.case_id).update(**changed)
        assert seen_by(land, "officer-central") == []
        held = held_by(land.people["officer-central"].pk)
        assert spoken(rated_in_words(held, *span_of("2026-03"))) == []


def test_each_theme_is_counted_by_how_content_they_were(land: Country) -> None:
    officers = {code: land.actor(f"officer-{code}") for code in ("moh", "moe")}
    given = [(1, "moh", ("time",)), (3, "moh", ("time", "manner")), (5, "moe", ("time",)), (4, "moe", ())]
    events = [(rated(land, stars, agency=code), code, stars, themes) for stars, code, themes in given]
    for event, code, _stars, themes in events:
        if themes:
            sort(event, officers[code], *themes)
    held = held_by(land.people["officer-central"].pk)
    ratings = rated_in_words(held, *span_of("2026-03"))
    assert [(each.theme.key, each.low, each.middle, each.high) for each in spoken(ratings)] == [
        ("time", 1, 1, 1),
        ("manner", 0, 1, 0),
    ]
    assert sum(each.low for each in spoken(ratings)) == sum(
        len(themes) for _event, _code, stars, themes in events if stars <= LOW
    )
    assert [event.pk for event in unread(ratings)] == [events[3][0].pk]
    assert {event.pk for event in speaking_of(ratings, "manner")} == {events[1][0].pk}
    assert not rated_in_words(held, *span_of("2026-04")).exists()


def test_a_word_offers_its_theme_in_whatever_spelling(land: Country) -> None:
    assert offered_by("لقد تَأخَّر الجوابُ", themes_now()) == {"time", "manner"}
    assert offered_by("SLOW", themes_now()) == {"time", "manner"}
    assert offered_by("شكرا", themes_now()) == set()


def test_the_list_has_an_end_and_stands_on_record(land: Country) -> None:
    owner = land.actor("officer-central")
    first = add_theme(name={"ar": "أ", "en": "Queue"}, words="", actor=owner)
    second = add_theme(name={"ar": "ب", "en": "Queue"}, words="", actor=owner)
    assert (first.key, second.key) == ("queue", "queue-2")
    change_theme("queue", name={"ar": "أ", "en": "Line"}, words="", active=False, actor=owner)
    assert Theme.objects.get(key="queue").name["en"] == "Line"
    with pytest.raises(NotAllowed):
        change_theme("nothing", name={"ar": "x"}, words="", active=True, actor=owner)
    for number in range(MOST_THEMES - Theme.objects.filter(active=True).count()):
        add_theme(name={"ar": str(number)}, words="", actor=owner)
    with pytest.raises(NotPossible):
        add_theme(name={"ar": "ج"}, words="", actor=owner)
