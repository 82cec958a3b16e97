"""A citizen takes away their own data: what they gave and were told, as JSON, as a page to read, with all files."""

from __future__ import annotations

import json
import logging
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO, Any, Final

from django.core.files import File as DjangoFile
from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi, override

from content.forms.later_checks import say_what_is_held_back
from content.forms.storing import open_stored, store_encrypted
from permissions.citizens.models import Citizen
from permissions.now import now
from permissions.translated_text import in_language
from permissions.writing import by_day, told_instant, write_by_day
from portal.case_shown.diary import refusal_in, title_for_citizen
from portal.citizen.letters_shown import letters_shown, told_citizen
from portal.citizen.shown import is_of_interest, status_words
from portal.queue.bell import call_soon
from workflows.cases.categories import names_of
from workflows.cases.joining import joined_cases
from workflows.cases.keys import keys_of
from workflows.cases.models import Case, File, Listening, MessageKind, OtherPerson
from workflows.cases.selectors import Happening, timeline
from workflows.own_data.models import OwnData
from workflows.own_data.services import failed, made, note_progress, take, waiting

log = logging.getLogger(__name__)

MAKE: Final = "portal.citizen.own_data.make"
_PIECE: Final = 1024 * 1024
_UNSAFE: Final = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')


def ring(row: OwnData) -> None:
    """Have the queue make it."""
    call_soon(MAKE, row.pk)


def make(row_id: int) -> None:
    """What the queue does; nothing when it is made or another has it. Safe to ring twice and to kill."""
    row = take(row_id)
    if row is None:
        return
    try:
        with override(row.language), by_day(wanted=False), tempfile.TemporaryFile() as out:
            write_archive(out, cases_of(row), row.citizen, progress=lambda done, total: note_progress(row, done, total))
            size = out.tell()
            out.seek(0)
            key = _stored(row, out)
    except Exception:
        log.exception("The data of a citizen (%d) could not be written.", row.pk)
        failed(row)
        return
    if not made(row, storage_key=key, size=size):
        storages["private"].delete(key)


def _stored(row: OwnData, out: IO[bytes]) -> str:
    """Where it lies: encrypted under the key of the first request in it that has one, so that it goes with that."""
    place = f"own-data/{row.key}.zip"
    case_id, key = next(iter(keys_of(case.pk for case in cases_of(row)).items()), (0, b""))
    if key:
        return store_encrypted(out, place, case_id=case_id, key=key)
    return storages["private"].save(place, DjangoFile(out))


def make_waiting() -> None:
    """All that nobody makes: rung for when a ring was lost."""
    for row_id in waiting():
        make(row_id)


def cases_of(row: OwnData) -> list[Case]:
    """What is in it: of a citizen's what opens to them without a secret; nothing that was erased."""
    if row.citizen is not None:
        found = [each.case.pk for each in joined_cases(row.citizen) if not each.by_number]
    else:
        found = [row.case_id or 0]
    return cases_with_all(found)


def cases_with_all(ids: Iterable[int]) -> list[Case]:
    """Those of them that were not erased, the oldest first, with what an archive needs of each."""
    related = ("kind", "agency", "subject_agency", "person", "key")
    return list(Case.objects.filter(pk__in=list(ids), erased_at=None).select_related(*related).order_by("pk"))


def write_archive(
    out: IO[bytes], cases: Sequence[Case], citizen: Citizen | None, *, progress: Callable[[int, int], object]
) -> None:
    """All of some requests, and of whoever signs in, as a ZIP, in the language that is on and within ``by_day``;
    ``progress``: how many pieces of how many are written."""
    if any(case.by_day for case in cases):
        write_by_day()
    past = {case.pk: [each for each in timeline(case, public=True) if is_of_interest(each)] for case in cases}
    files = {pk: [file for each in happened for file in each.files] for pk, happened in past.items()}
    total, done = len(cases) + sum(map(len, files.values())), 0
    said = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for case in cases:
            say_what_is_held_back(files[case.pk])
            for file in files[case.pk]:
                if not file.held_back:
                    _add(archive, _path(case, file), file)
                done += 1
                progress(done, total)
            said.append(data_of(case, past[case.pk]))
            done += 1
            progress(done, total)
        whole = {"made_at": told_instant(now()), "requests": said, "citizen": _account(citizen)}
        archive.writestr("data.json", json.dumps(whole, ensure_ascii=False, indent=2, default=_told))
        archive.writestr("data.html", _page(whole))


