"""Letters in the studio: through a draft and a second owner, previewed, sent to oneself, counted; by owners alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from permissions.isolated import isolated, without_isolates
from permissions.looking.models import Look
from permissions.people.models import User
from tests.scenes import Country, country, file_case, grant
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import before_them, begun, filled, send
from tests.workflows.notifications.wording.changing import publish_words
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.when_to_tell import LETTERS
from workflows.notifications.wording.delivered import delivered
from workflows.versions.models import Version, VersionStatus

pytestmark = pytest.mark.django_db
PREVIEW = "/admin/studio/letters/acknowledged/preview/"
SUBJECT = "citizen-subject-ar"


@pytest.fixture
def land() -> Country:
    found = country()
    for username in ("owner", "owner2"):
        person = User.objects.create(
            username=username, password="!", name={"ar": username, "en": username}, email=f"{username}@example.org"
        )
        grant(person, "owner", found.agencies["central"])
        found.people[username] = person
    return found


def typed(client: Client, draft: Version, **changes: str) -> dict[str, Any]:
    """The fields of the draft's form, with some of them changed."""
    return {**filled(page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))), **changes}


def test_a_letters_wording_changes_by_two_owners_and_the_next_citizen_reads_it(land: Country) -> None:
    first, second = client_of(land, "owner", "ar"), client_of(land, "owner2", "ar")
    draft = begun(first, "letter", "acknowledged")
    assert draft.definition == delivered("acknowledged"), "it begins as what is delivered, in all languages"
    words = typed(first, draft, **{SUBJECT: "تسلّمنا طلبك {رقم الطلب}"})
    assert send(first, draft, words).status_code == 302
    own = page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert "publish/" not in own
    differing = BeautifulSoup(page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/")), "lxml")
    assert len(differing.select(".differences li")) == 1, "one sentence differs from what is delivered"
    published = second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    assert published.status_code == 302
    case = file_case()
    deliver_waiting()
    (letter,) = (each for each in mail.outbox if each.to == ["citizen@example.org"])
    assert letter.subject == f"تسلّمنا طلبك {isolated(case.tracking)}"
    assert isinstance(letter, mail.EmailMultiAlternatives)
    assert BeautifulSoup(str(letter.alternatives[0][0]), "lxml").select('html[dir="rtl"]')


def test_a_draft_that_is_saved_as_it_is_is_the_same_as_what_is_delivered(land: Country) -> None:
    client, second = client_of(land, "owner"), client_of(land, "owner2")
    for topic in LETTERS:
        draft = begun(client, "letter", topic)
        send(client, draft, typed(client, draft))
        draft.refresh_from_db()
        assert draft.definition == delivered(topic)
    assert "It can be published when something in it changes" in page(
        second.get(f"/admin/studio/drafts/{draft.pk}/edit/")
    )


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        (SUBJECT, "وصل {رقم الطالب}", "there is no placeholder"),
        ("citizen-text-en", "It is with {all agencies at work}. {date", "a placeholder is broken"),
        ("sealed_citizen-text-ar", "الرمز {الرمز السرّي} حتى {الموعد}", "the secret code must never be in"),
        (
            "sealed_citizen-subject-en",
            "About {kind of request}",
            "must not be used in a letter about a sensitive request",
        ),
        ("citizen-subject-en", "", "nothing is written there"),
    ],
)
def test_a_slip_is_said_kept_and_not_published(land: Country, field: str, words: str, sentence: str) -> None:
    first, second = client_of(land, "owner"), client_of(land, "owner2")
    draft = begun(first, "letter", "acknowledged")
    send(first, draft, typed(first, draft, **{field: words}))
    shown = page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert sentence in shown
    assert filled(shown).get(field, "") == words, "nothing typed is lost"
    refused = second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    assert refused.status_code == 422
    assert Version.objects.get(pk=draft.pk).status == VersionStatus.DRAFT


