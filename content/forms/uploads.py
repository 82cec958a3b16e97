"""Files from citizens and officers: checked, stored, refused with a sentence, and kept over the rounds of their form.

What arrived stays, though browsers forget what was chosen; what no case names in the end is found again and removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.forms.encrypting import encrypt_at_once
from content.forms.file_types import ENDINGS
from content.forms.keys import ALL_FILES, FILES, KEPT_FILES, REMOVED_FILES, FileNames
from content.forms.kinds_of_files import wrong_kind
from content.forms.preparing import can_prepare, tell_of_silence
from content.forms.refusals import Refusal, named
from content.forms.storing import remove
from content.forms.taking import MAX_BYTES, MAX_FILES, MOST_BYTES, infected, take
from content.forms.twice import is_in_its_case, keep_bytes_once, once
from content.forms.upload import Preparation, Upload, UploadState, VirusCheck
from permissions.now import now
from workflows.cases.files_made_anew import note_made_anew
from workflows.cases.models import File as CaseFile
from workflows.cases.submission import StoredFile
from workflows.transactions.turn import write_transaction

UPLOAD_QUERY = "upload"
"""In the query of a form's own address: what is sent there is one file, ahead of the form."""
NOT_TAKEN, BUSY = 422, 503
GONE = _("A file that you attached more than two hours ago was removed, since it was not sent: attach it again.")
_SALT = "insaf.upload"
AT_ONCE_BYTES = 100 * 1024 * 1024
"""Of all files of a form that is sent with them, as a browser without scripts does it."""


def stored_files(uploads: Iterable[Upload], *, asked_by: str = "") -> tuple[StoredFile, ...]:
    """The uploads as a ``Submission`` or an action carries them. ``asked_by``: the key of their own question."""
    return tuple(
        StoredFile(upload.name, upload.content_type, upload.size, upload.sha256, upload.storage_key, asked_by)
        for upload in uploads
    )


def mark_filed(uploads: Iterable[Upload], *, key: str) -> None:
    """After the commit of the case or act that names them; ``key`` is its idempotency key, or any name of it.

    Of a hidden case they are encrypted, and their names stand with the case alone, when this returns.
    """
    ids = [upload.pk for upload in uploads if upload.state == UploadState.PENDING]
    if ids:
        hidden = Exists(CaseFile.objects.filter(storage_key=OuterRef("storage_key"), encrypted=True))
        name = Case(When(hidden, then=Value("")), default=F("name"))
        with write_transaction():
            Upload.objects.filter(pk__in=ids).update(state=UploadState.FILED, filed_under=key, name=name)
            # One that got ready after its row was read and before a case named it.
            for upload in Upload.objects.filter(pk__in=ids, preparation=Preparation.READY):
                note_made_anew(storage_key=upload.storage_key, size=upload.size, sha256=upload.sha256)
        filed = list(Upload.objects.filter(pk__in=ids))
        tell_of_silence(filed)
        encrypt_at_once(Q(case_id__in=keep_bytes_once(filed)), uploads=filed)


def forget(upload: Upload) -> None:
    """Remove a file that its sender took back, before any case named it."""
    if CaseFile.objects.filter(storage_key=upload.storage_key).exists():
        return
    _remove(upload)


def _remove(upload: Upload) -> None:
    """Bytes first: whatever dies in between, the row tells of them."""
    for key in filter(None, (upload.storage_key, upload.original, upload.thumbnail)):
        remove(key)
    upload.delete()


def forget_abandoned(*, before: datetime) -> int:
    """Remove files that no case names and whose form last brought them along before ``before``; returns how many.

    One that a case does name, because the process died before ``mark_filed``, is marked now. One that its form brings
    along at this very moment (``_still_here``) stays: of the two, the second to write finds what the first has written.
    """
    waiting = list(Upload.objects.exclude(state=UploadState.FILED).filter(seen_at__lt=before)[:1000])
    named = set(
        CaseFile.objects.filter(storage_key__in=[upload.storage_key for upload in waiting]).values_list(
            "storage_key", flat=True
        )
    )
    mark_filed([upload for upload in waiting if upload.storage_key in named], key="")
    abandoned = [upload.pk for upload in waiting if upload.storage_key not in named]
    with write_transaction():
        old = Upload.objects.filter(pk__in=abandoned, state=UploadState.PENDING, seen_at__lt=before)
        old.update(state=UploadState.GOING)
    going = list(Upload.objects.filter(pk__in=abandoned, state=UploadState.GOING))
    for upload in going:
        _remove(upload)
    return len(going)


