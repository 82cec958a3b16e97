"""From which requests is learned, when it is learned anew, and what is suggested then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.agencies.models import Agency
from permissions.now import now
from tests.scenes import Country, file_case
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.cases.trees import category, publish_tree, tree
from workflows.cases.actions import Decide, ProposeSealing, SetCategory
from workflows.cases.category_tree import parse
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.suggestions import learning, tasks
from workflows.suggestions.categories import fitting
from workflows.suggestions.models import About, Steering, Suggester
from workflows.suggestions.past import Question, answered, questions
from workflows.suggestions.selectors import forget, suggested
from workflows.suggestions.services import switch
from workflows.suggestions.tasks import is_due, learn_all_soon, learn_what_is_due

pytestmark = pytest.mark.django_db
BODIES = Question(About.BODY, "", "ar")


def worked(land: Country, text: str, *, agency: str = "moh", category: str = "", outcome: str = "resolved") -> Case:
    """A request that its agency has answered."""
    case = file_case(text=text, agency=agency)
    if category:
        apply(case.pk, SetCategory(category=category), actor=land.actor(f"officer-{agency}"))
    apply(case.pk, Decide(outcome=outcome, text="تم", refusal=REFUSAL), actor=land.actor(f"officer-{agency}"))
    return case


def texts(question: Question = BODIES) -> list[tuple[str, str]]:
    return [(text.partition("\n")[2], answer) for text, answer in answered(question)]


def test_what_was_answered_is_learned_from_with_whoever_answered_it(land: Country) -> None:
    worked(land, "الدواء مفقود")
    worked(land, "المعلم غائب", agency="moe")
    file_case(text="ما زال مفتوحًا")
    assert texts() == [("المعلم غائب", "moe"), ("الدواء مفقود", "moh")]
    assert texts(Question(About.BODY, "", "en")) == []


def test_nothing_that_not_everybody_may_read_is_learned_from(land: Country) -> None:
    case = file_case(text="لا أريد أن يُعرف اسمي", confidential=True)
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    sealed = file_case(kind="integrity", text="رشوة", agency="moh")
    Case.objects.filter(pk=sealed.pk).update(status="answered")
    accusing = worked(land, "موظف أساء إلي")
    Case.objects.filter(pk=accusing.pk).update(guarded=True)
    worked(land, "ليس عند جهة", outcome="go_elsewhere")
    assert texts() == []


def test_of_an_agency_that_has_closed_the_heir_is_learned(land: Country) -> None:
    worked(land, "المعلم غائب", agency="moe")
    Agency.objects.filter(code="moe").update(active=False, heir=land.agencies["moh"])
    assert texts() == [("المعلم غائب", "moh")]


def test_categories_are_learned_of_each_kind_that_has_some(land: Country) -> None:
    assert questions() == [Question(About.BODY, "", "ar"), Question(About.BODY, "", "en")]
    publish_tree()
    asked = Question(About.CATEGORY, "complaint", "ar")
    assert asked in questions()
    worked(land, "حفرة", category="potholes")
    worked(land, "شيء آخر")
    assert texts(asked) == [("حفرة", "potholes")]


def test_a_day_later_it_is_learned_anew_and_what_was_learned_is_suggested(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "FEWEST", 8)
    monkeypatch.setattr(learning, "FEWEST_AN_ANSWER", 4)
    publish_tree()
    for number in range(5):
        worked(land, f"حفرة عميقة في الشارع {number}", category="potholes")
        worked(land, f"الماء مقطوع عن البيت {number}", category="water")
    forget()
    assert is_due()
    learn_what_is_due()
    assert not is_due()
    kept = Suggester.objects.get(about=About.CATEGORY, kind="complaint", language="ar")
    assert (kept.examples, kept.first) == (10, 1.0)
    assert Suggester.objects.get(about=About.BODY, language="en").weights is None  # there was nothing to learn
    found = suggested(About.CATEGORY, "في الشارع حفرة", language="ar", kind="complaint")
    assert [each.code for each in found] == ["potholes", "water"]
    assert suggested(About.CATEGORY, "a hole", language="en", kind="complaint") == []
    Suggester.objects.update(learned_at=now() - timedelta(days=1, minutes=1))
    assert is_due()
    learn_what_is_due()
    assert not is_due()
    monkeypatch.setattr(tasks, "DECISIONS", 3)
    worked(land, "حفرة", category="potholes")
    worked(land, "حفرة", category="potholes")
    assert not is_due(), "two decisions since"
    worked(land, "حفرة", category="potholes")
    assert is_due(), "three"


def test_after_a_load_or_an_import_all_is_learned_anew_but_what_is_switched_off(land: Country) -> None:
    publish_tree()
    learn_what_is_due()
    assert not is_due()
    switch(About.CATEGORY, "complaint", on=False, actor=land.actor("officer-moh"))
    learn_all_soon()
    waiting = set(Steering.objects.exclude(wanted_at=None).values_list("about", "kind"))
    assert waiting == {(About.BODY, "")}
    assert is_due()
    learn_what_is_due()
    assert not is_due()


def test_a_category_is_offered_by_what_was_learned_before_those_whose_names_stand_in_the_text(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_tree()
    named = parse(tree(category("lights", ar="إنارة"), category("water", ar="مياه")))
    forget()
    assert [each.key for each in fitting(named, "لا إنارة عندنا", kind="complaint", language="ar")] == ["lights"]
    monkeypatch.setattr(learning, "FEWEST", 8)
    monkeypatch.setattr(learning, "FEWEST_AN_ANSWER", 4)
    for number in range(5):
        worked(land, f"الصهريج لم يأت والعداد واقف {number}", category="water")
        worked(land, f"حفرة عميقة {number}", category="potholes")
    learn_what_is_due()
    forget()
    text = "لا إنارة عند الصهريج والعداد"
    assert [each.key for each in fitting(named, text, kind="complaint", language="ar")] == ["water", "lights"]


def test_what_was_learned_from_one_that_is_sealed_goes_at_once(land: Country) -> None:
    case, other = worked(land, "انقطاع الماء"), file_case()
    for language in ("ar", "en"):
        Suggester.objects.create(about=About.BODY, language=language, learned_at=now())
    apply(other.pk, ProposeSealing(reason="…"), actor=land.actor("officer-moh"))
    assert Suggester.objects.count() == 2, "nothing was learned from what was never answered"
    apply(case.pk, ProposeSealing(reason="…"), actor=land.actor("officer-moh"))
    assert [each.language for each in Suggester.objects.all()] == ["en"]
    assert texts() == []