def test_each_language_has_its_box_in_its_direction_and_its_placeholders(land: Country) -> None:
    client = client_of(land, "owner")
    draft = begun(client, "letter", "decided")
    shown = BeautifulSoup(client.get(f"/admin/studio/drafts/{draft.pk}/edit/").content, "lxml")
    row = shown.select_one('[data-part="citizen"] fieldset')
    assert row is not None
    boxes = [(str(each["lang"]), str(each["dir"])) for each in row.select("input")]
    assert boxes == [("ar", "rtl"), ("en", "ltr")]
    places = [each.get_text() for each in row.select("[data-place]")]
    assert places[:2] == ["{رقم الطلب}", "{نوع الطلب}"]
    assert "{decision}" in places
    sealed = shown.select_one('[data-part="sealed_citizen"]')
    assert sealed is not None
    assert {each.get_text() for each in sealed.select('.places[lang="en"] [data-place]')} == {
        "{request number}",
        "{date}",
    }
    counts = [each.get_text() for each in shown.select("[data-count]")]
    assert all(re.search(r"Characters: \d+\. Parts: \d+\.", each) for each in counts)


def test_what_is_typed_is_shown_as_it_lands_and_is_not_saved(land: Country, settings: Any) -> None:
    client = client_of(land, "owner")
    draft = begun(client, "letter", "acknowledged")
    settings.INSAF_URL = "https://insa.example"
    words = {"citizen-message-en": "Here, {date}. Bring your card."}
    values = typed(client, draft, **{SUBJECT: "أهلًا {رقم الطلب}", **words})
    answer = client.post(PREVIEW, {**values, "show-part": "citizen", "show-language": "ar", "look": "show"})
    shown = BeautifulSoup(answer.content, "lxml")
    subject = shown.select_one("[data-subject]")
    assert subject is not None
    assert subject.get_text() == "أهلًا 26-0000-0000-0"
    frames = shown.select("iframe[srcdoc]")
    assert ["".join(each["sandbox"]) for each in frames] == ["", ""], "nothing in it runs or leads away"
    letter = BeautifulSoup(str(frames[0]["srcdoc"]), "lxml")
    assert letter.select('html[dir="rtl"]')
    assert "0000 0000 0000 0000" in letter.get_text(), "no code of anybody's"
    english = client.post(PREVIEW, {**values, "show-part": "citizen", "show-language": "en", "look": "show"})
    message = BeautifulSoup(english.content, "lxml").select_one("[data-message]")
    assert message is not None
    assert re.fullmatch(
        r"Insaf 26-0000-0000-0: Here, \d+ \w+\. Bring your card\. Code: 0000 0000 0000 0000\ninsa\.example/en/s/2{11}",
        message.get_text(),
    )
    assert [each["data-parts"] for each in shown.select("[data-parts]")] == ["1"]
    draft.refresh_from_db()
    assert draft.definition == delivered("acknowledged")
    assert mail.outbox == []
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "style-src-attr 'unsafe-inline'" in policy
    assert policy.count("unsafe") == 1


def test_without_javascript_what_is_in_force_and_a_draft_are_shown_too(land: Country) -> None:
    publish_words("acknowledged", "citizen", subject={"ar": "نافذ {tracking}"})
    client = client_of(land, "owner")
    draft = begun(client, "letter", "acknowledged")
    send(client, draft, typed(client, draft, **{SUBJECT: "مسوّدة {رقم الطلب}"}))
    assert "نافذ" in page(client.get(PREVIEW))
    assert "مسوّدة" in page(client.get(f"{PREVIEW}?version={draft.pk}"))
    other = begun(client, "letter", "closed")
    refused = client.get(f"{PREVIEW}?version={other.pk}")
    assert (refused.status_code, refused["X-Frame-Options"]) == (404, "DENY")


def test_what_is_wrong_is_shown_as_it_is_written(land: Country) -> None:
    client = client_of(land, "owner")
    draft = begun(client, "letter", "acknowledged")
    values = typed(client, draft, **{SUBJECT: "{ <b>x</b> {لا شيء}"})
    shown = client.post(PREVIEW, {**values, "look": "show"})
    assert shown.status_code == 200
    assert "<b>x</b>" not in page(shown)
    assert "{ &lt;b&gt;x" in page(shown)


