"""The form as it was filled in, and the names beside the citizen's: each to whoever may see it, and to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from content.directory.models import AgencyPage, DirectoryPage
from content.forms.page import FormPage
from content.forms.versions_used import versions_used
from permissions.audit.models import AuditEntry
from tests.areas import a_gazetteer
from tests.content.forms import made
from tests.content.forms.made import condition, options, question
from tests.content.forms.sending import URL, send
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.trees import publish_tree
from workflows.cases.actions import SetCategory, TreatAsConfidential
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, NamedAs, Relation, Track
from workflows.cases.models.words import PROOF
from workflows.cases.submission import GivenPerson, StoredFile

pytestmark = pytest.mark.django_db
COLOURS = options(("red", "Red one"), ("green", "Green one"))
ASKED = [
    question("agency", label="Agency"),
    question("choice", key="colour", label="Which colour?", options=COLOURS),
    question("short_text", key="shade", label="Which shade?", shown_if=condition(("colour", "one_of", "green"))),
    question("subject", label="Subject"),
    question("text", label="What happened?"),
    question("contact", label="How do we reach you?", ask_name=True),
]
LAYLA, OMAR = "Layla Nasser", "Omar Nasser"
OTHERS = (
    GivenPerson(NamedAs.ABOUT, LAYLA, Relation.LAWYER, national_number="9901012345"),
    GivenPerson(NamedAs.TOGETHER, OMAR, phone="0790000001"),
)


def publish(raw: list[dict[str, object]]) -> FormPage:
    form: FormPage = FormPage.objects.get(slug="complaint")
    form.questions = made.stream(raw)
    form.save_revision().publish()
    return form


def filed_by_form() -> tuple[Country, Case, FormPage]:
    land = made.english_forms("complaint")
    form = publish(ASKED)
    citizen = Client()
    send(citizen, citizen.get(URL), colour="red", name="Samar Haddad", email="samar@example.org")
    return land, Case.objects.get(), form


def test_it_is_read_by_the_version_of_then_and_names_nobody() -> None:
    land, case, form = filed_by_form()
    publish([*ASKED[3:5], question("short_text", key="new", label="Asked only now")])
    officer = client_of(land, "officer-moh")
    assert "The form as it was filled in" in page(officer.get(f"/admin/desk/{case.tracking}/"))
    html = page(officer.get(f"/admin/desk/{case.tracking}/form/"))
    shown = html.partition("data-form-as-filed")[2].partition("</section>")[0]
    for words in ("Which colour?", "Red one", "Green one", "What happened?", "It was put off three times."):
        assert words in shown
    assert shown.partition("Which shade?")[2].partition("</div>")[0].endswith("earlier answers left it out.</p>")
    assert "Asked only now" not in shown
    assert "Samar Haddad" not in shown
    assert "samar@example.org" not in shown
    assert client_of(land, "officer-moe").get(f"/admin/desk/{case.tracking}/form/").status_code == 404
    form.refresh_from_db()
    (now_published, used) = list(versions_used(form))
    assert (now_published.is_published, now_published.open) == (True, 0)
    assert (used.is_published, used.open) == (False, 1)
    Case.objects.update(track=Track.SENSITIVE)
    assert [version.open for version in versions_used(form)] == [0], "what was sealed since is counted nowhere"


def test_a_place_is_read_whole_and_a_service_as_it_was_called_then() -> None:
    land = made.english_forms("complaint")
    a_gazetteer()
    home = FormPage.objects.get(slug="complaint").get_parent().get_parent()
    directory = DirectoryPage(slug="agencies", title="Agencies", locale=home.locale)
    home.add_child(instance=directory)
    births = [("service", {"key": "births", "label": "Birth records", "text": ""})]
    directory.add_child(instance=AgencyPage(agency="moh", services=births, locale=home.locale))
    area = question("area", label="Where?", ask_words=True, ask_position=True)
    publish([*ASKED[:1], question("service", key="service", label="Which service?"), area, *ASKED[3:5]])
    citizen = Client()
    send(citizen, citizen.get(URL), service="moh:births", place="Near the school", position="31.9,35.9")
    AgencyPage.objects.get(agency="moh").delete()
    officer = client_of(land, "officer-moh")
    html = page(officer.get(f"/admin/desk/{Case.objects.get().tracking}/form/"))
    for asked, answers in (
        ("Which service?", ["Birth records"]),
        ("Where?", ["Near the school", "Near Hayy al Bunayyat, Amman Governorate"]),
    ):
        shown = html.partition(asked)[2].partition("</div>")[0]
        assert [words for words in answers if words not in shown] == []
        assert "Left empty" not in shown


def test_what_the_unit_and_officers_set_since_is_not_what_was_filled_in() -> None:
    land = made.english_forms("complaint")
    publish_tree()
    publish([*ASKED, question("category", label="About what?"), question("confidential", label="Hide who I am")])
    citizen = Client()
    shown = citizen.get(URL)
    send(citizen, shown, colour="red", category="water")
    case = Case.objects.get()
    apply(case.pk, SetCategory(category="potholes"), actor=land.actor("officer-moh"))
    apply(case.pk, TreatAsConfidential(reason="They fear for their work."), actor=land.actor("officer-central"))
    html = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/form/"))
    asked = {label: html.partition(label)[2].partition("</div>")[0] for label in ("About what?", "Hide who I am")}
    assert "Water" in asked["About what?"]
    assert "Potholes" not in asked["About what?"]
    assert "Yes" not in asked["Hide who I am"]
    again = send(citizen, shown, colour="red", category="water")
    assert (again.status_code, Case.objects.count()) == (303, 1), "the same form is the same request still"


def test_a_version_that_is_not_kept_leaves_the_answers() -> None:
    land, case, form = filed_by_form()
    form.revisions.all().delete()
    html = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/form/"))
    assert "This version of the form is not kept." in html
    assert "Which colour?" in html
    assert "What was answered is:" in html
    case.answers.all().delete()
    empty = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/form/"))
    assert ("This version of the form is not kept." in empty, "What was answered is:" in empty) == (True, False)
    assert '<dl class="facts">' not in empty


def test_of_a_sensitive_kind_an_editor_learns_no_number() -> None:
    made.english_forms("integrity")
    form = FormPage.objects.get(slug="integrity")
    form.save_revision().publish()
    form.refresh_from_db()
    file_case(kind="integrity", agency=None, form_revision=form.live_revision_id)
    assert [version.open for version in versions_used(form)] == [None]


def fetched(client: Client, case: Case) -> int:
    """The status with which the file of a case comes."""
    answer = client.get(f"/admin/desk/{case.tracking}/files/1/")
    assert answer.status_code == 404 or answer.getvalue() == b"words"
    return answer.status_code


def with_others(**changes: Any) -> Case:
    storages["private"].save("2026/11/authority", ContentFile(b"words"))
    files = (StoredFile("Layla authority.pdf", "application/pdf", 5, "0" * 64, "2026/11/authority", PROOF),)
    return file_case(others=OTHERS, files=files, name="Samar Haddad", **changes)


def test_whoever_works_an_ordinary_case_reads_all_names_and_the_proof() -> None:
    land = country()
    case = with_others()
    officer = client_of(land, "officer-moh")
    html = page(officer.get(f"/admin/desk/{case.tracking}/"))
    for words in (LAYLA, OMAR, "9901012345", "0790000001", "I am their lawyer", "Layla authority.pdf"):
        assert words in html
    assert fetched(officer, case) == 200
    assert fetched(client_of(land, "officer-moe"), case) == 404


@pytest.mark.parametrize("kind", ["complaint", "integrity"])
def test_where_the_citizen_is_hidden_the_others_are_and_their_proof(kind: str) -> None:
    land = country()
    sealed = kind == "integrity"
    case = with_others(kind=kind, confidential=not sealed, **({"agency": None} if sealed else {}))
    worker = client_of(land, "officer-rights" if sealed else "officer-moh")
    html = page(worker.get(f"/admin/desk/{case.tracking}/"))
    assert "data-knowing" in html
    for words in (LAYLA, OMAR, "9901012345", "0790000001", "authority", "files/1/"):
        assert words not in html
    assert fetched(worker, case) == 404


def test_each_reading_of_hidden_names_and_of_their_proof_is_recorded() -> None:
    land = country()
    case = with_others(confidential=True)
    unit = client_of(land, "officer-central")
    assert LAYLA not in page(unit.get(f"/admin/desk/{case.tracking}/"))
    shown = page(unit.post(f"/admin/desk/{case.tracking}/identity/"))
    assert LAYLA in shown
    assert OMAR in shown
    assert f"/admin/desk/{case.tracking}/files/1/" in shown
    assert fetched(unit, case) == 200
    assert AuditEntry.objects.filter(verb="identity_read", subject_id=case.pk).count() == 2