def _told(value: Any) -> str:
    """What JSON has no word for; an instant as it is told."""
    return told_instant(value).isoformat() if isinstance(value, datetime) else str(value)


def _add(archive: zipfile.ZipFile, path: str, file: File) -> None:
    with open_stored(file.storage_key) as stored, archive.open(path, "w") as place:
        while piece := stored.read(_PIECE):
            place.write(piece)


def _path(case: Case, file: File) -> str:
    """Where a file lies in the archive; of its name nothing that leads out of there."""
    return f"{case.tracking}/{file.number}-{_UNSAFE.sub('_', file.name).lstrip('.')[-120:]}"


def _page(whole: dict[str, Any]) -> str:
    said = {**whole, "language": get_language(), "right_to_left": get_language_bidi()}
    return render_to_string("citizen/own_data.html", said)


def _account(citizen: Citizen | None) -> dict[str, Any] | None:
    """What is known of whoever signs in, of a file of all that is theirs."""
    if citizen is None:
        return None
    said = {name: getattr(citizen, name) for name in ("email", "phone", "name", "national_number")}
    return said | {"since": citizen.created_at, "signed_in_at": citizen.signed_in_at, "proved_at": citizen.proved_at}


def data_of(case: Case, happened: list[Happening]) -> dict[str, Any]:
    """One request: what its citizen gave, all that was said to them, and when. Nothing that is written among
    colleagues, and no officer by name."""
    person = case.person
    return {
        "number": case.tracking,
        "kind": in_language(case.kind.name),
        "agency": in_language(case.agency.name),
        "named": in_language(case.subject_agency.name) if case.subject_agency is not None else "",
        "channel": str(case.get_channel_display()),
        "language": case.language,
        "confidential": case.confidential,
        "filed_at": case.opened_at,
        "closed_at": case.closed_at,
        "status": str(status_words(case)),
        "subject": case.title,
        "subject_by": str(Listening(case.listening).label) if case.subject_by_agency else "",
        "place": case.place,
        "category": str(names_of(case.kind.code, case.category) or ""),
        "you": {name: getattr(person, name) for name in ("name", "email", "phone", "national_number")},
        "others": [_other(each) for each in case.others.all()],
        "answers": [{"question": each.question, "answer": each.shown} for each in case.answers.all()],
        "happened": [_event(case, each) for each in happened],
        "letters": list(_letters(case)),
    }


def _other(other: OtherPerson) -> dict[str, Any]:
    said = {name: getattr(other, name) for name in ("name", "national_number", "email", "phone", "why_no_consent")}
    relation = str(other.get_relation_display()) if other.relation else ""
    consent = str(other.get_consent_display()) if other.consent else ""
    return said | {"role": str(other.get_role_display()), "relation": relation, "consent": consent}


def _event(case: Case, each: Happening) -> dict[str, Any]:
    words = [{"kind": str(MessageKind(text.kind).label), "text": text.text} for text in each.messages if text.public]
    files = [
        {
            "name": file.name,
            "size": file.size,
            "sha256": file.sha256,
            "path": "" if file.held_back else _path(case, file),
        }
        for file in each.files
    ]
    said = {"at": each.event.at, "what": str(title_for_citizen(each.event)), "words": words, "files": files}
    refusal = refusal_in(each.event, each.messages)
    return said if refusal is None else said | {"why": refusal.ground}


def _letters(case: Case) -> Iterator[dict[str, Any]]:
    for letter in letters_shown(case, told_citizen(case)):
        ways = [{"by": way, "to": address, "at": at} for way, address, at in letter.ways]
        yield {"about": str(letter.words), "how": str(letter.said), "asked_at": letter.asked_at, "ways": ways}