def test_a_real_request_is_shown_to_whoever_may_read_it_and_to_nobody_else(land: Country) -> None:
    case, sealed = file_case(agency="moe", email="secret@example.org"), file_case(kind="integrity")
    owner = client_of(land, "owner")
    for tracking in (case.tracking, sealed.tracking, "26-9999-9999-9", "<script>"):
        shown = page(owner.get(PREVIEW, {"show-case": tracking, "show-language": "en"}))
        assert "You may read no request with the number" in shown
        assert "26-0000-0000-0" in shown
        assert "<script>" not in shown
    grant(land.people["officer-central"], "owner", land.agencies["central"])
    reader = client_of(land, "officer-central")
    shown = page(reader.get(PREVIEW, {"show-case": case.tracking, "show-language": "en"}))
    assert "MOE" in shown
    assert case.tracking in shown
    assert case.secret not in without_isolates(shown).replace(" ", "")
    assert "secret@example.org" not in shown
    noted = Look.objects.filter(kind="case_read", user=land.people["officer-central"])
    assert [look.case_id for look in noted] == [case.pk]
    refused = Look.objects.filter(kind="refused", user=land.people["owner"], subject="case")
    assert {look.case_id for look in refused} == {case.pk, sealed.pk, None}
    hidden = page(reader.get(PREVIEW, {"show-case": case.tracking, "show-part": "sealed_citizen"}))
    assert "No such letter is sent about this request" in hidden


def test_send_it_to_me_sends_one_letter_to_the_own_address_and_says_so(land: Country) -> None:
    client = client_of(land, "owner")
    draft = begun(client, "letter", "acknowledged")
    values = typed(client, draft, **{SUBJECT: "تجربة {رقم الطلب}"})
    said = page(client.post(PREVIEW, {**values, "look": "send", "show-language": "ar"}))
    assert "A trial letter was sent to" in said
    (letter,) = mail.outbox
    assert letter.to == ["owner@example.org"]
    assert letter.subject == f"تجربة {isolated('26-0000-0000-0')}"
    assert letter.extra_headers["Content-Language"] == "ar"


def test_send_it_to_me_says_why_nothing_was_sent(land: Country, settings: Any) -> None:
    client = client_of(land, "owner")
    values = {**typed(client, begun(client, "letter", "acknowledged")), "look": "send"}
    settings.EMAIL_BACKEND = "no.such.Backend"
    assert "could not be sent" in page(client.post(PREVIEW, values))
    settings.EMAIL_IS_SET_UP = False
    assert "Email is not set up here" in page(client.post(PREVIEW, values))
    User.objects.filter(username="owner").update(email="")
    assert "Your account has no email address" in page(client.post(PREVIEW, values))
    assert mail.outbox == []


def test_trial_letters_are_limited(land: Country, settings: Any) -> None:
    settings.LIMITS_ON = True
    client = client_of(land, "owner")
    values = {**typed(client, begun(client, "letter", "acknowledged")), "look": "send"}
    for _each in range(20):
        client.post(PREVIEW, values)
    assert "as many trial letters as one may get in an hour" in page(client.post(PREVIEW, values))
    assert len(mail.outbox) == 20


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_list_says_which_letters_an_owner_changed(land: Country, language: str) -> None:
    publish_words("closed", "citizen", subject={"en": "Over: {tracking}"})
    client = client_of(land, "owner", language)
    shown = BeautifulSoup(client.get("/admin/studio/letters/").content, "lxml")
    cards = {str(each["data-letter"]): each.get_text(" ", strip=True) for each in shown.select("[data-letter]")}
    assert set(cards) == set(LETTERS)
    delivered_words = {"ar": "كما جاءت مع المنصّة", "en": "As delivered"}[language]
    assert [key for key, text in cards.items() if delivered_words not in text] == ["closed"]
    one = page(client.get("/admin/studio/letters/closed/words/"))
    assert "Over: {request number}" in one
    assert client.get("/admin/studio/letters/nothing/words/").status_code == 404
    assert client.get("/admin/studio/letters/nothing/preview/").status_code == 404


def test_a_third_language_has_its_boxes(land: Country, settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    settings.LOCALES = {**settings.LOCALES, "fr": "fr"}
    client = client_of(land, "owner")
    draft = begun(client, "letter", "withdrawn")
    values = typed(client, draft)
    assert "staff-subject-fr" in values
    french = {name: "Retirée : {request number}" for name in values if name.endswith("-fr") and "-act-" not in name}
    send(client, draft, {**values, **french, "staff-act-fr": "Ouvrir", "sealed_staff-act-fr": "Ouvrir"})
    second = client_of(land, "owner2")
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302


def test_owners_are_warned_before_they_publish_a_text_message_of_two_parts(land: Country) -> None:
    client = client_of(land, "owner")
    draft = begun(client, "letter", "replied")
    send(client, draft, typed(client, draft, **{"citizen-message-ar": "و" * 60}))
    shown = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert 'data-warnings="1"' in shown, "of the delivered words nobody is warned"
    assert "takes <bdi>2</bdi> parts" in shown
