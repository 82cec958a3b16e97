"""What a case leaves anywhere else, in rows, letters, tasks, logs, cache, sessions, files, reports: never a word."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.core.files.storage import storages
from django.test import Client

from content.forms.encrypting import encrypt_waiting
from content.forms.storing import open_stored
from permissions.actors import Actor
from permissions.now import now
from portal.settings.environment import VAR
from tests.site.portal.canary.finding import PREFIX, token, tokens_in
from tests.site.portal.canary.planting import HIDDEN, IDENTITY, Planted
from tests.site.portal.canary.tables import tables_with_words
from tests.site.portal.canary.visiting import Visit
from tests.site.portal.who_may_what.world import World
from workflows.cases.models.words import PROOF
from workflows.notifications.deliver import deliver_waiting
from workflows.reports.models import FileFormat, ReportFile
from workflows.reports.period import Period
from workflows.reports.services import Wanted, request_files
from workflows.reports.tasks import make_file

pytestmark = pytest.mark.django_db
# Where a person's words are at home, each table by the reason why it holds them.
HOMES = {
    "Case": "subject and place",
    "Work": "subject and place again, folded, so that a search reads one table",
    "CaseWords": "what was written, as forms of its words, so that a search finds it",
    "Message": "what was said",
    "Answer": "what the form asked",
    "FilledField": "what officers filled in",
    "File": "names of files",
}


READERS = {
    "sealed": "rights_handler",
    "confidential": "central",
    "guarded": "central",
    "other": "central",
    "mine": "liaison",
}
SENT: list[mail.EmailMessage] = []
"""Letters, kept here since each test begins with an empty box."""


@pytest.fixture(scope="module")
def worked(world: World, planted: dict[str, Planted]) -> dict[str, Planted]:
    """The cases, seen and searched by those who may, with all their letters sent and the month reported."""
    for name, role in READERS.items():
        visit, case = Visit(world.clients[role]), planted[name]
        visit.look(f"/admin/desk/?q={case.word('subject')}")
        visit.look(f"/admin/desk/{case.case.tracking}/")
        visit.client.post(f"/admin/desk/{case.case.tracking}/reply/", {"work": 1, "text": case.word("refused")})
        together = {"cases": [case.word("number")], "act": "note", "text": case.word("bulk")}
        visit.client.post("/admin/desk/together/", together)
        visit.client.post(f"/admin/desk/{case.case.tracking}/identity/")
    before = len(mail.outbox)
    deliver_waiting()
    SENT[:] = mail.outbox[before:]
    today = now()
    wanted = [Wanted(each, language) for each in FileFormat for language in ("ar", "en")]
    for period in (Period(today.year, today.month), Period(today.year)):
        for file in request_files(period=period, cut_off=today, wanted=wanted, actor=Actor.operator):
            make_file(file.pk)
    encrypt_waiting()
    return planted


def test_a_persons_words_lie_in_the_tables_of_the_case_and_nowhere_else(worked: dict[str, Planted]) -> None:
    found = tables_with_words()
    assert set(found) == set(HOMES)
    assert {token(name, "text") for name in worked if name not in HIDDEN} <= found["Message"]


def test_no_table_holds_who_filed_anything_nor_a_word_of_a_hidden_case(worked: dict[str, Planted]) -> None:
    """But for what their questions are called, and where their files lie, which is drawn by lot outside of tests."""
    plain = {each for tokens in tables_with_words().values() for each in tokens}
    apart = {token(name, place) for name in worked for place in IDENTITY} | {
        each for each in plain if any(each.startswith(f"{PREFIX}{name}0") for name in HIDDEN)
    }
    kept = {each for each in plain & apart if not each.endswith(("key0", "question0"))}
    assert kept == set()


def test_no_byte_of_a_file_of_a_hidden_case_is_plain_once_the_queue_has_seen_to_it(worked: dict[str, Planted]) -> None:
    """Nor of one that proves who somebody is, of whatever case."""
    for name, each in worked.items():
        for file in each.case.files.all() if name in HIDDEN else each.case.files.filter(asked_by=PROOF):
            with storages["private"].open(file.storage_key) as stored, open_stored(file.storage_key) as plain:
                assert tokens_in(stored.read()) == set()
                assert tokens_in(plain.read()) != set()


def test_no_letter_holds_a_word(worked: dict[str, Planted]) -> None:
    """But for the address of the citizen whom it goes to, and the subject of their own request that is not sealed."""
    letters = [(each.to, each.message().as_bytes() + str(each.subject).encode()) for each in SENT]
    assert len(letters) >= 8
    for to, sent in letters:
        whose = tokens_in(str(to))
        own = {token(name, "subject") for name in worked if token(name, "email") in whose and name != "sealed"}
        assert tokens_in(sent) <= whose | own
    assert any(token("mine", "subject") in tokens_in(sent) for _to, sent in letters)


def test_a_letter_that_told_a_word_would_be_found(worked: dict[str, Planted]) -> None:
    word = worked["sealed"].word("text")
    mail.EmailMessage("About you", f"They wrote: {word}", to=["officer-moh@example.org"]).send()
    assert word in tokens_in(mail.outbox[-1].message().as_bytes())


def test_no_line_of_the_log_holds_a_word(worked: dict[str, Planted], logged: list[str]) -> None:
    logging.getLogger("canary").debug("was here: %s", worked["sealed"].word("text"))
    lines = [line for line in logged if tokens_in(line) and not line.startswith("django.db.backends")]
    assert [line.split()[0] for line in lines] == ["canary"]


def test_neither_a_key_nor_a_value_of_the_cache_holds_a_word(worked: dict[str, Planted]) -> None:
    caches["default"].set("canary-was-here", worked["sealed"].word("text"))
    kept = {name: value for alias in settings.CACHES for name, value in _cached(alias).items()}
    assert {name for name, value in kept.items() if tokens_in(name) or tokens_in(value)} == {":1:canary-was-here"}


def _cached(alias: str) -> dict[str, Any]:
    return dict(getattr(caches[alias], "_cache", {}))


def test_only_the_files_of_the_cases_hold_a_word(worked: dict[str, Planted]) -> None:
    """Of all that the platform ever wrote to its folder: uploads, pictures, reports, static files; not the database."""
    written = [path for path in VAR.rglob("*") if path.is_file() and ".sqlite3" not in path.name]
    strange = {str(path.relative_to(VAR)) for path in written if tokens_in(path.read_bytes())}
    told = [each for name, each in worked.items() if name not in HIDDEN]
    keys = {file.storage_key for each in told for file in each.case.files.exclude(asked_by=PROOF)}
    assert keys <= {path.partition("/")[2] for path in strange}
    # Files outlive the tests that made them: whatever else holds a word was planted by the same hands.
    assert {path.partition("/")[2].partition("/")[0] for path in strange} == {"canary"}


def test_no_report_in_any_format_holds_a_word(worked: dict[str, Planted]) -> None:
    files = list(ReportFile.objects.select_related("snapshot"))
    assert {(file.format, file.language) for file in files} >= {(each, "ar") for each in FileFormat}
    for file in files:
        assert file.snapshot is not None
        with storages["private"].open(file.storage_key) as made:
            assert tokens_in(made.read()) == set()
        assert tokens_in([file.snapshot.numbers, file.snapshot.names]) == set()


def test_a_strangers_session_learns_nothing_of_a_case_it_asked_for(worked: dict[str, Planted]) -> None:
    client = Client()
    client.post("/ar/track/", {"tracking": worked["sealed"].case.tracking, "secret": "0000000000000000"})
    assert tokens_in(dict(client.session.items())) == set()
    assert tokens_in(str(client.cookies)) == set()
