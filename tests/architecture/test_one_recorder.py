"""The diary's tables have one writer: ``workflows/cases/record.py``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import floor_modules, tree

TABLES = {
    *("Case", "CaseEvent", "Work", "Deadline", "OutboxEntry", "Person", "Message", "Answer", "FilledField", "File"),
    *("IdentityRequest", "ErasureRequest", "LegalHold", "OtherPerson"),
    "ServiceCall",
    # Who is shut out of a case, and who reads it by name: rows of the lowest floor, written with the case alone.
    *("Party", "NamedAccess"),
    *("CaseLink", "CaseTag", "Consultation"),
    # The rows of figures follow from the diary.
    *("Standing", "StepTaken", "Occurrence"),
}
RELATED = {
    "events",
    "works",
    "deadlines",
    "outbox",
    "messages",
    "answers",
    "filled",
    "files",
    "cases",
    "identity_requests",
    "erasure_requests",
    "consultations",
}
ROWS = {"case", "event", "work", "deadline", "entry", "person", "message", "party", "reader"}
WRITES = {
    *("create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete"),
    *(
        "acreate",
        "abulk_create",
        "aget_or_create",
        "aupdate_or_create",
        "aupdate",
        "abulk_update",
        "adelete",
        "_raw_delete",
    ),
}
ROW_WRITES = {"save", "delete", "save_base", "asave", "adelete"}
SQL = re.compile(
    r"\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\W?(workflows_|permissions_(party|namedaccess))", re.IGNORECASE
)
# The deliverer marks what it has delivered; the outbox is no part of the diary's history.
ALLOWED = {
    "workflows.cases.record": TABLES | {"model"},
    # A recording is kept in another form than it came in: size and digest follow, and nothing that anybody wrote.
    "workflows.cases.files_made_anew": {"File", "files"},
    # Called by the recorder alone.
    "workflows.cases.words_written": {"Person", "Message", "Answer", "FilledField", "File", "OtherPerson", "person"},
    # Called by the recorder where a case is hidden, and by whoever encrypts rows of before: what they say stays.
    "workflows.cases.hiding": {"Case", "Work", "Person", "Message", "Answer", "FilledField", "File", "IdentityRequest"}
    | {"model"},
    "workflows.cases.rekeying": {"Person"},
    # That the bytes of a file are encrypted now is noted with it.
    "content.forms.encrypting": {"File"},
    # Called by the recorder, and by whoever makes rows of figures anew.
    "workflows.figures.rows": {"Standing", "StepTaken", "Occurrence", "model"},
    # Called by the recorder alone.
    "workflows.cases.columns": {"model"},
    # Called by the recorder, and where a copy of before is erased again: takes rows away, and writes no word.
    "workflows.cases.wiping": {"Case", "Work", "File", "IdentityRequest"},
    # Where an accused person comes to sit is shut with the change of their posts, without an act on the case.
    "permissions.access.accused": {"Party"},
    "workflows.notifications.deliver": {"OutboxEntry"},
    # What failed is tried once more by hand.
    "workflows.notifications.told": {"OutboxEntry"},
    # What a mail server sends back is noted with the letter.
    "workflows.notifications.came_back": {"OutboxEntry"},
    # An automatic act is leased, waits for longer after each failure, and is tried once more by hand.
    "workflows.services.doing": {"ServiceCall"},
    "workflows.services.called": {"ServiceCall"},
    # A deputy is told what is lent to them: no case has to do with it.
    "workflows.notifications.to_deputies": {"OutboxEntry"},
    "workflows.notifications.to_holders": {"OutboxEntry"},
    # Whoever was given many cases at once is told so once.
    "workflows.notifications.to_assigned": {"OutboxEntry"},
    # Whoever asked for work over many cases hears that it is over; everybody gets the letter of the morning.
    "workflows.notifications.to_askers": {"OutboxEntry"},
    # Whoever is sent a report, or named a number at which they want to hear: figures, and no case's to tell.
    "workflows.notifications.to_report_readers": {"OutboxEntry"},
    "workflows.saved_reports.sending": {"OutboxEntry"},
    "workflows.dashboards.thresholds": {"OutboxEntry"},
    "workflows.notifications.notices.digest": {"OutboxEntry"},
    # Who may erase is told what was erased without them: what is about the case itself went with it.
    "workflows.notifications.to_data_protection": {"OutboxEntry"},
    # Owners are told what others of them did with rules.
    "workflows.notifications.to_owners": {"OutboxEntry"},
    # Editors are told what becomes of a form that takes two of them.
    "workflows.notifications.to_editors": {"OutboxEntry"},
    # Whoever owns an account is told that somebody tries to get into it.
    "workflows.notifications.to_account_owners": {"OutboxEntry"},
    # Whoever signs in as a citizen gets a code.
    "workflows.notifications.to_citizens_signing_in": {"OutboxEntry"},
    # Whoever asks for a new code, and an address that letters have left, are no case's to tell.
    "workflows.notifications.to_addresses": {"OutboxEntry"},
}


def writes(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Table (or the name that stands for it) and line of each call that writes a row of the diary's tables."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield "SQL", node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from ((table, node.lineno) for table in (*_written(node.func), *_many_rows(node)))


def _many_rows(call: ast.Call) -> list[str]:
    """The table that ``many_rows.insert`` and ``update`` are given first, or the name that stands for any."""
    written = call.func
    if isinstance(written, ast.Attribute) and _name(written.value) == "many_rows":
        return [name for name in (_name(call.args[0]),) if name in TABLES | {"model"}]
    return []


def _written(call: ast.Attribute) -> list[str]:
    names = [_name(node) for node in ast.walk(call.value)]
    if call.attr in WRITES:
        managers = bool({"objects", "_default_manager", "_base_manager"} & set(names))
        tables = [name for name in names if (managers and name in TABLES) or name in RELATED]
        if tables:
            return tables[:1]
    if call.attr in ROW_WRITES and isinstance(call.value, ast.Name) and call.value.id in ROWS:
        return [call.value.id]
    return []


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_nothing_but_the_recorder_writes_the_diarys_tables() -> None:
    found = [
        f"{name}:{line}: {table}"
        for name, path in floor_modules().items()
        for table, line in writes(tree(path))
        if table not in ALLOWED.get(name, set())
    ]
    assert found == []


def test_the_recorder_itself_is_seen_writing() -> None:
    found = {table for table, _ in writes(tree(floor_modules()["workflows.cases.record"]))}
    assert {"CaseEvent", "OutboxEntry", "Party"} <= found


@pytest.mark.parametrize(
    "line",
    [
        "Case.objects.filter(pk=1).update(level=2)",
        "case.events.create(number=3)",
        "Work.objects.using('default').bulk_create([])",
        "Deadline._default_manager.all().delete()",
        "case.save(update_fields=['level'])",
        "cursor.execute('UPDATE workflows_case SET level = 2')",
        "cursor.execute('DELETE FROM permissions_party')",
        "Party.objects.filter(case_id=1).delete()",
        "NamedAccess.objects.create(case_id=1, user=user)",
        "many_rows.insert(CaseEvent, events)",
        "many_rows.update(Work, ['level'], works)",
    ],
)
def test_a_write_past_the_recorder_is_seen(line: str) -> None:
    assert len(list(writes(ast.parse(line)))) == 1


@pytest.mark.parametrize("line", ["Case.objects.filter(pk=1).first()", "seen.update(case=1)", "upload.save()"])
def test_reading_is_let_through(line: str) -> None:
    assert list(writes(ast.parse(line))) == []