@dataclass(frozen=True, slots=True)
class Kept:
    """An arrived file and the signed value by which the form names it in its next round. ``came_now``: in this round,
    and for the first time."""

    upload: Upload
    token: str
    came_now: bool = False


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files of a form after a round: those that are there, those that were refused, and why; ``again`` the names of
    those that were there already."""

    kept: tuple[Kept, ...] = ()
    refused: tuple[Refusal, ...] = ()
    again: tuple[str, ...] = ()
    most: ClassVar[int] = MAX_FILES
    most_bytes: ClassVar[int] = MOST_BYTES
    megabytes: ClassVar[int] = MOST_BYTES // 1024**2
    megabytes_in_one_piece: ClassVar[int] = MAX_BYTES // 1024**2
    # With pictures named as such a phone offers its camera, too.
    accepted: ClassVar[str] = ",".join(["image/*", "video/*", "audio/*", *(f".{ending}" for ending in ENDINGS)])
    kept_name: ClassVar[str] = KEPT_FILES
    removed_name: ClassVar[str] = REMOVED_FILES

    @property
    def takes(self) -> tuple[str, ...]:
        """What the device may take for it in the page: videos and voices where this machine can prepare them."""
        return ("photo", "video", "voice") if can_prepare() else ("photo",)

    @property
    def uploads(self) -> tuple[Upload, ...]:
        return tuple(each.upload for each in self.kept)

    def after_being_sent(self) -> Attachments:
        """What is left for a new form once these went out with a former one: files that belong to a case do not."""
        left = tuple(each for each in self.kept if each.upload.state == UploadState.PENDING)
        gone = tuple(_sent_before(each.upload) for each in self.kept if each not in left)
        return Attachments(left, (*self.refused, *gone))


def token_of(upload: Upload) -> str:
    """The value that stands for ``upload`` in a form; whoever holds it may send the file with that form.

    It can be read, so it names the random key and not the id, which is given out in turn over all forms.
    """
    return signing.dumps(upload.storage_key, salt=_SALT)


def sent_ahead(request: HttpRequest, problem: str = "", *, form_key: str, asked: str = "") -> JsonResponse:
    """One file ahead of its form, for the script that shows how far it is. JSON: its token, or why it was refused.

    The script tries again by itself where that is worth it. ``problem``: why nothing is taken from this form, if so;
    ``form_key`` as in ``gather``; ``asked``: the kind of the question that it answers, empty where all are taken. What
    is of another kind is forgotten.
    Whoever asks has made sure that the form is the sender's.
    """
    files = [file for file in request.FILES.getlist(FILES) if isinstance(file, UploadedFile)][:1]
    if problem or not files:
        return JsonResponse({"refused": problem or gettext("Attach a file.")}, status=NOT_TAKEN)
    taken = take(files, form_key=form_key)
    for upload in taken.became:
        if (wrong := wrong_kind(asked, upload)) is not None:
            if upload in taken.arrived:  # one that came before answers another question of the form
                forget(upload)
            return said_of(wrong)
    return said_of(*taken.refused, *taken.became)


def said_of(became: Refusal | Upload) -> JsonResponse:
    """What became of a file, for a script."""
    if isinstance(became, Refusal):
        return JsonResponse({"refused": str(became.sentence)}, status=BUSY if became.again else NOT_TAKEN)
    said = {"token": token_of(became), "name": became.name, "size": became.size}
    return JsonResponse(said | {"preparing": became.is_prepared_now, "there": is_in_its_case(became)})


def attached_to(request: HttpRequest, *, form_key: str, names: FileNames = ALL_FILES) -> Attachments:
    """The files of the form that ``request`` sends by ``names``; ``form_key`` as in ``gather``."""
    return gather(
        new=[file for file in request.FILES.getlist(names.new) if isinstance(file, UploadedFile)],
        kept_tokens=request.POST.getlist(names.kept),
        removed_tokens=request.POST.getlist(names.removed),
        form_key=form_key,
    )


def gather(
    *, new: Sequence[UploadedFile[bytes]], kept_tokens: Sequence[str], removed_tokens: Sequence[str], form_key: str
) -> Attachments:
    """The files of this round: those kept from earlier ones without those removed, and the ``new`` ones.

    A token that is not ours counts for nothing. A file that went out with another form is refused by name, one that
    went out with this same form (``form_key``) is there again.
    """
    for upload in _named(removed_tokens):
        if upload.state == UploadState.PENDING:
            forget(upload)
    uploads: list[Upload] = []
    refused: list[Refusal] = []
    wanted = [token for token in dict.fromkeys(kept_tokens) if token not in removed_tokens]
    here = _still_here(_named(wanted))
    for upload in here[:MAX_FILES]:
        if upload.virus_check == VirusCheck.INFECTED:
            refused.append(infected(upload.name))
        elif upload.state == UploadState.PENDING or upload.filed_under == form_key:
            uploads.append(upload)
        else:
            refused.append(_sent_before(upload))
    if len(_ours(wanted)) > len(here):
        refused.append(Refusal("", GONE))
    if not (new or uploads):
        return Attachments((), tuple(refused))
    taken = take(new, room=MAX_FILES - len(uploads), form_key=form_key)
    every, again = once((*uploads, *taken.became))
    kept = tuple(Kept(upload, token_of(upload), upload in taken.arrived) for upload in every)
    return Attachments(kept, (*refused, *taken.refused), tuple(again))


def _still_here(uploads: Sequence[Upload]) -> list[Upload]:
    """Those that are not being removed, and from now on will not be while their form is on its way."""
    waiting = [upload.pk for upload in uploads if upload.state == UploadState.PENDING]
    if waiting:
        with write_transaction():
            seen = Upload.objects.filter(pk__in=waiting, state=UploadState.PENDING).update(seen_at=now())
        if seen < len(waiting):
            uploads = list(Upload.objects.filter(pk__in=[upload.pk for upload in uploads]))
    return [upload for upload in uploads if upload.state != UploadState.GOING]


def _sent_before(upload: Upload) -> Refusal:
    sentence = gettext("“%(name)s” was sent with your previous request: attach it again.") % named(upload.name)
    return Refusal(upload.name, sentence)


def _named(tokens: Sequence[str]) -> list[Upload]:
    """The uploads that ``tokens`` name, in their order; none for a token that was not made here."""
    keys = _ours(tokens)
    found = Upload.objects.in_bulk(keys, field_name="storage_key") if keys else {}
    return [found[key] for key in keys if key in found]


def _ours(tokens: Sequence[str]) -> list[str]:
    """The keys in the tokens that were made here, whether there still is an upload by them or not."""
    keys: dict[str, None] = {}
    for token in tokens[: 2 * MAX_FILES]:
        try:
            keys[str(signing.loads(token, salt=_SALT))] = None
        except signing.BadSignature:
            continue
    return list(keys)
