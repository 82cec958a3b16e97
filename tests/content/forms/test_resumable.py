"""A large file arrives piece by piece, goes on after a cut, and is called arrived once all of it is on the disk."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from content.forms import arriving, first_piece, quota, taking
from content.forms.arriving import Arriving, let_go_of_old, opened
from content.forms.quota import no_room_for
from content.forms.resumable import MOST_A_PIECE
from content.forms.sniffing import HEAD
from content.forms.unreadable import Busy
from content.forms.upload import Upload
from permissions.now import now
from tests.content.forms import made
from tests.content.forms.in_pieces import PIECE, TUS, patch, told
from tests.content.forms.sending import URL, form_of, send
from workflows.cases.models import Case, File

pytestmark = pytest.mark.django_db
CONTENT = made.settled_pdf(bytes(range(256)) * 40)
HALF = len(CONTENT) // 2


@pytest.fixture
def citizen() -> Client:
    made.english_forms("complaint")
    return Client()


def begin(client: Client, token: str, *, length: int | str = len(CONTENT), name: str = "scan.pdf", **more: str) -> Any:
    metadata = told(filename=name, form_token=token)
    return client.post(
        f"{URL}?upload", headers={**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata, **more}
    )


def begun(client: Client) -> tuple[str, str]:
    """The address of a new file, and the token of its form."""
    token = form_of(client.get(URL))["form_token"]
    answer = begin(client, token)
    assert (answer.status_code, answer["Upload-Offset"], answer["Tus-Resumable"]) == (201, "0", "1.0.0")
    return answer["Location"], token


def offset_of(client: Client, address: str) -> int:
    return int(client.head(address, headers=TUS)["Upload-Offset"])


def signed(told_of: dict[str, Any]) -> dict[str, Any]:
    """What is told of a file, with what its token signs: the moment of signing goes on from second to second."""
    return {**told_of, "token": told_of["token"].partition(":")[0]}


def test_a_file_goes_on_where_it_was_cut_off_and_goes_with_its_form(citizen: Client) -> None:
    address, token = begun(citizen)
    assert patch(citizen, address, 0, CONTENT[:HALF]).status_code == 204
    later = Client()  # the page was loaded anew: nothing of the former is needed
    assert offset_of(later, address) == HALF
    assert later.post(address).status_code == 409
    assert not Upload.objects.exists()
    last = patch(later, address, HALF, CONTENT[HALF:])
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(CONTENT)))
    # The answer to the last request may be lost: it is asked for again, and the file is one.
    first, again = later.post(address).json(), later.post(address).json()
    assert signed(first) == signed(again)
    assert (Upload.objects.count(), first["name"], first["size"]) == (1, "scan.pdf", len(CONTENT))
    shown = citizen.get(URL)
    send(citizen, shown, form_token=token, kept_files=[first["token"]])
    assert File.objects.get().sha256 == Upload.objects.get().sha256
    assert not arriving.Arriving.objects.get().path.exists()


def test_a_wrong_offset_changes_nothing(citizen: Client) -> None:
    address, _token = begun(citizen)
    patch(citizen, address, 0, CONTENT[:10])
    for offset in ("0", "11", "-1", "ten", "9" * 30):
        answer = citizen.patch(address, b"x", content_type=PIECE, headers={**TUS, "Upload-Offset": offset})
        assert (answer.status_code, answer["Upload-Offset"]) == (409, "10")
    assert patch(citizen, address, 10, CONTENT).status_code == 413  # more than was told
    assert (
        citizen.patch(address, b"x", content_type="text/plain", headers={**TUS, "Upload-Offset": "10"}).status_code
        == 415
    )
    assert citizen.patch(address, b"x", content_type=PIECE, headers={"Upload-Offset": "10"}).status_code == 412
    assert offset_of(citizen, address) == 10


def test_two_tabs_do_not_write_into_one_another(citizen: Client) -> None:
    address, _token = begun(citizen)
    row = Arriving.objects.get()
    with opened(row):
        assert patch(citizen, address, 0, CONTENT[:5]).status_code == 423
        assert citizen.post(address).status_code == 423
        assert citizen.delete(address, headers=TUS).status_code == 423
    assert offset_of(citizen, address) == 0


def test_what_lies_behind_the_offset_is_written_over(citizen: Client) -> None:
    """Whoever died between the disk and the row has written more than is known."""
    address, _token = begun(citizen)
    row = Arriving.objects.get()
    with opened(row) as content:
        content.write(b"more than the row says" * 9_000)
    patch(citizen, address, 0, CONTENT)
    assert row.path.stat().st_size == len(CONTENT)
    assert citizen.post(address).json()["size"] == len(CONTENT)


def test_a_row_never_says_more_than_was_synced(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address, _token = begun(citizen)

    def full(_descriptor: int) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as disk, pytest.raises(OSError, match="full"):
        disk.setattr("os.fsync", full)
        patch(citizen, address, 0, CONTENT)
    assert offset_of(citizen, address) == 0


def test_it_can_be_ended_and_is_gone(citizen: Client) -> None:
    address, _token = begun(citizen)
    path = Arriving.objects.get().path
    patch(citizen, address, 0, CONTENT[:9])
    assert citizen.delete(address, headers=TUS).status_code == 204
    assert [citizen.head(address, headers=TUS).status_code, patch(citizen, address, 9, b"x").status_code] == [404, 404]
    assert not path.exists()


def test_what_never_gets_whole_goes_after_a_day(citizen: Client) -> None:
    address, _token = begun(citizen)
    patch(citizen, address, 0, CONTENT[:9])
    row = Arriving.objects.get()
    stray = row.path.with_name("stray")
    stray.write_bytes(b"x")
    assert let_go_of_old() == 0
    assert (row.path.exists(), stray.exists()) == (True, False)
    Arriving.objects.update(begun_at=now() - arriving.LIFETIME - timedelta(seconds=1))
    assert let_go_of_old() == 1
    assert not row.path.exists()
    assert not Arriving.objects.exists()


def test_who_may_begin_is_who_may_send_a_file_ahead(citizen: Client) -> None:
    token = form_of(citizen.get(URL))["form_token"]
    assert begin(citizen, "forged").status_code == 422
    assert begin(citizen, token, length=taking.MOST_BYTES + 1).status_code == 413
    assert begin(citizen, token, length="many").status_code == 400
    assert begin(citizen, token, **{"Tus-Resumable": "0.2.2"}).status_code == 412
    assert Client(enforce_csrf_checks=True).post(f"{URL}?upload", headers=TUS).status_code == 403
    assert not Arriving.objects.exists()


def test_a_name_has_no_mark_that_nobody_sees(citizen: Client) -> None:
    begin(citizen, form_of(citizen.get(URL))["form_token"], name="a\x00b\u2069c\u202egpj.pdf")
    assert Arriving.objects.get().name == "abcgpj.pdf"


def test_what_was_only_told_keeps_nobody_from_attaching_a_file(citizen: Client, settings: Any) -> None:
    settings.UPLOADS_WAITING_BYTES = len(CONTENT)
    first, second = begun(citizen)[0], begun(citizen)[0]
    assert no_room_for(len(CONTENT), form_key="another") is None
    assert patch(citizen, first, 0, CONTENT[:HALF]).status_code == 204
    refused = patch(citizen, second, 0, CONTENT)
    assert (refused.status_code, "too many files are waiting" in refused.json()["refused"]) == (422, True)
    assert offset_of(citizen, second) == 0
    assert patch(citizen, first, HALF, CONTENT[HALF:]).status_code == 204


def test_what_has_come_of_a_file_on_its_way_counts_as_if_it_were_there(citizen: Client, settings: Any) -> None:
    settings.UPLOADS_WAITING_BYTES = len(CONTENT) * 2
    patch(citizen, begun(citizen)[0], 0, CONTENT)
    assert no_room_for(len(CONTENT), form_key="another") is None
    assert no_room_for(len(CONTENT) + 1, form_key="another") is not None
    answer = begin(citizen, form_of(citizen.get(URL))["form_token"], length=len(CONTENT) + 1)
    assert (answer.status_code, "too many files are waiting" in answer.json()["refused"]) == (422, True)


def test_files_on_their_way_count_for_their_form(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "FILES_A_FORM", 1)
    _address, token = begun(citizen)
    answer = begin(citizen, token)
    assert (answer.status_code, "attached to this form and not sent" in answer.json()["refused"]) == (422, True)
    assert begin(citizen, form_of(Client().get(URL))["form_token"]).status_code == 201


def test_what_is_refused_when_it_is_whole_leaves_nothing(citizen: Client) -> None:
    token = form_of(citizen.get(URL))["form_token"]
    address = begin(citizen, token, length=4, name="tool.exe")["Location"]
    patch(citizen, address, 0, b"MZ\x90\x00")
    answer = citizen.post(address)
    assert (answer.status_code, "a type of file that we accept" in answer.json()["refused"]) == (422, True)
    assert not Arriving.objects.exists()


@pytest.mark.parametrize("content", [b"MZ\x90\x00" * 2_000, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 8_000])
def test_what_its_first_piece_tells_is_refused_before_the_rest_comes(citizen: Client, content: bytes) -> None:
    token = form_of(citizen.get(URL))["form_token"]
    address = begin(citizen, token, length=100_000_000, name="tool.exe")["Location"]
    path = Arriving.objects.get().path
    assert patch(citizen, address, 0, content[: HEAD - 1]).status_code == 204  # too little to tell
    refused = patch(citizen, address, HEAD - 1, content[HEAD - 1 :])
    assert (refused.status_code, "“tool.exe” is" in made.plain(refused.json()["refused"])) == (422, True)
    assert not Arriving.objects.exists()
    assert not path.exists()
    assert patch(citizen, address, len(content), b"more").status_code == 404


def test_where_no_reader_is_free_the_rest_may_come(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_files: object, **_more: object) -> None:
        raise Busy

    monkeypatch.setattr(first_piece, "read_apart", busy)
    token = form_of(citizen.get(URL))["form_token"]
    address = begin(citizen, token, length=9_000, name="tool.exe")["Location"]
    assert patch(citizen, address, 0, b"MZ" * 4_000).status_code == 204


def test_a_citizen_adds_a_large_file_to_a_case_of_theirs_and_to_no_other(citizen: Client) -> None:
    send(citizen, citizen.get(URL))
    case = Case.objects.get()
    address = f"/en/track/{case.tracking}/add/?upload"
    headers = {**TUS, "Upload-Length": "9", "Upload-Metadata": told(filename="a.pdf")}
    assert Client().post(address, headers=headers).status_code in (302, 404)
    citizen.get(f"/en/track/{case.tracking}/")  # in the browser that filed
    assert citizen.post(address, headers=headers).status_code == 201


def test_its_address_which_is_its_key_is_not_logged(citizen: Client, caplog: pytest.LogCaptureFixture) -> None:
    address, _token = begun(citizen)
    assert citizen.post(address).status_code == 409
    assert "/en/arriving/…/" in caplog.text
    assert address not in caplog.text


def test_the_protocol_says_what_it_can(citizen: Client) -> None:
    address, _token = begun(citizen)
    answer = citizen.options(address)
    assert (answer.status_code, answer["Tus-Version"], answer["Tus-Max-Size"]) == (
        204,
        "1.0.0",
        str(taking.MOST_BYTES),
    )
    assert set(answer["Tus-Extension"].split(",")) == {"creation", "termination", "expiration"}
    assert citizen.get(address).status_code == 405
    assert citizen.head(address, headers=TUS)["Cache-Control"].startswith("no-store")
    assert citizen.head("/en/arriving/" + "0" * 48 + "/", headers=TUS).status_code == 404


def test_a_piece_has_its_bound(citizen: Client) -> None:
    address, _token = begun(citizen)
    large: Any = {"CONTENT_LENGTH": str(MOST_A_PIECE + 1), "wsgi.input": io.BytesIO()}
    assert (
        citizen.generic("PATCH", address, b"", PIECE, headers={**TUS, "Upload-Offset": "0"}, **large).status_code == 413
    )
