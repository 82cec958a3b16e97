"""A month's sample of closed cases: nobody chooses it, nobody judges their own, and the agency reads what was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from permissions import translated_text
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from tests.bending import undone
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Accept, Decide, JudgeQuality
from workflows.cases.consistency import inconsistencies
from workflows.cases.erasing import erase_again
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, QualityCheck, QualityRule, QualitySample, Theme
from workflows.cases.quality import chosen_of, draw, months_to_draw, set_rule, size_of, span_of
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.both]
AMMAN = ZoneInfo("Asia/Amman")
MARCH, APRIL = (datetime(2026, month, 10, 10, tzinfo=AMMAN) for month in (3, 4))
ALL = {"answers": True, "plain": True, "fits": True}


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def closed(land: Country, count: int = 1) -> list[Case]:
    """Cases of ``moh`` that were closed in March."""
    with standing_at(MARCH):
        cases = [file_case() for _each in range(count)]
        for case in cases:
            apply(case.pk, Decide(outcome="resolved", text="x"), actor=land.actor("officer-moh"))
            apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    return cases


def sampled(land: Country) -> QualitySample:
    with standing_at(APRIL):
        return draw("2026-03", actor=land.actor("officer-central"))


def judge(case: Case, actor: Actor, text: str = "", **answers: bool) -> None:
    with standing_at(APRIL):
        apply(case.pk, JudgeQuality(answers=ALL | answers, text=text), actor=actor)


def test_what_was_erased_is_not_drawn(land: Country) -> None:
    gone, there = closed(land, 2)
    with standing_at(MARCH + timedelta(days=9)):
        assert erase_again(gone.pk, now())
    sample = sampled(land)
    assert (sample.closed, [check.case_id for check in sample.checks.all()]) == (1, [there.pk])


def test_the_sample_follows_from_the_seal_of_the_month_and_stands_on_record(land: Country) -> None:
    cases = closed(land, 8)
    set_rule(percent=25, least=1, most=100, criteria=QualityRule().criteria, actor=Actor.operator)
    sample = sampled(land)
    found = [check.case_id for check in sample.checks.order_by("pk")]
    assert len(found) == 2
    assert found == chosen_of([case.pk for case in reversed(cases)], sample.seed, 2), "whatever the order"
    entry = AuditEntry.objects.get(verb="quality_drawn")
    assert (entry.data["seed"], entry.data["cases"]) == (sample.seed, found)
    with standing_at(APRIL), pytest.raises(NotPossible):
        draw("2026-03", actor=land.actor("officer-central"))
    seed = sample.seed
    with undone(), standing_at(datetime(2026, 5, 2, tzinfo=AMMAN)):
        QualityCheck.objects.all().delete()
        sample.delete()
        assert draw("2026-03", actor=Actor.operator).seed == seed, "drawn later it is the same"


def test_what_is_hidden_withdrawn_or_of_another_month_is_not_drawn(land: Country) -> None:
    closed(land)
    guarded, withdrawn, sealed = closed(land, 3)
    Case.objects.filter(pk=guarded.pk).update(guarded=True)
    Case.objects.filter(pk=withdrawn.pk).update(outcome="withdrawn")
    Case.objects.filter(pk=sealed.pk).update(track="sensitive")
    file_case()
    sample = sampled(land)
    Case.objects.filter(pk=guarded.pk).update(guarded=False)
    Case.objects.filter(pk=withdrawn.pk).update(outcome="resolved")
    Case.objects.filter(pk=sealed.pk).update(track="ordinary")
    assert sample.checks.count() == 1
    assert sample.closed == 1


@pytest.mark.parametrize(("count", "size"), [(0, 0), (3, 3), (40, 5), (200, 10), (10_000, 100)])
def test_its_size_is_the_owners(count: int, size: int) -> None:
    assert size_of(count, QualityRule()) == size


def test_a_month_lasts_where_people_read_it_and_is_drawn_when_it_is_over(land: Country) -> None:
    first, last = span_of("2026-12")
    assert (first.isoformat(), last.isoformat()) == ("2026-12-01T00:00:00+03:00", "2027-01-01T00:00:00+03:00")
    with standing_at(datetime(2026, 1, 1, 0, 30, tzinfo=AMMAN)):
        assert months_to_draw() == ["2025-12", "2025-11", "2025-10"]


def test_the_agency_reads_the_words_and_its_head_is_told(land: Country) -> None:
    (case,) = closed(land)
    sampled(land)
    judge(case, land.actor("level1-central"), text="لم يُجب عن السؤال.", answers=False)
    check = QualityCheck.objects.get()
    assert check.answers == ALL | {"answers": False}
    assert check.judged_by == land.people["level1-central"]
    told = OutboxEntry.objects.get(topic="quality_judged")
    assert told.user == land.people["level2-moh"]
    html = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "لم يُجب عن السؤال." in html
    assert "Quality checked" in html
    assert case.events.latest("number").data["quality"] == {"sample": "2026-03", "met": 2, "of": 3}
    assert not case.messages.get(text="لم يُجب عن السؤال.").public
    case.refresh_from_db()
    assert case.status == "closed"


def test_nobody_judges_their_own_and_nobody_twice(land: Country) -> None:
    (case,) = closed(land)
    sampled(land)
    unit = land.actor("officer-central")
    with pytest.raises(NotAllowed):
        judge(case, land.actor("officer-moh"))
    with pytest.raises(NotPossible):
        judge(case, unit, answers=False)
    judge(case, unit)
    with pytest.raises(NotPossible):
        judge(case, land.actor("level1-central"))


def test_who_had_a_hand_in_it_is_refused(land: Country) -> None:
    with standing_at(MARCH):
        case = file_case(agency=None)
        apply(case.pk, Decide(outcome="refused", text="x", refusal=REFUSAL), actor=land.actor("officer-central"))
        apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    sampled(land)
    with pytest.raises(NotPossible, match="بنفسك"):
        judge(case, land.actor("officer-central"))
    judge(case, land.actor("level1-central"))


def test_the_screens_show_the_unit_all_and_an_agency_its_own(land: Country) -> None:
    (case,) = closed(land)
    with standing_at(APRIL):
        unit = client_of(land, "officer-central")
        assert 'value="2026-03"' in page(unit.get("/admin/desk/quality/"))
        assert unit.post("/admin/desk/quality/", {"month": "2026-03"}).status_code == 302
        assert unit.post("/admin/desk/quality/", {"month": "2026-03"}).status_code == 422
        assert unit.post("/admin/desk/quality/", {"month": "junk"}).status_code == 422
        place = f"/admin/desk/quality/{case.tracking}/"
        assert unit.post(place, {"met-answers": "no"}).status_code == 422
        said = {"met-answers": "no", "met-plain": "yes", "met-fits": "yes"}
        assert unit.post(place, said).status_code == 422, "a no wants words"
        assert unit.post(place, said | {"text": "x"}).status_code == 302
        own, other = client_of(land, "officer-moh"), client_of(land, "officer-moe")
        assert 'data-agency="moh"' in page(own.get("/admin/desk/quality/"))
        assert case.tracking in page(own.get("/admin/desk/quality/"))
        assert 'data-agency="moh"' not in page(other.get("/admin/desk/quality/"))
        assert case.tracking not in page(other.get("/admin/desk/quality/"))
        assert own.post("/admin/desk/quality/", {"month": "2026-02"}).status_code == 404
        assert own.get(place).status_code == 404


def test_an_owner_sets_size_and_questions_on_record(land: Country) -> None:
    hire(land, "owner")
    client = client_of(land, "owner")
    assert "Does the answer" in page(client.get("/admin/desk/quality/rule/"))
    said = {"percent": "10", "least": "2", "most": "9"}
    assert client.post("/admin/desk/quality/rule/", said).status_code == 422, "no question"
    said |= {"question-2-name_ar": "هل أُجيب؟", "question-2-name_en": "Was it answered?"}
    assert client.post("/admin/desk/quality/rule/", said | {"question-2-name_ar": ""}).status_code == 422
    assert client.post("/admin/desk/quality/rule/", said | {"most": "1"}).status_code == 422
    assert client.post("/admin/desk/quality/rule/", said).status_code == 302
    assert QualityRule.objects.get().criteria == [{"key": "c1", "ar": "هل أُجيب؟", "en": "Was it answered?"}]
    assert AuditEntry.objects.get(verb="quality_rule").actor_user_id == land.people["owner"].pk
    assert client_of(land, "officer-central").get("/admin/desk/quality/rule/").status_code == 404


def test_where_one_language_is_offered_questions_and_themes_are_asked_in_it_alone(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translated_text, "_offered", [lambda: ("en",)])
    hire(land, "owner")
    client = client_of(land, "owner")
    shown = BeautifulSoup(page(client.get("/admin/desk/quality/rule/")), "lxml")
    asked = shown.select("input[name^=question-]:not([type=hidden])")
    assert {each["name"][-3:] for each in asked} == {"_en"}
    said = {"percent": "10", "least": "2", "most": "9", "question-1-name_en": "Was it answered?"}
    assert client.post("/admin/desk/quality/rule/", said).status_code == 302
    assert QualityRule.objects.get().criteria == [{"key": "c1", "en": "Was it answered?"}]
    assert client.post("/admin/desk/satisfaction/themes/", {"name_en": "Queue", "words": ""}).status_code == 302
    assert Theme.objects.get(key="queue").name == {"en": "Queue"}
