"""Makes the files of reports, as the queue does it: all is asked anew, with the rights of the reader then."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from typing import IO, Any, Final, cast

from django.core.files.base import File
from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

from permissions.access.decide import Held
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.levels import level_name
from permissions.agencies.rights import VIEW_CASE
from permissions.writing import written_moment
from portal.saved_reports.answer import NOW, answered
from portal.saved_reports.shown import (
    Sheet,
    days_in_words,
    narrowed,
    remarks,
    said_of,
    says,
    sheet_of,
    who_is_counted,
)
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case
from workflows.figures.errors import CannotReckon
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, Table
from workflows.reports.models import Problem
from workflows.reports.pdf import PangoMissing, make_pdf
from workflows.saved_reports.copies import failed, made, note_progress, take, waiting
from workflows.saved_reports.kept import table_for
from workflows.saved_reports.models import Format, ReportCopy
from workflows.saved_reports.opened_cases import in_chunks, readable_behind
from workflows.saved_reports.opening import Opened
from workflows.saved_reports.reach import reach_of
from workflows.saved_reports.sending import tell_of_file
from workflows.saved_reports.sheet_file import Row, write_csv, write_xlsx
from workflows.versions.raw import Malformed

log = logging.getLogger(__name__)
MAKE: Final = "portal.saved_reports.making.make"


class NotTheirs(Exception):
    """Whoever asked for the file reads no figures any more."""


def make(copy_id: int) -> None:
    """One file; nothing when it is made or another has it. Safe to ring twice and to kill."""
    copy = take(copy_id)
    if copy is None:
        return
    with override(copy.language):
        try:
            _make(copy)
        except (CannotReckon, NotTheirs) as error:
            failed(copy, str(error))
        except Malformed:
            failed(copy, _("This report was saved by another release and cannot be read any more."))
        except PangoMissing as error:
            log.error("A report could not be made: %s", error)  # noqa: TRY400 - the sentence says all
            failed(copy, str(Problem.NO_PANGO.label))
        except Exception:
            log.exception("The file %d of a report could not be made.", copy.pk)
            failed(copy, str(Problem.UNKNOWN.label))


def make_waiting() -> None:
    """All that nobody makes: rung for when a ring was lost."""
    for copy_id in waiting():
        make(copy_id)


def _make(copy: ReportCopy) -> None:
    held = held_by(copy.reader_id)
    reach = reach_of(held) if copy.reader.is_active else None
    if reach is None:
        raise NotTheirs(_("Your rights reach no figures any more."))
    with tempfile.TemporaryFile() as out:
        if copy.cell is not None:
            _write_cases(copy, reach, held, out)
        else:
            _write_table(copy, reach, out)
        size = out.tell()
        out.seek(0)
        key = storages["private"].save(f"own-reports/{copy.key}.{copy.format}", File(out))
    if not made(copy, storage_key=key, size=size):
        storages["private"].delete(key)
        return
    tell_of_file(copy)


def _write_table(copy: ReportCopy, reach: Reach, out: IO[bytes]) -> None:
    table = table_for(Question.of_json(copy.question), reach, NOW)
    if copy.format == Format.PDF:
        out.write(make_pdf(_paper(copy, table, reach)))
        return
    sheet = sheet_of(table, opens=False)
    is_compared = table.former is not None
    heads, rows = [*(sheet.splits or [_("All")]), *_heads(sheet, is_compared)], _rows(sheet, is_compared)
    if copy.format == Format.CSV:
        write_csv(out, heads=heads, rows=rows)
    else:
        write_xlsx(out, title=copy.title, heads=heads, rows=rows, about=_about(copy, table, reach))


def _paper(copy: ReportCopy, table: Table, reach: Reach) -> str:
    said = answered(table, copy.drawn, opens=False) | {
        "title": copy.title,
        "language": copy.language,
        "right_to_left": get_language_bidi(),
        "counted": who_is_counted(reach),
    }
    return render_to_string("saved_reports/paper.html", said)


def _heads(sheet: Sheet, is_compared: bool) -> list[str]:
    if not is_compared:
        return sheet.heads
    before = _("The period before")
    return [each for head in sheet.heads for each in (head, f"{head} · {before}")]


def _rows(sheet: Sheet, is_compared: bool) -> Iterator[Row]:
    """Numbers in their unit, as they are, each before that of the period before: rounding is for people."""
    wide = max(len(sheet.splits), 1)
    for line in [*sheet.lines, *([sheet.sums] if sheet.sums is not None else [])]:
        words = [*line.words, *[""] * wide][:wide]
        numbers = [
            each for cell in line.cells for each in ((cell.value, cell.former) if is_compared else (cell.value,))
        ]
        yield [*words, *(round(each, 4) if each is not None else None for each in numbers)]


def _about(copy: ReportCopy, table: Table, reach: Reach) -> Iterator[Row]:
    yield _("Report"), copy.title
    yield _("What is counted"), says(table)
    yield _("Period"), days_in_words(table.days)
    if table.former is not None:
        yield _("The period before"), days_in_words(table.former)
    for line in narrowed(table.question):
        yield _("Only"), line
    yield from remarks(table)
    yield _("Whose requests"), who_is_counted(reach)
    yield _("Counted at"), written_moment(table.as_of)


def _write_cases(copy: ReportCopy, reach: Reach, held: Held, out: IO[bytes]) -> None:
    if not held.at(VIEW_CASE):
        raise NotTheirs(_("Your rights reach figures, and no requests."))
    opened = Opened.of_json(copy.question, cast("dict[str, Any]", copy.cell))
    actor = Actor.staff(copy.reader_id)
    ids = list(readable_behind(opened, reach, actor, held).values_list("pk", flat=True))
    heads = [
        _("Request number"),
        _("Filed"),
        _("Subject"),
        _("Kind"),
        _("Agency"),
        _("Level"),
        _("Status"),
        _("Outcome"),
    ]
    rows = _case_rows(copy, ids, actor, held)
    if copy.format == Format.CSV:
        write_csv(out, heads=heads, rows=rows)
        return
    table = table_for(opened.question, reach)
    about: list[Row] = [(_("Report"), copy.title), (_("Number"), said_of(opened, table)), (_("Requests"), len(ids))]
    write_xlsx(out, title=copy.title, heads=heads, rows=rows, about=about)


def _case_rows(copy: ReportCopy, ids: list[int], actor: Actor, held: Held) -> Iterator[Row]:
    done = 0
    for cases in in_chunks(ids, actor, held):
        names: dict[int, str] = {}
        for case in cases:
            yield _case_row(case, names)
        done += len(cases)
        note_progress(copy, done, len(ids))


def _case_row(case: Case, names: dict[int, str]) -> Row:
    agency = names.setdefault(case.agency_id, str(case.agency))
    return (
        case.tracking,
        case.opened_at,
        "" if is_hidden(case) else case.marked_title,
        str(case.kind),
        agency,
        level_name(case.level, case.agency.role),
        capfirst(case.get_status_display()),
        capfirst(case.get_outcome_display()) if case.outcome else "",
    )
