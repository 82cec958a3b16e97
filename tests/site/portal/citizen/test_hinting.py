"""Before a form is sent, what fits its text is offered: never chosen, never kept, and of nobody else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.forms import limited, serving
from content.forms.danger_asked import danger_written
from content.forms.page import FormPage
from content.knowledge.models import ArticlePage, OfUse
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.citizens.models import Citizen
from permissions.limits import catalogue
from permissions.limits.decide import Limit
from permissions.now import now
from permissions.tallies import memory
from portal.operations.set_up.routing import TABLES, rule, says
from tests.areas import HILL, ask_where
from tests.content.forms import made
from tests.scenes import Country, country, file_case, publish_danger_words, publish_one
from tests.seeded_site import pages_and_forms
from tests.site.portal.citizen.following import prove
from tests.site.portal.citizen.signing_in import known
from tests.workflows.cases.trees import category, publish_tree
from tests.workflows.suggestions.taught import taught
from workflows.cases.actions import Withdraw
from workflows.cases.joining import join
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.suggestions.models import About, Suggester
from workflows.suggestions.selectors import forget

pytestmark = pytest.mark.django_db
URL = "/ar/file/complaint/"
SURE = "السلام عليكم، الطَّبيب لم يأتِ والدواء مفقود والعيادة مغلقة في الموعد"
RULED = "أنتظر موعدا في المستشفى والعيادة مغلقة والطبيب لم يأت"
VAGUE = "أرجو النظر في الأمر منذ أيام، كل يوم في الحي عندنا جدا السلام"


@pytest.fixture
def land() -> Iterator[Country]:
    land = country()
    pages_and_forms()
    memory.mine.take(older_than=0)
    yield land
    forget()


@pytest.fixture
def bodies(land: Country) -> list[str]:
    """The codes of the public bodies of which one is learned by the words."""
    taught(About.BODY, {"health": "moh", "roads": "moe", "water": "moe"})
    return ["moe", "moh"]


TWO = {
    **TABLES["main"],
    "rules": [
        rule("holes", "moe", "حفر", "Holes", says(("حفرة",))),
        rule("drugs", "moh", "دواء", "Drugs", says(("دواء",))),
    ],
}
BY_PLACE = {
    **TABLES["main"],
    "rules": [
        rule(
            "lights",
            "moh",
            "إنارة",
            "Lights",
            says(("إنارة",)),
            {"fact": "where", "is": "contains_any", "value": ["إربد"]},
        )
    ],
}


def ask(client: Client, *, slug: str = "complaint", language: str = "ar", **typed: Any) -> Any:
    page = FormPage.objects.get(slug=slug, locale__language_code=language)
    return client.post(f"/{language}/hints/", {"page": page.pk, **typed}, headers={"origin": "http://testserver"})


def read(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(str(answer.content.decode()))


def counted() -> dict[str, int]:
    return {name: amount for name, amount in memory.mine.take(older_than=0).items() if name.startswith("suggestions")}


def test_a_sure_agency_is_named_with_the_words_that_weighed_most(land: Country, bodies: list[str]) -> None:
    answer = ask(Client(), text=SURE)
    shown = read(answer)
    assert 'data-offer="agency" data-by="learned"' in " ".join(shown.split())
    assert 'value="agency:moh"' in shown
    reasons = set(re.findall("«\u2068(.+?)\u2069»", shown))
    assert reasons
    assert reasons <= set(re.findall(r"[^\s،]+", SURE)), "as they stand in the text"
    assert str(land.agencies["moh"]) in shown
    assert answer["Cache-Control"].count("no-store") == 1
    assert counted() == {"suggestions_offered|body:citizens": 1}


def test_of_what_is_doubtful_nothing_is_said(land: Country, bodies: list[str]) -> None:
    assert "data-offer" not in read(ask(Client(), text=VAGUE))
    assert "data-offer" not in read(ask(Client(), text=VAGUE, agency="unknown"))


def test_the_published_rules_come_first_with_their_words_and_filing_does_what_they_say(land: Country) -> None:
    taught(About.BODY, {"health": "moe", "roads": "moe", "water": "moh"})
    shown = read(ask(Client(), text=RULED))
    assert shown.count("data-offer=") == 1
    assert 'data-by="rule"' in shown
    assert 'value="agency:moh"' in shown
    assert "المستشفى" in shown or "مستشفى" in shown
    client = Client()
    assert client.post(URL, {**shown_form(client), "text": RULED}).status_code == 303
    assert Case.objects.get().agency == land.agencies["moh"]


def test_where_the_words_name_two_agencies_nothing_is_said_and_nothing_is_learned_over_it(
    land: Country, bodies: list[str]
) -> None:
    publish_one("routing", "main", TWO)
    assert "data-offer" not in read(ask(Client(), text=f"{SURE} حفرة ودواء"))
    assert "data-offer" in read(ask(Client(), text=SURE.replace("والدواء", "")))


def test_of_a_hospital_and_its_ministry_the_hospital_is_offered(land: Country, bodies: list[str]) -> None:
    publish_one("routing", "main", TWO)
    text = f"{SURE} حفرة ودواء"
    Agency.objects.filter(code="moe").update(parent=land.agencies["moh"])
    shown = read(ask(Client(), text=text))
    assert 'value="agency:moe"' in shown
    assert "حفرة" in shown
    assert shown.count("data-offer=") == 1


def test_what_is_chosen_and_where_it_is_count_as_when_it_is_filed(land: Country) -> None:
    publish_one("routing", "main", BY_PLACE)
    shown = read(ask(Client(), text="إنارة الشارع مطفأة منذ أسبوعين كاملين", place="إربد"))
    assert 'value="agency:moh"' in shown
    assert "إربد" in shown
    assert "data-offer" not in read(ask(Client(), text="إنارة الشارع مطفأة منذ أسبوعين كاملين", place="الكرك"))


@pytest.mark.parametrize(("area", "place"), [("north", ""), (HILL, ""), ("north", "قرب المدرسة")])
def test_the_governorate_that_is_chosen_is_the_place_to_the_rules_before_filing_and_then(
    land: Country, area: str, place: str
) -> None:
    ask_where()
    by_place = {"fact": "where", "is": "contains_any", "value": ["الشمال", "North"]}
    rules = [rule("lights", "moh", "إنارة", "Lights", says(("إنارة",)), by_place)]
    publish_one("routing", "main", {**TABLES["main"], "rules": rules})
    dark = {"text": "إنارة الشارع مطفأة منذ أسبوعين كاملين", "place": place}
    shown = read(ask(Client(), **dark, area=area))
    assert 'value="agency:moh"' in shown
    assert "الشمال" in shown
    client = Client()
    assert client.post(URL, {**shown_form(client), **dark, "area": area}).status_code == 303
    assert Case.objects.get().agency == land.agencies["moh"]


def test_the_governorate_that_is_chosen_goes_before_another_that_the_text_names(land: Country) -> None:
    ask_where()
    publish_one("routing", "main", BY_PLACE)
    dark = {"text": "إنارة الشارع مطفأة منذ أسبوعين في إربد"}
    assert 'value="agency:moh"' in read(ask(Client(), **dark))
    assert "data-offer" not in read(ask(Client(), **dark, area="south"))
    client = Client()
    assert client.post(URL, {**shown_form(client), **dark, "area": "south"}).status_code == 303
    assert Case.objects.get().agency != land.agencies["moh"]


def test_of_the_agency_that_stands_there_nothing_is_said_and_another_one_only_if_sure(
    land: Country, bodies: list[str]
) -> None:
    assert "data-offer" not in read(ask(Client(), text=SURE, agency="moh"))
    other = next(code for code in bodies if code != "moh")
    shown = read(ask(Client(), text=SURE, agency=other))
    assert 'value="agency:moh"' in shown
    assert f'value="agency:{other}"' not in shown


def test_the_category_is_offered_of_the_kinds_own_tree(land: Country) -> None:
    publish_tree(category("roads"), category("water"), category("health"))
    taught(About.CATEGORY, {"roads": "roads", "water": "water", "health": "health"}, kind="complaint")
    shown = read(ask(Client(), text=SURE))
    assert 'value="category:health"' in shown
    assert 'value="category:health"' not in read(ask(Client(), text=SURE, category="health"))


@pytest.mark.parametrize("typed", [{"confidential": "on"}, {"concerns": "person"}, {"text": "قصير"}])
def test_of_who_stays_unknown_or_accuses_and_of_a_short_text_nothing_is_looked_at(
    land: Country, bodies: list[str], typed: dict[str, str]
) -> None:
    assert "data-offer" not in read(ask(Client(), **{"text": SURE, **typed}))


@pytest.mark.parametrize("slug", ["integrity", "rights"])
def test_a_sealed_form_is_never_looked_at_nor_offers_it(land: Country, bodies: list[str], slug: str) -> None:
    assert not read(ask(Client(), slug=slug, text=SURE)).strip()
    form = Client().get(f"/ar/file/{slug}/").content.decode()
    assert "data-hints" not in form
    assert "forms-hints" not in form
    assert 'id="no-need"' not in form
    assert counted() == {}


def test_no_sensitive_unit_and_no_closed_agency_is_ever_suggested(land: Country) -> None:
    closed = "moe"
    taught(About.BODY, {"health": "sensitive", "roads": closed, "water": "moh"})
    land.agencies[closed].active = False
    land.agencies[closed].save()
    for text in (SURE, "الشارع فيه حفرة كبيرة والإسفلت مكسور والرصيف كذلك"):
        shown = read(ask(Client(), text=text))
        assert "agency:sensitive" not in shown
        assert f"agency:{closed}" not in shown


def test_nothing_of_the_text_is_written_anywhere(land: Country, bodies: list[str], caplog: Any) -> None:
    caplog.set_level("DEBUG")
    client = Client()
    ask(client, text=SURE)  # what is read once a minute is read now
    with CaptureQueriesContext(connection) as asked:
        ask(client, text=SURE)
    words = re.findall(r"\w{4,}", SURE)
    assert not [each["sql"] for each in asked if any(word in each["sql"] for word in words)]
    assert not any(word in caplog.text for word in ("الدواء", "المستشفى"))


def test_what_is_shown_twice_is_counted_once_and_what_is_taken_is_counted(land: Country, bodies: list[str]) -> None:
    client = Client()
    (told,) = re.findall(r'name="hinted" value="([^"]+)"', read(ask(client, text=SURE)))
    shown = read(ask(client, text=SURE, hinted=told, agency="moh", form_take="agency:moh"))
    assert "data-taken" in shown
    assert counted() == {"suggestions_offered|body:citizens": 1, "suggestions_taken|body:citizens": 1}
    ask(client, text=SURE, agency="central", form_take="agency:central")
    assert "suggestions_taken|body:citizens" not in counted(), "it was not offered"


def test_what_was_never_measured_as_sure_says_nothing_to_citizens(land: Country, bodies: list[str]) -> None:
    row = Suggester.objects.get()
    row.weights = {**(row.weights or {}), "sure_of_common": None}
    row.save()
    forget()
    assert "data-offer" not in read(ask(Client(), text=SURE))


def test_too_often_is_refused_and_the_form_needs_none_of_it(
    land: Country, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LIMITS_ON = True
    few = Limit(catalogue.HINTS.name, free=1, most=1)
    monkeypatch.setattr(limited, "HINTS", few)
    client = Client()
    assert ask(client, text=SURE).status_code == 200
    assert ask(client, text=SURE).status_code == 429
    looked = client.post(URL, {**shown_form(client), "form_go": "look"})
    assert looked.status_code == 200
    assert looked.context["hints"] is None, "the page of the form is no way around it"


def test_what_is_no_form_is_not_there(land: Country) -> None:
    client, headers = Client(), {"origin": "http://testserver"}
    for number in ("", "x", "999999", "9" * 30):
        assert client.post("/ar/hints/", {"page": number, "text": SURE}, headers=headers).status_code == 404
    assert client.get("/ar/hints/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/ar/hints/", {}).status_code == 403


ARTICLE = {
    "ar": "فقدت الرمز الذي ظهر بعد الإرسال، كيف أتابع طلبي بعد ذلك؟ أين أجد الرمز؟",
    "en": "How do I follow my request? I have the number and the code, and want to track where it is.",
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_article_that_answers_it_is_shown_and_counted_when_nothing_is_sent(
    land: Country, settings: Any, language: str
) -> None:
    settings.LIMITS_ON = True
    client = Client()
    shown = read(ask(client, text=ARTICLE[language], language=language))
    number = re.findall(r'name="article"\s+value="(\d+)"', shown)[0]
    article = ArticlePage.objects.get(pk=number)
    assert article.slug == "number-and-code"
    address, headers = f"/{language}/hints/answered/", {"origin": "http://testserver"}
    answer = client.post(address, {"article": number}, headers=headers)
    assert (answer.status_code, answer["Location"]) == (302, article.url)
    assert OfUse.objects.get(article=article).spared == 1
    for _time in range(5):
        client.post(address, {"article": number}, headers=headers)
    assert OfUse.objects.get(article=article).spared == 3
    assert client.post(address, {"article": "x"}, headers=headers).status_code == 404


def test_a_text_about_something_else_gets_no_article(land: Country) -> None:
    assert "data-answers" not in read(ask(Client(), text="في شارعنا حفرة كبيرة منذ شهر ولم يصلحها أحد في البلدية"))


SAID = "تأخر موعدي في عيادة القلب في مستشفى إربد ثلاث مرات"
AGAIN = "موعدي في عيادة القلب في مستشفى إربد تأخر ثلاث مرات ولم يجبني أحد"


def own(case: Case) -> Client:
    citizen = Citizen.objects.create(email="huda@example.org", created_at=now(), signed_in_at=now())
    join(citizen, case)
    return known(citizen)


def test_ones_own_open_request_that_says_the_same_is_offered_and_the_words_go_there(land: Country) -> None:
    case = file_case(subject="موعد", text=SAID)
    client = own(case)
    shown = read(ask(client, text=AGAIN))
    assert "data-alike" in shown
    (adding,) = re.findall(r'formaction="([^"]+)"', shown)
    filled = client.post(adding, {"text": AGAIN, "subject": "موعد"})
    assert filled.status_code == 200
    page = filled.content.decode()
    assert AGAIN in page
    assert re.search(r'<details class="opens"\s+id="add"\s*open', page)
    case.refresh_from_db()
    assert case.events_count == 1, "nothing was sent"
    assert "data-alike" not in read(ask(client, text="في شارعنا حفرة كبيرة منذ شهر كامل ولم يصلحها أحد"))


def test_a_request_proved_in_this_browser_counts_as_ones_own(land: Country) -> None:
    case, client = file_case(subject="موعد", text=SAID), Client()
    assert "data-alike" not in read(ask(client, text=AGAIN)), "it is another person's"
    prove(client, case)
    assert "data-alike" in read(ask(client, text=AGAIN))


def test_a_hidden_or_closed_request_of_ones_own_is_not_named(land: Country) -> None:
    hidden = file_case(subject="موعد", text=SAID, confidential=True)
    sealed = file_case(kind="rights", agency=None, subject="موعد", text=SAID)
    closed = file_case(subject="موعد", text=SAID)
    apply(closed.pk, Withdraw(), actor=Actor.citizen(closed.pk))
    client = own(closed)
    prove(client, hidden)
    prove(client, sealed)
    assert "data-alike" not in read(ask(client, text=AGAIN))


# without scripts


def shown_form(client: Client) -> dict[str, Any]:
    content = client.get(URL).content.decode()
    (token,) = re.findall(r'name="form_token" value="([^"]+)"', content)
    return {"form_token": token, "subject": "دواء", "text": SURE, "agency": "unknown"}


def test_without_scripts_a_button_shows_what_fits_and_sends_nothing(land: Country, bodies: list[str]) -> None:
    client = Client()
    typed = shown_form(client)
    looked = client.post(URL, {**typed, "form_go": "look"})
    assert looked.status_code == 200
    content = looked.content.decode()
    assert 'value="agency:moh"' in content
    assert looked.context["round"].errors == []
    assert SURE in html.unescape(content)
    taken = client.post(URL, {**typed, "form_take": "agency:moh"})
    assert taken.context["form"]["agency"].value() == "moh"
    assert "data-taken" in taken.content.decode()
    assert not Case.objects.exists()
    assert client.post(URL, {**typed, "agency": "moh"}).status_code == 303
    assert Case.objects.get().agency == land.agencies["moh"]


def test_filing_itself_asks_for_no_hint(land: Country, bodies: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "hints_for", lambda *_args: pytest.fail("asked"))
    client = Client()
    assert client.post(URL, shown_form(client)).status_code == 303
    assert counted() == {}


STEPS = [
    made.question("agency", label="Which agency?"),
    made.question("step", key="what", label="What happened"),
    made.question("subject", label="Subject"),
    made.question("text", label="What?"),
]


def test_in_a_form_in_steps_it_stands_on_the_page_where_all_is_checked(land: Country) -> None:
    taught(About.BODY, {"health": "moh", "roads": "moe", "water": "moe"}, language="en")
    page = FormPage.objects.get(slug="complaint", locale__language_code="en")
    page.questions = made.stream(STEPS)
    page.save_revision().publish()
    client, address = Client(), "/en/file/complaint/"
    (token,) = re.findall(r'name="form_token" value="([^"]+)"', client.get(address).content.decode())
    typed = {"form_token": token, "agency": "unknown", "subject": "دواء", "text": SURE}
    checking = client.post(address, {**typed, "form_step": "what", "form_go": "next"})
    assert checking.context["round"].standing.checks
    assert checking.content.decode().count('id="hints"') == 1
    assert 'value="agency:moh"' in checking.content.decode()
    taken = client.post(address, {**typed, "form_step": "-check", "form_checked": "yes", "form_take": "agency:moh"})
    assert taken.context["round"].standing.checks
    assert "data-taken" in taken.content.decode()
    assert not Case.objects.exists()
    sent = {**typed, "agency": "moh", "form_step": "-check", "form_checked": "yes", "form_go": "send"}
    assert client.post(address, sent).status_code == 303


def test_what_enter_does_in_a_field_is_sending_or_going_on_and_never_taking(land: Country, bodies: list[str]) -> None:
    client = Client()
    shown = client.post(URL, {**shown_form(client), "form_go": "look"}).content.decode()
    form = shown[shown.index('id="filing"') : shown.index('id="no-need"')]
    first = re.findall(r"<button[^>]*>", form)[0]
    assert "name=" not in first
    assert "formaction" not in first


BEATEN = "المعلم يضرب ابني كل يوم في المدرسة وعلى جسمه آثار"


def test_where_danger_is_recognised_no_agency_is_offered_and_nothing_is_kept(bodies: list[str]) -> None:
    publish_danger_words()
    before = counted()
    told = read(ask(Client(), text=BEATEN))
    assert "data-danger-asked" in told
    assert 'formaction="/ar/file/rights/"' in told
    assert "911" in told
    assert "data-offer" not in told
    assert counted() == before
    assert Case.objects.count() == 0


@pytest.mark.parametrize(("text", "asks"), [("أبي يضربني", True), ("يضربني", True), ("لا ماء", False)])
def test_a_few_words_of_danger_are_enough(bodies: list[str], text: str, asks: bool) -> None:
    publish_danger_words()
    told = read(ask(Client(), text=text))
    assert ("data-danger-asked" in told) == asks
    assert ("data-quick-exit" in told) == asks
    assert "data-offer" not in told


def test_to_look_for_danger_takes_two_statements(land: Country) -> None:
    publish_danger_words()
    danger_written(BEATEN, "ar")
    with CaptureQueriesContext(connection) as asked:
        assert danger_written(BEATEN, "ar") is not None
    assert len(asked) <= 2
    with CaptureQueriesContext(connection) as asked:
        assert danger_written(VAGUE, "ar") is None
    assert len(asked) == 1
