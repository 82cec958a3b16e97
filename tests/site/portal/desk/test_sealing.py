"""An officer proposes a request as sensitive: nothing of it is left at the agency, and the unit decides on its page."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from content.forms.encrypting import are_waiting, encrypt_waiting
from content.forms.storing import is_encrypted
from permissions.now import now
from portal.citizen.shown import shown
from portal.in_hand.models import KeptDraft
from tests.scenes import Country, country, file_case, grant, hire
from tests.site.portal.citizen.following import page as followed
from tests.site.portal.citizen.following import prove
from tests.site.portal.desk.walking import NOWHERE, of_the_case, same
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import ConfirmSealing, Escalate, ProposeSealing, RejectSealing
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, File, Track
from workflows.cases.selectors import state_of
from workflows.cases.submission import StoredFile
from workflows.notifications.deliver import deliver_waiting
from workflows.outbox.models import OutboxEntry
from workflows.reports.counting import Span, escalated, pending, seen
from workflows.reports.diary import stories
from workflows.reports.models import CaseCopy
from workflows.reports.period import containing
from workflows.saved_reports.models import Making, ReportCopy

pytestmark = pytest.mark.django_db
LIST = "/admin/desk/sealing/"
WORDS = b"zqbytes of a file"


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    key = storages["private"].save("2026/11/sealing", ContentFile(WORDS))
    file = StoredFile("one.txt", "text/plain", len(WORDS), hashlib.sha256(WORDS).hexdigest(), key)
    return file_case(subject="Zqsubject", text="zqtext", place="Zqplace", files=(file,))


def sent(client: Client, case: Case, act: str, **values: str) -> str:
    """What the page says that comes back; "" where it was done."""
    answer = client.post(f"/admin/desk/{case.tracking}/{act}/", values)
    return "" if answer.status_code == 302 else page(answer)


def test_the_officer_is_asked_once_more_and_then_reads_nothing_of_it(land: Country, case: Case) -> None:
    officer = client_of(land, "officer-moh")
    deliver_waiting()  # the notice that it had come
    given = of_the_case(officer, case)
    assert f"/admin/desk/{case.tracking}/propose_sealing/" in given
    asked = sent(officer, case, "propose_sealing", reason="A child is named.")
    assert "will no longer see this request" in asked
    assert Case.objects.get().track == Track.ORDINARY
    answer = officer.post(f"/admin/desk/{case.tracking}/propose_sealing/", {"reason": "A child.", "sure": "on"})
    assert answer["Location"] == "/admin/desk/"
    assert "can no longer see it" in page(officer.get("/admin/desk/"))
    for client in (officer, client_of(land, "level2-moh"), client_of(land, "officer-central")):
        for address in given:
            assert same(client.get(address), client.get(NOWHERE)), address
            assert same(client.post(address, {"text": "x", "reason": "x"}), client.post(NOWHERE, {"text": "x"}))
        since = {"since": (now() - timedelta(days=1)).isoformat()}
        lists = ("/admin/desk/", "/admin/desk/?view=all", f"/admin/desk/search/?q={case.tracking}")
        for address in (*lists, "/admin/desk/search/?q=Zqsubject", "/admin/desk/sheet/", "/admin/notices/"):
            shown = client.get(address).content
            assert f"/desk/{case.tracking}/".encode() not in shown, address
            assert b"zqtext" not in shown
        assert client.get("/admin/desk/news/", since).status_code == 204
    assert Case.objects.get().events.count() == 2


def test_what_they_took_away_or_had_in_hand_is_gone(land: Country, case: Case) -> None:
    officer = land.people["officer-moh"]
    key = storages["private"].save("2026/11/copy", ContentFile(b"zqtext"))
    CaseCopy.objects.create(
        case=case, key="k" * 32, language="en", storage_key=key, requested_at=now(), requested_by=officer
    )
    ReportCopy.objects.create(
        key="r" * 32, reader=officer, question={}, cell={}, drawn="table", language="en", requested_at=now()
    )
    ReportCopy.objects.update(state=Making.MADE)
    KeptDraft.objects.create(case=case, user=officer, act="note", typed="zqtext", kept_at=now())
    apply(case.pk, ProposeSealing(reason="…"), actor=land.actor("officer-moh"))
    assert not CaseCopy.objects.exists()
    assert not KeptDraft.objects.exists()
    assert not ReportCopy.objects.filter(state=Making.MADE).exists()


def test_the_bytes_of_its_files_are_encrypted(land: Country, case: Case) -> None:
    key = File.objects.get().storage_key
    assert not is_encrypted(key)
    apply(case.pk, ProposeSealing(reason="…"), actor=land.actor("officer-moh"))
    apply(case.pk, ConfirmSealing(), actor=land.actor("officer-rights"))
    assert are_waiting()
    encrypt_waiting()
    assert is_encrypted(key)
    with storages["private"].open(key) as stored:
        assert WORDS not in stored.read()
    shown = client_of(land, "officer-rights").get(f"/admin/desk/{case.tracking}/files/1/")
    assert b"".join(shown.streaming_content) == WORDS  # type: ignore[attr-defined]  # a file


def test_the_unit_confirms_on_its_page_and_a_second_window_reads_that_it_was_decided(land: Country, case: Case) -> None:
    apply(case.pk, ProposeSealing(reason="A child is named."), actor=land.actor("officer-moh"))
    unit, other = client_of(land, "officer-rights"), client_of(land, "level1-rights")
    html = page(unit.get(f"/admin/desk/{case.tracking}/"))
    assert "A child is named." in html
    assert "It’s only proposed as sensitive so far." in html
    assert "confirm_sealing/" in html
    assert "reject_sealing/" in html
    assert "decide/" not in html
    hidden = {"page": str(BeautifulSoup(html, "lxml").select('input[name="page"]')[0]["value"])}
    assert "This can’t be undone" in sent(unit, case, "confirm_sealing", **hidden)
    assert sent(other, case, "confirm_sealing", sure="on") == ""
    late = unit.post(f"/admin/desk/{case.tracking}/confirm_sealing/", hidden | {"sure": "on"})
    assert late.status_code == 409
    assert "permanently treated as sensitive" in page(late)
    html = page(unit.get(f"/admin/desk/{case.tracking}/"))
    assert "decide/" in html
    assert "It’s only proposed as sensitive so far." not in html


def test_whoever_proposed_it_is_not_offered_the_decision(land: Country, case: Case) -> None:
    apply(case.pk, ProposeSealing(reason="…"), actor=land.actor("officer-moh"))
    hire(land, "rights_handler", "rights", username="another")
    html = page(client_of(land, "another").get(f"/admin/desk/{case.tracking}/"))
    assert "confirm_sealing/" in html
    grant(land.people["officer-moh"], "rights_handler", land.agencies["rights"])
    own = client_of(land, "officer-moh")
    assert "confirm_sealing/" not in page(own.get(f"/admin/desk/{case.tracking}/"))
    assert own.post(f"/admin/desk/{case.tracking}/confirm_sealing/", {"sure": "on"}).status_code == 404


@pytest.mark.parametrize(
    ("language", "proposed", "stays"),
    [
        ("en", "Your number and your code stay the same", "It stays with"),
        ("ar", "رقم طلبك ورمزه كما هما", "باقٍ لدى"),
    ],
)
def test_number_and_code_stay_and_the_page_says_neutrally_what_changed(
    land: Country, client: Client, case: Case, language: str, proposed: str, stays: str
) -> None:
    prove(client, case, language)
    apply(case.pk, ProposeSealing(reason="zqreason"), actor=land.actor("officer-moh"))
    html = followed(client, case, language)
    assert proposed in html
    assert "zqreason" not in html
    apply(case.pk, ConfirmSealing(), actor=land.actor("officer-rights"))
    prove(Client(), case, language)
    html = followed(client, case, language)
    assert stays in html
    told = shown(state_of(Case.objects.select_related("kind", "agency").get()))
    assert {each.verb for each in told["timeline"]} == {"opened", "referred"}
    for word in ("sealed", "sensitive request was", "danger", "proposed", "اقتُرح", "خطر على"):
        assert word not in BeautifulSoup(html, "lxml").select_one("main").text.lower()  # type: ignore[union-attr]


def test_letters_about_it_say_nothing_from_then_on(land: Country, case: Case) -> None:
    apply(case.pk, ProposeSealing(reason="zqreason"), actor=land.actor("officer-moh"))
    deliver_waiting()
    to_unit = [letter for letter in mail.outbox if letter.to == ["officer-rights@example.org"]]
    assert case.tracking in str(to_unit[-1].subject)
    for letter in mail.outbox:
        said = f"{letter.subject}\n{letter.body}".lower()
        assert "zqsubject" not in said
        assert "zqreason" not in said
        assert "zqtext" not in said
    assert not [letter for letter in mail.outbox if letter.to == ["officer-moh@example.org"]]
    assert OutboxEntry.objects.filter(topic="arrived", unsent_at__isnull=False).exists()


def test_unit_and_auditor_read_the_counts_and_nobody_else(land: Country, case: Case) -> None:
    second = file_case()
    apply(case.pk, ProposeSealing(reason="…"), actor=land.actor("officer-moh"))
    apply(second.pk, ProposeSealing(reason="…"), actor=land.actor("level1-moh"))
    apply(second.pk, RejectSealing(reason="…"), actor=land.actor("officer-rights"))
    hire(land, "auditor")
    for name, sees in (("officer-rights", True), ("officer-central", False), ("auditor", False)):
        shown = BeautifulSoup(page(client_of(land, name).get(LIST)), "lxml")
        found = shown.select("tr[data-proposer]")
        rows = {row["data-proposer"]: [cell.text.strip() for cell in row.select(".num")] for row in found}
        assert rows == {"officer-moh": ["1", "1", "0", "0", "0"], "level1-moh": ["1", "0", "0", "1", "0"]}
        assert (case.tracking in shown.text) is sees, name
        assert ("end of the working day" in shown.text) is sees, "no hour where a day is meant"
    client, person = client_of(land, "auditor"), land.people["level1-moh"].pk
    only = BeautifulSoup(page(client.get(LIST, {"person": person})), "lxml")
    assert [row["data-proposer"] for row in only.select("tr[data-proposer]")] == ["level1-moh"]
    other = page(client.get(LIST, {"agency": "999999", "person": "x"}))
    assert "officer-moh" in other, "what is not offered is not chosen"
    hire(land, "custodian", "central", "rights")
    hire(land, "data_protection", "central", "rights")
    for nobody in ("officer-moh", "level2-moh", "custodian", "data_protection"):
        assert client_of(land, nobody).get(LIST).status_code == 404, nobody


def test_a_month_says_what_was_missed_before(land: Country, case: Case) -> None:
    apply(case.pk, Escalate(reason="…"), actor=land.actor("officer-moh"))
    apply(case.pk, ProposeSealing(reason="…"), actor=land.actor("level1-moh"))
    month = containing("monthly", now())
    [story] = stories(now() + timedelta(minutes=1))
    found = seen(story, Span(month.start, month.end, now() + timedelta(minutes=1)))
    assert found is not None
    moh = land.agencies["moh"].pk
    assert ("", moh, 1) in list(escalated(found))
    assert list(pending(found)) == []
