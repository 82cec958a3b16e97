"""What a citizen is told of the agency, over the everyday requests and others written without a look at the rules."""

from __future__ import annotations

from random import Random

import pytest

from permissions.agencies.models import Agency
from permissions.now import now
from portal.operations.demo_world.agencies import PUBLIC_BODIES
from portal.operations.demo_world.cases.places import draw_place
from portal.operations.demo_world.cases.sizes import draw_agency
from portal.operations.demo_world.cases.subjects import draw_story
from portal.operations.demo_world.cases.voice import Voice
from portal.operations.demo_world.rules.routing import MAIN
from tests.scenes import country, publish_one
from tests.site.portal.operations.demo_world.everyday_requests import everyday, routed
from workflows.cases.rules import Rules
from workflows.cases.submission import Submission
from workflows.suggestions.bodies import Fit, fit_before_filing
from workflows.suggestions.learning import Example, Learned, learn
from workflows.suggestions.models import About, Suggester
from workflows.suggestions.selectors import forget
from workflows.suggestions.weights import written

NAMES = {body.code: f"{body.arabic} {body.english}" for body in PUBLIC_BODIES}
PAST = 600


@pytest.fixture(scope="module")
def past() -> Learned:
    """What is learned from so many of the demo's past requests."""
    found = learn([_past(number) for number in range(PAST)])
    assert found is not None
    assert found.weights.sure_of_common is not None
    return found


@pytest.fixture
def rules(db: None, past: Learned) -> Rules:
    """The demo's routing table in force, and what was learned."""
    there = country().agencies
    Agency.objects.bulk_create(
        Agency(code=body.code, name={"ar": body.arabic, "en": body.english})
        for body in PUBLIC_BODIES
        if body.code not in there
    )
    publish_one("routing", "main", MAIN)
    Suggester.objects.create(about=About.BODY, language="ar", learned_at=now(), weights=written(past.weights))
    forget()
    return Rules(at=now())


def _past(number: int) -> Example:
    rng = Random(number)  # noqa: S311  no secret: the same texts each time
    agency = draw_agency(rng)
    subject, story = draw_story(rng, kind="complaint", agency=agency, month=1 + number % 12)
    place = draw_place(rng, agency)
    voice = Voice.of(rng, language="ar", kind="complaint", agency=agency, place=place, subject=subject, story=story)
    return Example(f"{voice.headline()}\n{voice.statement()}", agency)


@pytest.mark.parametrize("folder", ["everyday", "plain"])
def test_at_least_40_of_100_are_told_an_agency_85_of_100_of_these_rightly_and_none_against_the_rules(
    rules: Rules, folder: str
) -> None:
    asked = [(language, *row) for language in ("ar", "en") for row in everyday(language, folder=folder)]
    assert len(asked) >= 100
    told: list[tuple[str, Fit]] = []
    for language, bodies, subject, text, place in asked:
        fit = fit_before_filing(Submission("complaint", language, subject, text, place=place), rules, among=NAMES)
        goes = routed(subject, text, place=place)
        if fit is not None:
            told.append((bodies, fit))
            assert fit.code == goes or (goes is None and fit.learned), (text, fit, goes)
        else:
            assert goes not in NAMES, (text, goes)
    right = sum(fit.code in bodies.split("/") for bodies, fit in told)
    assert len(told) >= 0.4 * len(asked), len(told)
    assert right >= 0.85 * len(told), (right, len(told))


def test_a_rule_is_told_with_its_words_and_the_place(rules: Rules) -> None:
    lights = Submission("complaint", "ar", "مساعدة", "إنارة الشارع معطلة قرب المدرسة منذ أسبوع", place="الزرقاء")
    fit = fit_before_filing(lights, rules, among=NAMES)
    assert fit is not None
    assert (fit.code, fit.place, fit.learned) == ("zarqa", "الزرقاء", False)
    assert "إنارة" in " ".join(fit.because)
