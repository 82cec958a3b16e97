"""The table of uploads: files whose bytes lie in the private storage, waiting to belong to a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.now import now
from permissions.writing import written_size


class UploadState(models.TextChoices):
    """Whether a case names the file."""

    PENDING = "pending", _("waiting for its form")
    FILED = "filed", _("belongs to a case")
    GOING = "going", _("waited too long and is being removed")


class VirusCheck(models.TextChoices):
    """What the virus scanner said of the file."""

    NOT_ASKED = "", _("no scanner was there to ask")
    WAITING = "waiting", _("is still being checked for viruses")
    CLEAN = "clean", _("no virus was found")
    INFECTED = "infected", _("a virus was found; it is kept apart")


class Preparation(models.TextChoices):
    """Of a video or a voice: whether it was written anew."""

    NOT_NEEDED = "", _("it is kept as it came through")
    WAITING = "waiting", _("is being prepared")
    READY = "ready", _("is ready")
    UNREADABLE = "unreadable", _("could not be read")


class HeldBack(models.TextChoices):
    """Why nobody may fetch a file."""

    UNCHECKED = "unchecked", _("is still being checked for viruses")
    INFECTED = "infected", _("a virus was found; it is kept apart")
    PREPARING = "preparing", _("is being prepared")
    UNREADABLE = "unreadable", _("could not be read")


def sign_of(content_type: str) -> str:
    """The icon for files of a type."""
    return _SIGNS.get(content_type.partition("/")[0], "document")


class Upload(models.Model):
    """One file that came with a form. The row is written before the bytes, so that no bytes are ever unknown.

    Of a recording, ``original`` is where its bytes lie as they came, until they are written anew under ``storage_key``;
    ``tries`` counts beginnings, ``taken_at`` is when whoever prepares it last said that they are at it. ``thumbnail``
    is where a small picture of it lies. ``came_as`` is the digest of the bytes that came, ``sha256`` of those kept.
    ``waits_for`` is the key of the form that it came ahead of or with, for the quota.
    ``filed_under`` is the idempotency key of what it was sent with: the same form sent again may name it again.
    """

    storage_key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.PENDING)
    filed_under = models.CharField(max_length=80, blank=True)
    waits_for = models.CharField(max_length=80, blank=True)
    virus_check = models.CharField(max_length=10, choices=VirusCheck, blank=True, default=VirusCheck.NOT_ASKED)
    virus = models.CharField(max_length=100, blank=True, help_text="What the scanner calls it.")
    preparation = models.CharField(max_length=10, choices=Preparation, blank=True, default=Preparation.NOT_NEEDED)
    original = models.CharField(max_length=200, blank=True)
    came_as = models.CharField(max_length=64, blank=True)
    seconds = models.PositiveIntegerField(
        default=0, db_default=0, help_text="How long a recording is; 0 as long as it was not prepared."
    )
    silent = models.BooleanField(default=False, db_default=False, help_text="A voice in which nothing can be heard.")
    thumbnail = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(default=now, help_text="When it was last sent along with its form.")

    class Meta:
        app_label = "content"
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()
        indexes = [
            models.Index(fields=["seen_at"], condition=~Q(state="filed"), name="upload_waiting"),
            models.Index(fields=["waits_for"], condition=Q(state="pending"), name="upload_of_form"),
            models.Index(fields=["created_at"], condition=Q(virus_check="waiting"), name="upload_unchecked"),
            models.Index(fields=["created_at"], condition=Q(preparation="waiting"), name="upload_unprepared"),
        ]

    def __str__(self) -> str:
        return self.storage_key

    @property
    def held_back(self) -> HeldBack | None:
        """Why nobody may fetch it now; None where they may."""
        if self.preparation in _NOT_READY:
            return _NOT_READY[Preparation(self.preparation)]
        return _NOT_CLEAN.get(VirusCheck(self.virus_check))

    @property
    def is_recording(self) -> bool:
        return self.content_type.startswith(("audio/", "video/"))

    @property
    def can_be_heard(self) -> bool:
        """Whether a recording may stand for words: what is still being prepared may turn out to be silent later."""
        return self.preparation != Preparation.UNREADABLE and not self.silent

    @property
    def is_prepared_now(self) -> bool:
        return self.preparation == Preparation.WAITING

    @property
    def sign(self) -> str:
        """The icon it is drawn with."""
        return sign_of(self.content_type)

    @property
    def size_words(self) -> str:
        return written_size(self.size)


_NOT_READY = {Preparation.WAITING: HeldBack.PREPARING, Preparation.UNREADABLE: HeldBack.UNREADABLE}
_NOT_CLEAN = {VirusCheck.WAITING: HeldBack.UNCHECKED, VirusCheck.INFECTED: HeldBack.INFECTED}
NOT_TO_BE_FETCHED = Q(preparation__in=_NOT_READY) | Q(virus_check__in=_NOT_CLEAN)
_SIGNS = {"image": "picture", "video": "video", "audio": "voice"}
