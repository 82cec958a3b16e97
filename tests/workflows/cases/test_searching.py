"""Cases are found by what was written in them, by those who may read them; a hidden one by its number alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.citizens.models import AddressKind
from permissions.now import now
from tests.scenes import Country, country, file_case
from workflows.cases import columns, searching
from workflows.cases.actions import Decide, NameReader, Refer, Reply, SetAddress, SetTags
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.search_rows import make_missing
from workflows.cases.searching import Asked, Narrowed, citizen_of, hidden_of, same_place, search
from workflows.cases.selectors import inbox, searched
from workflows.cases.submission import GivenAnswer
from workflows.cases.tags import add_tag
from workflows.search.asking import Wanted, asked
from workflows.search.models import CaseWords

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def found(land: Country, who: str, typed: str = "", *, narrowed: Narrowed | None = None, words: Any = ()) -> list[str]:
    held = held_by(land.people[who].pk)
    wanted, forms = asked(typed)
    what = Asked((*wanted, *words), [each.stem for each in forms], narrowed or Narrowed())
    return [case.tracking for case in search(held, what, start=0, most=25).cases]


def test_every_text_of_an_ordinary_case_finds_it_in_any_state(land: Country) -> None:
    case = file_case(subject="انقطاع المياه", text="منذ ثلاثة أيام في الزعفران", place="إربد", name="لينا الحوراني")
    apply(case.pk, Reply(text="أرسلنا صهريجًا"), actor=land.actor("officer-moh"))
    for typed in ("مياه", "الزعفران", "إربد", "صهاريج", "حوراني", "لينا زعفران", case.tracking):
        assert found(land, "officer-moh", typed) == [case.tracking], typed
    apply(case.pk, Decide(outcome="resolved", text="أُصلح الأنبوب"), actor=land.actor("officer-moh"))
    for typed in ("انابيب", "مياه"):
        assert found(land, "officer-moh", typed) == [case.tracking], typed
    assert found(land, "officer-moh", "مياه", narrowed=Narrowed(state="open")) == []
    assert found(land, "officer-moh", "مياه", narrowed=Narrowed(state="answered")) == [case.tracking]
    assert found(land, "officer-moh", "مياه", narrowed=Narrowed(since=now() + timedelta(days=1))) == []


def test_who_may_not_read_it_finds_nothing(land: Country) -> None:
    case = file_case(subject="انقطاع المياه", text="نص", email="lina@example.org", phone="0790000001")
    for typed in ("مياه", "lina@example.org", "0790000001", case.tracking):
        assert found(land, "officer-moe", typed) == []
        assert found(land, "officer-central", typed) == [case.tracking]


def test_the_name_of_a_body_finds_what_lies_there(land: Country) -> None:
    here, there = file_case(), file_case(agency="moe")
    words, _forms = asked("وزارة الصحة", bodies={land.agencies["moh"].pk: "وزارة الصحة"})
    found_ones = search(held_by(land.people["officer-central"].pk), Asked(words), start=0, most=25).cases
    assert [case.tracking for case in found_ones] == [here.tracking], there


def test_it_follows_the_case_to_another_body(land: Country) -> None:
    case = file_case(subject="انقطاع المياه", text="نص")
    apply(case.pk, Refer(agency="moe", reason="إليكم"), actor=land.actor("officer-moh"))
    assert found(land, "officer-moe", "مياه") == [case.tracking]
    assert found(land, "officer-moh", "مياه") == []


def test_whoever_reads_but_does_not_work_a_case_finds_it_by_no_name(land: Country) -> None:
    case = file_case(subject="انقطاع المياه", text="نص", name="لينا", phone="0790000001")
    reader = "staff-moe"
    naming = NameReader(user_id=land.people[reader].pk, until=now() + timedelta(days=3), reason="خبير")
    apply(case.pk, naming, actor=land.actor("officer-moh"))
    assert found(land, reader, "مياه") == [case.tracking]
    assert found(land, reader, "لينا") == found(land, reader, "0790000001") == []


def test_what_was_answered_finds_an_ordinary_case_and_no_hidden_one(land: Country) -> None:
    answers = (GivenAnswer("meter", "رقم العدّاد", "قرنفل", "قرنفل"),)
    case, hidden = file_case(answers=answers), file_case(answers=answers, confidential=True)
    assert found(land, "officer-central", "قرنفل") == [case.tracking]
    CaseWords.objects.all().delete()
    make_missing()
    assert found(land, "officer-central", "قرنفل") == [case.tracking], hidden


def test_a_tag_finds_it_for_those_whose_list_it_is_on_as_long_as_it_has_it(land: Country) -> None:
    case, untouched = file_case(), file_case()
    tag = add_tag(land.agencies["moh"].pk, "لجنة الجمعة", actor=land.actor("level1-moh")).pk
    apply(case.pk, SetTags(add=(tag,)), actor=land.actor("officer-moh"))

    def by_tag(who: str, typed: str, tags: dict[int, str]) -> list[str]:
        wanted, _forms = asked(typed, tags=tags)
        return [each.tracking for each in search(held_by(land.people[who].pk), Asked(wanted), start=0, most=9).cases]

    assert by_tag("officer-moh", "الجمعه", {tag: "لجنة الجمعة"}) == [case.tracking], untouched
    assert by_tag("officer-central", "الجمعة", {}) == by_tag("officer-central", f"_t{tag}", {}) == []
    CaseWords.objects.all().delete()
    make_missing()
    assert by_tag("officer-moh", "الجمعة", {tag: "لجنة الجمعة"}) == [case.tracking]
    apply(case.pk, SetTags(remove=(tag,)), actor=land.actor("officer-moh"))
    assert by_tag("officer-moh", "الجمعة", {tag: "لجنة الجمعة"}) == []


@pytest.mark.parametrize("given", [{"kind": "rights"}, {"confidential": True}])
def test_of_a_hidden_case_the_number_finds_it_and_no_word(land: Country, given: dict[str, Any]) -> None:
    case = file_case(subject="سرقة", text="رأيت", name="لينا", email="lina@example.org", place="إربد", **given)
    who = "officer-rights" if "kind" in given else "officer-central"
    apply(case.pk, Reply(text="وصلنا"), actor=land.actor("officer-rights" if "kind" in given else "officer-moh"))
    assert found(land, who, case.tracking) == [case.tracking]
    for typed in ("سرقة", "رأيت", "لينا", "lina@example.org", "إربد", "وصلنا"):
        assert found(land, who, typed) == [], typed
        assert not searched(inbox(land.actor(who)), typed).exists(), typed
    assert searched(inbox(land.actor(who)), case.tracking).get().case == case
    held = held_by(land.people[who].pk)
    by_name, _forms = asked("وزارة", bodies=dict.fromkeys((each.pk for each in land.agencies.values()), "وزارة"))
    assert search(held, Asked(by_name), start=0, most=25).cases == []
    assert "lina" not in CaseWords.objects.get(pk=case.pk).words


def test_a_search_reads_what_the_words_name_and_never_all_cases(land: Country) -> None:
    """SQLite would look for each of all cases among what was found. PostgreSQL plans by how many rows there are."""
    file_case(subject="انقطاع المياه")
    with CaptureQueriesContext(connection) as queries:
        found(land, "officer-central", "مياه")
    ranked = next(each["sql"] for each in queries if "casewords" in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {ranked}" if connection.vendor == "sqlite" else f"EXPLAIN {ranked}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "SCAN workflows_case'" not in plan


def test_nothing_makes_a_case_hidden_later_so_no_word_has_to_leave() -> None:
    assert not {"track", "confidential"} & set(columns.CHANGING[Case])


def test_a_hidden_citizen_is_found_by_whoever_may_know_them_and_that_is_recorded(land: Country) -> None:
    case = file_case(confidential=True, phone="0790000001")
    sealed = file_case(kind="rights", phone="0790000001")
    unit = land.people["officer-central"].pk
    cases = hidden_of(Actor.staff(unit), held_by(unit), "+962790000001", most=10)
    assert [each.tracking for each in cases] == [case.tracking]
    assert list(AuditEntry.objects.filter(verb="identity_read").values_list("subject_id", flat=True)) == [case.pk]
    for who in ("officer-moh", "officer-rights"):
        pk = land.people[who].pk
        assert hidden_of(Actor.staff(pk), held_by(pk), "0790000001", most=10) == [], sealed
    assert AuditEntry.objects.filter(verb="identity_read").count() == 1


def test_what_one_citizen_filed_and_what_is_of_one_place(land: Country) -> None:
    one, other = (file_case(email="Lina@Example.org", place="إربد، شارع 1"), file_case(email="lina@example.org"))
    file_case(email="huda@example.org", place="إربد")
    assert set(found(land, "officer-moh", words=[citizen_of("lina@example.org")])) == {one.tracking, other.tracking}
    assert found(land, "officer-moh", words=[same_place(one)]) == [one.tracking]
    assert found(land, "officer-moh", words=[Wanted(frozenset())]) == []


def test_a_new_address_finds_the_case_and_the_old_one_does_not(land: Country) -> None:
    case = file_case(email="lina@example.org")
    new = SetAddress(kind=AddressKind.EMAIL, address="lina@example.com")
    apply(case.pk, new, actor=Actor.citizen(case.pk))
    assert found(land, "officer-moh", "lina@example.org") == []
    assert found(land, "officer-moh", "lina@example.com") == [case.tracking]


def test_rows_of_older_cases_are_made_as_they_would_have_been(land: Country) -> None:
    case = file_case(subject="انقطاع المياه", text="نص", name="لينا", place="إربد", email="lina@example.org")
    apply(case.pk, Reply(text="أرسلنا صهريجًا"), actor=land.actor("officer-moh"))
    hidden = file_case(kind="rights", subject="سرقة", phone="0790000001")
    before = {row.pk: (set(row.words.split()), row.at) for row in CaseWords.objects.all()}
    CaseWords.objects.all().delete()
    assert found(land, "officer-moh", "مياه") == []
    assert (make_missing(), make_missing()) == (2, 0)
    after = {row.pk: (set(row.words.split()), row.at) for row in CaseWords.objects.all()}
    assert before == after
    assert set(after) == {case.pk, hidden.pk}
    assert found(land, "officer-moh", "مياه") == [case.tracking]


def test_it_goes_with_the_case(land: Country) -> None:
    case = file_case(subject="انقطاع المياه")
    CaseWords.objects.filter(pk=case.pk).delete()
    assert found(land, "officer-moh", "مياه") == []


def test_a_search_asks_as_much_for_many_as_for_few(land: Country) -> None:
    for _number in range(3):
        file_case(subject="انقطاع المياه")
    held = held_by(land.people["officer-moh"].pk)
    words, forms = asked("مياه")
    with CaptureQueriesContext(connection) as queries:
        hits = search(held, Asked(words, [each.stem for each in forms]), start=0, most=2)
    assert len(queries) == (3 if connection.vendor == "sqlite" else 2)
    assert (len(hits.cases), hits.count, hits.more) == (2, 3, True)


def test_where_more_fit_than_are_counted_the_last_ones_are_looked_at_alone(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite finds all that have the words before it looks at the first. The page is the same as among all."""
    numbers = [file_case(subject="انقطاع المياه").tracking for _number in range(6)]
    monkeypatch.setattr(searching, "MANY", 2)
    monkeypatch.setattr(searching, "LAST", 4)
    words, _forms = asked("مياه")
    held = held_by(land.people["officer-moh"].pk)
    with CaptureQueriesContext(connection) as queries:
        hits = search(held, Asked(words), start=0, most=2)
    assert [each.tracking for each in hits.cases] == numbers[:-3:-1]
    assert (hits.count, hits.more) == (None, True)
    bounded = [" LIMIT 4)" in each["sql"] for each in queries if "JOIN" in each["sql"]]
    assert bounded == [connection.vendor == "sqlite"] * 2


def test_what_is_not_among_the_last_ones_is_found_all_the_same(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last ones may be none that are wanted: then all are looked at."""
    first = file_case(subject="انقطاع المياه")
    for _number in range(3):
        file_case(subject="انقطاع المياه")
    monkeypatch.setattr(searching, "LAST", 2)
    words, _forms = asked("مياه")
    narrowed = Narrowed(until=Case.objects.get(pk=first.pk).opened_at + timedelta(microseconds=1))
    hits = search(held_by(land.people["officer-moh"].pk), Asked(words, narrowed=narrowed), start=0, most=25)
    assert first.tracking in [each.tracking for each in hits.cases]
