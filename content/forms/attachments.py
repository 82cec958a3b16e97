"""The files of one form across its rounds: what arrived stays, though browsers forget what was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from content.forms.keys import FILES, KEPT_FILES, REMOVED_FILES
from content.forms.sniffing import ENDINGS
from content.forms.upload import Upload, UploadState
from content.forms.uploads import MAX_BYTES, MAX_FILES, Refusal, forget, named, take

UPLOAD_QUERY = "upload"
"""In the query of a form's own address: what is sent there is one file, ahead of the form."""
NOT_TAKEN, BUSY = 422, 503
_SALT = "insaf.upload"


@dataclass(frozen=True, slots=True)
class Kept:
    """An arrived file and the signed value by which the form names it in its next round."""

    upload: Upload
    token: str


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files of a form after a round: those that are there, those that were refused, and why."""

    kept: tuple[Kept, ...] = ()
    refused: tuple[Refusal, ...] = ()
    most: ClassVar[int] = MAX_FILES
    most_bytes: ClassVar[int] = MAX_BYTES
    # With pictures named as such a phone offers its camera, too.
    accepted: ClassVar[str] = ",".join(["image/*", *(f".{ending}" for ending in ENDINGS)])
    kept_name: ClassVar[str] = KEPT_FILES
    removed_name: ClassVar[str] = REMOVED_FILES

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


def sent_ahead(request: HttpRequest, problem: str = "") -> JsonResponse:
    """One file ahead of its form, for the script that shows how far it is. JSON: its token, or why it was refused.

    The script tries again by itself where that is worth it. ``problem``: why nothing is taken from this form, if so.
    Whoever asks has made sure that the form is the sender's.
    """
    files = [file for file in request.FILES.getlist(FILES) if isinstance(file, UploadedFile)][:1]
    if problem or not files:
        return JsonResponse({"refused": problem or _("Attach a file.")}, status=NOT_TAKEN)
    taken = take(files)
    for refusal in taken.refused:
        return JsonResponse({"refused": str(refusal.sentence)}, status=BUSY if refusal.again else NOT_TAKEN)
    upload = taken.arrived[0]
    return JsonResponse({"token": token_of(upload), "name": upload.name, "size": upload.size})


def attached_to(request: HttpRequest, *, form_key: str) -> Attachments:
    """The files of the form that ``request`` sends; ``form_key`` as in ``gather``."""
    return gather(
        new=[file for file in request.FILES.getlist(FILES) if isinstance(file, UploadedFile)],
        kept_tokens=request.POST.getlist(KEPT_FILES),
        removed_tokens=request.POST.getlist(REMOVED_FILES),
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
    for upload in _named(wanted)[:MAX_FILES]:
        if upload.state == UploadState.PENDING or upload.filed_under == form_key:
            uploads.append(upload)
        else:
            refused.append(_sent_before(upload))
    taken = take(new, room=MAX_FILES - len(uploads))
    every = (*uploads, *taken.arrived)
    return Attachments(tuple(Kept(upload, token_of(upload)) for upload in every), (*refused, *taken.refused))


def _sent_before(upload: Upload) -> Refusal:
    sentence = _("“%(name)s” was sent with your previous request: attach it again.") % named(upload.name)
    return Refusal(upload.name, sentence)


def _named(tokens: Sequence[str]) -> list[Upload]:
    """The uploads that ``tokens`` name, in their order; none for a token that was not made here."""
    keys: list[str] = []
    for token in tokens[: 2 * MAX_FILES]:
        try:
            keys.append(str(signing.loads(token, salt=_SALT)))
        except signing.BadSignature:
            continue
    found = Upload.objects.in_bulk(keys, field_name="storage_key") if keys else {}
    return [found[key] for key in keys if key in found]
