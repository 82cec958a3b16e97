"""Services of agencies by spreadsheet: published in every language or not at all, faults by row, and undone by the
history of the page."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from content.directory.models import AgencyPage, DirectoryPage
from content.directory.seeding import seed_directory
from content.directory.services import WrittenService, services_in, services_written
from content.pages.translation import translate_page
from permissions.people.models import User
from portal.letters import file_link
from portal.operations.sheets.carrying_out import carry_out
from tests.scenes import Country, country, hire
from tests.seeded_site import pages
from tests.site.portal.sheets.sending import as_csv, as_xlsx, confirm, download, lines, said, send, sent, verdicts
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
SHEET = "/admin/sheets/pages/services/"
HEADS = ["code", "key", "name_ar", "name_en", "text_ar", "text_en"]
CARD = ["moh", "card", "بطاقة التأمين", "Insurance card", "للمواطنين كافة.", "For all citizens."]
BIRTH = ["moh", "birth", "شهادة ولادة", "Birth certificate & copy", "", ""]


@pytest.fixture
def land() -> Country:
    """With the directory in both languages."""
    found = country()
    pages()
    seed_directory()
    return found


@pytest.fixture
def editor(land: Country) -> Client:
    hire(land, "editor", username="editor")
    return client_of(land, "editor")


def carried_out(editor: Client, *rows: list[str]) -> None:
    send(editor, SHEET, as_xlsx([HEADS, *rows]), "list.xlsx")
    assert "refused" not in verdicts().values(), sent().judged
    confirm(editor, SHEET)


def of(language: str) -> AgencyPage:
    found: AgencyPage = AgencyPage.objects.get(agency="moh", locale__language_code=language)
    return found


def names(language: str) -> list[str]:
    return [service.value["label"] for service in of(language).services]


def test_services_are_published_in_every_language_once_they_were_seen(editor: Client) -> None:
    send(editor, SHEET, as_xlsx([HEADS, CARD, BIRTH]), "list.xlsx")
    assert verdicts() == {2: "added", 3: "added"}
    assert services_written() == [], "nothing is done before it was seen"
    confirm(editor, SHEET)
    assert names("en") == ["Insurance card", "Birth certificate & copy"]
    assert names("ar") == ["بطاقة التأمين", "شهادة ولادة"]
    shown = page(editor.get("/en/agencies/moh/"))
    assert "For all citizens." in shown
    assert "Birth certificate &amp; copy" in shown
    assert [each.key for each in services_in("ar")] == ["card", "birth"]
    card = WrittenService("moh", "card", {"ar": CARD[2], "en": CARD[3]}, {"ar": CARD[4], "en": CARD[5]})
    assert services_written()[0] == card


def test_what_is_there_is_taken_away_as_it_would_be_sent(editor: Client) -> None:
    carried_out(editor, CARD, BIRTH)
    for kind in ("csv", "xlsx"):
        send(editor, SHEET, download(editor, SHEET, kind), f"list.{kind}")
        assert set(verdicts().values()) == {"same"}, sent().judged
    assert lines(download(editor, SHEET))[-2:] == [CARD, BIRTH]


def test_what_changes_keeps_its_place_its_key_and_the_languages_that_the_file_lacks(editor: Client) -> None:
    carried_out(editor, CARD, BIRTH)
    first = of("ar").services[0].id
    carried_out(editor, [*CARD[:3], "Health card", *CARD[4:]])
    assert names("en") == ["Health card", "Birth certificate & copy"]
    assert (of("ar").services[0].id, of("en").services[0].id) == (first, first)
    send(editor, SHEET, as_csv([HEADS[:4], [*CARD[:3], "Card"]]))
    assert said(2) == "Name in English: “Health card” becomes “Card”"
    confirm(editor, SHEET)
    assert of("en").services[0].value["text"] == "For all citizens."


def test_what_an_editor_wrote_of_an_agency_stays(editor: Client) -> None:
    carried_out(editor, CARD)
    arabic = of("ar")
    arabic.intro = "مستشفيات ومراكز."
    arabic.save_revision().publish()
    translate_page(arabic, {"مستشفيات ومراكز.": "Hospitals and centres."})
    carried_out(editor, BIRTH)
    assert (of("ar").intro, of("en").intro) == ("مستشفيات ومراكز.", "Hospitals and centres.")
    assert names("en") == [CARD[3], BIRTH[3]]
    assert names("ar") == [CARD[2], BIRTH[2]]


def test_the_version_before_is_in_the_history_and_can_be_published_again(editor: Client) -> None:
    carried_out(editor, CARD)
    before = of("ar").latest_revision
    carried_out(editor, BIRTH)
    entries = PageLogEntry.objects.filter(page=of("ar").pk, action="wagtail.edit")
    assert {entry.user for entry in entries} == {User.objects.get(username="editor")}
    before.publish()
    assert names("ar") == [CARD[2]]


def test_faults_are_told_by_row_and_nothing_of_the_file_is_done(editor: Client) -> None:
    rows = [
        CARD,
        ["nowhere", "card", "اسم", "Name", "", ""],
        ["moh", "My Card", "اسم", "", "", ""],
        CARD,
        ["moh", "long", "اسم" * 50, "Name", "نص", ""],
    ]
    send(editor, SHEET, as_csv([HEADS, *rows]))
    assert verdicts() == {2: "added", 3: "refused", 4: "refused", 5: "refused", 6: "refused"}
    assert "nowhere" in said(3)
    assert "Small Latin letters" in said(4)
    assert "Enter the name in English." in said(4)
    assert "twice" in said(5)
    assert "longer than 120" in said(6)
    assert "Enter the sentence in every language, or in none." in said(6)
    assert 'data-do="confirm"' not in page(editor.get(f"{SHEET}sent/{sent().pk}/"))
    assert services_written() == []


def test_nothing_else_on_a_page_is_published_with_its_services(editor: Client) -> None:
    carried_out(editor, CARD)
    arabic = of("ar")
    arabic.intro = "مسودة"
    draft = arabic.save_revision()
    send(editor, SHEET, as_csv([HEADS, BIRTH]))
    assert "The page in Arabic is locked, or something on it isn’t published." in said(2)
    draft.publish()
    send(editor, SHEET, as_csv([HEADS, BIRTH]))
    assert said(2) == "The page in English isn’t fully translated. Finish its translation first."


def test_a_service_that_is_not_translated_yet_is_not_published_beside_others(editor: Client) -> None:
    carried_out(editor, CARD)
    arabic = of("ar")
    arabic.services.append(("service", {"label": BIRTH[2], "text": "", "key": BIRTH[1]}))
    arabic.save_revision().publish()
    other = ["moh", "other", "خدمة", "Service", "", ""]
    send(editor, SHEET, as_csv([HEADS, other]))
    assert said(2) == "The page in English isn’t fully translated. Finish its translation first."
    carried_out(editor, other, BIRTH)
    assert names("en") == [CARD[3], BIRTH[3], "Service"]


def test_a_page_that_nobody_translated_waits_for_its_translation(editor: Client) -> None:
    directory = DirectoryPage.objects.get(locale__language_code="ar")
    alone = AgencyPage(agency="moh", locale=directory.locale, intro="مستشفيات.")
    directory.add_child(instance=alone)
    alone.save_revision().publish()
    send(editor, SHEET, as_csv([HEADS, BIRTH]))
    assert said(2) == "The page in English isn’t fully translated. Finish its translation first."


def test_pages_that_are_no_translations_of_each_other_are_left_to_their_editor(editor: Client) -> None:
    directory = DirectoryPage.objects.get(locale__language_code="en")
    alone = AgencyPage(agency="moh", locale=directory.locale)
    directory.add_child(instance=alone)
    alone.save_revision().publish()
    send(editor, SHEET, as_csv([HEADS, BIRTH]))
    assert "aren’t translations of each other" in said(2)


def test_a_page_that_changed_in_between_is_shown_again(editor: Client) -> None:
    send(editor, SHEET, as_csv([HEADS, CARD]))
    waiting = sent()
    carried_out(editor, [*CARD[:3], "Another name", *CARD[4:]])
    editor.post(f"{SHEET}sent/{waiting.pk}/", {"do": "confirm", "seen": waiting.judged_digest})
    assert names("en") == ["Another name"]


def test_many_rows_are_published_by_the_queue(editor: Client) -> None:
    rows = [["moh", f"service_{number}", f"خدمة {number}", f"Service {number}", "", ""] for number in range(21)]
    carried_out(editor, *rows)
    assert services_written() == []
    carry_out(sent().pk)
    assert len(names("en")) == 21


def test_it_is_there_for_editors_alone(land: Country, editor: Client) -> None:
    hire(land, "administrator", username="admin")
    assert client_of(land, "admin").get(SHEET).status_code == 404
    assert editor.get("/admin/sheets/list/services/").status_code == 404
    assert SHEET in page(editor.get("/admin/page-care/agencies/"))
    assert file_link("sheet", "services/7").endswith(f"{SHEET}sent/7/")
