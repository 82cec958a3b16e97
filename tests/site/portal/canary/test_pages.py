"""Whatever a role of the demo world can look at, no word of a case comes up that is none of theirs."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable

import pytest

from permissions.people.models import User
from portal.operations.demo_world.people.roster import roster
from tests.site.portal.canary.finding import PREFIX, token, tokens_in
from tests.site.portal.canary.planting import BELONGS, CODES, HIDDEN, Planted, belongs_to, tables_of_a_case, unplanted
from tests.site.portal.canary.visiting import Visit, walk
from tests.site.portal.who_may_what.world import SEATS, World
from workflows.reports.pdf import make_pdf

# Wagtail leaves a drawn picture's file to the collector, wagtail-localize lists translations in no order: both warn.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def case_of(found: str) -> str:
    return found.removeprefix(PREFIX).partition("0")[0]


def test_the_roles_are_those_of_the_demo_world() -> None:
    assert set(SEATS) == {seat.role for seat in roster()}


def test_every_field_of_a_case_holds_a_word_of_its_own(planted: dict[str, Planted]) -> None:
    for name, each in planted.items():
        # A hidden case is found by its number alone; of all others nobody asks who filed them.
        hidden = ["Case.search_text", "Work.search_text"]
        asked = hidden if name in HIDDEN else ["IdentityRequest.reason", "IdentityRequest.answer"]
        assert unplanted(each) == asked, name
    assert tables_of_a_case() <= set(CODES)


# What liaison officers and the posts above hold is what an officer holds, at the same agency; editors see pages, at
# great length; and that auditors, administrators, owners, custodians and data protection open no case, and call-takers
# none but their callers', the walk of who may what says in each run: their walks are for the long runs.
SELDOM = (
    *("liaison", "level1", "level2", "legal_adviser", "agency_administrator", "administrator"),
    *("auditor", "editor", "owner", "custodian", "data_protection", "call_taker"),
)
WALKED = [pytest.param(role, marks=pytest.mark.large) if role in SELDOM else role for role in [*SEATS, "visitor"]]


@pytest.mark.parametrize("role", WALKED)
def test_nobody_meets_a_word_that_is_not_for_them(
    world: World, planted: dict[str, Planted], role: str, record_property: Callable[[str, object], None]
) -> None:
    visit = Visit(world.clients[role])
    visit.client.raise_request_exception = False
    walk(visit, world, planted, role)
    strange = {found: place for found, place in visit.met.items() if role not in belongs_to(found)}
    assert strange == {}
    assert {name for name, roles in BELONGS.items() if role in roles} <= {case_of(found) for found in visit.met}
    record_property("said", f"{visit.asked} answers searched, {len(visit.met)} own words met")


@pytest.mark.parametrize("name", list(BELONGS))
def test_whoever_it_belongs_to_meets_all_of_it(world: World, planted: dict[str, Planted], name: str) -> None:
    """Or the search of the other tests would prove nothing."""
    worker = {"sealed": "rights_handler", "mine": "liaison", "confidential": "officer"}.get(name, "central")
    visit, case = Visit(world.clients[worker]), planted[name].case
    visit.look(f"/admin/desk/{case.tracking}/")
    for number in range(1, case.files.count() + 1):
        visit.look(f"/admin/desk/{case.tracking}/files/{number}/")
    shown = ("subject", "text", "place", "question", "shown", "note", "reply", "asked", "answered", "filledshown")
    assert {token(name, place) for place in (*shown, "sentbytes")} <= set(visit.met)


@pytest.mark.parametrize(
    "packed",
    [
        lambda word: f"<p>{word}</p>".encode(),
        lambda word: f"<p>{word.upper()}</p>",
        lambda word: {"deep": [{"said": word}]},
        lambda word: f"q=a%20{word}%22".encode(),
        lambda word: base64.b64encode(f"a session that says {word}".encode()),
        lambda word: base64.urlsafe_b64encode(zlib.compress(f"a signed cookie that says {word}".encode())),
        lambda word: gzip.compress(word.encode()),
        lambda word: b"%PDF-1.7\n1 0 obj\nstream\r\n" + zlib.compress(word.encode()) + b"\nendstream",
        lambda word: make_pdf(f"<p>{word}</p>"),
        lambda word: word.encode("utf-16-be"),
        lambda word: _zipped({"xl/sharedStrings.xml": f"<t>{word}</t>"}),
        lambda word: _zipped({f"{word}.txt": "named so"}),
    ],
)
def test_a_word_is_found_in_whatever_it_is_packed_in(packed: Callable[[str], object]) -> None:
    word = token("sealed", "text")
    assert tokens_in(packed(word)) == {word}


def _zipped(files: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def test_what_only_begins_like_an_archive_is_no_archive() -> None:
    for begins in (b"PK", b"PK\x03\x04", b"\x1f\x8b", b"\x1f\x8b\x08\x00" + bytes(20), b"x"):
        key = base64.b64encode(begins + bytes(range(30)))
        assert tokens_in(b"token=" + key + b" " + token("other", "subject").encode()) == {token("other", "subject")}


def test_a_leak_on_a_page_is_found(world: World, planted: dict[str, Planted]) -> None:
    """A word that stands where it must not, in the name of who holds a case, comes up at once."""
    word = planted["sealed"].word("text")
    officer = world.land.people["officer-moh"]
    User.objects.filter(pk=officer.pk).update(name={"ar": word, "en": word})
    visit = Visit(world.clients["liaison"])
    visit.look("/admin/desk/")
    assert visit.met[word] == "/admin/desk/"
