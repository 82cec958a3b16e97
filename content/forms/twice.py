"""The same file once: in one form, and within one case its bytes. Of files of other cases nothing is ever said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from django.core.files import File

from content.forms.storing import is_stored, open_stored, remove, settle
from content.forms.upload import Preparation, Upload, UploadState, VirusCheck
from permissions.now import now
from workflows.cases.files_made_anew import share_bytes
from workflows.cases.models import File as CaseFile
from workflows.transactions.turn import write_transaction

MANY: Final = "network:"
"""What the name of a share begins with that many may send for: what one of them has sent is not told to the next."""


def digest_of(file: File[bytes]) -> str:
    """SHA-256 of its bytes, as ``Upload.came_as`` holds it; it stands at its start again."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def waiting_in(form_key: str, came_as: str) -> Upload | None:
    """The file that came as these bytes for the form with this key and waits still; it is not removed meanwhile.

    Its row was written before its bytes: one whose bytes are not all there, since the process was killed in between or
    writes them just now, stands for nothing.
    """
    if not form_key or form_key.startswith(MANY):
        return None
    same = Upload.objects.filter(waits_for=form_key[:80], came_as=came_as, state=UploadState.PENDING)
    upload = same.order_by("created_at").first()
    if upload is None or not _is_stored(upload):
        return None
    with write_transaction():
        return upload if same.filter(pk=upload.pk).update(seen_at=now()) else None


def _is_stored(upload: Upload) -> bool:
    """Whether all of its bytes are on the disk, those of its thumbnail too. A recording that was written anew since
    has become what its row says."""
    key = upload.storage_key
    if upload.original and upload.preparation != Preparation.READY:
        key = upload.original
    if not is_stored(key) or (upload.thumbnail and not is_stored(upload.thumbnail)):
        return False
    with open_stored(key) as content:
        is_whole = digest_of(content) == upload.sha256
    if is_whole:
        settle(key)
    return is_whole


def once(uploads: Iterable[Upload]) -> tuple[list[Upload], list[str]]:
    """The first of those that came as the same bytes, and the names of the others."""
    kept: dict[str, Upload] = {}
    again: list[str] = []
    for upload in uploads:
        key = upload.came_as or upload.storage_key
        if key in kept:
            again.append(upload.name)
        else:
            kept[key] = upload
    return list(kept.values()), again


def is_in_its_case(upload: Upload) -> bool:
    """Whether the case that it is to be added to has the same file already, where its citizen may read it.

    What is added to a case waits for its id and how far it is (``Upload.waits_for``); what waits for a form that opens
    one is compared with no case at all.
    """
    case_id, colon, _events = upload.waits_for.partition(":")
    if not (colon and case_id.isdecimal()):
        return False
    there = CaseFile.objects.filter(case_id=int(case_id), public=True).values("storage_key")
    return Upload.objects.filter(came_as=upload.came_as, storage_key__in=there).exists()


def keep_bytes_once(uploads: Sequence[Upload]) -> set[int]:
    """Of ``uploads``, which a case names by now: those that it had before lie where these do, and no second time.
    Returns the ids of the cases that name them."""
    case_ids = set()
    for upload in uploads:
        file = CaseFile.objects.filter(storage_key=upload.storage_key).first()
        if file is not None:
            case_ids.add(file.case_id)
        former = _former(upload, file) if file is not None and upload.came_as else None
        if file is None or former is None:
            continue
        with write_transaction():
            share_bytes(file, storage_key=former.storage_key, size=former.size, sha256=former.sha256)
            Upload.objects.filter(pk=upload.pk).update(
                preparation=Preparation.NOT_NEEDED, virus_check=VirusCheck.NOT_ASKED, original="", thumbnail=""
            )
        for key in filter(None, (upload.storage_key, upload.original, upload.thumbnail)):
            remove(key)
    return case_ids


def _former(upload: Upload, file: CaseFile) -> Upload | None:
    """The first upload that came as the same bytes and that the same case named before; none with which something is
    wrong. What the first file names never gives way to another, however many are added at the same moment.
    """
    there = CaseFile.objects.filter(case_id=file.case_id, pk__lt=file.pk).exclude(storage_key=upload.storage_key)
    keys = list(there.order_by("pk").values_list("storage_key", flat=True))
    same = Upload.objects.filter(came_as=upload.came_as, storage_key__in=keys)
    good = same.exclude(virus_check=VirusCheck.INFECTED).exclude(preparation=Preparation.UNREADABLE)
    return min(good, key=lambda each: keys.index(each.storage_key), default=None)
