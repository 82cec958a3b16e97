"""Why a request went where it went is told, and “not this body” is one button."""

from __future__ import annotations

import html
import re

import pytest
from django.core import mail
from django.test import Client

from permissions.agencies.models import Agency
from portal.citizen.hinting import may_be_for
from tests.after_filing import has_filed, link_to
from tests.scenes import Country, country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.signed_in import client_of
from tests.workflows.suggestions.taught import taught
from workflows.cases.actions import Refer
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Concern
from workflows.cases.selectors import state_of
from workflows.notifications.deliver import deliver_waiting
from workflows.suggestions.models import About
from workflows.suggestions.selectors import forget

pytestmark = pytest.mark.django_db
REASON = {"ar": "«\u2068مستشفى\u2069»", "en": "“\u2068hospital\u2069”"}
SUBJECT = {"ar": "حفرة أمام المستشفى", "en": "A hole at the hospital"}


@pytest.fixture
def scene() -> Country:
    return country()


def after_filing(client: Client, case: Case, language: str = "en") -> str:
    """The page that the browser sees which has just filed ``case``."""
    shown = has_filed(client, case).get(link_to(case.tracking, language))
    assert shown.status_code == 200
    return shown.content.decode()


def sent_by_a_rule(language: str = "ar") -> Case:
    return file_case(agency=None, subject=SUBJECT[language], language=language)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_reason_stands_after_filing_on_the_case_and_in_the_letter(
    client: Client, scene: Country, language: str
) -> None:
    case = sent_by_a_rule(language)
    assert REASON[language] in after_filing(client, case, language)
    prove(client, case, language)
    assert REASON[language] in page(client, case, language)
    deliver_waiting()
    (letter,) = [letter for letter in mail.outbox if letter.to == ["citizen@example.org"]]
    assert REASON[language] in letter.body


def test_officers_read_rule_version_and_word(scene: Country) -> None:
    case = sent_by_a_rule("en")
    shown = client_of(scene, "officer-moh").get(f"/admin/desk/{case.tracking}/").content.decode()
    assert (
        "by the rule “\u2068Hospitals\u2069” (version 1), because the citizen mentioned “\u2068hospital\u2069”" in shown
    )


def test_the_diary_keeps_places_in_the_rule_and_no_word(scene: Country) -> None:
    event = CaseEvent.objects.get(case=sent_by_a_rule("en"))
    assert event.data["words"] == [1]


def test_where_no_rule_was_sure_that_is_the_reason(client: Client, scene: Country) -> None:
    case = file_case(agency=None, subject="Something else", language="en")
    assert "tell for certain which agency" in after_filing(client, case)


def test_who_named_the_body_is_told_no_reason(client: Client, scene: Country) -> None:
    case = file_case(subject=SUBJECT["en"], language="en")
    prove(client, case, "en")
    for shown in (after_filing(client, case), page(client, case, "en")):
        assert "It was sent there" not in shown
        assert "/not-here/" not in shown


def test_a_message_to_the_unit_needs_no_reason(client: Client, scene: Country) -> None:
    case = file_case(kind="contact", agency=None, language="en")
    assert case.agency == scene.agencies["central"]
    assert "under the rule" not in after_filing(client, case)
    prove(client, case, "en")
    assert "under the rule" not in page(client, case, "en")


def test_no_reason_is_told_where_it_is_not_where_the_rule_wanted_it(client: Client, scene: Country) -> None:
    accusing = file_case(agency=None, subject=SUBJECT["en"], language="en", concerns=Concern.BODY)
    referred = sent_by_a_rule("en")
    apply(referred.pk, Refer(agency="moe", reason="Theirs"), actor=scene.actor("officer-moh"))
    for case in (accusing, referred):
        prove(client, case, "en")
        case.refresh_from_db()
        assert case.agency != scene.agencies["moh"]
        assert "It was sent there" not in page(client, case, "en")
        assert "It was sent there" not in after_filing(client, case)


