"""A citizen takes away their own data: asked for, made by the queue, read by nobody else, gone after a day."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from permissions.audit.models import AuditEntry
from permissions.citizens.models import Citizen
from permissions.limits.catalogue import OWN_DATA
from permissions.now import now, standing_at
from portal.citizen.own_data import make_waiting
from tests.scenes import Country, country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.citizen.signing_in import known
from workflows.cases.actions import Note, Reply
from workflows.cases.erasing import erase_again
from workflows.cases.joining import join
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.submission import GivenAnswer, StoredFile
from workflows.facts.fact import FactType
from workflows.own_data.models import LEASE, Making, OwnData
from workflows.own_data.services import ask_for, forget_old, made, take

pytestmark = pytest.mark.django_db
NOTE, REPLY = "Between us only", "The lamp will be mended"


@pytest.fixture
def land() -> Country:
    return country()


def filed(land: Country, **said: Any) -> Case:
    key = storages["private"].save("2026/11/lamp", ContentFile(b"a picture of a lamp"))
    file = StoredFile("../lamp.jpg", "image/jpeg", 19, "0" * 64, key)
    answer = GivenAnswer("since", "Since when?", "May", "May", FactType.TEXT)
    case = file_case(text="It is dark.", name="Samar Haddad", answers=(answer,), files=(file,), **said)
    if said.get("kind") != "integrity":
        apply(case.pk, Note(text=NOTE), actor=land.actor("officer-central"))
        apply(case.pk, Reply(text=REPLY), actor=land.actor("officer-central"))
    return case


def taken(client: Client, address: str) -> zipfile.ZipFile:
    """Ask for it, have the queue make it, and take it."""
    asked = client.post(address)
    assert asked.status_code == 302
    place = asked["Location"]
    waiting = client.get(place)
    assert waiting["Refresh"]
    assert "0 %" in waiting.content.decode() or "0" in waiting.content.decode()
    assert client.get(f"{place}?file").status_code == 404
    make_waiting()
    assert "?file" in client.get(place).content.decode()
    answer = client.get(f"{place}?file")
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file's


def test_all_that_was_given_and_told_is_in_it_and_nothing_of_colleagues(client: Client, land: Country) -> None:
    case = filed(land)
    prove(client, case, "en")
    assert f"/en/track/{case.tracking}/data/" in page(client, case, "en")
    archive = taken(client, f"/en/track/{case.tracking}/data/")
    said = json.loads(archive.read("data.json"))
    (request,) = said["requests"]
    assert request["number"] == case.tracking
    assert request["you"]["name"] == "Samar Haddad"
    assert request["answers"] == [{"question": "Since when?", "answer": "May"}]
    words = [word["text"] for event in request["happened"] for word in event["words"]]
    assert words == ["It is dark.", REPLY]
    (path,) = [name for name in archive.namelist() if name.startswith(case.tracking)]
    assert (path, archive.read(path)) == (f"{case.tracking}/1-_lamp.jpg", b"a picture of a lamp")
    html = archive.read("data.html").decode()
    assert "It is dark." in html
    assert REPLY in html
    whole = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    assert NOTE not in whole
    assert all(str(person) not in whole for person in land.people.values())
    entry = AuditEntry.objects.get(verb="own_data_asked")
    assert (entry.subject, entry.data, entry.actor_kind) == ("own_data", {"case": case.pk}, "citizen")


def test_whoever_has_not_shown_the_secret_gets_nothing(client: Client, land: Country) -> None:
    case, other = filed(land, kind="integrity"), filed(land)
    address = f"/en/track/{case.tracking}/data/"
    assert client.post(address)["Location"].startswith("/en/track/?")
    assert not OwnData.objects.exists()
    prove(client, case, "en")
    place = client.post(address)["Location"]
    make_waiting()
    stranger = Client()
    prove(stranger, other, "en")
    assert stranger.get(f"{place}?file").status_code == 302
    key = OwnData.objects.get().key
    assert stranger.get(f"/en/track/{other.tracking}/data/{key}/").status_code == 404
    own = client.get(f"{place}?file")
    assert own.status_code == 200
    own.close()


def test_a_citizen_who_is_signed_in_takes_all_but_what_a_secret_opens(land: Country) -> None:
    plain, hidden = filed(land), filed(land, confidential=True)
    at = now()
    huda = Citizen.objects.create(email="huda@example.org", created_at=at, signed_in_at=at)
    join(huda, plain)
    join(huda, hidden)
    client = known(huda)
    assert "/en/my/data/" in client.get("/en/my/").content.decode()
    said = json.loads(taken(client, "/en/my/data/").read("data.json"))
    assert [each["number"] for each in said["requests"]] == [plain.tracking]
    assert said["citizen"]["email"] == "huda@example.org"
    assert Client().get("/en/my/data/").status_code == 302


def test_after_a_day_it_is_gone_with_its_bytes(client: Client, land: Country) -> None:
    case = filed(land)
    prove(client, case, "en")
    place = client.post(f"/en/track/{case.tracking}/data/")["Location"]
    make_waiting()
    key = OwnData.objects.get().storage_key
    with standing_at(now() + timedelta(hours=25)):
        prove(client, case, "en")
        assert client.get(place).status_code == 404
        forget_old()
    assert not OwnData.objects.exists()
    assert not storages["private"].exists(key)


def test_it_goes_with_the_case(client: Client, land: Country, django_capture_on_commit_callbacks: Any) -> None:
    case = filed(land)
    prove(client, case, "en")
    client.post(f"/en/track/{case.tracking}/data/")
    make_waiting()
    key = OwnData.objects.get().storage_key
    with django_capture_on_commit_callbacks(execute=True):
        erase_again(case.pk, now())
    assert not OwnData.objects.exists()
    assert not storages["private"].exists(key)


def test_what_cannot_be_made_says_so_and_can_be_asked_for_again(
    client: Client, land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = filed(land)
    prove(client, case, "en")
    place = client.post(f"/en/track/{case.tracking}/data/")["Location"]
    storages["private"].delete(case.files.get().storage_key)
    make_waiting()
    assert OwnData.objects.get().state == Making.FAILED
    assert "could not be made" in client.get(place).content.decode()


@pytest.mark.usefixtures("limits_on")
def test_too_many_are_slowed_down(client: Client, land: Country) -> None:
    case = filed(land)
    prove(client, case, "en")
    for _time in range(OWN_DATA.free):
        assert client.post(f"/en/track/{case.tracking}/data/").status_code == 302
    assert client.post(f"/en/track/{case.tracking}/data/").status_code == 429
    assert OwnData.objects.count() == OWN_DATA.free


def test_whoever_is_forgotten_leaves_no_file_behind(land: Country) -> None:
    at = now()
    huda = Citizen.objects.create(email="huda@example.org", created_at=at, signed_in_at=at)
    join(huda, filed(land))
    client = known(huda)
    client.post("/en/my/data/")
    make_waiting()
    key = OwnData.objects.get().storage_key
    client.post("/en/my/forget/")
    assert not Citizen.objects.exists()
    assert not OwnData.objects.exists()
    assert not storages["private"].exists(key)


def test_of_a_sealed_request_it_tells_days_and_no_hours(client: Client, land: Country) -> None:
    case = filed(land, kind="integrity")
    prove(client, case, "en")
    archive = taken(client, f"/en/track/{case.tracking}/data/")
    said = json.loads(archive.read("data.json"))
    instants = [said["made_at"], *(said["requests"][0][name] for name in ("filed_at",))]
    instants += [event["at"] for event in said["requests"][0]["happened"]]
    assert instants
    assert all("T00:00:00" in written or "T21:00:00" in written for written in instants), instants
    assert re.search(r"\d:\d\d", archive.read("data.html").decode()) is None
    plain = filed(land)
    prove(client, plain, "en")
    said = json.loads(taken(client, f"/en/track/{plain.tracking}/data/").read("data.json"))
    assert said["requests"][0]["filed_at"] == plain.opened_at.isoformat()


def test_who_was_too_slow_does_not_finish_what_another_took_meanwhile(land: Country) -> None:
    asked = ask_for(language="en", case=file_case())
    slow = take(asked.pk)
    assert slow is not None
    assert take(asked.pk) is None
    with standing_at(now() + LEASE):
        quick = take(asked.pk)
        assert quick is not None
        assert not made(slow, storage_key="slow", size=1)
        assert made(quick, storage_key="", size=1)
