"""Contact details of agencies, by spreadsheet and by form: for editors alone, seen before it is done, faults by row."""

from __future__ import annotations

import pytest
from django.test import Client

from content.directory.contacts import Contact, contacts_known
from portal.letters import file_link
from tests.scenes import Country, hire
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.sheets.sending import as_csv, as_xlsx, confirm, download, lines, said, send, sent, verdicts
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
SHEET, FORMS = "/admin/sheets/pages/contacts/", "/admin/page-care/agencies/"
HEADS = ["code", "telephone", "website", "email", "hours_ar", "hours_en", "address_ar", "address_en"]


@pytest.fixture
def editor(land: Country) -> Client:
    hire(land, "editor", username="editor")
    return client_of(land, "editor")


def test_the_file_lists_every_agency_empty_and_sent_again_changes_nothing(editor: Client) -> None:
    for kind in ("csv", "xlsx"):
        content = download(editor, SHEET, kind)
        send(editor, SHEET, content, f"list.{kind}")
        assert set(verdicts().values()) == {"same"}, sent().judged
    rows = lines(download(editor, SHEET))
    moh = next(row for row in rows if row[0] == "moh")
    assert not any(moh[1:])
    assert "central" not in [row[0] for row in rows]


def test_rows_are_added_and_changed_as_a_whole(editor: Client) -> None:
    row = ["moh", "06 500 0000", "https://health.example", "", "8–3", "", "عمّان", "Amman"]
    send(editor, SHEET, as_xlsx([HEADS, row]), "list.xlsx")
    assert verdicts() == {2: "added"}
    assert contacts_known() == {}, "nothing is done before it was seen"
    confirm(editor, SHEET)
    known = contacts_known()["moh"]
    assert known == Contact("06 500 0000", "https://health.example", "", {"ar": "8–3"}, {"ar": "عمّان", "en": "Amman"})
    send(editor, SHEET, as_csv([["code", "telephone"], ["moh", "06 500 0001"]]))
    assert verdicts() == {2: "changed"}
    confirm(editor, SHEET)
    assert contacts_known()["moh"].website == "https://health.example", "a column that is missing changes nothing"
    assert contacts_known()["moh"].telephone == "06 500 0001"


def test_faults_are_told_by_row_and_nothing_of_the_file_is_done(editor: Client) -> None:
    send(
        editor,
        SHEET,
        as_csv(
            [
                ["code", "telephone", "website", "email"],
                ["moh", "call", "health", "x"],
                ["nowhere", "1", "", ""],
                ["moh", "1", "", ""],
            ]
        ),
    )
    assert set(verdicts().values()) == {"refused"}
    assert said(2).count("Write") == 3
    assert "nowhere" in said(3)
    assert "twice" in said(4)
    assert 'data-do="confirm"' not in page(editor.get(f"{SHEET}sent/{sent().pk}/"))
    assert contacts_known() == {}


def test_it_is_there_for_editors_alone(land: Country, editor: Client, admin: Client, owner: Client) -> None:
    for client in (admin, owner):
        for address in (SHEET, FORMS, f"{FORMS}moh/"):
            assert client.get(address).status_code == 404
    assert editor.get("/admin/sheets/list/contacts/").status_code == 404
    assert editor.get("/admin/sheets/pages/bodies/").status_code == 404
    assert admin.get("/admin/sheets/list/contacts/").status_code == 404
    assert file_link("sheet", "contacts/7").endswith("/admin/sheets/pages/contacts/sent/7/")


def test_a_form_writes_one_agency_and_keeps_what_was_typed(editor: Client) -> None:
    assert "moh" in page(editor.get(FORMS, {"q": "moh"}))
    refused = editor.post(f"{FORMS}moh/", {"telephone": "call us", "hours_en": "8 to 3"})
    assert refused.status_code == 422
    assert 'value="8 to 3"' in page(refused)
    saved = editor.post(f"{FORMS}moh/", {"telephone": "111", "hours_en": "8 to 3"}, follow=True)
    assert "Saved" in words(page(saved))
    assert contacts_known()["moh"] == Contact(telephone="111", hours={"en": "8 to 3"})
    assert editor.get(f"{FORMS}central/").status_code == 404