def test_a_sealed_case_says_nothing(client: Client, scene: Country) -> None:
    case = file_case(kind="rights", agency=None, subject=SUBJECT["en"], language="en")
    prove(client, case, "en")
    deliver_waiting()
    letters = "".join(str(letter.body) for letter in mail.outbox)
    for shown in (after_filing(client, case), page(client, case, "en"), letters):
        assert "It was sent there" not in shown
        assert "/not-here/" not in shown


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_button_brings_it_to_the_unit_and_is_gone(client: Client, scene: Country, language: str) -> None:
    case = sent_by_a_rule(language)
    prove(client, case, language)
    (address,) = re.findall(r'action="([^"]*/not-here/)"', page(client, case, language))
    assert client.post(address).status_code == 302
    case.refresh_from_db()
    assert case.status == "triage"
    shown = page(client, case, language)
    assert "/not-here/" not in shown
    assert REASON[language] not in shown, "it is not there any more"
    assert client.post(address).status_code == 422


def test_its_list_is_the_search_of_the_form_and_half_a_name_is_asked_about(client: Client, scene: Country) -> None:
    case = sent_by_a_rule("en")
    prove(client, case, "en")
    shown = page(client, case, "en")
    assert "js/forms-agency.js" in shown
    assert re.search(r'<div class="field"\s+data-agency-search\s+data-typed-name="perhaps_typed"', shown)
    assert re.search(r'value="moe"\s+data-name="MOE"\s+data-also="moe"', shown)
    (address,) = re.findall(r'action="([^"]*/not-here/)"', shown)
    refused = client.post(address, {"perhaps": "", "perhaps_typed": "Educ"})
    assert refused.status_code == 422
    assert "Choose an agency from the list." in refused.content.decode()
    assert 'data-typed="Educ"' in refused.content.decode()
    case.refresh_from_db()
    assert case.agency == scene.agencies["moh"]
    assert client.post(address, {"perhaps": "moe", "perhaps_typed": "MOE"}).status_code == 302
    assert CaseEvent.objects.get(case=case, verb="misrouted").data["perhaps"] == "moe"


def test_whoever_writes_there_that_they_do_not_know_is_not_asked_again(client: Client, scene: Country) -> None:
    case = sent_by_a_rule("en")
    prove(client, case, "en")
    (address,) = re.findall(r'action="([^"]*/not-here/)"', page(client, case, "en"))
    assert client.post(address, {"perhaps": "", "perhaps_typed": "don't know"}).status_code == 302


def test_the_next_best_agency_is_offered_and_whoever_sorts_it_reads_what_the_citizen_thinks(
    client: Client, scene: Country
) -> None:
    taught(About.BODY, {"health": "moh", "roads": "moe", "water": "moh"})
    case = file_case(agency=None, subject="المستشفى", text="الشارع والحفرة والإسفلت والرصيف والمطب")
    assert case.agency == scene.agencies["moh"]
    prove(client, case)
    shown = page(client, case)
    (choices,) = re.findall(r'<select class="input"\s+name="perhaps".*?</select>', shown, re.DOTALL)
    assert re.findall(r'value="(\w+)"', choices)[0] == "moe"
    assert 'value="moh"' not in choices, "it is there"
    (address,) = re.findall(r'action="([^"]*/not-here/)"', shown)
    assert client.post(address, {"perhaps": "central"}).status_code == 422
    assert client.post(address, {"perhaps": "moe"}).status_code == 302
    desk = client_of(scene, "officer-central").get(f"/admin/desk/{case.tracking}/").content.decode()
    assert f"they think of: {scene.agencies['moe'].name['en']}" in desk
    (button,) = re.findall(r'<a class="btn small second"[^>]*data-fills="agency"[^>]*>', desk)
    assert 'data-value="moe"' in button
    assert "The citizen thinks so." in desk
    href = html.unescape(re.findall(r'href="([^"]+)"', button)[0])
    filled = client_of(scene, "officer-central").get(href).content.decode()
    assert re.search(r'<option value="moe"[^>]* selected', filled), "one press chooses it, without scripts too"
    assert re.search(r'id="act-refer"[^>]* open', filled)
    forget()


def test_the_agency_that_was_learned_stands_before_all_others_where_it_is_sure(scene: Country) -> None:
    Agency.objects.create(code="waj", name={"ar": "المياه", "en": "Water"})
    taught(About.BODY, {"health": "moh", "roads": "moe", "water": "waj"})
    case = file_case(agency=None, subject="المستشفى", text="في الشارع أمامه الحفرة، الإسفلت مكسور، الرصيف كذلك")
    fits, others = may_be_for(state_of(case))
    assert [body.code for body in fits] == ["moe"]
    assert [body.code for body in others] == ["waj"]
    forget()
